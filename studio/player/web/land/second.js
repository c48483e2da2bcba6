// The level lines of the second surface, that of the test loss, dashed: each as high as its loss is.

import { Polyline } from "../draw/polyline.js";
import { levelLines, slopeAt, terrainOf } from "../draw/terrain.js";

/** @import { Ground, Numbers, Surface } from "../data/types.js" */
/** @import { Draw } from "../marks/view.js" */
/**
 * All lines one after the other: their rows, and before which the pen is lifted so that only those are drawn that are apart from
 * each other, or only those that are near.
 * @typedef {{x: Numbers, y: Numbers, loss: Numbers, apart: Uint8Array, near: Uint8Array}} Lines
 */

export const DASH = [5, 4]; // pixels
const WIDTH = 0.8, FAINT = 0.4; // pixels, and of the strength of a line where they are near to each other: a wall is seen, not a blot
const NEAR = 2.5; // points of the terrain
const EVERY = 2; // level lines: between those of the first surface fewer are clearer
const FINER = 3; // points of the terrain for one row: in space each is looked at
/** @type {WeakMap<Numbers, Lines>} by the heights that they are lines of */
const made = new WeakMap();

/** @type {(ground: Ground) => Lines} */
export function linesOf(ground) {
  const before = made.get(ground.z);
  if (before) return before;
  const terrain = terrainOf(ground), levels = ground.lines.filter((_, k) => k % EVERY === 0), [[x0, x1], [y0, y1]] = ground.domain;
  /** @type {number[][]} */
  const rows = [];
  levelLines(terrain, levels).forEach((all, k) => {
    const height = levels[k], loss = ground.levels === "log" ? ground.low - ground.floor + 10 ** height : height;
    const next = Math.min(...[k - 1, k + 1].map((other) => Math.abs((levels[other] ?? Infinity) - height)));
    for (const line of all) line.forEach(([across, up], i) => {
      if (i % FINER && i < line.length - 1) return;
      rows.push([x0 + across * (x1 - x0), y0 + up * (y1 - y0), loss, Number(i === 0), Number(next < NEAR * slopeAt(terrain, [across, up]))]);
    });
  });
  const column = (/** @type {number} */ at) => Float64Array.from(rows, (row) => row[at]);
  const lines = {
    x: column(0), y: column(1), loss: column(2),
    apart: Uint8Array.from(rows, ([,,, first, near]) => first | near), near: Uint8Array.from(rows, ([,,, first, near]) => first | (1 - near)),
  };
  made.set(ground.z, lines);
  return lines;
}

/** @type {Draw<Surface>} */
export function drawSecond(view, surface, { layer, look }) {
  const { shift, second } = surface;
  if (!shift && !second) return;
  const { x, loss, apart, near, ...lines } = linesOf(second ?? surface), spots = view.spots({ ...lines, loss, x: x.map((value) => value + shift) });
  for (const [lifted, strength] of /** @type {[Uint8Array, number][]} */ ([[apart, 1], [near, FAINT]])) {
    const dash = DASH.map((length) => length * look.size);
    for (const context of layer) {
      context.save();
      context.globalAlpha = strength;
    }
    new Polyline({ dash, lifted }, spots).advance(layer, x.length - 1, view, { colour: look.text, width: WIDTH * look.size });
    for (const context of layer) context.restore();
  }
}
