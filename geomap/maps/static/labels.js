// Names on the map, where there is room: mentions first, then the land's own names.

const LABELS = 70;
const TRIED = 400;

function makeLabels(map, names) {
  const pane = map.getPane("gm-names");
  pane.classList.add("leaflet-zoom-hide");
  const ruler = document.createElement("canvas").getContext("2d");
  const draw = () => drawLabels(map, pane, ruler, names());
  map.on("moveend zoomend resize", draw);
  return draw;
}

function drawLabels(map, pane, ruler, names) {
  const size = map.getSize();
  const taken = [];
  const spans = [];
  const seen = names.filter(({ at }) => map.getBounds().contains(at)).slice(0, TRIED);
  const boxes = seen.map((name) => {
    const point = map.latLngToContainerPoint(name.at);
    return { name, point };
  });
  for (const { name, point } of boxes) {
    if (name.gap > 0) taken.push([point.x - name.gap, point.y - name.gap, point.x + name.gap, point.y + name.gap, name]);
  }
  for (const { name, point } of boxes) {
    if (spans.length >= LABELS) break;
    const spot = freeSpot(name, point, ruler, taken, size);
    if (spot === null) continue;
    taken.push([...spot, null]);
    const layer = map.containerPointToLayerPoint([spot[0], spot[1]]);
    const span = h("span", { class: `gm-label gm-label-${name.kind}` }, bdi(name.text));
    span.style.left = `${Math.round(layer.x)}px`;
    span.style.top = `${Math.round(layer.y)}px`;
    spans.push(span);
  }
  pane.replaceChildren(...spans);
}

const FONTS = {
  dot: [12, "500 12px"],
  area: [12, "600 12px"],
  country: [11, "500 12px"],
  region: [11, "500 11px"],
  lake: [11, "500 11px"],
  river: [11, "500 11px"],
};

// Beside a dot on the right, the left, below, above; a name without a dot on its own point.
function freeSpot({ text, kind, gap }, { x, y }, ruler, taken, size) {
  const [height, font] = FONTS[kind];
  ruler.font = `${font} sans-serif`;
  const letters = kind === "country" ? text.toUpperCase() : text;
  const width = ruler.measureText(letters).width + 4;
  const half = height / 2;
  const spots =
    gap === 0
      ? [[x - width / 2, y - half]]
      : [[x + gap + 3, y - half], [x - gap - 3 - width, y - half], [x - width / 2, y + gap + 2], [x - width / 2, y - gap - 2 - height]];
  for (const [left, top] of spots) {
    const box = [left, top, left + width, top + height];
    if (left < 4 || top < 4 || box[2] > size.x - 4 || box[3] > size.y - 4) continue;
    if (!taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) {
      return box;
    }
  }
  return null;
}
