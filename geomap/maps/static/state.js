// What the reader chose, as the address holds it; and what that leaves of the mentions.

const USAGE_WORDS = {
  literal: "the place itself",
  unsure: "usage unsure",
  metonymic: "a government or body (metonymic)",
  demonym: "people or adjective (demonym)",
  embedded: "inside another name (embedded)",
};
const DRAWN_USAGES = ["literal", "unsure"];

function freshState() {
  return {
    view: "list",
    place: null,
    article: null,
    mention: null,
    query: "",
    from: null,
    to: null,
    sources: null, // null: all
    groups: null,
    usages: new Set(DRAWN_USAGES),
    leftovers: false,
    score: 0,
    region: null,
  };
}

function same(one, other) {
  return one.size === other.length && other.every((value) => one.has(value));
}

function toHash(state, data) {
  const query = new URLSearchParams();
  if (state.view === "place") query.set("place", data.places.id[state.place]);
  if (state.view === "article") {
    query.set("article", data.articles[state.article].id);
    if (state.mention !== null) query.set("at", data.mention.start[state.mention]);
  }
  if (state.view === "unplaced") query.set("view", "unplaced");
  if (state.query !== "") query.set("q", state.query);
  if (state.from !== null) query.set("from", isoDay(state.from));
  if (state.to !== null) query.set("to", isoDay(state.to));
  if (state.sources !== null) for (const one of state.sources) query.append("source", one);
  if (state.groups !== null) for (const one of state.groups) query.append("kind", one);
  if (!same(state.usages, DRAWN_USAGES)) query.set("usage", [...state.usages].sort().join(","));
  if (state.leftovers) query.set("leftovers", "1");
  if (state.score > 0) query.set("score", state.score / 100);
  if (state.region !== null) query.set("in", data.places.id[state.region]);
  const text = query.toString();
  return text === "" ? "" : `#${text}`;
}

// The state that an address asks for. What the page does not hold is passed over.
function fromHash(hash, data) {
  const state = freshState();
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  const date = (name) => {
    const day = Date.parse(`${query.get(name)}T00:00:00Z`);
    return /^\d{4}-\d\d-\d\d$/.test(query.get(name) ?? "") && !Number.isNaN(day)
      ? Math.round(day / DAY)
      : null;
  };
  if (data.placeAt.has(query.get("place"))) {
    Object.assign(state, { view: "place", place: data.placeAt.get(query.get("place")) });
  } else if (data.articleAt.has(query.get("article"))) {
    const article = data.articleAt.get(query.get("article"));
    const [first, end] = data.articleRange[article];
    const at = data.mention.start.subarray(first, end).indexOf(Number(query.get("at") ?? NaN));
    Object.assign(state, { view: "article", article, mention: at < 0 ? null : first + at });
  } else if (query.get("view") === "unplaced") {
    state.view = "unplaced";
  }
  state.query = query.get("q") ?? "";
  state.from = date("from");
  state.to = date("to");
  if (query.has("source")) state.sources = new Set(query.getAll("source"));
  if (query.has("kind")) state.groups = new Set(query.getAll("kind"));
  if (query.has("usage")) state.usages = new Set(query.get("usage").split(",").filter(Boolean));
  state.leftovers = query.get("leftovers") === "1";
  const score = Math.round(Number(query.get("score") ?? 0) * 100);
  state.score = score > 0 && score <= 100 ? score : 0;
  if (data.placeAt.has(query.get("in"))) state.region = data.placeAt.get(query.get("in"));
  return state;
}

// Which articles, places and usages the filters let pass, each asked once.
function gates(data, state) {
  const { places } = data;
  const timed = state.from !== null || state.to !== null;
  const article = Uint8Array.from(data.articles, (one, at) => {
    if (state.sources !== null && !state.sources.has(one.source ?? "")) return 0;
    if (!timed) return 1;
    const day = data.day[at];
    if (day === NO_DAY) return 0;
    return (state.from === null || day >= state.from) && (state.to === null || day <= state.to);
  });
  const { region } = state;
  const place = Uint8Array.from(places.id, (id, at) => {
    if (state.groups !== null && !state.groups.has(places.group[at])) return 0;
    if (region === null || at === region) return 1;
    if (places.group[region] === "country") return places.country[at] === places.country[region];
    return places.admin1_id[at] === places.id[region];
  });
  return { article, place };
}

// Every mention is exactly one of: shown, hidden by choice, leftover, unplaced.
function count(data, state) {
  const { mention } = data;
  const gate = gates(data, state);
  const usagePasses = data.usages.map((usage) => state.usages.has(usage));
  const unsurePasses = state.usages.has("unsure");
  const result = {
    passes: new Uint8Array(data.total),
    counts: new Int32Array(data.places.id.length),
    low: new Uint8Array(data.places.id.length),
    articles: new Set(),
    shown: 0,
    leftover: 0,
    unplaced: 0,
    hiddenByUsage: {},
    hiddenByFilter: 0,
  };
  const sum = new Float64Array(result.counts.length);
  const scored = new Int32Array(result.counts.length);
  for (let at = 0; at < data.total; at += 1) {
    const place = mention.place[at];
    const usage = mention.usage[at];
    const score = mention.score[at];
    if (mention.part[at] === data.leftoverPart && !state.leftovers) result.leftover += 1;
    else if (place < 0) result.unplaced += 1;
    else if (!(usage < 0 ? unsurePasses : usagePasses[usage])) {
      const word = usage < 0 ? "unsure" : data.usages[usage];
      result.hiddenByUsage[word] = (result.hiddenByUsage[word] ?? 0) + 1;
    } else if (
      !gate.article[mention.article[at]] ||
      !gate.place[place] ||
      (state.score > 0 && score < state.score)
    ) {
      result.hiddenByFilter += 1;
    } else {
      result.passes[at] = 1;
      result.shown += 1;
      result.counts[place] += 1;
      result.articles.add(mention.article[at]);
      if (score >= 0) {
        sum[place] += score;
        scored[place] += 1;
      }
    }
  }
  // Hollow: the mean score of what is shown is below one half.
  result.low = result.low.map((_, at) => scored[at] > 0 && sum[at] / scored[at] < 50);
  result.hidden =
    result.hiddenByFilter + Object.values(result.hiddenByUsage).reduce((a, b) => a + b, 0);
  result.order = placeOrder(data, result.counts);
  return result;
}

function placeOrder(data, counts) {
  const order = [];
  counts.forEach((many, at) => {
    if (many > 0) order.push(at);
  });
  const { name } = data.places;
  return order.sort((a, b) => counts[b] - counts[a] || (name[a] < name[b] ? -1 : 1) || a - b);
}
