// A line through many places that grows: rows are appended, and what is drawn already stays.

import { cut, WHOLE } from "./frame.js";
import { dip, Pen, PIECE } from "./pen.js";

/** @import { Edges, Line, Point } from "../data/types.js" */
/** @import { Overdraw } from "./overdraw.js" */

/**
 * A polyline that grows: rows are appended, and what is drawn already stays.
 * `place(row)` gives the pixel of a row.
 * @template {Line} [Of=Line]
 */
export class Trail {
  row = 0;
  walked = 0; // pixels so far, so that the dashes go on where they stopped
  /** @type {number[]} the same at each row */ ways = [];
  /** @type {[x: number, y: number, step: number] | null} */
  exit = null; // where the path left the frame for the last time

  /**
   * @param {Of} run
   * @param {(row: number) => Point} place
   * @param {Overdraw | null} once for a path that stays as it is drawn; without it each segment is drawn, as of a tail that fades
   */
  constructor(run, place, once = null) {
    this.run = run;
    this.once = once;
    /** @type {Pick<Line, "stepOf" | "lifted">} the rows that are drawn */ this.line = run;
    this.place = place;
  }

  restart() {
    this.row = 0;
    this.walked = 0;
    this.ways = [];
    this.exit = null;
    this.once?.clear();
  }

  /**
   * Draw up to and including `row`; without a context, only follow it.
   * @param {CanvasRenderingContext2D | null} context
   * @param {number} row
   * @param {Edges} frame
   * @param {string} colour
   * @param {number} width
   */
  advance(context, row, frame, colour, width) {
    if (row <= this.row) return;
    if (context) {
      context.save();
      context.beginPath();
      context.rect(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top);
      context.clip();
      dip(context, this.run.dash, colour, width);
    }
    while (this.row < row) this.#piece(context, Math.min(row, this.row + PIECE), frame);
    context?.restore();
  }

  /**
   * @param {CanvasRenderingContext2D | null} context
   * @param {number} row
   * @param {Edges} frame
   */
  #piece(context, row, frame) {
    const margin = 40;
    const wide = { left: frame.left - margin, right: frame.right + margin, top: frame.top - margin, bottom: frame.bottom + margin };
    const pen = new Pen(), { once } = this;
    let [ax, ay] = this.place(this.row), lifted = true;
    for (let i = this.row + 1; i <= row; i++) {
      const [bx, by] = this.place(i);
      const shown = cut(ax, ay, bx, by, frame);
      const piece = this.line.lifted?.[i] ? null : shown === WHOLE ? WHOLE : cut(ax, ay, bx, by, wide);
      if (piece) {
        const [from, to] = piece, dx = bx - ax, dy = by - ay;
        const fromX = ax + from * dx, fromY = ay + from * dy, toX = ax + to * dx, toY = ay + to * dy;
        if (lifted || from > 0) pen.lift(fromX, fromY);
        if (!once || once.adds(fromX, fromY, toX, toY) || (once.joins && i === row)) pen.draw(toX, toY);
        else if (!once.joins) pen.skip(toX, toY);
        lifted = to < 1;
      } else lifted = true;
      if (shown && shown[1] < 1) this.exit = [ax + shown[1] * (bx - ax), ay + shown[1] * (by - ay), this.line.stepOf(i)];
      this.ways[i] = this.walked + pen.length;
      ax = bx;
      ay = by;
    }
    if (context) {
      context.lineDashOffset = -this.walked;
      context.stroke(pen.path);
    }
    this.walked += pen.length;
    this.row = row;
  }
}
