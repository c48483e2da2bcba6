// Plotly, loaded once for the page from this app's own server; and the frame of its plots in pixels.

import { PlaneView } from "../views/plane.js";

/** @import { Box, Plot, Plotly, Point } from "../data/types.js" */

const FILE = "../plotly.min.js"; // served beside player.js

/** @type {Promise<Plotly> | undefined} */
let loading;
let failures = 0;

/** @returns {Promise<Plotly>} */
export const loadPlotly = () => (loading ??= load());

async function load() {
  try {
    // It is made for a script element, and stands in the window in either case; a module is compiled while it is loaded.
    // A browser may remember that a module could not be loaded, and so another attempt has another name.
    await import(failures ? `${FILE}?${failures}` : FILE);
    if (window.Plotly) return window.Plotly;
    throw new Error(FILE);
  } catch (error) {
    loading = undefined;
    failures++;
    throw error;
  }
}

/**
 * The plane as Plotly's axes show it: their pixel edges and the range of the data. Its own layout object moves with every
 * drag and zoom; without it, as before Plotly is there, the plot's public layout and margins give the same at rest.
 * @param {Plot} plot
 */
export function frameOf(plot) {
  const { xaxis: ax, yaxis: ay } = plot._fullLayout ?? {};
  if (ax && ay && Number.isFinite(ax._offset) && Number.isFinite(ay._length)) {
    return new PlaneView(ax._offset, ay._offset, ax._length, ay._length, ax.range, ay.range);
  }
  const { margin, xaxis, yaxis } = plot.layout;
  const width = plot.clientWidth - margin.l - margin.r, height = plot.clientHeight - margin.t - margin.b;
  // With one scale for both, the axis that has room left is shortened, and stands in the middle of it.
  const [wide, high] = [xaxis.range, yaxis.range].map(([low, top]) => top - low), scale = Math.min(width / wide, height / high);
  const [across, down] = yaxis.scaleanchor ? [wide * scale, high * scale] : [width, height];
  return new PlaneView(margin.l + (width - across) / 2, margin.t + (height - down) / 2, across, down, xaxis.range, yaxis.range);
}

/**
 * The names of Plotly's own buttons, in the reader's language.
 * @type {(plot: Plot, words: import("../data/types.js").Words) => void}
 */
export function nameButtons(plot, words) {
  const names = { in: words.zoom_in, out: words.zoom_out, reset: words.zoom_reset };
  for (const [what, name] of Object.entries(names)) {
    const made = plot.querySelector(`.modebar-btn[data-attr=zoom][data-val=${what}]`);
    made?.setAttribute("data-title", name);
    made?.setAttribute("aria-label", name);
  }
}

/**
 * Whether a plot has the size that its place has now, but for the fraction of a pixel that the place is not told in.
 * @param {Plot} plot
 */
export function fits({ _fullLayout: { width = NaN, height = NaN } = {}, clientWidth, clientHeight }) {
  return Math.abs(width - clientWidth) < 1 && Math.abs(height - clientHeight) < 1;
}

/**
 * Change a plot's layout. What Plotly has begun with a plot that is taken off before it is done ends in an error, of which
 * there is nothing to be told.
 * @type {(Plotly: Plotly, plot: Plot, change: Parameters<Plotly["relayout"]>[1]) => Promise<unknown>}
 */
export const relayout = (Plotly, plot, change) => Plotly.relayout(plot, change).catch((error) => {
  if (plot._fullLayout) throw error;
});

/**
 * Show so many times as much of a plot as now, about a point if it is on show, else about the middle.
 * @type {(Plotly: Plotly, plot: Plot, times: number, point: Point | undefined) => Promise<unknown>}
 */
export function zoomPlot(Plotly, plot, times, point) {
  const frame = frameOf(plot), { box } = frame;
  const seen = point && frame.holds(frame.x(point[0]), frame.y(point[1]));
  const about = seen ? point : box.map(([low, high]) => (low + high) / 2);
  const [across, up] = /** @type {Box} */ (box.map((range, axis) => range.map((end) => about[axis] + times * (end - about[axis]))));
  return showBox(Plotly, plot, [across, up]);
}

/**
 * Show this part of a plot.
 * @type {(Plotly: Plotly, plot: Plot, box: Box) => Promise<unknown>}
 */
export const showBox = (Plotly, plot, [across, up]) => relayout(Plotly, plot, { "xaxis.range": [...across], "yaxis.range": [...up] });

const AIR = 0.06; // of the box, beyond a point outside it

/**
 * A box that has this point in it, too.
 * @type {(box: Box, point: Point) => Box}
 */
export const around = (box, point) => /** @type {Box} */ (box.map(([low, high], axis) => {
  const at = point[axis], air = AIR * (Math.max(high, at) - Math.min(low, at));
  return [at < low ? at - air : low, at > high ? at + air : high];
}));
