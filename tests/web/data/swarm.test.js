import assert from "node:assert/strict";
import { test } from "node:test";

import { placesAt, saidOfSeeds, spreadOf } from "../../../studio/player/web/data/swarm.js";

/** @import { Seeds, Words } from "../../../studio/player/web/data/types.js" */

const WORDS = /** @type {Words} */ ({ seeds_within: "{count} within {radius} of their mean", seeds_lost: "{count} lost" });
// Four seeds at the steps 0, 5 and 9; the last one leaves float64.
const PATHS = {
  count: 4, length: 3, steps: Int32Array.of(0, 5, 9),
  x: Float32Array.of(0, -1, -2, 0, 1, -2, 0, 1, 2, 0, 1, NaN), y: new Float32Array(12),
};
const LEFT = { at: /** @type {[number, number]} */ ([-2, 0]), text: "{count} left" }, RIGHT = { at: /** @type {[number, number]} */ ([2, 0]), text: "{count} right" };
/** @type {Seeds} */
const TWO = { after: 9, minima: [LEFT, RIGHT], line: "Of 4 seeds: {parts}", ends: ["2 around left", "1 around right", "1 diverged"] };

test("each seed is where it was at the last step that was sent of it, and one that is lost is nowhere", () => {
  assert.deepEqual(placesAt(PATHS, 7.5), [[-1, 0], [1, 0], [1, 0], [1, 0]]);
  assert.deepEqual(placesAt(PATHS, 9), [[-2, 0], [-2, 0], [2, 0]]);
  assert.deepEqual(placesAt({ ...PATHS, steps: null }, 100), placesAt(PATHS, 9));
});

test("on the way the seeds are counted where they are, and only at the end by how they ended", () => {
  assert.equal(saidOfSeeds(TWO, PATHS, 5, WORDS), "Of 4 seeds: 1 left · 3 right");
  assert.equal(saidOfSeeds({ ...TWO, after: 20 }, PATHS, 9, WORDS), "Of 4 seeds: 2 left · 1 right · 1 lost");
  assert.equal(saidOfSeeds(TWO, PATHS, 9, WORDS), "Of 4 seeds: 2 around left · 1 around right · 1 diverged");
});

test("where all are alike it is told how far they are from each other", () => {
  assert.equal(saidOfSeeds({ ...TWO, minima: [LEFT], ends: [] }, PATHS, 5, WORDS), "Of 4 seeds: 4 within 1.5 of their mean");
  assert.equal(saidOfSeeds({ ...TWO, minima: [], ends: ["4 still falling"] }, PATHS, 9, WORDS), "Of 4 seeds: 4 still falling · 3 within 2.67 of their mean");
});

test("nine of ten lie within the radius, and one more does not", () => {
  const places = Array.from({ length: 200 }, (_, i) => /** @type {[number, number]} */ ([i - 99.5, 0]));
  const { count, radius } = spreadOf(places);
  assert.equal(count, 180);
  assert.equal(places.filter(([x]) => Math.abs(x) <= radius).length, 180);
});
