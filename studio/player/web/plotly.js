// Plotly, loaded once for the page from this app's own server; and the frame of its plots in pixels.

import { Frame } from "./pen.js";
import { boxOf } from "./zoom.js";

/** @import { Box, Plot, Plotly, Point } from "./types.js" */

/** @type {Promise<Plotly> | undefined} */
let loading;

/**
 * @param {string} url
 * @returns {Promise<Plotly>}
 */
export function loadPlotly(url) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  return (loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    const fail = () => {
      loading = undefined;
      reject(new Error(url));
    };
    // A file that is there and is not Plotly is as bad as none.
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : fail());
    script.onerror = fail;
    document.head.append(script);
  }));
}

/**
 * Where Plotly's axes lie: pixel edges and the data range. Its own layout object moves with every
 * drag and zoom; without it the plot's public layout and margins give the same at rest.
 * @param {Plot} plot
 */
export function frameOf(plot) {
  const { xaxis: ax, yaxis: ay } = plot._fullLayout ?? {};
  if (ax && ay && Number.isFinite(ax._offset) && Number.isFinite(ay._length)) {
    return new Frame(ax._offset, ay._offset, ax._length, ay._length, ax.range, ay.range);
  }
  const { margin, xaxis, yaxis } = plot.layout;
  const width = plot.clientWidth - margin.l - margin.r, height = plot.clientHeight - margin.t - margin.b;
  return new Frame(margin.l, margin.t, width, height, xaxis.range, yaxis.range);
}

/**
 * Show so many times as much of a plot as now, about a point if it is on show, else about the middle.
 * @param {Plotly} Plotly
 * @param {Plot} plot
 * @param {number} times
 * @param {Point | undefined} point
 */
export function zoomPlot(Plotly, plot, times, point) {
  const frame = frameOf(plot), box = boxOf(frame);
  const seen = point && frame.holds(frame.x(point[0]), frame.y(point[1]));
  const about = seen ? point : box.map(([low, high]) => (low + high) / 2);
  const [across, up] = /** @type {Box} */ (box.map((range, axis) => range.map((end) => about[axis] + times * (end - about[axis]))));
  return showBox(Plotly, plot, [across, up]);
}

/**
 * Show this part of a plot.
 * @param {Plotly} Plotly
 * @param {Plot} plot
 * @param {Box} box
 */
export const showBox = (Plotly, plot, [across, up]) => Plotly.relayout(plot, { "xaxis.range": [...across], "yaxis.range": [...up] });
