// The first picture does not wait for Plotly, which takes longer to run than all else together.

import { loadPlotly } from "../pictures/plotly.js";
import { painted } from "./screen.js";

/** @import { Run } from "../data/run.js" */
/** @import { Pictures, Shared } from "../pictures/pictures.js" */

/**
 * Plotly; while it is not there the planes are put on the screen with all but the numbers at their axes, where the clock is
 * about to begin.
 * @param {{root: HTMLElement, pictures: Pictures, predictor: {lay: () => void}, runs: Run[], calm: {matches: boolean}, step: number}} player
 * @param {Parameters<Pictures["show"]>[1]} data
 * @param {Shared} shared
 */
export async function bringPlotly({ root, pictures, predictor, runs, calm, step }, data, shared) {
  if (!window.Plotly) {
    await pictures.show(null, data, runs, shared);
    predictor.lay();
    const at = calm.matches ? step : 0;
    pictures.draw(at, at);
    await painted();
  }
  root.dataset.seen = "true";
  return loadPlotly();
}
