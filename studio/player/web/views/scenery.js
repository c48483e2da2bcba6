// The surface in 3D as Plotly is told it, its axes and its camera; and what Plotly tells of them.

import { gridHeights, heightTicks } from "../draw/height.js";
import { Projection } from "./projection.js";
import { Sight } from "./occlusion.js";

/** @import { Camera, Look, Plot, Range, Scale, Surface, Words } from "../data/types.js" */
/** @typedef {{sight: Sight, box: [Range, Range, Range], trace: object, axis: object}} Scenery */

export const CONFIG = {
  displaylogo: false, responsive: false, scrollZoom: true, displayModeBar: false,
};

const CLEAR = "rgba(0,0,0,0)";
const LEVELS = 24;
// As the contour has it: θ₁ to the right, θ₂ away from the reader; and a little from the side.
const EYE = { x: -0.65, y: -1.3, z: 1.7 };
const SQUARE = 1.25; // in a picture that is less wide than this share of its height the eye is farther away: the width decides
const ASPECT = { x: 1.15, y: 1, z: 0.7 };
// In 3D all lines are opaque.
const LINES = { dark: { axis: "#3c464f", level: "#6d8192" }, light: { axis: "#ccd4db", level: "#8fa2b3" } };
const TICKS = 5; // labels of an axis, of usual size
const PAD = 0.02; // of its height, above and below the surface

/**
 * The surface with the loss or its logarithm upwards.
 * @param {Surface} surface
 * @param {Scale} scale
 * @param {Look} look
 * @param {Words} words
 * @returns {Scenery}
 */
export function sceneryOf(surface, scale, look, words) {
  const { grid, domain, z } = surface, heights = gridHeights(surface, scale), sight = new Sight(grid, domain, heights);
  const [width, height] = grid, [[x0, x1], [y0, y1]] = domain;
  const pad = PAD * (sight.high - sight.low || 1), low = sight.low - pad, high = sight.high + pad;
  /** @type {(values: ArrayLike<number>) => number[][]} */
  const rows = (values) => Array.from({ length: height }, (_, k) => Array.from({ length: width }, (_, i) => values[k * width + i]));
  const colour = { color: LINES[look.dark ? "dark" : "light"].level, width: 1 };
  const trace = {
    type: "surface", z: rows(heights), surfacecolor: rows(z), colorscale: look.scale, showscale: false, hoverinfo: "skip",
    x: Array.from({ length: width }, (_, i) => x0 + ((x1 - x0) * i) / (width - 1)),
    y: Array.from({ length: height }, (_, k) => y0 + ((y1 - y0) * k) / (height - 1)),
    contours: { z: { show: true, start: sight.low, end: sight.high, size: (sight.high - sight.low || 1) / LEVELS, ...colour, highlight: false },
      x: { highlight: false }, y: { highlight: false } },
    lighting: { ambient: 0.75, diffuse: 0.5, specular: 0.05, roughness: 0.9, fresnel: 0 },
  };
  const labels = scale === "log" ? heightTicks(surface, sight.high) : null;
  const ticks = labels ? { tickvals: labels.map(({ at }) => at), ticktext: labels.map(({ text }) => text) } : {};
  const title = { text: labels ? words.axis_log : words.axis_linear, font: { size: (labels ? 13 : 16) * look.size } };
  const axis = { title, range: [low, high], ...ticks };
  return { sight, box: [[x0, x1], [y0, y1], [low, high]], trace, axis };
}

/**
 * The axes and the camera; the reader's own camera is kept.
 * @param {Scenery} scenery
 * @param {Look} look
 * @param {Camera} camera
 */
export function stage({ box: [across, up], axis: upwards }, look, camera) {
  const { axis } = LINES[look.dark ? "dark" : "light"];
  const shared = {
    backgroundcolor: CLEAR, gridcolor: axis, linecolor: axis, zeroline: false, showspikes: false, nticks: Math.max(3, Math.round(TICKS / look.size)),
    // Plotly draws them larger than it is told, the more so the larger they are.
    tickfont: { size: 13 * Math.sqrt(look.size) },
  };
  /** @type {(text: string) => object} */
  const title = (text) => ({ text, font: { size: 16 * look.size } });
  return {
    paper_bgcolor: CLEAR, font: { color: look.text, family: look.font }, margin: { l: 0, r: 0, t: 0, b: 0 },
    uirevision: "camera", showlegend: false, hovermode: false,
    scene: {
      uirevision: "camera", dragmode: "turntable", aspectmode: "manual", aspectratio: ASPECT, hovermode: false,
      camera,
      xaxis: { ...shared, title: title("θ<sub>1</sub>"), range: across },
      yaxis: { ...shared, title: title("θ<sub>2</sub>"), range: up },
      zaxis: { ...shared, ...upwards },
    },
  };
}

/**
 * The camera's projection as the scene has it now: Plotly's own objects, and so it may be missing.
 * @param {Plot} plot
 */
export function projectionOf(plot) {
  const scene = plot._fullLayout?.scene?._scene, { view, projection, model } = scene?.glplot?.cameraParams ?? {};
  if (!view || !projection || !model || scene?.dataScale?.length !== 3) return null;
  // The margins are 0: the scene is as large as the plot.
  return new Projection({ view, projection, model }, scene.dataScale, plot.clientWidth, plot.clientHeight);
}

/**
 * The camera before anybody has turned it.
 * @param {HTMLElement} picture
 * @returns {Camera}
 */
export function firstCamera({ clientWidth: width, clientHeight: height }) {
  const far = Math.max(1, (SQUARE * height) / Math.max(width, 1));
  return { eye: { x: far * EYE.x, y: far * EYE.y, z: far * EYE.z }, center: { x: 0, y: 0, z: -0.1 }, up: { x: 0, y: 0, z: 1 } };
}

/**
 * Where the reader has turned the camera to.
 * @param {Plot} plot
 */
export const cameraOf = (plot) => plot.layout.scene?.camera ?? null;

/** @type {boolean | undefined} */
let can;

/** Whether this browser can draw in 3D at all; asked before Plotly is, which would say so on its own. */
export const drawsIn3d = () => (can ??= hasWebgl());

function hasWebgl() {
  const context = document.createElement("canvas").getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}
