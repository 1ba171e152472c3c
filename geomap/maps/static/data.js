// The data block, and what the page derives from it once: typed columns, mentions by place.

async function readData() {
  const block = document.getElementById("gm-data");
  if (block.type === "application/json") return JSON.parse(block.textContent);
  const packed = atob(block.textContent);
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at += 1) bytes[at] = packed.charCodeAt(at);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).json();
}

function prepare(data) {
  const columns = data.mentions;
  const total = columns.place.length;
  const mention = {};
  for (const [name, values] of Object.entries(columns)) mention[name] = Int32Array.from(values);
  const sentenceArticle = Int32Array.from(data.sentences.article);
  mention.article = mention.sentence.map((sentence) => sentenceArticle[sentence]);
  const articleRange = data.articles.map(() => [0, 0]);
  for (let at = 0; at < total; at += 1) {
    const range = articleRange[mention.article[at]];
    if (range[1] === 0) range[0] = at;
    range[1] = at + 1;
  }
  return {
    ...data,
    total,
    mention,
    articleRange,
    mentionsOf: byPlace(mention.place, data.places.id.length),
    placeAt: new Map(data.places.id.map((id, at) => [id, at])),
    articleAt: new Map(data.articles.map((article, at) => [article.id, at])),
    day: Int32Array.from(data.articles, (article) => dayNumber(article.published)),
    corrected: new Set(data.corrected),
    leftoverPart: data.parts.indexOf("leftover"),
  };
}

// Mentions by place, as one run of indices for each: a counting sort.
function byPlace(placeOf, places) {
  const first = new Int32Array(places + 1);
  for (const place of placeOf) if (place >= 0) first[place + 1] += 1;
  for (let at = 0; at < places; at += 1) first[at + 1] += first[at];
  const next = first.slice();
  const order = new Int32Array(first[places]);
  placeOf.forEach((place, at) => {
    if (place >= 0) order[next[place]++] = at;
  });
  return (place) => order.subarray(first[place], first[place + 1]);
}

// Days since 1970 of "2022-10-01"; null has the number NO_DAY.
const NO_DAY = -2147483648;
const DAY = 86400000;

function dayNumber(iso) {
  return iso === null ? NO_DAY : Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

function isoDay(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

// The sentence of a mention: its text, and where the mention stands in it. null when the page
// carries it no more (see the note on limits).
function sentenceOf(data, mention) {
  const sentence = data.mention.sentence[mention];
  const { article, start, end, text } = {
    article: data.sentences.article[sentence],
    start: data.sentences.start[sentence],
    end: data.sentences.end[sentence],
    text: data.sentences.text[sentence],
  };
  if (end === 0) return null;
  const full = text ?? data.articles[article].text.slice(start, end);
  return around(full, data.mention.start[mention] - start, data.mention.end[mention] - start);
}

// A text without marked sentences can be one very long sentence: show what is near the mention.
const LONG = 700;
const NEAR = 300;

function around(text, start, end) {
  if (text.length <= LONG) return { text, start, end };
  const from = start <= NEAR ? 0 : boundary(text, start - NEAR);
  const to = end + NEAR >= text.length ? text.length : boundary(text, end + NEAR);
  const before = from > 0 ? "… " : "";
  const after = to < text.length ? " …" : "";
  const shift = before.length - from;
  return { text: before + text.slice(from, to) + after, start: start + shift, end: end + shift };
}

// Never between the two halves of one character.
function boundary(text, at) {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}

function nameOf(data, mention) {
  return data.names[data.mention.name[mention]];
}

function isCorrected(data, mention) {
  return data.corrected.has(data.mention.evidence[mention]);
}

function usageOf(data, mention) {
  const usage = data.mention.usage[mention];
  return usage < 0 ? "unsure" : data.usages[usage];
}

// Lower case, without accents: what search compares.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
