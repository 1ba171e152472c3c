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
  // Seen from afar, the lines of small regions would run into a stain.
  const fade = () => {
    const opacity = Math.min(1, Math.max(0.25, (map.getZoom() - 3) / 3));
    for (const { layer, line } of layers) if (line === "region") layer.setStyle({ opacity });
  };
  fade();
  map.on("zoomend", fade);
  onThemeChange(paint);
  for (const text of basemap.credits) credit(map, text);
}

// Images out of a local archive, embedded in the page, over the land.
function drawImages(map, { tiles, online }) {
  const under = tiles !== null || online;
  document.documentElement.classList.toggle("gm-on-tiles", under);
  if (tiles === null) return;
  const images = JSON.parse($("gm-images").textContent);
  const Images = L.GridLayer.extend({
    createTile: ({ x, y, z }, done) => {
      const image = h("img", { alt: "" });
      const coded = images[`${z}/${x}/${y}`];
      if (coded === undefined) setTimeout(() => done(null, image));
      else {
        image.addEventListener("load", () => done(null, image));
        image.src = `data:${tiles.kind};base64,${coded}`;
      }
      return image;
    },
  });
  const pane = map.createPane("gm-images");
  pane.style.zIndex = 260;
  pane.style.pointerEvents = "none";
  new Images({ pane: "gm-images", minNativeZoom: tiles.least, maxNativeZoom: tiles.most, maxZoom: 24 }).addTo(map);
  credit(map, tiles.credit);
}

// Leaflet takes an attribution as markup: these are sentences without any.
function credit(map, text) {
  map.attributionControl.addAttribution(text.replace(/[<>&]/g, ""));
}

function landNames(data) {
  const { basemap } = data;
  if (basemap === null || data.tiles !== null) return [];
  const named = (names, kind) =>
    (names ?? []).map(({ name, label, wide }) => ({ at: label, text: name, kind, gap: 0, wide }));
  const towns = townNames(data);
  return [
    ...named(basemap.countries, "country"),
    ...towns.filter(({ zoom }) => zoom <= LARGE_TOWN),
    ...named(basemap.regionNames, "region"),
    ...towns.filter(({ zoom }) => zoom > LARGE_TOWN),
  ];
}

// Towns labelled from this zoom on come before the names of regions, the others after them.
const LARGE_TOWN = 5;

function townNames({ towns }) {
  return towns.name.map((text, at) => ({
    at: [towns.lat[at], towns.lon[at]],
    text,
    kind: "town",
    gap: 2,
    zoom: towns.zoom[at],
    place: towns.place[at],
  }));
}
