// Runs that lie on each other: those under the last one are bands, each wider than what lies on it, and so are their points.

import { bandsOf, covered, Passes } from "../draw/overdraw.js";
import { Polyline } from "../draw/polyline.js";

/** @import { Surface } from "../data/types.js" */
/** @import { Path } from "./path.js" */
/** @import { Draw } from "./view.js" */

const WIDER = 3.4; // pixels, for each run that lies above
const NEAR = 1e-4; // of the picture: what is not farther apart lies together, however far one zooms in

/**
 * Where each path is covered by those after it; they follow a view already.
 * @type {(paths: Path[], surface: Surface, size: number) => void}
 */
export function layBands(paths, { domain }, size) {
  const far = domain.map(([low, high]) => NEAR * (high - low));
  const lines = paths.map((path) => ({ length: path.length, stepOf: (/** @type {number} */ row) => path.rows.stepOf(row), row: (/** @type {number} */ step) => path.rowOf(step), ...path.columns }));
  covered(lines, (one, row, other, at) => Math.abs(one.x[row] - other.x[at]) <= far[0] && Math.abs(one.y[row] - other.y[at]) <= far[1])
    .forEach((counts, i) => {
      const path = paths[i];
      path.covers = path.run.bundle ? null : counts;
      path.bands = path.covers ? bandsOf(path.covers, path.lifted ?? null).map((lifted) => new Polyline({ dash: path.dash, lifted }, path.place, new Passes(size))) : [];
    });
}

/**
 * How much wider a path, or its point, is at a row.
 * @type {(path: Path, row: number) => number}
 */
export const widerAt = ({ covers }, row) => (row ? WIDER * (covers?.[row] ?? 0) : 0);

/** @type {Draw<Path>} before all paths are drawn */
export function drawBands(view, path, { layer, look, step, amount }) {
  if (amount !== "full") return;
  path.bands.forEach((band, i) =>
    band.advance(layer, path.rowOf(step), view, { colour: look.colour(path.run), width: (view.width + WIDER * (i + 1)) * look.size }));
}
