// Where the seeds of a run are at a step, counted; and from the last step on what became of them.

import { Exact } from "./exact.js";
import { format } from "./template.js";
import { lastUpTo } from "./decode.js";

/** @import { Paths, Point, Seeds, Words } from "./types.js" */

const MOST = 0.9; // of the seeds: so many lie within the radius that is told

/**
 * The last place of each seed that is not after `step`; those that have left float64 have none.
 * @type {(paths: Paths, step: number) => Point[]}
 */
export function placesAt({ count, length, x, y, steps }, step) {
  const row = steps ? lastUpTo(steps, step) : Math.min(Math.floor(step), length - 1);
  return Array.from({ length: count }, (_, k) => /** @type {Point} */ ([x[k * length + row], y[k * length + row]])).filter((at) => at.every(Number.isFinite));
}

/**
 * How far from their mean the nearest nine of ten are, and how many those are.
 * @param {Point[]} places
 */
export function spreadOf(places) {
  const mean = [0, 1].map((axis) => places.reduce((sum, at) => sum + at[axis], 0) / places.length);
  const far = places.map(([x, y]) => Math.hypot(x - mean[0], y - mean[1])).sort((a, b) => a - b);
  const count = Math.ceil(MOST * places.length);
  return { count, radius: far[count - 1] };
}

/** @type {(seeds: Seeds, paths: Paths, step: number, words: Words) => string} */
export function saidOfSeeds({ after, minima, line, ends }, paths, step, words) {
  const over = step >= after, places = placesAt(paths, step), lost = paths.count - places.length;
  const nearest = minima.map(() => 0);
  for (const [x, y] of minima.length > 1 ? places : []) {
    const away = minima.map(({ at }) => Math.hypot(x - at[0], y - at[1]));
    nearest[away.indexOf(Math.min(...away))]++;
  }
  const parts = over ? [...ends] : minima.length > 1 ? minima.map(({ text }, i) => format(text, { count: nearest[i] })) : [];
  // What is alike for all says nothing of how far they are from each other.
  if (parts.length < 2 && places.length) {
    const { count, radius } = spreadOf(places);
    parts.push(format(words.seeds_within, { count, radius: new Exact(radius).brief }));
  }
  if (!over && lost) parts.push(format(words.seeds_lost, { count: lost }));
  return format(line, { parts: parts.join(" · ") });
}
