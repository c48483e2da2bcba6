// The other points of a step: where it looks ahead, an average, a sequence that a method keeps; each a ring beside the run's head,
// with its letter, and behind it the way that it has come if it is one of the same kind from step to step.

import { labelNear, lead } from "../draw/label.js";
import { Polyline } from "../draw/polyline.js";

/** @import { Numbers, Point } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Draw, View } from "./view.js" */

const RING = 4; // pixels
const STRENGTH = 0.6; // of the way it has come, beside that of the run
const WIDTH = 1.4, DASH = [1.5, 3.5]; // pixels: of the way it has come, dots that no living run is drawn in
// Pixels from its middle to its letter: at its corners, or where something stands there farther off.
const NEAR = [9, 20, 32], CORNERS = [[1, -1], [-1, -1], [1, 1], [-1, 1]];

/**
 * Those whose places are here: they are sent where they are to be seen.
 * @param {Run} run
 */
export const pointsOf = (run) => run.points.flatMap((point, i) => {
  const x = run.columns[`p${i + 1}x`], y = run.columns[`p${i + 1}y`];
  return x && y ? [{ ...point, at: i + 1, x, y }] : [];
});

/** The way that one of them has come. */
export class Trace extends Polyline {
  /**
   * @param {Run} run
   * @param {{x: Numbers, y: Numbers}} columns
   */
  constructor(run, { x, y }) {
    super({ dash: DASH }, () => [0, 0]);
    this.run = run;
    this.columns = { x, y };
  }

  /** @param {View} view */
  follow(view) {
    this.place = view.spots(this.columns);
    this.restart();
  }

  /** @param {number} step */
  rowOf(step) {
    return this.run.row(step);
  }
}

/** @type {(runs: Run[]) => Trace[]} */
export const tracesOf = (runs) => runs.flatMap((run) => pointsOf(run).filter(({ lasts }) => lasts).map((point) => new Trace(run, point)));

/** @type {Draw<Trace>} */
export function drawTrace(view, trace, { layer, look, step, amount }) {
  const stroke = { colour: look.colour(trace.run), width: WIDTH * look.size };
  for (const one of layer) {
    one.save();
    one.globalAlpha = STRENGTH;
  }
  trace.advance(amount === "full" ? layer : null, trace.rowOf(step), view, stroke);
  for (const one of layer) one.restore();
}

/** @type {Draw<Run[]>} */
export function drawPoints(view, runs, { layer, look, step, taken, ink }) {
  for (const run of runs) {
    const values = run.at(step), head = view.spot(values), colour = look.colour(run);
    for (const { symbol, at } of pointsOf(run)) {
      const x = values[`p${at}x`], y = values[`p${at}y`], spot = view.spot({ x, y });
      if (!Number.isFinite(x + y) || !view.shows(spot)) continue;
      const context = layer[Number(view.hides(spot))], pixel = view.pixel(spot);
      if (view.shows(head)) join(context, view.pixel(head), pixel, look.size, colour);
      context.beginPath();
      context.arc(...pixel, RING * look.size, 0, 2 * Math.PI);
      context.fillStyle = look.ground;
      context.fill();
      context.lineWidth = 1.8 * look.size;
      context.strokeStyle = colour;
      context.stroke();
      const places = NEAR.flatMap((near) => CORNERS.map(([right, down]) => /** @type {Point} */ ([right * near * look.size, down * near * look.size])));
      const box = labelNear(context, symbol, pixel, places, { look, edges: view, taken, ink, weight: "600" });
      if (box) lead(context, pixel, box, { look, from: RING, far: 2 * NEAR[0] });
    }
  }
}

/** @type {(context: CanvasRenderingContext2D, from: Point, to: Point, size: number, colour: string) => void} */
function join(context, from, to, size, colour) {
  context.save();
  context.setLineDash([2 * size, 2.5 * size]);
  context.lineWidth = size;
  context.strokeStyle = colour;
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
  context.restore();
}
