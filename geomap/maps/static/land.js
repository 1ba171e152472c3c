// The land underneath, from the data block, on a canvas of its own that no pointer reaches.

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

// What is drawn in which colours, lowest first: [layer, fill, line, weight of the line].
const LAND = [
  ["land", "land", "land", 0.6],
  ["lakes", "lake", "lake", 0.6],
  ["rivers", null, "lake", 1.2],
  ["regions", null, "region", 1],
  ["borders", null, "border", 1],
];

function drawLand(map, data) {
  const { basemap } = data;
  if (basemap === null) return;
  const renderer = L.canvas({ pane: "gm-land", padding: 0.3 });
  const layers = [];
  for (const [name, fill, line, weight] of LAND) {
    for (const rings of basemap[name] ?? []) {
      const options = { renderer, pane: "gm-land", interactive: false, smoothFactor: 0.7, weight };
      const points = ringsOf(rings, basemap.digits);
      const layer = fill === null ? L.polyline(points, options) : L.polygon(points, options);
      layers.push({ layer, fill, line });
    }
  }
  const paint = () => {
    for (const { layer, fill, line } of layers) {
      const filled = fill === null ? {} : { fill: true, fillColor: colour(fill), fillOpacity: 1 };
      layer.setStyle({ color: colour(line), ...filled });
    }
  };
  paint();
  for (const { layer } of layers) layer.addTo(map);
  onThemeChange(paint);
  // Leaflet takes an attribution as markup: these are sentences without any.
  for (const credit of basemap.credits) {
    map.attributionControl.addAttribution(credit.replace(/[<>&]/g, ""));
  }
}

function landNames(data) {
  const { basemap } = data;
  if (basemap === null) return [];
  const named = (names, kind) =>
    (names ?? []).map(({ name, label }) => ({ at: label, text: name, kind, gap: 0 }));
  return [...named(basemap.countries, "country"), ...named(basemap.regionNames, "region")];
}
