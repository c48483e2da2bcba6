// What stands upon the surface in 3D beside the paths: the minima, the start, the critical points, the arrows, what is left of
// earlier runs, and an arrow where a run has left the picture. What is behind the surface is drawn on the canvas for that.

import { drawArrows, drawFactor, longest } from "./arrows.js";
import { drawCritical } from "./critical.js";
import { outside } from "./head.js";
import { drawLandmarks } from "./landmarks.js";
import { DrawnSegments } from "../draw/overdraw.js";
import { drawRemains, STRENGTH } from "./earlier.js";
import { Strand, within } from "./polyline.js";

/** @import { Critical, Edges, Look, Place, Point, Surface, Words } from "../data/types.js" */
/** @import { Sketch } from "./arrows.js" */
/** @import { Remains } from "./earlier.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Pens, View } from "./polyline.js" */
/**
 * What all of them need: the view, the edges of the picture, how high a loss stands, and where a run is at a step.
 * @typedef {{view: View, edges: Edges, height: (loss: number) => number, at: (run: Run, step: number) => Place, look: Look, words: Words}} Site
 */

const SHARE = 0.01; // of the picture's width: so far the perspective does not change the scale

/**
 * Once for what is seen and once for what is hidden, with the pixel of a place for the one or the other.
 * @param {Pens} pens
 * @param {View} view
 * @param {(context: CanvasRenderingContext2D, pixel: (place: Place) => Point | null) => void} draw
 */
function both({ seen, hidden }, { occlusion, projection }, draw) {
  for (const context of [hidden, seen]) {
    draw(context, (place) => (occlusion.hides(place, projection.eye) === (context === hidden) ? projection.pixel(place) : null));
  }
}

/**
 * The minima and the start.
 * @param {Pens} pens
 * @param {Site} site
 * @param {{surface: Surface, critical: Critical | null, start: Point, runs: Run[]}} shown
 */
export function drawPlaces(pens, { view, edges, height, look, words }, { surface, critical, start, runs }) {
  // Between the points of the grid the loss is known only where a run begins, and at the minima, the lowest points.
  const losses = new Map([[start, runs[0]?.columns.loss[0]], ...surface.minima.map((one) => /** @type {const} */ ([one, surface.low]))]);
  both(pens, view, (context, pixel) => {
    drawLandmarks(context, edges, (point) => {
      const ground = view.occlusion.height(...point), loss = losses.get(point);
      return pixel([...point, Number.isNaN(ground) || loss === undefined ? ground : height(loss)]);
    }, { surface, critical, start, look, words });
  });
}

/**
 * What stays until the camera moves: critical points and earlier runs.
 * @param {Pens} pens
 * @param {Site} site
 * @param {{critical: Critical | null, remains: Remains}} shown
 */
export function drawPast(pens, { view, height, look }, { critical, remains }) {
  if (critical) both(pens, view, (context, pixel) => drawCritical(context, (i) => {
    const place = /** @type {Place} */ ([critical.x[i], critical.y[i], height(critical.loss[i])]);
    return within(place, view.box) ? pixel(place) : null;
  }, critical, look));
  drawRemains(pens.seen, remains, look, (run, dash, { colour, width }) => {
    const { x, y, loss } = run.columns, end = run.at(run.last);
    const strand = new Strand({ dash, lifted: run.lifted }, (row) => [x[row], y[row], height(loss[row])], new DrawnSegments());
    for (const context of [pens.seen, pens.hidden]) {
      context.save();
      context.globalAlpha = STRENGTH;
    }
    strand.advance(pens, x.length - 1, view, colour, width);
    for (const context of [pens.seen, pens.hidden]) context.restore();
    const last = /** @type {Place} */ ([end.x, end.y, height(end.loss)]);
    return within(last, view.box) && !strand.hides(last, view) ? view.projection.pixel(last) : null;
  });
}

/**
 * The picture for the arrows: a vector of the plane goes from its run level, neither up nor down.
 * @param {Site} site
 * @returns {Sketch}
 */
const sketchOf = ({ view: { projection }, edges, at }) => ({
  edges,
  at: (run, step) => projection.pixel(at(run, step)),
  away: (run, step, [dx, dy]) => {
    const [x, y, z] = at(run, step);
    return projection.pixel([x + dx, y + dy, z]);
  },
});

/**
 * How long the longest of −g and −m would be here with the factor 1, in pixels.
 * @param {Site} site
 * @param {Run[]} runs
 * @param {number} step
 */
export function longestOf(site, runs, step) {
  const [[left, right]] = site.view.box;
  return longest(runs, step, sketchOf(site), ([dx, dy]) => (SHARE * (right - left)) / Math.max(Math.hypot(dx, dy), Number.MIN_VALUE));
}

/**
 * The arrows of all runs that are in the box.
 * @param {Pens} pens
 * @param {Site} site
 * @param {Run[]} runs
 * @param {number} step
 * @param {number} factor
 */
export function drawAllArrows(pens, site, runs, step, factor) {
  const { view, edges, at, look, words } = site, sketch = sketchOf(site), labels = /** @type {Point[]} */ ([]);
  for (const run of runs) {
    const place = at(run, step);
    if (!within(place, view.box)) continue;
    const context = view.occlusion.hides(place, view.projection.eye) ? pens.hidden : pens.seen;
    drawArrows(context, sketch, run, step, factor, { colour: look.colour(run), look, words, labels });
  }
  drawFactor(pens.seen, edges, factor, look, words);
}

/**
 * A run has left the box: an arrow where it went out, and what became of it.
 * @param {Pens} pens
 * @param {Site} site
 * @param {Strand} strand
 * @param {Run} run
 * @param {number} step
 */
export function drawExit({ seen }, { view, edges, look, words }, { exit }, run, step) {
  if (!exit) return;
  const [[bx, by], at] = exit.map((one) => view.projection.pixel(one));
  const text = run.end && step >= run.last ? run.end : words.outside;
  outside(seen, edges, { run, exit: at }, 2 * at[0] - bx, 2 * at[1] - by, text, look);
}
