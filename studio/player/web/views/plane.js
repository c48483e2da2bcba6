// The plane as a view: a spot is a pixel of the contour plot, nothing is hidden, and the loss has no say.

import { Frame } from "../draw/frame.js";

/** @import { Point } from "../data/types.js" */
/** @import { View, Where } from "../marks/view.js" */

/** @type {(value: number, low: number, high: number) => number} */
const clip = (value, low, high) => Math.min(Math.max(value, low), high);

/** @implements {View} */
export class PlaneView extends Frame {
  width = 2;

  get window() {
    return this.box;
  }

  /** @type {(where: Where) => Point} */
  spot({ x = NaN, y = NaN }) {
    return [this.x(x), this.y(y)];
  }

  /** @type {View["spots"]} */
  spots({ x, y }, from = 0) {
    return (row) => [this.x(x[from + row]), this.y(y[from + row])];
  }

  /** @param {Point} spot */
  shows([x, y]) {
    return this.holds(x, y);
  }

  hides() {
    return false;
  }

  /** @type {(spot: Point, vector: Point) => Point} */
  shift([x, y], [dx, dy]) {
    return [x + dx * this.perX, y - dy * this.perY];
  }

  /** @type {View["reach"]} */
  reach(_spot, [dx, dy]) {
    return Math.hypot(dx * this.perX, dy * this.perY);
  }

  /**
   * To where the run is now.
   * @type {(exit: {from: Point, at: Point} | null, head: Point) => [from: Point, to: Point]}
   */
  leaving(exit, head) {
    return [exit?.at ?? [clip(head[0], this.left, this.right), clip(head[1], this.top, this.bottom)], head];
  }

  /** Thousands of paths are drawn faster than their segments are compared. */
  sieve() {
    return null;
  }
}
