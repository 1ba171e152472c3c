// Mentions as a layer of somebody else's map: a mark a place, its sentences in a popup, text only as
// text. `block` is the id of the data block, `map` a Leaflet map or group.

function geomapLayer(block, map) {
  const places = JSON.parse(document.getElementById(block).textContent);
  const most = Math.max(1, ...places.map((place) => place.count));
  const node = (tag, ...children) => {
    const made = document.createElement(tag);
    made.append(...children);
    return made;
  };
  const sentence = ({ text, start, end, title, source, published, url }) => {
    const quote = node("p", text.slice(0, start), node("mark", text.slice(start, end)), text.slice(end));
    quote.dir = "auto";
    const line = node("p", [title, source, published].filter(Boolean).join(" · "));
    line.dir = "auto";
    if (url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) {
      const link = node("a", "Original");
      Object.assign(link, { href: url, target: "_blank", rel: "noopener noreferrer" });
      line.append(" ", link);
    }
    return [quote, line];
  };
  const popup = (place) => {
    const left = place.count - place.sentences.length;
    const heading = node("strong", node("bdi", place.name), ` ${place.count}`);
    const rest = left > 0 ? [node("p", `and ${left} more`)] : [];
    return node("div", heading, ...place.sentences.flatMap(sentence), ...rest);
  };
  for (const place of places) {
    const area = place.form === "area";
    L.circleMarker([place.lat, place.lon], {
      radius: Math.max(area ? 8 : 3.5, 26 * Math.sqrt(place.count / Math.max(most, 12))),
      color: area ? "#7a4a12" : "#b3361f",
      weight: 1.5,
      dashArray: area ? "4 4" : null,
      fillOpacity: area ? 0.04 : 0.5,
    })
      .bindTooltip(() => node("bdi", place.name))
      .bindPopup(() => popup(place), { maxHeight: 320 })
      .addTo(map);
  }
}
