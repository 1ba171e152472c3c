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
  if (state.view === "unplaced" || state.view === "articles") query.set("view", state.view);
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
  } else if (["unplaced", "articles"].includes(query.get("view"))) {
    state.view = query.get("view");
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

// What can keep a mention off the map, one bit each.
const OFF = { usage: 1, source: 2, kind: 4, score: 8, region: 16, time: 32 };

// For each article and for each place, the bits that its filters set: each asked once.
function gates(data, state) {
  const { places } = data;
  const { from, to, region } = state;
  const timed = from !== null || to !== null;
  const outside = (day) =>
    day === NO_DAY || (from !== null && day < from) || (to !== null && day > to);
  const inRegion = (at) => {
    if (region === null || at === region) return true;
    if (places.group[region] === "country") return places.country[at] === places.country[region];
    return places.admin1_id[at] === places.id[region];
  };
  const article = Uint8Array.from(data.articles, (one, at) => {
    const otherSource = state.sources !== null && !state.sources.has(one.source ?? "");
    return (otherSource ? OFF.source : 0) | (timed && outside(data.day[at]) ? OFF.time : 0);
  });
  const place = Uint8Array.from(places.id, (id, at) => {
    const otherKind = state.groups !== null && !state.groups.has(places.group[at]);
    return (otherKind ? OFF.kind : 0) | (inRegion(at) ? 0 : OFF.region);
  });
  const usage = [...data.usages, "unsure"].map((one) => (state.usages.has(one) ? 0 : OFF.usage));
  return { article, place, usage };
}

// Every mention is exactly one of: shown, hidden by choice, leftover, unplaced. A facet counts what
// its own filter would show if only that one were opened.
function count(data, state) {
  const { mention, places } = data;
  const gate = gates(data, state);
  const unsure = data.usages.length;
  const size = places.id.length;
  const hiddenBy = new Int32Array(unsure + 1);
  const tally = {
    passes: new Uint8Array(data.total),
    counts: new Int32Array(size),
    low: new Uint8Array(size),
    corrected: new Int32Array(size),
    usages: new Int32Array(unsure + 1),
    sources: new Map(),
    groups: new Map(),
    perArticle: new Int32Array(data.articles.length),
    shown: 0,
    leftover: 0,
    unplaced: 0,
    hiddenByFilter: 0,
  };
  const sum = new Float64Array(size);
  const scored = new Int32Array(size);
  const plus = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (let at = 0; at < data.total; at += 1) {
    const place = mention.place[at];
    if (mention.part[at] === data.leftoverPart && !state.leftovers) {
      tally.leftover += 1;
      continue;
    }
    if (place < 0) {
      tally.unplaced += 1;
      continue;
    }
    const usage = mention.usage[at] < 0 ? unsure : mention.usage[at];
    const score = mention.score[at];
    const article = mention.article[at];
    const off =
      gate.usage[usage] |
      gate.article[article] |
      gate.place[place] |
      (state.score > 0 && score < state.score ? OFF.score : 0);
    if ((off & ~OFF.usage) === 0) tally.usages[usage] += 1;
    if ((off & ~OFF.source) === 0) plus(tally.sources, data.articles[article].source ?? "");
    if ((off & ~OFF.kind) === 0) plus(tally.groups, places.group[place]);
    if ((off & ~OFF.time) === 0) tally.perArticle[article] += 1;
    if (off & OFF.usage) hiddenBy[usage] += 1;
    else if (off) tally.hiddenByFilter += 1;
    else {
      tally.passes[at] = 1;
      tally.shown += 1;
      tally.counts[place] += 1;
      if (isCorrected(data, at)) tally.corrected[place] += 1;
      if (score >= 0) {
        sum[place] += score;
        scored[place] += 1;
      }
    }
  }
  // Hollow: the mean score of what is shown is below one half.
  tally.low = tally.low.map((_, at) => scored[at] > 0 && sum[at] / scored[at] < 50);
  tally.hiddenByUsage = [...data.usages, "unsure"]
    .map((usage, at) => [usage, hiddenBy[at]])
    .filter(([, many]) => many > 0);
  tally.hidden = tally.hiddenByFilter + hiddenBy.reduce((a, b) => a + b, 0);
  tally.order = placeOrder(data, tally.counts);
  return tally;
}

function placeOrder(data, counts) {
  const order = [];
  counts.forEach((many, at) => {
    if (many > 0) order.push(at);
  });
  const { name } = data.places;
  return order.sort((a, b) => counts[b] - counts[a] || (name[a] < name[b] ? -1 : 1) || a - b);
}
