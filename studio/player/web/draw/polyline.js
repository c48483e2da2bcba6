// A line through many spots that grows: rows are appended, and what is drawn already stays.

import { WHOLE } from "./frame.js";
import { Pen, PIECE } from "./pen.js";

/** @import { Line, Point, Spot } from "../data/types.js" */
/** @import { Overdraw } from "./overdraw.js" */
/** @import { Stroke } from "./pen.js" */
/** @import { Layer, Screen } from "./screen.js" */

export class Polyline {
  row = 0; // up to which it is drawn
  counted = 0; // and up to which the second pen had what is passed over
  /** @type {number[]} how far the pen has come at each row, so that the dashes of another line can lie where these do */ ways = [0];
  /** @type {{from: Spot, at: Spot, row: number} | null} where it left the picture for the last time, and from where it came */ exit = null;
  /** @type {(row: number) => number} how many lines the one to this row stands for */ weight = () => 1;

  /**
   * @param {Line} line
   * @param {(row: number) => Spot} place
   * @param {Overdraw | null} drawn for a line that stays as it is drawn; without it each segment is drawn, as of a tail that fades
   * @param {Pen} pen
   * @param {(Pen & {weight: number}) | null} second gets the segments that are not drawn
   */
  constructor({ dash, lifted }, place, drawn = null, pen = new Pen(), second = null) {
    this.dash = dash;
    this.lifted = lifted;
    this.place = place;
    this.drawn = drawn;
    this.pen = pen;
    this.second = second;
  }

  restart() {
    this.row = this.counted = 0;
    this.ways = [0];
    this.exit = null;
    this.drawn?.clear();
    this.pen = new Pen();
  }

  /** To its start, to be drawn once more as it was: what is counted stays. */
  rewind() {
    if (this.drawn && !this.drawn.rewind) return this.restart();
    this.counted = Math.max(this.counted, this.row);
    this.row = 0;
    this.exit = null;
    this.drawn?.rewind?.();
    this.pen = new Pen();
  }

  /**
   * Draw up to and including `row`; without a layer, only follow it.
   * @type {(layer: Layer | null, row: number, screen: Screen, stroke: Stroke) => void}
   */
  advance(layer, row, screen, stroke) {
    if (row <= this.row) return;
    this.pen.begin(layer, screen, this.dash, stroke);
    this.grow(row, screen);
    this.pen.end();
  }

  /**
   * The same with a pen that is ready, which strokes whenever it has drawn so many segments.
   * @type {(row: number, screen: Screen, segments?: number) => void}
   */
  grow(row, screen, segments = 0) {
    this.pen.lift();
    while (this.row < row) {
      this.#piece(Math.min(row, this.row + PIECE), screen);
      if (this.pen.drawn >= segments) this.pen.stroke();
    }
  }

  /** @type {(row: number, first: Point, start: Spot, end: Spot, last: Point, screen: Screen) => void} */
  #again(row, [x, y], start, end, last, screen) {
    if (!this.second || row <= this.counted) return;
    this.second.weight = this.weight(row);
    this.second.lift();
    this.second.moveTo(x, y);
    screen.chord(this.second, start, end, last);
  }

  /** @type {(row: number, screen: Screen) => void} */
  #piece(row, screen) {
    const { pen, place, drawn, lifted, dash } = this;
    let a = place(this.row), pixel = /** @type {Point | null} */ (null);
    for (let i = this.row + 1; i <= row; i++) {
      const b = place(i), shown = screen.cut(a, b);
      const part = lifted?.[i] ? null : shown === WHOLE ? WHOLE : screen.cut(a, b, true);
      if (part) {
        const [from, to] = part, start = from > 0 ? screen.along(a, b, from) : a, end = to < 1 ? screen.along(a, b, to) : b;
        const first = from > 0 || !pixel ? screen.pixel(start) : pixel, last = screen.pixel(end);
        if (from > 0) pen.lift();
        pen.moveTo(first[0], first[1]);
        if (!drawn || drawn.adds(first[0], first[1], last[0], last[1]) || (drawn.joins && i === row)) screen.chord(pen, start, end, last);
        else if (!drawn.joins) {
          pen.skip(last[0], last[1]);
          this.#again(i, first, start, end, last, screen);
        }
        pixel = last;
      }
      if (!part || part[1] < 1) {
        pen.lift();
        pixel = null;
      }
      if (shown && shown[1] < 1) {
        this.exit = { from: shown[0] > 0 ? screen.along(a, b, shown[0]) : a, at: screen.along(a, b, shown[1]), row: i };
      }
      // Dashes alone depend on how far it has come.
      if (dash.length) this.ways[i] = pen.walked;
      a = b;
    }
    this.row = row;
  }
}
