// The land underneath: countries, regions, lakes and rivers from the data block, on a canvas of its own.

// Rings are whole numbers, each a step from the one before (see geomap/maps/outlines.py).
function ringsOf(rings, digits) {
  const scale = 10 ** digits;
  return rings.map((ring) => {
    const points = [];
    let lon = 0;
    let lat = 0;
    for (let at = 0; at < ring.length; at += 2) {
      lon += ring[at];
      lat += ring[at + 1];
      points.push([lat / scale, lon / scale]);
    }
    return points;
  });
}

const LAND = [
  ["countries", "land", "border", 1],
  ["regions", null, "region", 0.8],
  ["lakes", "lake", "lake", 0.8],
  ["rivers", null, "lake", 1.2],
];

function drawLand(map, data) {
  const land = data.basemap;
  if (land === null) return;
  const renderer = L.canvas({ pane: "gm-land", padding: 0.3 });
  const layers = [];
  for (const [name, fill, line, weight] of LAND) {
    for (const shape of land[name] ?? []) {
      const rings = ringsOf(shape.rings, land.digits);
      const options = { renderer, pane: "gm-land", interactive: false, smoothFactor: 0.6, weight };
      const layer = fill === null && name === "rivers" ? L.polyline(rings, options) : L.polygon(rings, options);
      layers.push({ layer, fill, line });
    }
  }
  const paint = () => {
    for (const { layer, fill, line } of layers) {
      layer.setStyle({ color: colour(line), fill: fill !== null, fillColor: fill && colour(fill), fillOpacity: 1 });
    }
  };
  paint();
  for (const { layer } of layers) layer.addTo(map);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  for (const credit of land.credits) map.attributionControl.addAttribution(plainCredit(credit));
}

// Leaflet takes an attribution as markup: ours is a sentence without any.
function plainCredit(text) {
  return text.replace(/[<>&]/g, "");
}

const LAND_NAMES = [["countries", "country"], ["regions", "region"], ["lakes", "lake"]];

function landNames(data) {
  if (data.basemap === null) return [];
  return LAND_NAMES.flatMap(([name, kind]) =>
    (data.basemap[name] ?? [])
      .filter((shape) => shape.label)
      .map((shape) => ({ at: shape.label, text: shape.name, kind, gap: 0 })),
  );
}
