import assert from "node:assert/strict";
import { test } from "node:test";

import { dotsOf, drawSteps } from "../../../studio/player/web/marks/steps.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, LOOK, momentOf, runOf } from "../fakes.js";

/** @import { Point } from "../../../studio/player/web/data/types.js" */

const VIEW = new PlaneView(0, 0, 400, 300, [0, 1], [0, 1]);
const RUN = runOf({ x: [0], y: [0] });

/** @type {(places: Point[], steps?: number[]) => Parameters<typeof dotsOf>[0][number]} */
const pathOf = (places, steps) => ({
  run: RUN, rows: { ...RUN, row: (step) => step, stepOf: (row) => (steps ? steps[row] : row) }, length: places.length, place: (row) => places[row],
});
/** @type {(count: number, gap: number) => Point[]} */
const row = (count, gap) => Array.from({ length: count }, (_, i) => [20 + ((i * gap) % 360), 40 + 40 * Math.floor((i * gap) / 360)]);

test("every step in the frame has a dot, whichever come before and after it", () => {
  const dots = dotsOf([pathOf([[-50, 10], [20, 50], [100, 50], [180, 50], [500, 50]])], VIEW);
  assert.deepEqual(dots.map(({ step, x }) => [step, x]), [[1, 20], [2, 100], [3, 180]]);
});

test("sixty are shown, of one path or of several; of more none", () => {
  assert.equal(dotsOf([pathOf(row(60, 20))], VIEW).length, 60);
  assert.deepEqual(dotsOf([pathOf(row(61, 20))], VIEW), []);
  assert.equal(dotsOf([pathOf(row(30, 20)), pathOf(row(30, 20))], VIEW).length, 60);
  assert.deepEqual(dotsOf([pathOf(row(30, 20)), pathOf(row(31, 20))], VIEW), []);
});

test("a path that moves less than 18 pixels from one step to the next has none, and the others keep theirs", () => {
  assert.deepEqual(dotsOf([pathOf([[10, 10], [27, 10]])], VIEW), []);
  assert.equal(dotsOf([pathOf([[10, 10], [28, 10]])], VIEW).length, 2);
  assert.equal(dotsOf([pathOf([[10, 10], [27, 10]]), pathOf([[10, 50], [60, 50]])], VIEW).length, 2);
});

test("a bounce of period two has a dot for each step, however near the next but one is", () => {
  const places = /** @type {Point[]} */ (Array.from({ length: 12 }, (_, i) => [100 + i, i % 2 ? 50 : 250]));
  assert.equal(dotsOf([pathOf(places)], VIEW).length, 12);
});

test("steps that are not neighbours may be near each other: the path has been elsewhere between them", () => {
  assert.equal(dotsOf([pathOf([[10, 10], [12, 10]], [7, 30])], VIEW).length, 2);
});

test("no number covers another, or a dot, or lies outside the frame", () => {
  const places = /** @type {Point[]} */ (Array.from({ length: 40 }, (_, i) => [200 + 190 * Math.sin(i * 2.4), 150 + 145 * Math.cos(i * 3.7)]));
  const dots = dotsOf([pathOf(places, places.map((_, i) => 950 + 2 * i))], VIEW);
  assert.equal(dots.length, 40);
  const boxes = dots.flatMap(({ label, step }) => (label ? [[label[0], label[1], label[0] + 7.5 * step.toLocaleString("en").length, label[1] + 13]] : []));
  assert.ok(boxes.length > 20);
  for (const [i, a] of boxes.entries()) {
    assert.ok(VIEW.holds(a[0], a[1]) && VIEW.holds(a[2], a[3]));
    for (const b of boxes.slice(i + 1)) assert.ok(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]);
    for (const { x, y } of dots) assert.ok(x + 4 <= a[0] || x - 4 >= a[2] || y + 4 <= a[1] || y - 4 >= a[3]);
  }
});

test("dots appear with their steps, in the run's colour, with thousands set apart", () => {
  const dots = dotsOf([pathOf([[50, 50], [100, 50], [150, 50]], [999, 1000, 1001])], VIEW);
  const { context, said } = contextOf();
  drawSteps(VIEW, dots, { ...momentOf(context, 1000), look: { ...LOOK, colour: () => "#D55E00" } });
  assert.deepEqual(said("arc").map(([x, y]) => [x, y]), [[50, 50], [100, 50]]);
  assert.deepEqual(said("fillText").map(([text]) => text), ["999", "1,000"]);
  assert.deepEqual([...new Set(said("fillStyle").flat())], ["#D55E00"]);
});
