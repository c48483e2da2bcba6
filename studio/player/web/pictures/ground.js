// The ground under the marks of a plane: made once for a surface and drawn wherever the plane is moved to.

import { fit } from "../draw/canvas.js";
import { levelLines, painted, slopeAt, terrainOf } from "../draw/terrain.js";

/** @import { Look, Surface } from "../data/types.js" */
/** @import { Frame } from "../draw/frame.js" */
/** @typedef {{key: string, image: OffscreenCanvas, lines: Path2D, crowded: Path2D}} Made the lines, and those that are near to each other */

const KEPT = 4; // surfaces, or looks of one
const LINE = 0.8, CROWDED = 0.4; // pixels, and of the strength of a line where they are near to each other: a wall is seen, not a blot
const NEAR = 2.5; // points of the terrain
/** @type {Made[]} for all planes: those of a grid have one surface */
const made = [];

/** @type {(surface: Surface, look: Look) => Made} */
function groundOf(surface, look) {
  const key = `${surface.key} ${look.scale} ${look.relief}`, before = made.find((one) => one.key === key);
  if (before) return before;
  const terrain = terrainOf(surface), image = new OffscreenCanvas(terrain.across, terrain.down), lines = new Path2D(), crowded = new Path2D();
  image.getContext("2d")?.putImageData(painted(terrain, look), 0, 0);
  levelLines(terrain, surface.lines).forEach((all, k) => {
    const level = surface.lines[k], next = Math.min(...[k - 1, k + 1].map((other) => Math.abs((surface.lines[other] ?? Infinity) - level)));
    for (const line of all) {
      /** @type {Path2D | null} */ let on = null;
      for (let i = 1; i < line.length; i++) {
        const path = next < NEAR * slopeAt(terrain, line[i]) ? crowded : lines;
        if (path !== on) path.moveTo(...line[i - 1]);
        path.lineTo(...line[i]);
        on = path;
      }
    }
  });
  made.unshift({ key, image, lines, crowded });
  made.length = Math.min(made.length, KEPT);
  return made[0];
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{clientWidth: number, clientHeight: number}} plot as large as which it is
 * @param {Frame} frame
 * @param {Surface} surface
 * @param {Look} look
 * @param {number} [ratio] pixels of the canvas for one of the page
 */
export function drawGround(canvas, { clientWidth: width, clientHeight: height }, frame, surface, look, ratio) {
  const context = fit(canvas, width, height, ratio), { image, lines, crowded } = groundOf(surface, look), [[x0, x1], [y0, y1]] = surface.domain;
  const left = frame.x(x0), top = frame.y(y1), across = frame.x(x1) - left, down = frame.y(y0) - top;
  context.clearRect(0, 0, width, height);
  context.save();
  frame.clip(context);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, left, top, across, down);
  context.lineWidth = LINE * look.size;
  context.strokeStyle = look.level;
  for (const [path, strength] of /** @type {[Path2D, number][]} */ ([[lines, 1], [crowded, CROWDED]])) {
    const placed = new Path2D();
    placed.addPath(path, { a: across, b: 0, c: 0, d: -down, e: left, f: top + down });
    context.globalAlpha = strength;
    context.stroke(placed);
  }
  context.restore();
}
