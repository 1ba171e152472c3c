// Names on the map, where there is room: mentions first, then the land's own names.

const LABELS = 70;
const PIXELS_A_TOWN = 30000;
const ROOM = 1.1; // A name may be this much wider than the area that it names.
const TRIED = 400;

function makeLabels(map, names) {
  const pane = map.getPane("gm-names");
  pane.classList.add("leaflet-zoom-hide");
  const ruler = document.createElement("canvas").getContext("2d");
  family = getComputedStyle(document.body).fontFamily;
  const draw = () => drawLabels(map, pane, ruler, names());
  map.on("moveend zoomend resize", draw);
  return draw;
}

function drawLabels(map, pane, ruler, names) {
  const size = map.getSize();
  const taken = coveredBy(map);
  const spans = [];
  const bounds = map.getBounds();
  const seen = names.filter(({ at }) => bounds.contains(at)).slice(0, TRIED);
  let towns = (size.x * size.y) / PIXELS_A_TOWN;
  const boxes = seen.map((name) => {
    const point = map.latLngToContainerPoint(name.at);
    return { name, point };
  });
  for (const { name, point } of boxes) {
    if (name.gap > 0 && name.kind !== "town") taken.push(squareAt(point, name.gap));
  }
  const pixelsADegree = map.options.crs.scale(map.getZoom()) / 360;
  for (const { name, point } of boxes) {
    if (spans.length >= LABELS) break;
    const town = name.kind === "town";
    if (town && (towns < 1 || !isFree(squareAt(point, name.gap + 2), taken))) continue;
    const spot = freeSpot(name, point, ruler, taken, size);
    if (spot !== null && spot[2] - spot[0] > ROOM * name.wide * pixelsADegree) continue;
    if (spot === null) continue;
    taken.push(spot);
    if (town) {
      towns -= 1;
      taken.push(squareAt(point, name.gap + 2));
      spans.push(placed(map, h("i", { class: "gm-town" }), squareAt(point, name.gap)));
    }
    spans.push(placed(map, h("span", { class: `gm-label gm-label-${name.kind}` }, bdi(name.text)), spot));
  }
  pane.replaceChildren(...spans);
}

// What lies over the map: a name under it would be cut.
function coveredBy(map) {
  const stage = map.getContainer().getBoundingClientRect();
  const over = [...$("gm-frame").querySelectorAll(".leaflet-control, #gm-filters > *, #gm-legend")];
  return over
    .map((node) => node.getBoundingClientRect())
    .filter((box) => box.width > 0)
    .map((box) => [box.left - stage.left, box.top - stage.top, box.right - stage.left, box.bottom - stage.top]);
}

// A node at the upper left corner of a box.
function placed(map, node, [left, top]) {
  const { x, y } = map.containerPointToLayerPoint([left, top]);
  node.style.left = `${Math.round(x)}px`;
  node.style.top = `${Math.round(y)}px`;
  return node;
}

function squareAt({ x, y }, half) {
  return [x - half, y - half, x + half, y + half];
}

function isFree(box, taken) {
  return !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
}

let family = "sans-serif";

// The height of a line and the font, as map.css has them.
const FONTS = {
  dot: [14, "500 12px"],
  area: [14, "600 12px"],
  country: [12, "500 10.5px"],
  town: [13, "400 11px"],
  region: [13, "italic 500 11px"],
  lake: [13, "italic 500 11px"],
  river: [13, "italic 500 11px"],
};

// Beside a dot on the right, the left, below, above; a name without a dot on its own point.
function freeSpot({ text, kind, gap }, { x, y }, ruler, taken, size) {
  const [height, font] = FONTS[kind];
  ruler.font = `${font} ${family}`;
  const letters = kind === "country" ? text.toUpperCase() : text;
  const spacing = kind === "country" ? 0.06 * 10.5 * letters.length : 0;
  const width = ruler.measureText(letters).width + spacing + 4;
  const half = height / 2;
  const spots =
    gap === 0
      ? [[x - width / 2, y - half]]
      : [[x + gap + 3, y - half], [x - gap - 3 - width, y - half], [x - width / 2, y + gap + 2], [x - width / 2, y - gap - 2 - height]];
  for (const [left, top] of spots) {
    const box = [left, top, left + width, top + height];
    if (left < 4 || top < 4 || box[2] > size.x - 4 || box[3] > size.y - 4) continue;
    if (isFree(box, taken)) return box;
  }
  return null;
}
