// The surface in 3D as Plotly is told it, with its axes.

import { roundTicks } from "../draw/scale.js";
import { gridHeights, heightOf, heightTicks } from "../views/height.js";
import { Occlusion } from "../views/occlusion.js";

/** @import { Camera, Look, Scale, Surface, Words } from "../data/types.js" */
/** @import { BoxAxes } from "../views/box-axes.js" */
/** @import { Scene } from "../views/space.js" */

export const CONFIG = {
  displaylogo: false, responsive: false, scrollZoom: true, displayModeBar: false,
};

const CLEAR = "rgba(0,0,0,0)";
const LEVELS = 24;
const ASPECT = { x: 1.15, y: 1, z: 0.7 };
// In 3D all lines are opaque.
const LINES = { dark: { axis: "#3c464f", level: "#6d8192" }, light: { axis: "#ccd4db", level: "#8fa2b3" } };
const TICKS = 5; // numbers at an axis, at most
const PAD = 0.02; // of its height, above and below the surface

/**
 * The surface with the loss or its logarithm upwards.
 * @type {(surface: Surface, scale: Scale, look: Look, words: Words) => Scene & BoxAxes & {trace: object}}
 */
export function sceneOf(surface, scale, look, words) {
  const { grid, domain, z } = surface, heights = gridHeights(surface, scale), occlusion = new Occlusion(grid, domain, heights);
  const [width, height] = grid, [[x0, x1], [y0, y1]] = domain;
  const pad = PAD * (occlusion.high - occlusion.low || 1), low = occlusion.low - pad, high = occlusion.high + pad;
  /** @type {(values: ArrayLike<number>) => number[][]} */
  const rows = (values) => Array.from({ length: height }, (_, k) => Array.from({ length: width }, (_, i) => values[k * width + i]));
  const colour = { color: LINES[look.dark ? "dark" : "light"].level, width: 1 };
  const trace = {
    type: "surface", z: rows(heights), surfacecolor: rows(z), colorscale: look.scale, showscale: false, hoverinfo: "skip",
    x: Array.from({ length: width }, (_, i) => x0 + ((x1 - x0) * i) / (width - 1)),
    y: Array.from({ length: height }, (_, k) => y0 + ((y1 - y0) * k) / (height - 1)),
    contours: { z: { show: true, start: occlusion.low, end: occlusion.high, size: (occlusion.high - occlusion.low || 1) / LEVELS, ...colour, highlight: false },
      x: { highlight: false }, y: { highlight: false } },
    lighting: { ambient: 0.75, diffuse: 0.5, specular: 0.05, roughness: 0.9, fresnel: 0 },
  };
  const upwards = scale === "log" ? heightTicks(surface, occlusion.high) : roundTicks(low, high, TICKS);
  return {
    occlusion, box: [[x0, x1], [y0, y1], [low, high]], height: heightOf(surface, scale), trace,
    ticks: [roundTicks(x0, x1, TICKS), roundTicks(y0, y1, TICKS), upwards],
    names: ["θ₁", "θ₂", scale === "log" ? words.axis_log : words.axis_linear],
  };
}

/**
 * The axes, of which Plotly draws the lines, and the camera; the reader's own camera is kept.
 * @param {Scene & BoxAxes} scene
 * @param {Look} look
 * @param {Camera} camera
 */
export function layout({ box, ticks }, look, camera) {
  const { axis } = LINES[look.dark ? "dark" : "light"];
  const [xaxis, yaxis, zaxis] = box.map((range, i) => ({
    backgroundcolor: CLEAR, gridcolor: axis, linecolor: axis, zeroline: false, showspikes: false, showticklabels: false, title: { text: "" },
    range, tickvals: ticks[i].map(({ at }) => at),
  }));
  return {
    paper_bgcolor: CLEAR, font: { color: look.text, family: look.font }, margin: { l: 0, r: 0, t: 0, b: 0 },
    uirevision: "camera", showlegend: false, hovermode: false,
    scene: { uirevision: "camera", dragmode: "turntable", aspectmode: "manual", aspectratio: ASPECT, hovermode: false, camera, xaxis, yaxis, zaxis },
  };
}
