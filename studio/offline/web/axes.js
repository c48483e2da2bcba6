// What Plotly does for a plane, for a page that is to be small: numbers at its axes, and hands that move and zoom it. It stands where
// Plotly stands, in the window, and does what the player asks of it there; the surface in 3D it cannot draw.

import { COMMANDS } from "../../player/web/bar/commands.js";
import { button, element, icon } from "../../player/web/draw/element.js";
import { roundTicks } from "../../player/web/draw/scale.js";
import { frameOf } from "../../player/web/pictures/plotly.js";

/** @import { Plot, Range } from "../../player/web/data/types.js" */
/** @import { Change } from "../../player/web/data/plotly-types.js" */
/**
 * @typedef {{title: {text: string, font: {size: number}}, tickfont: {size: number}, nticks: number, range: Range}} AxisLayout
 * @typedef {{uirevision: string, dragmode: string | false, font: {color: string, family: string}, xaxis: AxisLayout, yaxis: AxisLayout}} Layout
 */

const WHEEL = 200; // pixels of the wheel for a zoom by e, as it is Plotly's
const LINE = 16, PAGE = 400; // pixels of a wheel that tells lines or pages
const STEP = 2; // of the buttons
const GAP = { x: 4, y: 5 }; // pixels between an axis and its numbers
const WIDE = 70; // pixels for a number across, in ordinary type
const LETTER = 0.56; // of the size of type: how wide a digit is
/** @type {Record<string, string>} */
const BUTTONS = { in: "zoom_in", out: "zoom_out", reset: "zoom_reset" };

/** @type {WeakMap<Plot, Axes>} */
const all = new WeakMap();

/** @type {(range: Range, times: number, about: number) => Range} */
const zoomed = (range, times, about) => /** @type {Range} */ (range.map((end) => about + times * (end - about)));

class Axes {
  /** @type {Map<string, (() => void)[]>} */ listeners = new Map();
  #left = new AbortController();
  /** @type {Range[]} the whole */ home = [];

  /** @param {Plot} plot */
  constructor(plot) {
    this.plot = plot;
    const { signal } = this.#left;
    this.numbers = element("div", { className: "axis-numbers", ariaHidden: "true" });
    this.bar = element("div", { className: "modebar" }, ...Object.entries(BUTTONS).map(([what, id]) => {
      const made = button({ className: "modebar-btn", innerHTML: icon(COMMANDS.find((one) => one.id === id)?.icon ?? ""), onclick: () => this.#press(what) });
      Object.assign(made.dataset, { attr: "zoom", val: what });
      return made;
    }));
    plot.replaceChildren(this.numbers, this.bar);
    plot.on = (event, listener) => this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
    plot.addEventListener("wheel", (event) => this.#wheel(event), { passive: false, signal });
    plot.addEventListener("mousedown", (event) => this.#grab(event), { signal });
  }

  /** @returns {Layout} */
  get layout() {
    return /** @type {any} */ (this.plot.layout);
  }

  /** @param {string} event */
  #tell(event) {
    for (const listener of this.listeners.get(event) ?? []) listener();
  }

  /** @param {Layout} layout */
  react(layout) {
    const before = this.layout;
    this.home = [layout.xaxis, layout.yaxis].map(({ range }) => /** @type {Range} */ ([...range]));
    // What a reader has moved stays where it is, as long as the surface does.
    if (all.has(this.plot) && before?.uirevision === layout.uirevision) for (const axis of /** @type {const} */ (["xaxis", "yaxis"])) layout[axis].range = before[axis].range;
    this.plot.layout = /** @type {any} */ (layout);
    this.#draw();
    this.#tell("plotly_afterplot");
  }

  /** @param {Record<string, any>} change */
  relayout(change) {
    const { layout } = this;
    for (const axis of /** @type {const} */ (["xaxis", "yaxis"])) if (change[`${axis}.range`]) layout[axis].range = change[`${axis}.range`];
    if ("yaxis.scaleanchor" in change) this.plot.layout.yaxis.scaleanchor = change["yaxis.scaleanchor"];
    this.#draw();
    this.#tell("plotly_relayout");
  }

  /** @type {(across: Range, up: Range, event?: string) => void} */
  #show(across, up, event = "plotly_relayout") {
    Object.assign(this.layout.xaxis, { range: across });
    Object.assign(this.layout.yaxis, { range: up });
    this.#draw();
    this.#tell(event);
  }

  /** @param {string} what */
  #press(what) {
    const [across, up] = what === "reset" ? this.home : [this.layout.xaxis.range, this.layout.yaxis.range];
    const times = { in: 1 / STEP, out: STEP }[what] ?? 1;
    this.#show(zoomed(across, times, (across[0] + across[1]) / 2), zoomed(up, times, (up[0] + up[1]) / 2));
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    event.preventDefault();
    const frame = frameOf(this.plot), { left, top } = this.plot.getBoundingClientRect();
    const pixels = event.deltaY * [1, LINE, PAGE][event.deltaMode], times = Math.exp(pixels / WHEEL);
    const [across, up] = frame.box;
    this.#show(zoomed(across, times, frame.toX(event.clientX - left)), zoomed(up, times, frame.toY(event.clientY - top)));
  }

  /** @param {MouseEvent} event */
  #grab(event) {
    if (event.button || !this.layout.dragmode || this.bar.contains(/** @type {Node} */ (event.target))) return;
    event.preventDefault();
    const { perX, perY, box: [across, up] } = frameOf(this.plot), hand = new AbortController(), { signal } = hand;
    /** @type {(now: MouseEvent, event?: string) => void} */
    const move = (now, told) => {
      const [dx, dy] = [(now.clientX - event.clientX) / perX, (now.clientY - event.clientY) / perY];
      this.#show(/** @type {Range} */ (across.map((end) => end - dx)), /** @type {Range} */ (up.map((end) => end + dy)), told);
    };
    addEventListener("mousemove", (now) => move(now, "plotly_relayouting"), { signal });
    addEventListener("mouseup", (now) => {
      hand.abort();
      move(now);
    }, { signal });
    this.#left.signal.addEventListener("abort", () => hand.abort(), { signal });
  }

  #draw() {
    const { plot, numbers, layout: { font, xaxis, yaxis } } = this, { clientWidth: width, clientHeight: height } = plot;
    plot._fullLayout = { width, height };
    Object.assign(numbers.style, { color: font.color, fontFamily: font.family });
    const frame = frameOf(plot), { left, right, top, bottom, box: [across, up] } = frame, made = [];
    if (!width || !height || right <= left || bottom <= top) return;
    const [small, size] = [xaxis.tickfont.size, xaxis.title.font.size];
    for (const { at, text } of roundTicks(...across, Math.max(2, xaxis.nticks || Math.floor((right - left) / ((WIDE * small) / 13))))) {
      const x = frame.x(at), half = (text.length * LETTER * small) / 2;
      if (x - half >= left - half / 2 && x + half <= right + half / 2) made.push(written(text, x, bottom + GAP.x, "across", small));
    }
    for (const { at, text } of roundTicks(...up, yaxis.nticks)) made.push(written(text, left - GAP.y, frame.y(at), "up", small));
    for (const [{ title }, x, y, way] of /** @type {const} */ ([[xaxis, (left + right) / 2, height, "below"], [yaxis, 0, (top + bottom) / 2, "beside"]])) {
      if (!title.text) continue;
      const name = written("", x, y, way, size);
      name.innerHTML = title.text; // θ with its number, from pictures/axes-plot.js
      made.push(name);
    }
    numbers.replaceChildren(...made);
  }

  purge() {
    this.#left.abort();
    this.plot.replaceChildren();
  }
}

/** @type {(text: string, x: number, y: number, way: string, size: number) => HTMLElement} */
function written(text, x, y, way, size) {
  const made = element("span", { className: way }, text);
  Object.assign(made.style, { left: `${x}px`, top: `${y}px`, fontSize: `${size}px` });
  return made;
}

/** @type {(plot: Plot) => Axes} */
const of = (plot) => all.get(plot) ?? new Axes(plot);

window.Plotly = {
  react(plot, _data, layout) {
    const axes = of(plot);
    axes.react(/** @type {Layout} */ (layout));
    all.set(plot, axes);
    return Promise.resolve();
  },
  relayout(plot, change) {
    all.get(plot)?.relayout(/** @type {Change} */ (change));
    return Promise.resolve();
  },
  purge(plot) {
    all.get(plot)?.purge();
    all.delete(plot);
  },
};
