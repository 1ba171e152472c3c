// The map: the land underneath, one mark a place, names where there is room.
// The list is the interface; the map is its picture, so the canvas itself holds nothing to tab to.

const MAX_RADIUS = 26;
const MIN_RADIUS = 3.5;
const MIN_RING = 8;
const view = { map: null, canvas: null, marks: [], names: [], relabel: null, extra: null, ring: null };

function colour(name) {
  return getComputedStyle($("gm-frame")).getPropertyValue(`--gm-${name}`).trim();
}

const painters = [];

function onThemeChange(paint) {
  painters.push(paint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
}

// The canvases of the map as one, on a new canvas: a printer replays how a canvas was drawn, and what
// was once cleared in it comes out as white over all that lies below.
function pictureOf(map) {
  const box = map.getContainer().getBoundingClientRect();
  const picture = h("canvas", { id: "gm-picture", width: 2 * box.width, height: 2 * box.height });
  picture.style.width = `${box.width}px`;
  picture.style.height = `${box.height}px`;
  const pen = picture.getContext("2d");
  pen.scale(2, 2);
  pen.fillStyle = colour("sea");
  pen.fillRect(0, 0, box.width, box.height);
  const lowestFirst = ["tilePane", "gm-land", "gm-images", "overlayPane"].flatMap((name) => {
    const pane = map.getPane(name);
    return pane === undefined ? [] : [...pane.querySelectorAll("canvas, img[src]")];
  });
  for (const canvas of lowestFirst) {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    pen.drawImage(canvas, left - box.left, top - box.top, width, height);
  }
  return picture;
}

// Paper is light and has its own size. No animation frame comes before a print, so the canvases are
// drawn at once: `_redraw` is Leaflet's own, in the version that is vendored here.
function preparePrint(map, data) {
  const draw = (printing) => {
    document.documentElement.classList.toggle("gm-print", printing);
    map.invalidateSize({ animate: false });
    if (printing) fitMentions(map, data, app.tally);
    for (const paint of painters) paint();
    map.eachLayer((layer) => {
      if (layer instanceof L.Canvas) layer._redraw();
    });
    $("gm-picture")?.remove();
    if (printing) map.getContainer().append(pictureOf(map));
  };
  let before = null;
  window.addEventListener("beforeprint", () => {
    before = [map.getCenter(), map.getZoom()];
    draw(true);
  });
  window.addEventListener("afterprint", () => {
    draw(false);
    map.setView(...before, { animate: false });
  });
}

function makeMap(id, maxZoom) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(id, {
    center: [20, 10],
    zoom: 2,
    minZoom: 1,
    maxZoom,
    zoomSnap: 0.25,
    zoomDelta: 1,
    attributionControl: true,
    zoomControl: false,
    maxBounds: [[-86, -230], [86, 230]],
    zoomAnimation: !still,
    fadeAnimation: !still,
    inertia: !still,
  });
  map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
  L.control.zoom({ position: "topright" }).addTo(map);
  L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
  map.createPane("gm-land").style.zIndex = 250;
  map.getPane("gm-land").style.pointerEvents = "none";
  map.createPane("gm-names").style.zIndex = 450;
  map.getPane("gm-names").style.pointerEvents = "none";
  map.getPane("gm-names").setAttribute("aria-hidden", "true");
  view.map = map;
  return map;
}

// Marks: areas first, countries lowest, so that what is smaller can be reached.
const LAYER_ORDER = { world: 0, country: 1, water: 2, area: 2, landform: 2, region: 3, district: 4 };

function prepareMarks(map, data, choose) {
  view.canvas = L.canvas({ padding: 0.3, tolerance: 4 });
  view.extra = L.layerGroup().addTo(map);
  const places = data.places.id.map((_, at) => at);
  const rank = (at) => (data.places.form[at] === "dot" ? 9 : (LAYER_ORDER[data.places.group[at]] ?? 5));
  places.sort((a, b) => rank(a) - rank(b) || data.mentionsOf(b).length - data.mentionsOf(a).length);
  for (const at of places) {
    if (data.mentionsOf(at).length === 0 || data.places.lat[at] === null) continue;
    const mark = markOf(data, at);
    mark.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      choose(at);
    });
    mark.bindTooltip(() => tooltip(data, at), { sticky: true, direction: "top", opacity: 1 });
    view.marks.push({ at, mark });
  }
  view.names = landNames(data);
  const asked = ({ zoom, place }) => zoom === undefined || (map.getZoom() >= zoom && !(app.tally.counts[place] > 0));
  view.relabel = makeLabels(map, () => [...markNames(data, app.tally), ...view.names.filter(asked)]);
  onThemeChange(() => drawMarks(data, app.tally));
}

// What the labels say: a town its name, an area its name and its count.
function markNames(data, tally) {
  const { lat, lon, name, form } = data.places;
  const most = mostOf(tally);
  const low = view.map.getZoom() < 3;
  return tally.order
    .filter((at) => lat[at] !== null && !(low && form[at] !== "dot" && tally.counts[at] < 2))
    .map((at) => {
      const outline = data.outlines[at];
      if (form[at] === "dot") {
        return { at: [lat[at], lon[at]], text: name[at], kind: "dot", gap: radius(tally.counts[at], most) };
      }
      const text = `${name[at]} ${number(tally.counts[at])}`;
      return outline
        ? { at: outline.label, text, kind: "area", gap: 0 }
        : { at: [lat[at], lon[at]], text, kind: "area", gap: radius(tally.counts[at], most, MIN_RING) };
    });
}

function mostOf(tally) {
  return tally.counts.reduce((a, b) => Math.max(a, b), 1);
}

function markOf(data, at) {
  const { lat, lon } = data.places;
  const options = { renderer: view.canvas, bubblingMouseEvents: false };
  const outline = data.outlines[at];
  if (outline) return L.polygon(ringsOf(outline.rings, data.outlineDigits), { ...options, smoothFactor: 0.6 });
  return L.circleMarker([lat[at], lon[at]], options);
}

function tooltip(data, at) {
  return h(
    "div",
    null,
    h("strong", { dir: "auto" }, bdi(data.places.name[at])),
    h("br"),
    `${placeLine(data, at)} · ${plural(app.tally.counts[at], "mention")}`,
    app.tally.corrected[at] > 0 && `, ${number(app.tally.corrected[at])} corrected by hand`,
  );
}

function radius(many, most, least = MIN_RADIUS) {
  return Math.max(least, MAX_RADIUS * Math.sqrt(many / Math.max(most, 12)));
}

function drawMarks(data, tally) {
  const most = mostOf(tally);
  const areas = tally.order.filter((at) => data.places.form[at] !== "dot");
  const mostArea = areas.length > 0 ? tally.counts[areas[0]] : 1;
  const dot = colour("dot");
  const area = colour("area");
  for (const { at, mark } of view.marks) {
    const many = tally.counts[at];
    if (many === 0) {
      mark.remove();
      continue;
    }
    const hollow = tally.low[at] === 1;
    const fixed = tally.corrected[at] > 0;
    if (data.outlines[at]) {
      mark.setStyle({ color: area, weight: hollow ? 1 : 1.5, dashArray: hollow ? "2 3" : null, fillColor: area,
        fillOpacity: hollow ? 0 : 0.05 + 0.17 * Math.sqrt(many / mostArea) });
    } else if (data.places.form[at] !== "dot") {
      mark.setStyle({ color: area, weight: 1.75, dashArray: "4 4", fillColor: area, fillOpacity: 0.04 });
      mark.setRadius(radius(many, most, MIN_RING));
    } else {
      mark.setStyle({ color: dot, weight: hollow ? 1.75 : 1, fillColor: dot, fillOpacity: hollow ? 0 : 0.55 });
      mark.setRadius(radius(many, most));
    }
    if (fixed) mark.setStyle({ color: colour("fixed"), weight: 3 });
    if (!view.map.hasLayer(mark)) mark.addTo(view.map);
  }
  view.relabel();
}

function ringAround(data, at) {
  if (view.ring) view.ring.remove();
  const { lat, lon } = data.places;
  if (at === null || at < 0 || lat[at] === null) return;
  const most = mostOf(app.tally);
  const style = { renderer: view.canvas, interactive: false, color: colour("ink"), weight: 2.5, fill: false };
  const outline = data.outlines[at];
  view.ring = outline
    ? L.polygon(ringsOf(outline.rings, data.outlineDigits), style)
    : L.circleMarker([lat[at], lon[at]], { ...style, radius: radius(app.tally.counts[at], most) + 5 });
  view.ring.addTo(view.map);
}

// A soft ring for the row under the pointer or the keyboard.
let hinted = null;

function hint(at) {
  if (hinted) hinted.remove();
  hinted = null;
  if (at === null || app.data.places.lat[at] === null) return;
  const { lat, lon } = app.data.places;
  hinted = L.circleMarker([lat[at], lon[at]], {
    renderer: view.canvas,
    interactive: false,
    radius: MAX_RADIUS / 2 + 6,
    color: colour("ink"),
    weight: 1.5,
    opacity: 0.6,
    fill: false,
  }).addTo(view.map);
}

function lookAt(at) {
  const { lat, lon } = app.data.places;
  if (lat[at] === null) return;
  const point = app.data.outlines[at]?.label ?? [lat[at], lon[at]];
  if (!view.map.getBounds().pad(-0.15).contains(point)) view.map.panTo(point);
}

function lookAtAll(data, places) {
  const { lat, lon } = data.places;
  const points = places.filter((at) => at >= 0 && lat[at] !== null).map((at) => [lat[at], lon[at]]);
  if (points.length > 0) view.map.fitBounds(points, { padding: [60, 60], maxZoom: 7 });
}

// The places that the name could have meant, in grey, tied to the one that was taken.
function drawRejected(data, chosen, lost) {
  clearRejected();
  const { lat, lon } = data.places;
  const grey = colour("grey");
  for (const [at] of lost) {
    if (lat[at] === null) continue;
    const point = [lat[at], lon[at]];
    if (chosen >= 0) {
      L.polyline([[lat[chosen], lon[chosen]], point], {
        renderer: view.canvas, interactive: false, color: grey, weight: 1, dashArray: "2 4",
      }).addTo(view.extra);
    }
    L.circleMarker(point, {
      renderer: view.canvas, color: grey, weight: 1.5, fillColor: grey, fillOpacity: 0.35, radius: 7,
      bubblingMouseEvents: false,
    })
      .bindTooltip(() => h("div", null, bdi(data.places.name[at]), `, ${placeLine(data, at)}: not taken`), { sticky: true, opacity: 1 })
      .addTo(view.extra);
  }
}

function clearRejected() {
  view.extra?.clearLayers();
}

function wholeControl(map, data) {
  const Whole = L.Control.extend({
    onAdd: () => {
      const all = () => fitMentions(map, data, app.tally);
      const button = h("button", { type: "button", "aria-label": "Show where most mentions are", click: all }, "⤢");
      const box = h("div", { class: "leaflet-bar gm-whole" }, button);
      L.DomEvent.disableClickPropagation(box);
      return box;
    },
  });
  new Whole({ position: "topright" }).addTo(map);
}

// Where most mentions are: the middle nine tenths of them, dots before areas.
function fitMentions(map, data, tally) {
  const { lat, lon, form } = data.places;
  let places = tally.order.filter((at) => form[at] === "dot" && lat[at] !== null);
  if (places.length === 0) places = tally.order.filter((at) => lat[at] !== null);
  if (places.length === 0) return;
  const total = places.reduce((sum, at) => sum + tally.counts[at], 0);
  const middle = (degrees) => {
    const order = [...places].sort((a, b) => degrees[a] - degrees[b]);
    const quantile = (share) => {
      let left = share * total;
      return degrees[order.find((at) => (left -= tally.counts[at]) <= 0) ?? order.at(-1)];
    };
    return [quantile(0.05), quantile(0.95)];
  };
  const [south, north] = middle(lat);
  const [west, east] = middle(lon);
  map.invalidateSize({ animate: false });
  // Nothing that counts under the legend, if there is room beside it.
  const legend = $("gm-legend").offsetWidth > 0 && $("gm-legend").open && map.getSize().x > 780 ? $("gm-legend").offsetWidth : 0;
  map.fitBounds([[south, west], [north, east]], {
    paddingTopLeft: [56 + legend, 56],
    paddingBottomRight: [64, 48],
    maxZoom: 7,
    animate: false,
  });
}
