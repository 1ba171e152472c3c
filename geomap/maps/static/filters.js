// The filters: usage, kind, source, score, region. Each says how many mentions it stands for.

const SOURCES_LISTED = 200;
const boxes = { inputs: [], status: null };

function drawFilters(data) {
  const groups = [...new Set(data.places.group.slice(0, data.mentioned))].sort();
  const sources = [...new Set(data.articles.map((article) => article.source ?? ""))].sort();
  const usages = [...data.usages, "unsure"];
  const usageField = facet("Usage", usages.map((usage) => ({
    key: usage,
    label: USAGE_WORDS[usage],
    many: (tally) => tally.usages[usages.indexOf(usage)],
    on: (state) => state.usages.has(usage),
    set: (on) => go({ usages: toggled(app.state.usages, usage, on) }),
  })));
  usageField.append(choice({
    key: "leftovers",
    label: "beside the story (leftover)",
    many: (tally) => (app.state.leftovers ? null : tally.leftover),
    on: (state) => state.leftovers,
    set: (on) => go({ leftovers: on }),
  }));
  const fields = [usageField];
  if (groups.length > 1) fields.push(facet("Kind of place", setChoices(groups, "groups", (one) => GROUP_WORDS[one] ?? one)));
  if (sources.length > 1) {
    const listed = sources.slice(0, SOURCES_LISTED);
    const field = facet("Source", setChoices(listed, "sources", (one) => (one === "" ? "no source" : one), sources));
    if (sources.length > listed.length) {
      field.append(h("p", { class: "gm-line" }, `${number(sources.length - listed.length)} more sources, always shown`));
    }
    fields.push(field);
  }
  fields.push(scoreField());
  boxes.summary = h("summary", null, "Filters");
  boxes.region = h("p", { id: "gm-region", hidden: true });
  const reset = h("button", { type: "button", class: "gm-link", click: resetFilters }, "Reset all filters");
  show(
    $("gm-filters"),
    h("details", { id: "gm-filter-box" }, boxes.summary, h("div", { class: "gm-fields" }, fields, reset)),
    boxes.region,
  );
  // Both at once would leave no map between them.
  $("gm-filter-box").addEventListener("toggle", () => {
    if ($("gm-filter-box").open) $("gm-legend").open = false;
  });
}

// Choices over a set in the state, where null stands for all of them.
function setChoices(listed, name, word, all = listed) {
  return listed.map((one) => ({
    key: one,
    label: word(one),
    many: (tally) => tally[name].get(one) ?? 0,
    on: (state) => state[name] === null || state[name].has(one),
    set: (on) => {
      const next = toggled(app.state[name] ?? new Set(all), one, on);
      go({ [name]: next.size === all.length ? null : next });
    },
  }));
}

function toggled(set, value, on) {
  const next = new Set(set);
  if (on) next.add(value);
  else next.delete(value);
  return next;
}

function facet(name, choices) {
  return h("fieldset", null, h("legend", null, name), choices.map(choice));
}

function choice({ label, many, on, set }) {
  const input = h("input", { type: "checkbox", change: () => set(input.checked) });
  const figure = h("span", { class: "gm-many" });
  boxes.inputs.push({ input, figure, many, on });
  return h("label", { class: "gm-choice" }, input, h("span", { class: "gm-word" }, bdi(label)), figure);
}

function scoreField() {
  const output = h("output", null);
  const input = h("input", {
    type: "range", min: 0, max: 100, step: 5, "aria-label": "Least score",
    input: () => go({ score: Number(input.value) }),
  });
  boxes.score = { input, output };
  return h("fieldset", null, h("legend", null, "Score at least"), h("div", { class: "gm-range" }, input, output));
}

function refreshFilters(data, state, tally) {
  for (const { input, figure, many, on } of boxes.inputs) {
    input.checked = on(state);
    const value = many(tally);
    figure.textContent = value === null ? "" : number(value);
  }
  boxes.score.input.value = state.score;
  boxes.score.output.textContent = state.score === 0 ? "any" : `${state.score} %`;
  const changed = changedFilters(state);
  boxes.summary.textContent = changed === 0 ? "Filters" : `Filters (${changed} changed)`;
  boxes.region.hidden = state.region === null;
  if (state.region !== null) {
    show(
      boxes.region,
      "Only in ",
      bdi(data.places.name[state.region]),
      " ",
      h("button", { type: "button", class: "gm-link", click: () => go({ region: null }) }, "Show all"),
    );
  }
}

function changedFilters(state) {
  return [
    !same(state.usages, DRAWN_USAGES), state.leftovers, state.groups !== null,
    state.sources !== null, state.score > 0, state.region !== null,
    state.from !== null || state.to !== null,
  ].filter(Boolean).length;
}

function resetFilters() {
  const { usages, leftovers, groups, sources, score, region, from, to } = freshState();
  go({ usages, leftovers, groups, sources, score, region, from, to });
}

// "Only mentions in Kherson Oblast", where the place is one that holds others.
function regionButton(data, place) {
  if (!["country", "region"].includes(data.places.group[place])) return null;
  const on = app.state.region === place;
  return h(
    "button",
    { type: "button", class: "gm-chip", "aria-pressed": String(on), click: () => go({ region: on ? null : place }) },
    on ? "Show all regions again" : ["Only mentions in ", bdi(data.places.name[place])],
  );
}
