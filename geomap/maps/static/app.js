// Start: read the data, take the state from the address, and keep list, map and address in step.

const $ = (id) => document.getElementById(id);
const app = { data: null, state: null, tally: null, filters: null, folded: null };

// Called by the page's last script. Returns the Leaflet map at once, so that layers of the user can
// be added to it; the mentions follow as soon as the data block is read.
function start(mapId, maxZoom) {
  const map = makeMap(mapId, maxZoom);
  readData().then((data) => {
    app.data = prepare(data);
    app.state = fromHash(location.hash, app.data);
    drawFrame(app.data);
    drawFilters(app.data);
    drawTime(app.data);
    drawTools();
    drawLand(map, app.data);
    drawImages(map, app.data);
    $("gm-key-fixed").hidden = app.data.corrected.size === 0;
    $("gm-key-towns").hidden = app.data.towns === null;
    prepareMarks(map, app.data, select);
    refresh();
    fitMentions(map, app.data, app.tally);
    wholeControl(map, app.data);
    for (const box of [$("gm-legend"), $("gm-filter-box")]) box.addEventListener("toggle", view.relabel);
    preparePrint(map, app.data);
    followState();
    window.addEventListener("hashchange", () => {
      app.state = fromHash(location.hash, app.data);
      refresh();
      followState();
    });
    document.documentElement.dataset.ready = "true";
  });
  return map;
}

// Change the state: `patch` says what. A new view is a new step for the Back button of the browser.
function go(patch) {
  const before = app.state.view + app.state.place + app.state.article;
  Object.assign(app.state, patch);
  const after = app.state.view + app.state.place + app.state.article;
  remember(before !== after);
  refresh();
  if (before !== after) {
    followState();
    const here = $("gm-view").querySelector(".gm-here");
    if (here === null) $("gm-view").scrollTop = 0;
    const heading = $("gm-view").querySelector("h2");
    if (app.state.view === "list") focusRow();
    else if (heading) heading.focus({ preventScroll: here !== null || innerWidth > 760 });
  }
}

// A frame without an address of its own (a notebook, a sandbox) may refuse to keep the state.
function remember(asStep) {
  const address = toHash(app.state, app.data) || "#";
  try {
    if (asStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  } catch (error) {
    if (error.name !== "SecurityError") throw error;
  }
}

let lastPlace = null;

function select(place) {
  lastPlace = place;
  go({ view: "place", place, article: null, mention: null });
}

function focusRow() {
  const row = $("gm-view").querySelector(`[data-place="${lastPlace}"]`);
  (row ?? $("gm-search")).focus();
}

function followState() {
  const { state, data } = app;
  const { view, place, mention } = state;
  if (view === "place") lookAt(place);
  if (view === "article" && mention !== null && data.mention.place[mention] >= 0) {
    lookAt(data.mention.place[mention]);
  }
}

function drawFrame(data) {
  const title = data.title ?? "Mentions of places";
  $("gm-title").textContent = title;
  $("gm-title").dir = "auto";
  let unplaced = 0;
  data.mention.place.forEach((place, at) => {
    if (place < 0 && data.mention.part[at] !== data.leftoverPart) unplaced += 1;
  });
  $("gm-counts").textContent =
    `${plural(data.total, "mention")} of ${plural(data.mentioned, "place")} in ` +
    `${plural(data.articles.length, "article")}; ${number(unplaced)} not placed.`;
  $("gm-search").value = app.state.query;
  // The legend stands aside where the map needs the room: on a small screen, for the whole world.
  const world = data.basemap !== null && data.basemap.regions === undefined;
  if (innerWidth <= 760 || innerHeight < 620 || world) $("gm-legend").open = false;
  let waiting = 0;
  $("gm-search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      go({ query: $("gm-search").value.trim(), view: "list", place: null, article: null });
      $("gm-search").focus();
    }, 150);
  });
  show(
    $("gm-notes"),
    data.leftOut.map(([reason, many]) => `Not counted: ${number(many)} (${reason}). `),
    data.notes.map((note) => `${note} `),
  );
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && app.state.view !== "list") backToList();
  });
}

function backToList() {
  go({ view: "list", place: null, article: null, mention: null });
}

// Count and draw again what the filters say, if they changed; then what is being read.
function refresh() {
  const { data, state } = app;
  const filters = toHash({ ...state, view: "list", query: "" }, data);
  if (filters !== app.filters) {
    app.filters = filters;
    app.tally = count(data, state);
    drawMarks(data, app.tally);
    refreshFilters(data, state, app.tally);
    refreshTime(data, state, app.tally);
    drawSum(data, app.tally);
  }
  clearRejected();
  ringAround(data, state.mention === null ? state.place : data.mention.place[state.mention]);
  const views = {
    list: listView,
    place: placeView,
    article: articleView,
    articles: articlesView,
    unplaced: unplacedView,
  };
  show($("gm-view"), views[state.view](data, state, app.tally));
  const marked = $("gm-view").querySelector(".gm-here");
  if (marked) marked.scrollIntoView({ block: "center" });
}

// Shown + hidden by choice + leftover + unplaced = all mentions.
function drawSum(data, tally) {
  const reasons = tally.hiddenByUsage.map(
    ([usage, many]) => `${number(many)} ${usage}`,
  );
  if (tally.hiddenByFilter > 0) reasons.push(`${number(tally.hiddenByFilter)} filtered`);
  const why = reasons.length > 0 ? ` (${reasons.join(", ")})` : "";
  show(
    $("gm-sum"),
    h("strong", null, number(tally.shown)),
    ` shown + ${number(tally.hidden)} hidden by choice${why} + ${number(tally.leftover)} leftover + `,
    h(
      "button",
      { type: "button", class: "gm-link", click: () => go({ view: "unplaced", place: null }) },
      `${number(tally.unplaced)} not placed`,
    ),
    ` = ${number(data.total)} mentions`,
  );
}
