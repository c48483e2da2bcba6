// The camera of the surface in 3D: where it stands at first, where the reader has turned it to, and whether there can be one.

import { Projection } from "../views/projection.js";

/** @import { Camera, Plot } from "../data/types.js" */

// As the contour has it: θ₁ to the right, θ₂ away from the reader; and a little from the side.
const EYE = { x: -0.65, y: -1.3, z: 1.7 };
const SQUARE = 1; // in a picture that is less wide than this share of its height the eye is farther away: the width decides

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
