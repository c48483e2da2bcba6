// The same run for many seeds: all their paths, faint, grown together with the play head.

import { lastUpTo } from "../data/decode.js";
import { cut } from "../draw/frame.js";

/** @import { Paths } from "../data/types.js" */
/** @import { Frame } from "../draw/frame.js" */
/** @import { Run } from "../data/run.js" */

export class Bundle {
  /**
   * @param {Run} run
   * @param {Paths} paths
   */
  constructor(run, { count, length, x, y, steps }) {
    this.run = run;
    this.count = count;
    this.length = length;
    this.x = x;
    this.y = y;
    this.steps = steps;
    this.place = 0;
  }

  restart() {
    this.place = 0;
  }

  /**
   * The last place that is not after `step`.
   * @param {number} step
   */
  placeOf(step) {
    return this.steps ? lastUpTo(this.steps, step) : Math.min(Math.floor(step), this.length - 1);
  }

  /**
   * Draw all paths up to `place`, in full strength: the canvas is shown at less, so that strokes do not add up.
   * @param {CanvasRenderingContext2D} context
   * @param {number} place
   * @param {Frame} frame
   * @param {string} colour
   */
  advance(context, place, frame, colour) {
    if (place <= this.place) return;
    const { x, y, length } = this;
    const lines = new Path2D();
    for (let from = 0; from < this.count * length; from += length) {
      let ax = frame.x(x[from + this.place]), ay = frame.y(y[from + this.place]), drawing = false;
      for (let i = from + this.place + 1; i <= from + place; i++) {
        const bx = frame.x(x[i]), by = frame.y(y[i]);
        const piece = cut(ax, ay, bx, by, frame);
        if (piece) {
          if (!drawing || piece[0] > 0) lines.moveTo(ax + piece[0] * (bx - ax), ay + piece[0] * (by - ay));
          lines.lineTo(ax + piece[1] * (bx - ax), ay + piece[1] * (by - ay));
        }
        drawing = piece?.[1] === 1;
        ax = bx;
        ay = by;
      }
    }
    context.lineJoin = "round";
    context.lineWidth = 1.5;
    context.strokeStyle = colour;
    context.stroke(lines);
    this.place = place;
  }
}
