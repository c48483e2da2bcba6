// Paths of runs that are no more, drawn faint under the living ones, with a line for each in the legend.

import { rowsIn } from "../data/finer.js";
import { DrawnSegments } from "../draw/overdraw.js";
import { marker } from "../draw/marker.js";
import { Trail } from "../draw/polyline.js";

/** @import { Look, Point } from "../data/types.js" */
/** @import { Pin } from "../data/ghosts.js" */
/** @import { Frame } from "../draw/frame.js" */
/** @import { Run } from "../data/run.js" */
/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {{before: Run[], pins: Pin[]}} Remains what is left of earlier runs in one picture */

/** Of the strength of a living path. */
export const STRENGTH = 0.55;

const WIDTH = 1.5, SIZE = 6; // pixels
/** Lines that no living run is drawn in. */
export const DASHES = { before: [2, 4], pin: [14, 4, 2, 4] };

/**
 * The whole paths with their last points; pinned ones with their letters.
 * @param {Context} context
 * @param {Remains} remains
 * @param {Look} look
 * @param {(run: Run, dash: number[], pen: {colour: string, width: number}) => Point | null} drawPath draws a path faint, and
 *   says where its last point is to be seen; null: nowhere
 */
export function drawRemains(context, { before, pins }, look, drawPath) {
  const { size } = look;
  /** @type {(run: Run, dash: number[]) => Point | null} */
  const drawn = (run, dash) => {
    const colour = look.colour(run), end = drawPath(run, dash, { colour, width: WIDTH * size });
    if (end) marker(context, ...end, run.marker, look.ground, colour, SIZE * size);
    return end;
  };
  for (const run of before) drawn(run, DASHES.before);
  for (const { run, letter } of pins) {
    const end = drawn(run, DASHES.pin);
    if (!end) continue;
    const [x, y] = [end[0] + (SIZE + 4) * size, end[1] - (SIZE + 2) * size];
    Object.assign(context, { font: `700 ${14 * size}px ${look.font}`, textBaseline: "middle", lineWidth: 4 * size, strokeStyle: look.ground, fillStyle: look.colour(run) });
    context.strokeText(letter, x, y);
    context.fillText(letter, x, y);
  }
}

/**
 * The whole path of an earlier run in the plane, for `drawRemains`.
 * @param {Context} context
 * @param {Frame} frame
 * @param {Run} run
 * @param {number[]} dash
 * @param {{colour: string, width: number}} pen
 * @returns {Point | null}
 */
export function drawPast(context, frame, run, dash, { colour, width }) {
  const { line, x, y } = rowsIn(run, frame.box), end = frame.at(run.at(run.last));
  const lines = { dash, stepOf: (/** @type {number} */ row) => line.stepOf(row), lifted: line.lifted };
  const trail = new Trail(lines, (row) => [frame.x(x[row]), frame.y(y[row])], new DrawnSegments());
  context.save();
  context.globalAlpha = STRENGTH;
  trail.advance(context, x.length - 1, frame, colour, width);
  context.restore();
  return frame.holds(...end) ? end : null;
}
