// The path of a run in three dimensions: a polyline that grows, cut at the box, fainter where the surface hides it.

import { cut } from "../draw/frame.js";
import { dip, PIECE } from "../draw/pen.js";

/** @import { Place, Point, Range } from "../data/types.js" */
/** @import { Overdraw } from "../draw/overdraw.js" */
/** @import { Projection } from "../views/projection.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Occlusion } from "../views/occlusion.js" */

/**
 * What a path is seen in: the box that is shown of the data, the surface in it, and the camera.
 * @typedef {{box: [Range, Range, Range], occlusion: Occlusion, projection: Projection}} View
 */
/**
 * Where it is drawn: what is in sight, and what is hidden.
 * @typedef {{seen: CanvasRenderingContext2D, hidden: CanvasRenderingContext2D}} Pens
 */

const CHORD = 6; // cells: a longer chord is looked at piece by piece
const SAME = 0.25; // cells: so near to the last piece one looks the same
const LEVEL = 0.004; // of the height of the box: the same, upwards

/**
 * The place so far on the way from one to another.
 * @param {Place} a
 * @param {Place} b
 * @param {number} share
 * @returns {Place}
 */
export function along(a, b, share) {
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])];
}

/**
 * @param {Place} place
 * @param {View["box"]} box
 */
export const within = ([x, y, z], [[x0, x1], [y0, y1], [z0, z1]]) => x >= x0 && x <= x1 && y >= y0 && y <= y1 && z >= z0 && z <= z1;

/**
 * The part of the chord a → b inside a box as shares [from, to] of it, or null.
 * @param {Place} a
 * @param {Place} b
 * @param {View["box"]} box
 * @returns {[from: number, to: number] | null}
 */
export function inside(a, b, box) {
  // Most are wholly inside; NaN is not.
  if (within(a, box) && within(b, box)) return [0, 1];
  const [[x0, x1], [y0, y1], [z0, z1]] = box;
  const flat = cut(a[0], a[1], b[0], b[1], { left: x0, right: x1, top: y0, bottom: y1 });
  const up = flat && cut(a[2], 0, b[2], 0, { left: z0, right: z1, top: 0, bottom: 0 });
  if (!flat || !up) return null;
  const from = Math.max(flat[0], up[0]), to = Math.min(flat[1], up[1]);
  return from > to ? null : [from, to];
}

export class Strand {
  row = 0;
  walked = 0; // pixels so far, so that the dashes go on where they stopped
  /** @type {number[]} the same at each row */ ways = [0];
  /** @type {[before: Place, at: Place] | null} where the path left the box for the last time */ exit = null;
  /** @type {[place: Place, hidden: boolean] | null} the last piece that was looked at */ looked = null;

  /**
   * @param {Pick<Run, "dash" | "lifted">} run
   * @param {(row: number) => Place} place
   * @param {Overdraw | null} once as a trail has it
   */
  constructor(run, place, once = null) {
    this.run = run;
    this.place = place;
    this.once = once;
  }

  restart() {
    this.row = 0;
    this.walked = 0;
    this.ways = [0];
    this.exit = null;
    this.looked = null;
    this.once?.clear();
  }

  /**
   * Draw up to and including `row`. Without pens the path is followed only.
   * @param {Pens | null} pens
   * @param {number} row
   * @param {View} view
   * @param {string} colour
   * @param {number} width
   */
  advance(pens, row, view, colour, width) {
    if (row <= this.row) return;
    const contexts = pens ? [pens.seen, pens.hidden] : [];
    for (const context of contexts) {
      context.save();
      dip(context, this.run.dash, colour, width);
    }
    while (this.row < row) this.#piece(pens, Math.min(row, this.row + PIECE), view);
    for (const context of contexts) context.restore();
  }

  /**
   * @param {Pens | null} pens
   * @param {number} row
   * @param {View} view
   */
  #piece(pens, row, view) {
    const line = new Line(this.walked);
    const { projection, occlusion } = view;
    let a = this.place(this.row), pixel = projection.pixel(a);
    for (let i = this.row + 1; i <= row; i++) {
      const b = this.place(i), next = projection.pixel(b), shares = this.run.lifted?.[i] ? null : inside(a, b, view.box);
      if (shares) {
        const [from, to] = shares, start = from > 0 ? along(a, b, from) : a, end = to < 1 ? along(a, b, to) : b;
        const first = from > 0 ? projection.pixel(start) : pixel, last = to < 1 ? projection.pixel(end) : next;
        if (from > 0) line.lift();
        const pieces = Math.max(1, Math.ceil(occlusion.cells(start, end) / CHORD));
        line.moveTo(first);
        if (this.once && !this.once.adds(...first, ...last)) line.skip(last);
        else for (let k = 1; k <= pieces; k++) {
          const hidden = pens !== null && this.hides(along(start, end, (k - 0.5) / pieces), view);
          line.lineTo(k < pieces ? projection.pixel(along(start, end, k / pieces)) : last, hidden);
        }
        if (to < 1) this.exit = [start, end];
      }
      if (!shares || shares[1] < 1) line.lift();
      this.ways[i] = line.walked;
      a = b;
      pixel = next;
    }
    for (const sort of /** @type {const} */ (["seen", "hidden"])) {
      const context = pens?.[sort];
      if (!context) continue;
      context.lineDashOffset = -this.walked;
      context.stroke(line[sort]);
    }
    this.walked = line.walked;
    this.row = row;
  }

  /**
   * Whether the surface hides a place; close to the last one it is not looked at again.
   * @param {Place} place
   * @param {View} view
   */
  hides(place, { occlusion, box: [, , [low, high]], projection }) {
    const last = this.looked;
    if (last && occlusion.cells(last[0], place) < SAME && Math.abs(last[0][2] - place[2]) < LEVEL * (high - low)) return last[1];
    const hidden = occlusion.hides(place, projection.eye);
    this.looked = [place, hidden];
    return hidden;
  }
}

/** A line in pixels that goes on in the one picture or in the other. */
class Line {
  seen = new Path2D();
  hidden = new Path2D();
  /** @type {Path2D | null} on which of them the pen stands */ path = null;
  /** @type {Point | null} */ last = null;

  /** @param {number} walked pixels so far */
  constructor(walked) {
    this.walked = walked;
  }

  /** The next line does not hang together with this one. */
  lift() {
    this.last = null;
  }

  /** @param {Point} pixel */
  moveTo(pixel) {
    if (this.last || Number.isNaN(pixel[0])) return;
    this.path = null;
    this.last = pixel;
  }

  /**
   * On to a pixel without a stroke: there is one already.
   * @param {Point} pixel
   */
  skip(pixel) {
    if (this.last) this.walked += Math.hypot(pixel[0] - this.last[0], pixel[1] - this.last[1]) || 0;
    this.path = null;
    this.last = Number.isNaN(pixel[0]) ? null : pixel;
  }

  /**
   * @param {Point} pixel
   * @param {boolean} hidden
   */
  lineTo(pixel, hidden) {
    const from = this.last, path = hidden ? this.hidden : this.seen;
    if (!from || Number.isNaN(pixel[0])) { // behind the eye
      this.lift();
      this.moveTo(pixel);
      return;
    }
    if (path !== this.path) path.moveTo(...from);
    path.lineTo(...pixel);
    this.path = path;
    this.walked += Math.hypot(pixel[0] - from[0], pixel[1] - from[1]);
    this.last = pixel;
  }
}
