// Where few steps are on show, and far enough from each other, each has a dot and its number.

/** @import { Look, Point } from "../data/types.js" */
/** @import { Frame } from "../draw/frame.js" */
/** @import { Run } from "../data/run.js" */
/**
 * A path whose steps may be numbered: how many rows it has, and where each stands.
 * @typedef {{run: Run, length: number, stepOf: (row: number) => number, place: (row: number) => Point}} Path
 */
/** @typedef {{run: Run, step: number, x: number, y: number, label: Point | null}} Dot */

const MOST = 60; // dots in a picture
const APART = 18; // pixels from one step to the next
const RADIUS = 4, LETTER = 7.5, HEIGHT = 13, FREE = 2; // pixels, as all lengths here at a size of type of 1

/**
 * The dots of a picture, in the order of their steps, each with the place of its number if there is room for it;
 * none if there are too many. A path that moves less than APART from one step to the next has none.
 * It depends on the frame alone: while the head moves on, none comes or goes but with its step.
 * @param {Path[]} paths
 * @param {Frame} frame
 * @param {number} [size] of type
 * @returns {Dot[]}
 */
export function dotsOf(paths, frame, size = 1) {
  /** @type {Dot[]} */
  const dots = [];
  for (const path of paths) {
    const own = inside(path, frame, MOST);
    if (!own) return [];
    const close = own.some((dot, i) => {
      const before = own[i - 1];
      return before && dot.step === before.step + 1 && Math.hypot(dot.x - before.x, dot.y - before.y) < APART * size;
    });
    if (!close) dots.push(...own);
    if (dots.length > MOST) return [];
  }
  dots.sort((one, other) => one.step - other.step);
  place(dots, frame, size);
  return dots;
}

/**
 * The steps of a path that lie in the frame, or null if they are more than `most`.
 * @param {Path} path
 * @param {Frame} frame
 * @param {number} most
 */
function inside({ run, length, stepOf, place: at }, frame, most) {
  /** @type {Dot[]} */
  const found = [];
  for (let row = 0; row < length; row++) {
    const [x, y] = at(row);
    if (!frame.holds(x, y)) continue;
    if (found.length === most) return null;
    found.push({ run, step: stepOf(row), x, y, label: null });
  }
  return found;
}

/**
 * Give each number the first free place beside its dot: one that covers no dot and no other number.
 * @param {Dot[]} dots
 * @param {Frame} frame
 * @param {number} size
 */
function place(dots, frame, size) {
  const radius = RADIUS * size, high = HEIGHT * size, gap = radius + FREE;
  /** @type {[left: number, top: number, right: number, bottom: number][]} */
  const taken = dots.map(({ x, y }) => [x - radius, y - radius, x + radius, y + radius]);
  dots.forEach((dot, i) => {
    const width = LETTER * size * dot.step.toLocaleString("en").length;
    const places = [[gap, -gap - high], [-gap - width, -gap - high], [gap, gap], [-gap - width, gap]];
    for (const [dx, dy] of places) {
      const left = dot.x + dx, top = dot.y + dy, right = left + width, bottom = top + high;
      if (!frame.holds(left, top) || !frame.holds(right, bottom)) continue;
      if (taken.some((one, k) => k !== i && left < one[2] && right > one[0] && top < one[3] && bottom > one[1])) continue;
      taken.push([left, top, right, bottom]);
      dot.label = [left, top];
      break;
    }
  });
}

/**
 * The dots up to `step`.
 * @param {CanvasRenderingContext2D} context
 * @param {Dot[]} dots
 * @param {number} step
 * @param {Look} look
 */
export function drawDots(context, dots, step, look) {
  const { size } = look;
  context.font = `600 ${13 * size}px ${look.font}`;
  context.textAlign = "left";
  context.textBaseline = "top";
  for (const { run, step: own, x, y, label } of dots) {
    if (own > step) break;
    context.fillStyle = look.colour(run);
    context.strokeStyle = look.ground;
    context.lineWidth = 1.5 * size;
    context.beginPath();
    context.arc(x, y, RADIUS * size, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
    if (!label) continue;
    context.lineWidth = 3.5 * size;
    context.strokeText(own.toLocaleString("en"), ...label);
    context.fillText(own.toLocaleString("en"), ...label);
  }
}
