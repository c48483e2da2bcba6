// How far a prediction is from the truth: known distances, and what a hand may do that nobody asked for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, between, judge, moved, nearestCounts, ruled, thinned, turned, upwards } from "../../../studio/player/web/predict/gap.js";

/** @import { Point } from "../../../studio/player/web/data/types.js" */

const sheet = { width: 100, pixel: (/** @type {Point} */ [x, y]) => /** @type {Point} */ ([10 * x, -10 * y]) };
/** @type {(height: number, count?: number) => Point[]} */
const level = (height, count = 11) => Array.from({ length: count }, (_, i) => [(10 * i) / (count - 1), height]);

test("two parallel lines are as far apart as they are, in shares of the width", () => {
  const gap = between(level(0), level(2), sheet);
  assert.ok(gap);
  assert.ok(Math.abs(gap.share - 0.2) < 1e-9);
  const none = between(level(0), level(0, 1000), sheet);
  assert.ok(none && none.share < 1e-12);
});

test("a path that is only the beginning of the true one is not taken for it", () => {
  const gap = between([[0, 0], [1, 0]], level(0), sheet);
  assert.ok(gap && gap.share > 0.15);
});

test("one point is compared as it is, none with nothing", () => {
  const gap = between([[0, 3]], level(0), sheet);
  assert.ok(gap && gap.share > 0.3);
  assert.equal(between([], level(0), sheet), null);
  assert.equal(between([[NaN, 0]], level(0), sheet), null);
  assert.deepEqual(ruled([[1, 1], [1, 1]], 5, sheet), [[1, 1]]);
});

test("what lies outside of the picture counts as it stands, without bound", () => {
  const gap = between([[0, 0], [0, 1e6]], level(0), sheet);
  assert.ok(gap && gap.share > 1000);
});

test("a hundred thousand points are compared within 50 ms", () => {
  const many = /** @type {Point[]} */ (Array.from({ length: 100_000 }, (_, i) => [i / 1e4, Math.sin(i / 100)]));
  const other = /** @type {Point[]} */ (many.map(([x, y]) => [x, y + 1]));
  // The best of three: what else the machine does meanwhile is not the comparison's.
  const took = [1, 2, 3].map(() => {
    const began = performance.now();
    between(many, other, sheet);
    return performance.now() - began;
  });
  assert.ok(Math.min(...took) < 50, `${took}`);
  const gap = between(many, other, sheet);
  assert.ok(gap && gap.share > 0.01);
  assert.equal(thinned(many).length, 1000);
  assert.deepEqual([thinned(many)[0], thinned(many)[999]], [many[0], many[99_999]]);
});

test("ends are a distance apart, arrows an angle and a ratio", () => {
  assert.equal(apart([0, 0], [3, 4], sheet).share, 0.5);
  const { degrees, times } = turned([0, 0], [2, 0], [0, 1], sheet);
  assert.ok(Math.abs(degrees - 90) < 1e-9);
  assert.equal(times, 2);
  assert.deepEqual(turned([0, 0], [0, 0], [0, 1], sheet), { degrees: 180, times: 0 });
});

test("curves are compared upwards over the steps that were drawn, in whatever order", () => {
  assert.equal(upwards(level(1), level(0), 5), 0.2);
  assert.equal(upwards(level(1).toReversed(), level(0), 5), 0.2);
  assert.equal(upwards(level(1e9), level(0), 5), 1);
  assert.equal(upwards([], level(0), 5), null);
});

test("of what was divided those count that would have to change sides", () => {
  assert.equal(moved([100, 100], [162, 38]), 62);
  assert.equal(moved([5, 5], [5, 5]), 0);
  assert.deepEqual(nearestCounts([[-1, 0], [2, 0], [0.9, 0]], [[-1, 0], [1, 0]], 4), [1, 3]);
});

test("a misconception is met only far from the truth; of a path the end tells", () => {
  assert.deepEqual([0, 0.05, 0.06, 0.15, 0.16].map((share) => judge(share, 0.05)), ["close", "close", "near", "near", "far"]);
  assert.deepEqual([0.1, 0.15, 0.16].map((end) => judge(0.3, 0.05, end)), ["near", "near", "far"]);
  assert.equal(judge(0.06, 0.05, 0.3), "far");
  assert.equal(judge(0.01, 0.05, 0.4), "close");
});
