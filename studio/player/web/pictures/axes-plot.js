// The axes of a picture as Plotly is told them, and what can be done with it.

/** @import { Look, Margin, Range, Surface } from "../data/types.js" */

export const CONFIG = {
  displaylogo: false, responsive: false, doubleClick: false, scrollZoom: true, showTips: false,
  modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
};

const CLEAR = "rgba(0,0,0,0)";

/**
 * The axes and the colours around them; without `drags` a finger scrolls the page.
 * @param {Surface} surface
 * @param {Look} look
 * @param {{drags: boolean, small: boolean, equal: boolean}} how a small picture has no names at its axes, and small type; with
 *   `equal` both axes have one scale
 */
export function layout({ key, domain: [across, up] }, look, { drags, small, equal }) {
  return {
    paper_bgcolor: CLEAR, plot_bgcolor: CLEAR, font: { color: look.text, family: look.font },
    margin: margins(small, look.size), uirevision: key, showlegend: false, dragmode: drags ? "pan" : false,
    // The labels of both axes do not meet in the corner.
    xaxis: { ...axis("θ<sub>1</sub>", across, look.size, small), nticks: small ? 5 : 0, ticklabeloverflow: "hide past domain" },
    yaxis: { ...axis("θ<sub>2</sub>", up, look.size, small), scaleanchor: /** @type {"x" | false} */ (equal ? "x" : false) },
    modebar: { bgcolor: CLEAR, color: look.text, activecolor: look.text },
  };
}

/** @type {(title: string, range: Range, size: number, small: boolean) => {range: Range, constrain: string, [name: string]: unknown}} */
const axis = (title, range, size, small) => ({
  title: { text: small ? "" : title, standoff: 3 * size, font: { size: 15 * size } },
  range: [...range], // Plotly writes into it
  gridcolor: CLEAR, zeroline: false, constrain: "domain",
  // Across there are as many numbers as have room.
  tickfont: { size: (small ? 11 : 13) * size }, nticks: small ? 5 : 7, fixedrange: false,
});

/** @type {(small: boolean, size: number) => Margin} */
function margins(small, size) {
  const [l, r, t, b] = (small ? [32, 6, 9, 21] : [54, 8, 4, 41]).map((pixels) => pixels * size);
  return { l, r, t, b };
}
