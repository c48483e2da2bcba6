// Plotly, loaded once for the page from this app's own server; and the frame of its plots in pixels.

import { Frame } from "./pen.js";

/** @import { Plot, Plotly } from "./types.js" */

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
