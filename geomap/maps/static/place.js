// A place: its sentences, each with its article, its neighbours, and why the name was read so.

const SENTENCES = 25;
const NEIGHBOURS = 6;

function placeView(data, state, tally) {
  const { place } = state;
  const all = data.mentionsOf(place);
  const shown = all.filter((at) => tally.passes[at]);
  const hidden = all.length - shown.length;
  const newest = Array.from(shown).sort(
    (a, b) => data.day[data.mention.article[b]] - data.day[data.mention.article[a]] || a - b,
  );
  return [
    backButton(state.query === "" ? "All places" : `Results for “${state.query}”`, backToList),
    h("h2", { tabindex: "-1", dir: "auto" }, data.places.name[place]),
    h("p", { class: "gm-line" }, placeLine(data, place), whereIs(data, place)),
    h(
      "p",
      { class: "gm-line" },
      plural(shown.length, "mention"),
      hidden > 0 && `, ${number(hidden)} more not shown (usage, filter or leftover)`,
      spelled(data, shown),
    ),
    regionButton(data, place),
    ...more(newest, SENTENCES, (at) => sentenceItem(data, at), "gm-sentences"),
  ].flat();
}

function whereIs(data, place) {
  const { lat, lon, form } = data.places;
  if (form[place] !== "dot" || lat[place] === null) return " · an area, drawn as one";
  const north = `${Math.abs(lat[place]).toFixed(2)}° ${lat[place] < 0 ? "S" : "N"}`;
  const east = `${Math.abs(lon[place]).toFixed(2)}° ${lon[place] < 0 ? "W" : "E"}`;
  return ` · ${north}, ${east}`;
}

// "; spelled Kiev (12), Kyiv (3)"
function spelled(data, mentions) {
  const many = new Map();
  for (const at of mentions) many.set(nameOf(data, at), (many.get(nameOf(data, at)) ?? 0) + 1);
  const names = [...many].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (names.length === 0) return null;
  const listed = names.slice(0, 8).flatMap(([name, times], at) => [
    at > 0 ? ", " : "; spelled ",
    bdi(name),
    ` (${number(times)})`,
  ]);
  const rest = names.length > 8 ? ` and ${plural(names.length - 8, "other spelling")}` : "";
  return [...listed, rest];
}

function sentenceItem(data, mention) {
  const articleAt = data.mention.article[mention];
  const article = data.articles[articleAt];
  const sentence = sentenceOf(data, mention);
  return h(
    "article",
    { class: "gm-item" },
    sentence === null
      ? h("p", { class: "gm-line" }, bdi(nameOf(data, mention)), ": the sentence is not in this page.")
      : h("blockquote", { cite: webAddress(article.url)?.href }, markedText("p", sentence, article.language)),
    isCorrected(data, mention) && h("p", { class: "gm-corrected" }, "Corrected by hand"),
    articleLine(data, articleAt, mention, sentence?.text ?? ""),
    neighbours(data, mention),
    whyHere(data, mention),
  );
}

// The headline leads to the article in the page; "Original" to the sentence where it was published.
function articleLine(data, articleAt, mention, sentence) {
  const article = data.articles[articleAt];
  const address = sentenceAddress(article.url, sentence);
  const headline = article.title ?? "Untitled article";
  const open = () => go({ view: "article", article: articleAt, mention });
  return h(
    "p",
    { class: "gm-source" },
    h("button", { type: "button", class: "gm-link gm-headline", dir: "auto", lang: article.language, click: open }, headline),
    h(
      "span",
      { class: "gm-line" },
      article.source !== null && [bdi(article.source), " · "].map((part) => part),
      article.published === null ? "no date" : h("time", { datetime: article.published }, article.published),
      address !== null && " · ",
      address !== null &&
        h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, "Original"),
    ),
  );
}

function neighbours(data, mention) {
  const [first, end] = data.articleRange[data.mention.article[mention]];
  const here = data.mention.place[mention];
  const many = new Map();
  for (let at = first; at < end; at += 1) {
    const place = data.mention.place[at];
    if (app.tally.passes[at] && place !== here) many.set(place, (many.get(place) ?? 0) + 1);
  }
  const others = [...many].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, NEIGHBOURS);
  if (others.length === 0) return null;
  return h(
    "p",
    { class: "gm-also" },
    h("span", { class: "gm-line" }, "Also in this article: "),
    others.map(([place]) =>
      h("button", { type: "button", class: "gm-chip", click: () => select(place) }, bdi(data.places.name[place])),
    ),
  );
}

const PROVENANCE_WORDS = {
  main: "the gazetteer's own name",
  alternate: "an alternate name",
  label: "a name in a known language",
  admin: "the unit's name or code",
  abbreviation: "an abbreviation",
  demonym: "a name of the people",
  curated: "entered by hand",
  skeleton: "alike in its consonants",
  fuzzy: "nearly the same letters",
  learned: "learned from a correction",
};

function whyHere(data, mention) {
  const fold = h("details", { class: "gm-why" }, h("summary", null, "Why here?"));
  fold.addEventListener(
    "toggle",
    () => {
      const lost = data.rejected[data.mention.rejected[mention]];
      if (fold.open && fold.childElementCount === 1) fold.append(reasons(data, mention, lost));
      if (fold.open) drawRejected(data, data.mention.place[mention], lost[0]);
      else clearRejected();
    },
  );
  return fold;
}

function percent(score) {
  if (score < 0) return "unknown";
  return score === 0 ? "below 1 %" : `${score} %`;
}

function reasons(data, mention, [lost, others]) {
  const { place, score, usage, spelling, reason, evidence } = data.mention;
  const lines = [];
  const add = (term, ...what) => lines.push(h("dt", null, term), h("dd", null, what));
  if (place[mention] < 0) add("Not placed", data.reasons[reason[mention]] ?? "no reason given");
  else add("Score", percent(score[mention]));
  if (spelling[mention] >= 0) {
    const [form, provenance, language, original] = data.spellings[spelling[mention]];
    const [tier, scheme] = provenance.split(":");
    const words =
      PROVENANCE_WORDS[tier] ??
      (tier === "romanised" ? `romanised (${scheme})` : provenance);
    add(
      "Spelling",
      bdi(form),
      `: ${words}`,
      language !== null && ` (${language})`,
      original !== null && original !== form && [" from ", bdi(original)],
    );
  }
  add("Usage", usage[mention] < 0 ? "unsure" : USAGE_WORDS[data.usages[usage[mention]]]);
  const sentences = data.evidence[evidence[mention]];
  if (sentences.length > 0) {
    add("Evidence", h("ul", null, sentences.map(([text, weight]) =>
      h("li", null, bdi(text), weight !== 0 && ` (${weight > 0 ? "+" : ""}${weight})`))));
  }
  if (lost.length > 0) {
    add("Not taken", h("ul", { class: "gm-lost" }, lost.map(([at, lostScore]) =>
      h("li", null, bdi(data.places.name[at]), `, ${placeLine(data, at)}: ${percent(lostScore)}`))),
    others > 0 && `and ${plural(others, "other")}, not in this page. `,
    h("button", { type: "button", class: "gm-link", click: () => lookAtAll(data, [place[mention], ...lost.map(([at]) => at)]) },
      "Show them on the map"));
  }
  return h("dl", null, lines);
}
