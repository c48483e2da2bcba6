// The path of a run: a line up to the play head that grows, or a dot for each step. Where it covers itself only what keeps its
// distance is a line, and how often it came is washed in (`pictures/picture.js`). Of a run with many seeds the bundle shows all paths:
// its own is not drawn before them.

import { rowsIn } from "../data/finer.js";
import { DensityPen, washOf } from "../draw/density.js";
import { Ink } from "../draw/label.js";
import { Passes } from "../draw/overdraw.js";
import { Polyline } from "../draw/polyline.js";

/** @import { Rows } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Draw, View } from "./view.js" */

const DOT = 3; // pixels

export class Path extends Polyline {
  every = false; // whether all steps that lie in the view are among its rows
  length = 0;
  columns = /** @type {{x: ArrayLike<number>, y: ArrayLike<number>}} */ ({ x: [], y: [] });
  /** @type {Uint8Array | null} at each row how many of the other paths lie on it; null: none does anywhere */ covers = null;
  /** @type {Polyline[]} what is seen of it below one other, below two, … */ bands = [];
  covered = new DensityPen(); // counts where it passes again
  /** @override @type {(row: number) => number} the steps since the row before */ weight = (row) => this.rows.stepOf(row) - this.rows.stepOf(row - 1);

  /**
   * @param {Run} run
   * @param {number[]} [dash]
   * @param {number} [size] of type
   */
  constructor(run, dash = run.dash, size = 1) {
    super({ dash }, () => [0, 0], new Passes(size));
    this.run = run;
    /** @type {Rows} */ this.rows = run;
  }

  /**
   * Begin again where its rows lie in a view: the finest that are here.
   * @param {View} view
   */
  follow(view) {
    const { rows, columns, every } = rowsIn(this.run, view.window);
    Object.assign(this, { rows, every, columns, lifted: rows.lifted, length: columns.x.length, place: view.spots(columns) });
    this.restart();
    this.second = this.covered = new DensityPen();
  }

  /** @param {number} step */
  rowOf(step) {
    return this.rows.row(step);
  }
}

const ENOUGH = 1500, ENOUGH_IN_SPACE = 300; // points of a path, for where words do not lie on it; in space each is turned with the camera

/**
 * Where in a picture paths are, and will have been by their ends: a word that is put beside them stays where it is while they grow.
 * @type {(view: View, paths: Pick<Path, "length" | "place" | "lifted">[], size: number) => Ink}
 */
export function inkOf(view, paths, size) {
  const ink = new Ink(view, size);
  for (const { length, place, lifted } of paths) {
    // An odd stride leads from wall to wall of a bounce, as every update does.
    const stride = 2 * Math.floor(length / (view.window ? ENOUGH : ENOUGH_IN_SPACE) / 2) + 1;
    for (let row = stride; row < length; row += stride) {
      const from = place(row - stride), to = place(row), inside = stride === 1 && lifted?.[row] ? null : view.cut(from, to);
      if (inside) ink.line(view.pixel(view.along(from, to, inside[0])), view.pixel(view.along(from, to, inside[1])));
    }
  }
  return ink;
}

/** @type {Draw<Path>} */
export function drawPath(view, path, { layer, look, step, amount }) {
  const from = path.row ? path.row + 1 : 0, row = path.rowOf(step), colour = look.colour(path.run);
  if (row <= path.row) return;
  // Without a layer the path is followed only: where it leaves the picture, and how far it has gone.
  // Of many seeds this is one: how often they came where says more than its own line.
  const seen = amount === "full" && !path.run.bundle ? layer : null, stroke = { colour, width: view.width * look.size };
  path.covered.begin(seen, view, [], { ...stroke, colour: washOf(colour, look.dark) });
  path.advance(seen, row, view, stroke);
  path.covered.end();
  if (amount !== "points" || path.run.bundle) return;
  const size = DOT * look.size;
  for (let i = from; i <= row; i++) {
    const spot = path.place(i);
    if (!view.shows(spot)) continue;
    const [x, y] = view.pixel(spot), context = layer[Number(view.hides(spot, path.pen))];
    context.fillStyle = colour;
    context.fillRect(x - size / 2, y - size / 2, size, size);
  }
}
