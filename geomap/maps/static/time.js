// Time: a bar for each stretch of days, and two sliders that cut it. Arrow keys move a slider by one
// bar; a drag over the bars selects the bars it covers.

const BARS = 72;
const STEPS = [1, 7, 14, 28, 91, 182, 365, 1826, 3653];
const time = { bars: [], first: 0, step: 1, nodes: null, low: null, high: null };

function drawTime(data) {
  const days = Array.from(data.day).filter((day) => day !== NO_DAY);
  const first = days.reduce((a, b) => Math.min(a, b), Infinity);
  const last = days.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(last > first)) {
    $("gm-time").hidden = true;
    return;
  }
  time.first = first;
  time.last = last;
  time.step = STEPS.find((step) => (last - first + 1) / step <= BARS) ?? Math.ceil((last - first + 1) / BARS);
  const many = Math.ceil((last - first + 1) / time.step);
  time.nodes = Array.from({ length: many }, () => h("i", null));
  time.low = slider("From", many, (bar) => setTime(bar, barOf(app.state.to, many - 1)));
  time.high = slider("Until", many, (bar) => setTime(barOf(app.state.from, 0), bar));
  time.text = h("p", { class: "gm-line" });
  time.clear = h("button", { type: "button", class: "gm-link", click: () => go({ from: null, to: null }) }, "All dates");
  const bars = h("div", { class: "gm-bars", "aria-hidden": "true" }, time.nodes);
  brush(bars, many);
  show($("gm-time"), h("div", { class: "gm-brush", role: "group", "aria-label": "Dates" }, bars, time.low, time.high), h("div", { class: "gm-time-text" }, time.text, time.clear));
}

function slider(name, many, set) {
  const input = h("input", {
    type: "range", min: 0, max: many - 1, step: 1, "aria-label": name,
    input: () => set(Number(input.value)),
  });
  return input;
}

// A bar of the axis for a day, `none` where there is no day.
function barOf(day, none) {
  if (day === null) return none;
  const bar = Math.floor((day - time.first) / time.step);
  return Math.min(Math.max(bar, 0), time.nodes.length - 1);
}

function setTime(one, other) {
  const [low, high] = one <= other ? [one, other] : [other, one];
  const end = Math.min(time.first + (high + 1) * time.step - 1, time.last);
  go({
    from: low === 0 ? null : time.first + low * time.step,
    to: high === time.nodes.length - 1 ? null : end,
  });
}

function brush(bars, many) {
  let start = null;
  const barAt = (event) => {
    const box = bars.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(Math.max(Math.floor(share * many), 0), many - 1);
  };
  bars.addEventListener("pointerdown", (event) => {
    start = barAt(event);
    bars.setPointerCapture(event.pointerId);
    setTime(start, start);
  });
  bars.addEventListener("pointermove", (event) => {
    if (start !== null) setTime(start, barAt(event));
  });
  bars.addEventListener("pointerup", () => { start = null; });
  bars.addEventListener("pointercancel", () => { start = null; });
}

function refreshTime(data, state, tally) {
  if (time.nodes === null) return;
  const counts = new Int32Array(time.nodes.length);
  let undated = 0;
  tally.perArticle.forEach((many, at) => {
    if (data.day[at] === NO_DAY) undated += many;
    else counts[barOf(data.day[at], 0)] += many;
  });
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const low = barOf(state.from, 0);
  const high = barOf(state.to, counts.length - 1);
  time.nodes.forEach((bar, at) => {
    bar.style.height = counts[at] === 0 ? "0" : `${Math.max(4, (100 * counts[at]) / most)}%`;
    bar.className = at >= low && at <= high ? "gm-in" : "";
  });
  const from = isoDay(state.from ?? time.first);
  const to = isoDay(state.to ?? time.last);
  for (const [input, bar, day] of [[time.low, low, from], [time.high, high, to]]) {
    input.value = bar;
    input.setAttribute("aria-valuetext", day);
  }
  const cut = state.from !== null || state.to !== null;
  time.clear.hidden = !cut;
  const without = undated === 0 ? "" : ` · ${number(undated)} without a date${cut ? ", hidden" : ""}`;
  time.text.textContent = `${from} to ${to}${without}`;
}
