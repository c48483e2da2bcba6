import assert from "node:assert/strict";
import test from "node:test";

import { Occlusion } from "../../../studio/player/web/views/occlusion.js";

/** @type {(height: (x: number, y: number) => number) => Occlusion} a grid of 5 × 3 points, at x = 0, …, 4 and y = 0, 10, 20 */
const sightOf = (height) =>
  new Occlusion([5, 3], [[0, 4], [0, 20]], [0, 10, 20].flatMap((y) => [0, 1, 2, 3, 4].map((x) => height(x, y))));

const WALL = sightOf((x) => (x === 2 ? 4 : 0)); // from x = 1 up to 4 at x = 2, and down again
const SLOPE = sightOf((x) => 3 * x);

test("between the points of the grid the height is bilinear, and outside there is none", () => {
  const occlusion = sightOf((x, y) => x * y);
  assert.equal(occlusion.height(2, 10), 20);
  assert.equal(occlusion.height(1.5, 5), 7.5);
  assert.equal(occlusion.height(4, 20), 80);
  assert.equal(occlusion.height(4.01, 20), NaN);
  assert.equal(occlusion.height(NaN, 5), NaN);
  assert.deepEqual([occlusion.low, occlusion.high], [0, 80]);
});

test("cells are counted along the axis that has more of them", () => {
  assert.equal(WALL.cells([0, 0, 0], [3, 10, 99]), 3);
  assert.equal(WALL.cells([0, 20, 0], [1, 0, 99]), 2);
});

test("a wall hides what is behind it unless the eye is high enough", () => {
  // From (0.5, 0) to an eye 7.5 further on: the top of the wall, 1.5 further on, is at a fifth of the way.
  assert.equal(WALL.hides([0.5, 10, 0], [8, 10, 19]), true);
  assert.equal(WALL.hides([0.5, 10, 0], [8, 10, 21]), false);
  assert.equal(WALL.hides([3.5, 10, 0], [8, 10, 1]), false, "this side of it");
});

test("a wall far away, in another block of the grid, is not passed over", () => {
  // 41 columns: the wall is at x = 30, from 29 to 31; the eye stands 80 further on than the place.
  const wide = new Occlusion([41, 2], [[0, 40], [0, 1]], Array.from({ length: 82 }, (_, i) => (i % 41 === 30 ? 10 : 0)));
  assert.equal(wide.hides([5, 0.5, 0], [85, 0.5, 31]), true, "it climbs to 9.7 at the wall");
  assert.equal(wide.hides([5, 0.5, 0], [85, 0.5, 33]), false, "it climbs to 10.3 at the wall");
  assert.equal(wide.hides([35, 0.5, 0], [-45, 0.5, 20]), true, "the other way it climbs to 1.25");
});

test("a point on the surface does not hide itself", () => {
  assert.equal(SLOPE.hides([1, 10, 3], [-6, 10, 3]), false, "seen from the foot of the slope");
  assert.equal(SLOPE.hides([1, 10, 3], [1, 10, 50]), false, "seen from right above");
  assert.equal(sightOf(() => 0).hides([1, 10, 0], [9, 10, 0.5]), false, "seen from far away over a plain");
});

test("over the edge of the surface one looks under it", () => {
  assert.equal(SLOPE.hides([1, 10, 2.9], [9, 10, 3]), false);
});

test("the surface is a sheet: from below, what is above it is hidden", () => {
  assert.equal(SLOPE.hides([1, 10, 11], [4, 10, 0]), true);
  assert.equal(SLOPE.hides([1, 10, 2], [4, 10, -30]), false);
});

test("a place that has no height hides nothing and is not hidden", () => {
  assert.equal(WALL.hides([0.5, 10, NaN], [8, 10, 1]), false);
  assert.equal(WALL.hides([9, 10, 0], [20, 10, 1]), false);
});
