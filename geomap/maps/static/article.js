// The reading pane: a whole article, every mention in it a button that leads to its place.

function articleView(data, state, tally) {
  const article = data.articles[state.article];
  const back = () =>
    state.place === null ? backToList() : go({ view: "place", article: null, mention: null });
  const backText = state.place === null ? "All places" : data.places.name[state.place];
  const address = webAddress(article.url);
  return [
    backButton(backText, back),
    h("h2", { tabindex: "-1", dir: "auto", lang: article.language }, article.title ?? "Untitled article"),
    h(
      "p",
      { class: "gm-line" },
      article.source !== null && bdi(article.source),
      article.source !== null && " · ",
      article.published ?? "no date",
      address !== null && " · ",
      address !== null &&
        h("a", { href: address.href, target: "_blank", rel: "noopener noreferrer" }, "Original"),
    ),
    h("div", { id: "gm-here", "aria-live": "polite" }, hereBox(data, state.mention, tally)),
    article.text === null
      ? h("p", { class: "gm-line" }, "The text of this article is not in this page; see the original.")
      : textBody(data, state, tally, article),
  ];
}

function textBody(data, state, tally, article) {
  const [first, end] = data.articleRange[state.article];
  const leftovers = article.parts.filter(([, , part]) => part === data.leftoverPart);
  const body = h("div", { class: "gm-text", dir: "auto", lang: article.language });
  let at = 0;
  let mention = first;
  const fill = (node, to) => {
    for (; mention < end && data.mention.start[mention] < to; mention += 1) {
      if (data.mention.start[mention] < at) continue; // inside the mention before it
      node.append(article.text.slice(at, data.mention.start[mention]));
      node.append(mentionButton(data, state, tally, mention));
      at = data.mention.end[mention];
    }
    if (at < to) node.append(article.text.slice(at, to));
    at = Math.max(at, to);
  };
  for (const [from, to] of leftovers) {
    fill(body, from);
    const inside = h("div");
    const open = state.mention !== null && data.mention.start[state.mention] >= from &&
      data.mention.start[state.mention] < to;
    fill(inside, to);
    body.append(h("details", { class: "gm-leftover", open }, h("summary", null, "Beside the story (leftover)"), inside));
  }
  fill(body, article.text.length);
  return body;
}

function mentionButton(data, state, tally, mention) {
  const place = data.mention.place[mention];
  const kind = place < 0 ? "gm-unplaced" : tally.passes[mention] ? "gm-shown" : "gm-hidden";
  const fixed = isCorrected(data, mention) ? " gm-fixed" : "";
  const here = mention === state.mention ? " gm-here" : "";
  const toPlace = place < 0 ? "not placed" : `${data.places.name[place]}, ${placeLine(data, place)}`;
  return h(
    "button",
    {
      type: "button",
      class: `gm-mention ${kind}${fixed}${here}`,
      title: toPlace,
      "aria-pressed": mention === state.mention ? "true" : "false",
      click: () => {
        go({ mention });
        document.querySelector(".gm-here")?.focus();
        if (place >= 0) lookAt(place);
      },
    },
    nameIn(data, mention),
  );
}

function nameIn(data, mention) {
  const { text } = data.articles[data.mention.article[mention]];
  return text.slice(data.mention.start[mention], data.mention.end[mention]);
}

// What the chosen mention in the text means, and the way to its place.
function hereBox(data, mention, tally) {
  if (mention === null) {
    return h("p", { class: "gm-line" }, "Choose a marked name to see its place.");
  }
  const place = data.mention.place[mention];
  const hidden = place >= 0 && !tally.passes[mention];
  return [
    place < 0
      ? h("p", null, bdi(nameOf(data, mention)), ": not placed")
      : h(
          "p",
          null,
          h("button", { type: "button", class: "gm-chip", click: () => select(place) }, bdi(data.places.name[place])),
          h("span", { class: "gm-line" }, ` ${placeLine(data, place)}`),
          hidden && h("span", { class: "gm-line" }, ` · not drawn: ${usageOf(data, mention)} or filtered`),
        ),
    whyHere(data, mention),
  ].flat();
}
