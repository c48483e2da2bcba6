// The same run for many seeds: all their paths, faint, grown together with the play head.

import { unpack } from "./decode.js";
import { cut } from "./pen.js";

/** A bundle of `count` paths of `length` places each, row by row; `steps` null means that it has every step. */
export function unpackBundle({ count, length, x, y, steps }) {
  return { count, length, x: unpack(x), y: unpack(y), steps: steps && unpack(steps) };
}

export class Bundle {
  constructor(run) {
    Object.assign(this, run.bundle);
    this.run = run;
    this.place = 0;
  }

  restart() {
    this.place = 0;
  }

  /** The last place that is not after `step`. */
  placeOf(step) {
    if (!this.steps) return Math.min(Math.floor(step), this.length - 1);
    const after = this.steps.findIndex((one) => one > step);
    return (after < 0 ? this.length : after) - 1;
  }

  /** Draw all paths up to `place`, in full strength: the canvas is shown at less, so that strokes do not add up. */
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
