// What is shown, as a file: CSV and GeoJSON, made in the page; and the address of this view.

const CSV_COLUMNS = [
  "mention_id", "text", "usage", "part", "score", "place_id", "name", "kind", "country", "admin1",
  "lat", "lon", "article_id", "title", "source", "published", "url", "sentence",
];

function drawTools() {
  const button = (text, click) => h("button", { type: "button", class: "gm-link", click }, text);
  const copy = button("Copy link to this view", async () => {
    const address = location.href;
    try {
      await navigator.clipboard.writeText(address);
      copy.textContent = "Link copied";
    } catch (error) {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      const field = h("input", { type: "text", readonly: true, value: address, "aria-label": "Link to this view" });
      copy.after(" ", field);
      field.select();
    }
  });
  const articles = button("All articles", () => go({ view: "articles", place: null, article: null }));
  show(
    $("gm-tools"),
    button("Download CSV", () => offer("mentions.csv", "text/csv", csvOf(shownRows()))),
    " · ",
    button("GeoJSON", () => offer("mentions.geojson", "application/geo+json", geojsonOf(shownRows()))),
    " · ",
    copy,
    " · ",
    articles,
  );
}

function offer(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function shownRows() {
  const { data, tally } = app;
  const rows = [];
  for (let at = 0; at < data.total; at += 1) if (tally.passes[at]) rows.push(rowOf(data, at));
  return rows;
}

function rowOf(data, at) {
  const { mention, places } = data;
  const article = data.articles[mention.article[at]];
  const place = mention.place[at];
  const text = nameOf(data, at);
  // Offsets of a mention count characters; the page counts UTF-16 units.
  const start = mention.start[at] - mention.shift[at];
  const end = start + Array.from(text).length;
  return {
    mention_id: `${article.id}#${start}-${end}`,
    text,
    usage: mention.usage[at] < 0 ? null : data.usages[mention.usage[at]],
    part: data.parts[mention.part[at]],
    score: mention.score[at] < 0 ? null : mention.score[at] / 100,
    place_id: places.id[place],
    name: places.name[place],
    kind: places.kind[place],
    country: places.country[place],
    admin1: places.admin1[place],
    lat: places.lat[place],
    lon: places.lon[place],
    article_id: article.id,
    title: article.title,
    source: article.source,
    published: article.published,
    url: article.url,
    sentence: sentenceOf(data, at)?.text ?? null,
  };
}

function csvOf(rows) {
  const lines = [CSV_COLUMNS, ...rows.map((row) => CSV_COLUMNS.map((column) => row[column]))];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

// A text that a spreadsheet would take for a formula gets an apostrophe in front
// (https://owasp.org/www-community/attacks/CSV_Injection).
function cell(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r\n＝＋－＠]/u.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}

function geojsonOf(rows) {
  const features = rows.map(({ lat, lon, ...properties }) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [lon, lat] },
    properties,
  }));
  return JSON.stringify({ type: "FeatureCollection", features });
}
