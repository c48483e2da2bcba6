// The surface in space as a view: a spot is a place in three dimensions, cut at the box, hidden where the surface stands
// before it; long chords are looked at piece by piece, and what has no loss lies upon the surface.

import { cut, WHOLE } from "../draw/frame.js";
import { DrawnSegments } from "../draw/overdraw.js";

/** @import { Place, Point, Range } from "../data/types.js" */
/** @import { Pen } from "../draw/pen.js" */
/** @import { View, Where } from "../marks/view.js" */
/** @import { Occlusion } from "./occlusion.js" */
/** @import { Projection } from "./projection.js" */
/**
 * What the camera looks at: the surface, the box that is shown of the data, and how high a loss stands.
 * @typedef {{occlusion: Occlusion, box: [Range, Range, Range], height: (loss: number) => number}} Scene
 */

const CHORD = 6; // cells: a longer chord is looked at piece by piece
const SAME = 0.25; // cells: so near to the last piece one looks the same
const LEVEL = 0.004; // of the height of the box: the same, upwards
const SHARE = 0.01; // of the box's width: so far the perspective does not change the scale

/** @type {(place: Place, box: Scene["box"]) => boolean} */
const within = ([x, y, z], [[x0, x1], [y0, y1], [z0, z1]]) => x >= x0 && x <= x1 && y >= y0 && y <= y1 && z >= z0 && z <= z1;

/** @implements {View} */
export class SpaceView {
  left = 0;
  top = 0;
  width = 2.2;
  window = null;

  /**
   * @param {Scene} scene
   * @param {Projection} projection
   */
  constructor({ occlusion, box, height }, projection) {
    this.occlusion = occlusion;
    this.box = box;
    this.height = height;
    this.projection = projection;
    this.right = projection.width;
    this.bottom = projection.height;
    this.key = projection.key;
  }

  /** @type {(where: Where) => Place} */
  spot({ x = NaN, y = NaN, loss }) {
    return [x, y, loss === undefined ? this.occlusion.height(x, y) : this.height(loss)];
  }

  /** @type {View["spots"]} */
  spots({ x, y, loss }, from = 0) {
    return (row) => {
      const at = from + row;
      return [x[at], y[at], loss ? this.height(loss[at]) : this.occlusion.height(x[at], y[at])];
    };
  }

  /** @param {Place} place */
  pixel(place) {
    return this.projection.pixel(place);
  }

  /** @param {Place} place */
  shows(place) {
    return within(place, this.box);
  }

  /**
   * Close to the last place that the pen was at it is not looked again.
   * @type {(place: Place, pen?: Pen) => boolean}
   */
  hides(place, pen) {
    const last = pen?.looked, [, , [low, high]] = this.box;
    if (last && this.occlusion.cells(last[0], place) < SAME && Math.abs(last[0][2] - place[2]) < LEVEL * (high - low)) return last[1];
    const hidden = this.occlusion.hides(place, this.projection.eye);
    if (pen) pen.looked = [place, hidden];
    return hidden;
  }

  /** @type {(a: Place, b: Place, share: number) => Place} */
  along(a, b, share) {
    return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])];
  }

  /** @type {(a: Place, b: Place) => [from: number, to: number] | null} */
  cut(a, b) {
    // Most are wholly inside; NaN is not.
    if (within(a, this.box) && within(b, this.box)) return WHOLE;
    const [[x0, x1], [y0, y1], [z0, z1]] = this.box;
    const flat = cut(a[0], a[1], b[0], b[1], { left: x0, right: x1, top: y0, bottom: y1 });
    const up = flat && cut(a[2], 0, b[2], 0, { left: z0, right: z1, top: 0, bottom: 0 });
    if (!flat || !up) return null;
    const from = Math.max(flat[0], up[0]), to = Math.min(flat[1], up[1]);
    return from > to ? null : [from, to];
  }

  /** @type {(pen: Pen, a: Place, b: Place, end: Point) => void} */
  chord(pen, a, b, end) {
    const pieces = Math.max(1, Math.ceil(this.occlusion.cells(a, b) / CHORD));
    for (let k = 1; k <= pieces; k++) {
      const hidden = pen.layer !== null && this.hides(this.along(a, b, (k - 0.5) / pieces), pen);
      const [x, y] = k < pieces ? this.pixel(this.along(a, b, k / pieces)) : end;
      pen.lineTo(x, y, Number(hidden));
    }
  }

  clip() {} // the box is

  /**
   * A vector of the plane goes from its place level, neither up nor down.
   * @type {(place: Place, vector: Point) => Place}
   */
  shift([x, y, z], [dx, dy]) {
    return [x + dx, y + dy, z];
  }

  /** @type {(place: Place, vector: Point) => number} */
  reach(place, [dx, dy]) {
    const [[left, right]] = this.box, share = (SHARE * (right - left)) / Math.max(Math.hypot(dx, dy), Number.MIN_VALUE);
    const [x, y] = this.pixel(place), [ex, ey] = this.pixel(this.shift(place, [dx * share, dy * share]));
    return Math.hypot(ex - x, ey - y) / share;
  }

  /**
   * On along the chord that leaves: where the run is now may have no pixel.
   * @param {{from: Place, at: Place} | null} exit
   * @returns {[from: Point, to: Point] | null}
   */
  leaving(exit) {
    if (!exit) return null;
    const [bx, by] = this.pixel(exit.from), [x, y] = this.pixel(exit.at);
    return [[x, y], [2 * x - bx, 2 * y - by]];
  }

  /** Each segment costs a look for what hides it. */
  sieve() {
    return new DrawnSegments();
  }
}
