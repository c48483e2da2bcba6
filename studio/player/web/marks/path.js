// The path of a run: a line up to the play head that grows, or a dot for each step.

import { rowsIn } from "../data/finer.js";
import { DrawnSegments } from "../draw/overdraw.js";
import { Polyline } from "../draw/polyline.js";

/** @import { Rows } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Draw, View } from "./view.js" */

const DOT = 3; // pixels

export class Path extends Polyline {
  every = false; // whether all steps that lie in the view are among its rows
  length = 0;

  /**
   * @param {Run} run
   * @param {number[]} [dash]
   */
  constructor(run, dash = run.dash) {
    super({ dash }, () => [0, 0], new DrawnSegments());
    this.run = run;
    /** @type {Rows} */ this.rows = run;
  }

  /**
   * Begin again where its rows lie in a view: the finest that are here.
   * @param {View} view
   */
  follow(view) {
    const { rows, columns, every } = rowsIn(this.run, view.window);
    Object.assign(this, { rows, every, lifted: rows.lifted, length: columns.x.length, place: view.spots(columns) });
    this.restart();
  }

  /** @param {number} step */
  rowOf(step) {
    return this.rows.row(step);
  }
}

/** @type {Draw<Path>} */
export function drawPath(view, path, { layer, look, step, amount }) {
  const from = path.row ? path.row + 1 : 0, row = path.rowOf(step), colour = look.colour(path.run);
  if (row <= path.row) return;
  // Without a layer the path is followed only: where it leaves the picture, and how far it has gone.
  path.advance(amount === "full" ? layer : null, row, view, { colour, width: view.width * look.size });
  if (amount !== "points") return;
  const size = DOT * look.size;
  for (let i = from; i <= row; i++) {
    const spot = path.place(i);
    if (!view.shows(spot)) continue;
    const [x, y] = view.pixel(spot), context = layer[Number(view.hides(spot, path.pen))];
    context.fillStyle = colour;
    context.fillRect(x - size / 2, y - size / 2, size, size);
  }
}
