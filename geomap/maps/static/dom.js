// Nodes, made one by one: text is only ever textContent, and a link leads only to http or https.

function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

// A name amid other text, whichever way it is written.
function bdi(text) {
  return h("bdi", null, text);
}

function show(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== false));
}

// An address as a link can hold it, or null when it is not one of the web.
function webAddress(text) {
  if (text === null || !URL.canParse(text)) return null;
  const address = new URL(text);
  return address.protocol === "http:" || address.protocol === "https:" ? address : null;
}

// The address of an article, such that a browser jumps to the sentence
// (https://wicg.github.io/scroll-to-text-fragment/): its first and its last words.
const FRAGMENT_WORDS = 5;

function sentenceAddress(url, sentence) {
  const address = webAddress(url);
  if (address === null) return null;
  const words = sentence.split(/\s+/u).filter((word) => word !== "" && word !== "…");
  if (words.length === 0) return address.href;
  const encode = (some) => encodeURIComponent(some.join(" ").toWellFormed()).replace(/-/g, "%2D");
  const parts =
    words.length <= 2 * FRAGMENT_WORDS
      ? [encode(words)]
      : [encode(words.slice(0, FRAGMENT_WORDS)), encode(words.slice(-FRAGMENT_WORDS))];
  const mark = address.hash === "" ? "#:~:text=" : ":~:text=";
  return address.href.replace(/#$/, "") + mark + parts.join(",");
}

function number(value) {
  return value.toLocaleString("en");
}

function plural(count, one, many = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const countryNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

function countryName(code) {
  return /^[A-Z]{2}$/.test(code) ? countryNames.of(code) : code;
}

const GROUP_WORDS = {
  town: "town",
  region: "region",
  district: "district",
  country: "country",
  area: "area",
  water: "water",
  landform: "landform",
  site: "site",
  world: "part of the world",
};

// "town · Kherson Oblast · Ukraine"
function placeLine(data, place) {
  const { name, group, admin1, country } = data.places;
  const parts = [GROUP_WORDS[group[place]] ?? group[place]];
  if (admin1[place] !== null && admin1[place] !== name[place]) parts.push(admin1[place]);
  if (country[place] !== null && group[place] !== "country") {
    parts.push(countryName(country[place]));
  }
  return parts.join(" · ");
}

// A node that holds `text` with one stretch of it marked, in the direction of its own script.
function markedText(tag, { text, start, end }, language) {
  return h(
    tag,
    { dir: "auto", lang: language },
    text.slice(0, start),
    h("mark", null, text.slice(start, end)),
    text.slice(end),
  );
}
