// The list: places by number of mentions, what a search finds, and the mentions without a place.

const ROWS = 100;
const HITS = 25;

function listView(data, state, tally) {
  if (state.query !== "") return searchView(data, state.query, tally);
  return [
    h("h2", { class: "gm-quiet" }, `${plural(tally.order.length, "place")} shown`),
    more(tally.order, ROWS, (place) => placeRow(data, place, tally.counts[place]), "gm-places"),
  ];
}

function placeRow(data, place, many) {
  return h(
    "button",
    {
      type: "button",
      class: "gm-row",
      "data-place": place,
      click: () => select(place),
      mouseenter: () => hint(place),
      focus: () => hint(place),
      mouseleave: () => hint(null),
      blur: () => hint(null),
    },
    h("span", { class: "gm-name", dir: "auto" }, bdi(data.places.name[place])),
    " ",
    h("span", { class: "gm-line" }, placeLine(data, place)),
    " ",
    h("span", { class: "gm-many" }, number(many)),
    h("span", { class: "gm-unseen" }, many === 1 ? " mention" : " mentions"),
  );
}

// A list of `items`, `step` of them now and the next ones on demand; what is not yet there is named.
function more(items, step, draw, kind) {
  const list = h("ul", { class: kind });
  const button = h("button", { type: "button", class: "gm-more" });
  let shown = 0;
  const extend = () => {
    const next = Array.from(items.slice(shown, shown + step), (item) => h("li", null, draw(item)));
    list.append(...next);
    shown += next.length;
    const left = items.length - shown;
    button.textContent = `Show ${number(Math.min(step, left))} more of ${number(items.length)}`;
    button.hidden = left === 0;
    return next[0];
  };
  button.addEventListener("click", () => {
    const first = extend();
    first.querySelector("button, a, summary")?.focus();
  });
  extend();
  return [list, button];
}

function searchView(data, query, tally) {
  app.folded ??= {
    places: data.places.name.map(folded),
    names: data.names.map(folded),
    sentences: new Map(),
  };
  const wanted = folded(query);
  const named = new Set();
  let hidden = 0;
  data.mention.name.forEach((name, at) => {
    if (!app.folded.names[name].includes(wanted)) return;
    if (tally.passes[at]) named.add(data.mention.place[at]);
    else hidden += 1;
  });
  const places = tally.order.filter(
    (place) => named.has(place) || app.folded.places[place].includes(wanted),
  );
  const sentences = sentencesWith(data, wanted, tally);
  return [
    h("h2", { class: "gm-quiet", "aria-live": "polite" },
      `“${query}”: ${plural(places.length, "place")}, ${plural(sentences.length, "sentence")}`),
    hidden > 0 && h("p", { class: "gm-line" },
      `${plural(hidden, "mention")} of that name not shown: usage, filter, leftover or not placed`),
    more(places, ROWS, (place) => placeRow(data, place, tally.counts[place]), "gm-places"),
    sentences.length > 0 && h("h2", { class: "gm-quiet" }, "Sentences"),
    ...more(sentences, HITS, (mention) => sentenceItem(data, mention), "gm-sentences"),
  ].flat();
}

// One mention for each sentence that holds the words, if a mention in it is shown.
function sentencesWith(data, wanted, tally) {
  const found = [];
  let last = -1;
  for (let at = 0; at < data.total; at += 1) {
    const sentence = data.mention.sentence[at];
    if (!tally.passes[at] || sentence === last) continue;
    let text = app.folded.sentences.get(sentence);
    if (text === undefined) {
      const { article, start, end, text: own } = data.sentences;
      const full = own[sentence] ?? data.articles[article[sentence]].text ?? "";
      text = folded(own[sentence] === null ? full.slice(start[sentence], end[sentence]) : full);
      app.folded.sentences.set(sentence, text);
    }
    if (!text.includes(wanted)) continue;
    found.push(at);
    last = sentence;
  }
  return found;
}

function unplacedView(data, state) {
  const { mention } = data;
  const rows = [];
  for (let at = 0; at < data.total; at += 1) {
    const leftover = mention.part[at] === data.leftoverPart && !state.leftovers;
    if (mention.place[at] < 0 && !leftover) rows.push(at);
  }
  return [
    backButton("All places", backToList),
    h("h2", { tabindex: "-1" }, `${plural(rows.length, "mention")} not placed`),
    ...more(rows, HITS, (at) => sentenceItem(data, at), "gm-sentences"),
  ].flat();
}

// Every article that was read, also those in which no place was found.
function articlesView(data) {
  const all = data.articles.map((article, at) => at);
  const silent = all.filter((at) => data.articleRange[at][1] === 0).length;
  return [
    backButton("All places", backToList),
    h("h2", { tabindex: "-1" }, plural(all.length, "article")),
    silent > 0 && h("p", { class: "gm-line" }, `${number(silent)} of them without a mention of a place`),
    ...more(all, ROWS, (at) => articleRow(data, at), "gm-places"),
  ].flat();
}

function articleRow(data, at) {
  const { title, source, published } = data.articles[at];
  const [first, end] = data.articleRange[at];
  return h(
    "button",
    {
      type: "button",
      class: "gm-row",
      click: () => go({ view: "article", article: at, place: null, mention: null }),
    },
    h("span", { class: "gm-name", dir: "auto" }, bdi(title ?? "Untitled article")),
    " ",
    h("span", { class: "gm-line" }, [source ?? "no source", published ?? "no date"].join(" · ")),
    " ",
    h("span", { class: "gm-many" }, number(end - first)),
    h("span", { class: "gm-unseen" }, end - first === 1 ? " mention" : " mentions"),
  );
}

function backButton(text, back) {
  return h("button", { type: "button", class: "gm-back", click: back }, `‹ ${text}`);
}
