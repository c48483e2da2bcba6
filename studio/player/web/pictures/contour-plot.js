// The ground of a picture as Plotly is told it: level lines over the domain, its axes, and what can be done with it.

/** @import { Look, Margin, Range, Surface } from "../data/types.js" */

export const CONFIG = {
  displaylogo: false, responsive: false, doubleClick: false, scrollZoom: true,
  modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
};

const CLEAR = "rgba(0,0,0,0)";

/**
 * `count` numbers from one end of a range to the other, both among them.
 * @type {(range: Range, count: number) => Float64Array}
 */
const spread = ([low, high], count) => Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

/**
 * The level lines.
 * @param {Surface} surface
 * @param {Look} look
 */
export function contour({ grid: [width, height], domain: [across, up], z }, look) {
  return {
    type: "contour", x: spread(across, width), y: spread(up, height),
    z: Array.from({ length: height }, (_, row) => z.subarray(row * width, (row + 1) * width)),
    colorscale: look.scale, ncontours: 24, showscale: false,
    line: { width: 0.8 * look.size, color: look.level, smoothing: 1 }, hoverinfo: "skip",
  };
}

/**
 * The axes and the colours around them; without `drags` a finger scrolls the page.
 * @param {Surface} surface
 * @param {Look} look
 * @param {{drags: boolean, small: boolean}} how a small picture has no names at its axes, and small type
 */
export function layout({ key, domain: [across, up] }, look, { drags, small }) {
  return {
    paper_bgcolor: CLEAR, plot_bgcolor: CLEAR, font: { color: look.text, family: look.font },
    margin: margins(small, look.size), uirevision: key, showlegend: false, dragmode: drags ? "pan" : false,
    xaxis: axis("θ<sub>1</sub>", across, look.size, small), yaxis: axis("θ<sub>2</sub>", up, look.size, small),
    modebar: { bgcolor: CLEAR, color: look.text, activecolor: look.text },
  };
}

/** @type {(title: string, range: Range, size: number, small: boolean) => {range: Range, [name: string]: unknown}} */
const axis = (title, range, size, small) => ({
  title: { text: small ? "" : title, standoff: 4 * size, font: { size: 15 * size } },
  range: [...range], // Plotly writes into it
  gridcolor: CLEAR, zeroline: false,
  tickfont: { size: (small ? 11 : 13) * size }, nticks: small ? 5 : 7, fixedrange: false,
});

/** @type {(small: boolean, size: number) => Margin} */
function margins(small, size) {
  const [l, r, t, b] = (small ? [32, 6, 9, 21] : [54, 8, 4, 40]).map((pixels) => pixels * size);
  return { l, r, t, b };
}
