// From data to pixels and back, exactly: no coordinate is clamped, segments are cut at the frame.

/** @import { Box, Edges, Point, Range } from "../data/types.js" */
/** @import { Screen, Shares } from "./screen.js" */

const MARGIN = 40; // pixels: so far beyond the frame lines are drawn, for their ends not to be seen

/** @type {Shares} of a segment that is inside as a whole */
export const WHOLE = [0, 1];

/** @type {(x: number, y: number, edges: Edges) => boolean} */
export const inside = (x, y, { left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom;

const HANDLE = 14; // pixels from the edge

/**
 * Where a hand finds what is at a pixel: there, or at the edge where it is outside.
 * @type {(edges: Edges, place: Point) => Point}
 */
export function heldAt({ left, right, top, bottom }, [x, y]) {
  if (inside(x, y, { left, right, top, bottom })) return [x, y];
  return [Math.min(Math.max(x, left + HANDLE), right - HANDLE), Math.min(Math.max(y, top + HANDLE), bottom - HANDLE)];
}

/**
 * The part of the segment a → b inside the edges as shares [from, to] of it, or null (Liang & Barsky 1984).
 * @type {(ax: number, ay: number, bx: number, by: number, edges: Edges) => Shares | null}
 */
export function cut(ax, ay, bx, by, edges) {
  if (inside(ax, ay, edges) && inside(bx, by, edges)) return WHOLE; // as most are
  let from = 0, to = 1;
  const dx = bx - ax, dy = by - ay;
  if (Number.isNaN(dx) || Number.isNaN(dy)) return null; // nothing was recorded there
  for (const [p, q] of [[-dx, ax - edges.left], [dx, edges.right - ax], [-dy, ay - edges.top], [dy, edges.bottom - ay]]) {
    if (p === 0) {
      if (q < 0) return null;
    } else {
      const r = q / p;
      if (p < 0) from = Math.max(from, r);
      else to = Math.min(to, r);
      if (from > to) return null;
    }
  }
  return [from, to];
}

/**
 * A rectangle on the screen that shows a rectangle of data: pixels ↔ data, exactly and both ways. A spot in it is a pixel.
 * @implements {Screen}
 */
export class Frame {
  /**
   * @param {number} left
   * @param {number} top
   * @param {number} width
   * @param {number} height
   * @param {Range} across
   * @param {Range} up
   */
  constructor(left, top, width, height, [x0, x1], [y0, y1]) {
    this.left = left;
    this.top = top;
    this.right = left + width;
    this.bottom = top + height;
    this.x0 = x0;
    this.y1 = y1;
    this.perX = width / (x1 - x0);
    this.perY = height / (y1 - y0);
    this.key = [left, top, width, height, x0, x1, y0, y1].join();
    this.wide = { left: left - MARGIN, top: top - MARGIN, right: this.right + MARGIN, bottom: this.bottom + MARGIN };
  }

  /** @param {number} value */
  x(value) {
    return this.left + (value - this.x0) * this.perX;
  }

  /** @param {number} value */
  y(value) {
    return this.top + (this.y1 - value) * this.perY;
  }

  /** @param {number} pixel */
  toX(pixel) {
    return this.x0 + (pixel - this.left) / this.perX;
  }

  /** @param {number} pixel */
  toY(pixel) {
    return this.y1 - (pixel - this.top) / this.perY;
  }

  /** @returns {Box} the ranges of x and y on show */
  get box() {
    return [[this.toX(this.left), this.toX(this.right)], [this.toY(this.bottom), this.toY(this.top)]];
  }

  /**
   * Whether a pixel lies inside, the edges included; what is not a number lies nowhere.
   * @type {(x: number, y: number) => boolean}
   */
  holds(x, y) {
    return inside(x, y, this);
  }

  /** @param {Point} spot */
  pixel(spot) {
    return spot;
  }

  /** @type {(a: Point, b: Point, share: number) => Point} */
  along(a, b, share) {
    return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
  }

  /** @type {Screen["cut"]} */
  cut(a, b, wide = false) {
    return cut(a[0], a[1], b[0], b[1], wide ? this.wide : this);
  }

  /** @type {Screen["chord"]} */
  chord(pen, _a, _b, end) {
    pen.lineTo(end[0], end[1]);
  }

  /** @param {CanvasRenderingContext2D} context */
  clip(context) {
    context.beginPath();
    context.rect(this.left, this.top, this.right - this.left, this.bottom - this.top);
    context.clip();
  }
}
