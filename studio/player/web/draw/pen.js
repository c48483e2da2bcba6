// Drawing on a canvas in data coordinates, exactly: no coordinate is clamped, segments are cut at the frame.

import { corners } from "./marker.js";

/** @import { Edges, Line, Point, Range, Shape } from "../data/types.js" */
/** @import { Sieve } from "./overdraw.js" */

/** Rows that are stroked at once: of a path that crosses itself again and again, two halves take far less time than the whole. */
export const PIECE = 64;

/** A rectangle on the screen that shows a rectangle of data: pixels ↔ data, exactly and both ways. */
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
  }

  /** @param {number} value */
  x(value) {
    return this.left + (value - this.x0) * this.perX;
  }

  /** @param {number} value */
  y(value) {
    return this.top + (this.y1 - value) * this.perY;
  }

  /**
   * @param {{x?: number, y?: number}} place
   * @returns {Point}
   */
  at({ x = NaN, y = NaN }) {
    return [this.x(x), this.y(y)];
  }

  /** @param {number} pixel */
  toX(pixel) {
    return this.x0 + (pixel - this.left) / this.perX;
  }

  /** @param {number} pixel */
  toY(pixel) {
    return this.y1 - (pixel - this.top) / this.perY;
  }

  /**
   * Whether a pixel lies inside, the edges included; what is not a number lies nowhere.
   * @param {number} x
   * @param {number} y
   */
  holds(x, y) {
    return inside(x, y, this);
  }
}

/**
 * A canvas over an element, sharp on any screen.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
export function fit(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  const resized = canvas.width !== w || canvas.height !== h;
  if (resized) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = brush(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** @param {HTMLCanvasElement} canvas */
export function brush(canvas) {
  // Null is for a canvas that has another kind of context already; ours have none.
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/**
 * How a path is stroked. It is stroked in pieces, and the ends of a solid one are round as if they hung together.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} dash
 * @param {string} colour
 * @param {number} width
 */
export function dip(context, dash, colour, width) {
  context.lineJoin = "round";
  context.lineCap = dash.length ? "butt" : "round";
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.lineWidth = width;
}

/** @type {[from: number, to: number]} */
const WHOLE = [0, 1];

/** @type {(x: number, y: number, frame: Edges) => boolean} */
const inside = (x, y, { left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom;

/**
 * The part of the segment a → b inside the frame as shares [from, to] of it, or null (Liang & Barsky 1984).
 * @param {number} ax
 * @param {number} ay
 * @param {number} bx
 * @param {number} by
 * @param {Edges} frame
 * @returns {[from: number, to: number] | null}
 */
export function cut(ax, ay, bx, by, frame) {
  if (inside(ax, ay, frame) && inside(bx, by, frame)) return WHOLE; // as most are
  let from = 0, to = 1;
  const dx = bx - ax, dy = by - ay;
  if (Number.isNaN(dx) || Number.isNaN(dy)) return null; // nothing was recorded there
  for (const [p, q] of [[-dx, ax - frame.left], [dx, frame.right - ax], [-dy, ay - frame.top], [dy, frame.bottom - ay]]) {
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
   * @param {Sieve | null} once for a path that stays as it is drawn; without it each segment is drawn, as of a tail that fades
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

/** A pen that knows how far it has come. */
class Pen {
  path = new Path2D();
  length = 0; // pixels, with what it has passed over in the air
  x = 0;
  y = 0;
  down = false;

  /**
   * To another place.
   * @param {number} x
   * @param {number} y
   */
  lift(x, y) {
    this.down = false;
    this.x = x;
    this.y = y;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  draw(x, y) {
    if (!this.down) this.path.moveTo(this.x, this.y);
    this.path.lineTo(x, y);
    this.skip(x, y);
    this.down = true;
  }

  /**
   * On to a place without a stroke.
   * @param {number} x
   * @param {number} y
   */
  skip(x, y) {
    this.length += Math.hypot(x - this.x, y - this.y) || 0;
    this.lift(x, y);
  }
}

/**
 * The point of a run: a shape of its own, filled, with a rim that stands out from any ground.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {Shape} shape
 * @param {string} fill
 * @param {string} rim
 * @param {number} size pixels from its middle to its edge
 */
export function marker(context, x, y, shape, fill, rim, size) {
  const outline = corners(shape, size);
  context.beginPath();
  if (outline) {
    outline.forEach(([dx, dy], i) => (i ? context.lineTo(x + dx, y + dy) : context.moveTo(x + dx, y + dy)));
    context.closePath();
  } else context.arc(x, y, size, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = Math.max(2, size / 4);
  context.strokeStyle = rim;
  context.stroke();
}
