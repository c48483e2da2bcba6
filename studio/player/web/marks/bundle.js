// The same run for many seeds, or for all values of the dial, grown together with the play head. Of seeds, a distribution, it is
// shown how often their paths came where, and each has a dot where it is; of values each has its path, faint.

import { lastUpTo } from "../data/decode.js";
import { format } from "../data/template.js";
import { DensityPen, washOf } from "../draw/density.js";
import { labelNear } from "../draw/label.js";
import { marker } from "../draw/marker.js";
import { Pen, PIECE } from "../draw/pen.js";
import { Polyline } from "../draw/polyline.js";

/** @import { Paths, Point } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Draw, View } from "./view.js" */

const WIDTH = 1.5, DOT = 3.8; // pixels

export class Bundle {
  row = 0; // up to which it is drawn
  pen; // one for all
  /** @type {Polyline[]} one for each path */ lines = [];

  /**
   * @param {Run} run
   * @param {Paths} paths
   */
  constructor(run, paths) {
    this.run = run;
    this.paths = paths;
    /** Whether its paths differ by chance. */
    this.seeds = paths === run.bundle;
    this.pen = this.#newPen();
  }

  /**
   * Begin again where the paths lie in a view. They have no losses: in space they lie upon the surface.
   * @param {View} view
   */
  follow(view) {
    const { paths, seeds } = this, pen = (this.pen = this.#newPen());
    this.row = 0;
    this.lines = Array.from({ length: paths.count }, (_, k) =>
      new Polyline({ dash: [] }, view.spots(paths, k * paths.length), seeds ? null : view.sieve(), pen));
  }

  #newPen() {
    return this.seeds ? Object.assign(new DensityPen(), { relative: true }) : new Pen();
  }

  /**
   * The last row that is not after `step`.
   * @param {number} step
   */
  rowOf(step) {
    const { steps, length } = this.paths;
    return steps ? lastUpTo(steps, step) : Math.min(Math.floor(step), length - 1);
  }
}

/** @type {Draw<Bundle>} lines in full strength: the canvas is shown at less, so that strokes do not add up */
export function drawBundle(view, bundle, { layer, look, step }) {
  const row = bundle.rowOf(step), { pen, lines, run } = bundle;
  if (row <= bundle.row) return;
  const colour = look.colour(run);
  pen.begin(layer, view, [], { colour: bundle.seeds ? washOf(colour, look.dark) : colour, width: WIDTH * look.size });
  for (const line of lines) line.grow(row, view, PIECE);
  pen.end();
  bundle.row = row;
}

/** @type {Draw<Bundle>} where each seed is, and how many are not in the picture */
export function drawSwarm(view, { seeds, lines, run, row }, { layer, look, words, taken }) {
  if (!seeds) return;
  const { size } = look, colour = look.colour(run), spots = lines.map((line) => line.place(row));
  for (const spot of spots) {
    if (!view.shows(spot)) continue;
    const [x, y] = view.pixel(spot);
    marker(layer[Number(view.hides(spot))], x, y, "circle", colour, look.ground, DOT * size);
  }
  const out = spots.filter((spot) => !view.shows(spot)).length;
  if (!out) return;
  const said = format(words.seeds_outside, { out, all: spots.length }), { left, right, top, bottom } = view, [inset, up] = [10 * size, 14 * size];
  const places = /** @type {Point[]} */ ([0, 1, 2, 3].flatMap((line) => [[left, bottom - up * (1 + 1.4 * line)], [right, bottom - up * (1 + 1.4 * line)], [left, top + up * (1 + 1.4 * line)]]));
  places.find(([x, y]) => labelNear(layer[0], said, [x, y], [[x === left ? inset : -inset, 0]], { look, edges: view, taken, weight: "600", colour }));
}
