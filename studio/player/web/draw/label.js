// A word in a picture, with a rim that stands out from any ground; and where there is room for it.

import { inside } from "./frame.js";

/** @import { Edges, Look, Point } from "../data/types.js" */
/**
 * `type` and `rim` in pixels.
 * @typedef {{look: Look, type?: number, weight?: string, align?: CanvasTextAlign, baseline?: CanvasTextBaseline, colour?: string, rim?: number}} How
 */

const AIR = 2; // pixels around a word
const CELL = 4, NEAR = 6; // pixels: of the grid of what is drawn; and how near to it a word stands only where there is no better place
const CROSSED = 4; // so much worse than what is near is what a word lies on
const LEADING = 1.25; // of the height of type: from line to line
/** The corner of a picture, at the top right, in which its buttons stand: pixels. */
export const BUTTONS = { wide: 84, high: 28 };

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {How} how
 */
export function label(context, text, x, y, { look, type = 14, weight, align = "left", baseline = "middle", colour = look.text, rim = 4 }) {
  context.font = look.type(type, weight);
  context.textAlign = align;
  context.textBaseline = baseline;
  context.lineWidth = rim * look.size;
  context.strokeStyle = look.ground;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/** @type {(one: Edges, other: Edges) => boolean} */
export const overlap = (one, other) => one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

/** Where lines and marks lie in a picture, for words to be put beside them: a grid of cells, each drawn on or not. */
export class Ink {
  /**
   * @param {Edges} edges
   * @param {number} [size] of type
   */
  constructor({ left, top, right, bottom }, size = 1) {
    this.left = left;
    this.top = top;
    this.cell = CELL * size;
    this.columns = Math.max(1, Math.ceil((right - left) / this.cell));
    this.rows = Math.max(1, Math.ceil((bottom - top) / this.cell));
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  /** @type {(x: number, y: number) => void} */
  #at(x, y) {
    const column = Math.floor((x - this.left) / this.cell), row = Math.floor((y - this.top) / this.cell);
    if (column >= 0 && column < this.columns && row >= 0 && row < this.rows) this.cells[row * this.columns + column] = 1;
  }

  /**
   * A line between two pixels of the picture; what is not a number lies nowhere.
   * @type {(from: Point, to: Point) => void}
   */
  line([ax, ay], [bx, by]) {
    const pieces = Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / this.cell) || 1;
    for (let i = 0; i <= pieces; i++) this.#at(ax + ((bx - ax) * i) / pieces, ay + ((by - ay) * i) / pieces);
  }

  /**
   * A mark that is so many pixels wide to all its sides.
   * @type {(at: Point, radius: number) => void}
   */
  mark([x, y], radius) {
    for (let dy = -radius; dy <= radius; dy += this.cell) this.line([x - radius, y + dy], [x + radius, y + dy]);
  }

  /**
   * How many cells within so many pixels of a box are drawn on.
   * @type {(box: Edges, around: number) => number}
   */
  under({ left, right, top, bottom }, around) {
    const from = Math.max(0, Math.floor((left - around - this.left) / this.cell)), to = Math.min(this.columns - 1, Math.floor((right + around - this.left) / this.cell));
    const last = Math.min(this.rows - 1, Math.floor((bottom + around - this.top) / this.cell));
    let count = 0;
    for (let row = Math.max(0, Math.floor((top - around - this.top) / this.cell)); row <= last; row++) {
      for (let column = from; column <= to; column++) count += this.cells[row * this.columns + column];
    }
    return count;
  }
}

/**
 * A word, which may have several lines, at the place near a point where the fewest lines and marks lie under it, the first of
 * those that are as good: nothing may be written there yet, and it is then taken. Places are pixels from the point to the middle
 * of the word's near end, or to its middle where they are straight above or below; a third number says how much worse one is than
 * the others. Where more than `most` of the word, a share, would lie on what is drawn, or where it has no place, it is left out.
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {Point} at
 * @param {[across: number, down: number, worse?: number][]} places
 * @param {How & {edges: Edges, taken: Edges[], ink?: Ink | null, most?: number}} how
 * @returns {Edges | null} where it stands
 */
export function labelNear(context, text, [x, y], places, { edges, taken, ink, most = 1, ...how }) {
  const { look, type = 14, weight } = how, lines = text.split("\n"), high = type * look.size;
  context.font = look.type(type, weight);
  const wide = Math.max(...lines.map((line) => context.measureText(line).width)), half = high / 2 + ((lines.length - 1) * high * LEADING) / 2 + AIR;
  let best = null, least = Infinity;
  for (const [dx, dy, worse = 0] of places) {
    const left = x + dx - (dx < 0 ? wide : dx ? 0 : wide / 2), right = left + wide, middle = y + dy;
    const box = { left: left - AIR, right: right + AIR, top: middle - half, bottom: middle + half };
    if (!inside(box.left, box.top, edges) || !inside(box.right, box.bottom, edges) || taken.some((one) => overlap(one, box))) continue;
    const cost = worse + (ink ? CROSSED * ink.under(box, 0) + ink.under(box, NEAR * look.size) : 0);
    if (cost >= least || (ink && ink.under(box, 0) * ink.cell ** 2 > most * wide * 2 * half)) continue;
    [best, least] = [{ box, dx, x: dx < 0 ? right : left, middle }, cost];
    if (!cost) break;
  }
  if (!best) return null;
  taken.push(best.box);
  lines.forEach((line, i) => label(context, line, best.x, best.middle + (i - (lines.length - 1) / 2) * high * LEADING, { ...how, align: best.dx < 0 ? "right" : "left" }));
  return best.box;
}

/**
 * A line from a mark to its name, if that is farther away than names are: pixels from the middle of the mark, `from` where the
 * mark ends.
 * @type {(context: CanvasRenderingContext2D, at: Point, box: Edges, how: {look: Look, from: number, far: number}) => void}
 */
export function lead(context, [x, y], { left, right, top, bottom }, { look, from, far }) {
  const end = [Math.min(Math.max(x, left), right), Math.min(Math.max(y, top), bottom)], [dx, dy] = [end[0] - x, end[1] - y];
  const long = Math.hypot(dx, dy), begin = (from * look.size) / long;
  if (long < far * look.size) return;
  context.save();
  context.beginPath();
  context.moveTo(x + dx * begin, y + dy * begin);
  context.lineTo(end[0], end[1]);
  for (const [width, colour] of /** @type {[number, string][]} */ ([[4, look.ground], [1.4, look.text]])) {
    context.lineWidth = width * look.size;
    context.strokeStyle = colour;
    context.stroke();
  }
  context.restore();
}
