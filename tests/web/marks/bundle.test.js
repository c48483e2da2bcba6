import assert from "node:assert/strict";
import { test } from "node:test";

import { Bundle, drawBundle } from "../../../studio/player/web/marks/bundle.js";
import { unpackBundle } from "../../../studio/player/web/data/payload.js";
import { drawPath, Path } from "../../../studio/player/web/marks/path.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, momentOf, packed, runOf } from "../fakes.js";

const VIEW = new PlaneView(0, 0, 100, 100, [0, 10], [0, 10]);
const RUN = runOf({ x: [0], y: [0] });
const RUN_ON = runOf({ x: [0, 5, 9], y: [0, 5, 9] });

// Two paths of four places each, row by row; the second leaves float64 after two.
const PATHS = unpackBundle({
  count: 2, length: 4, steps: null,
  x: packed("float32", [1, 2, 3, 4, 5, 6, NaN, NaN]),
  y: packed("float32", [10, 10, 10, 10, 0, 0, NaN, NaN]),
});

/** @type {(bundle: Bundle, step: number) => unknown[]} */
const drawn = (bundle, step) => {
  const { context, said } = contextOf();
  if (!bundle.lines.length) bundle.follow(VIEW);
  drawBundle(VIEW, bundle, momentOf(context, step));
  return said("stroke").map(([line]) => line);
};

test("a bundle comes as columns of all its paths, with the steps of its places if it has not all", () => {
  assert.deepEqual([PATHS.x.length, PATHS.steps], [8, null]);
  assert.deepEqual(unpackBundle({ count: 1, length: 2, x: packed("float32", [1, 2]), y: packed("float32", [3, 4]), steps: packed("int32", [0, 9]) }), {
    count: 1, length: 2, x: Float32Array.of(1, 2), y: Float32Array.of(3, 4), steps: Int32Array.of(0, 9),
  });
});

test("the row of a step is the last one that is not after it", () => {
  const every = new Bundle(RUN, PATHS);
  assert.deepEqual([0, 1.5, 3, 100].map((step) => every.rowOf(step)), [0, 1, 3, 3]);
  const some = new Bundle(RUN, { ...PATHS, steps: Int32Array.of(0, 5, 6, 40) });
  assert.deepEqual([0, 4, 5, 39.9, 40, 77].map((step) => some.rowOf(step)), [0, 0, 1, 2, 3, 3]);
});

test("all paths grow together, in one stroke, and only by what is new", () => {
  const bundle = new Bundle(RUN, PATHS);
  assert.deepEqual(drawn(bundle, 1), [[["moveTo", 10, 0], ["lineTo", 20, 0], ["moveTo", 50, 100], ["lineTo", 60, 100]]]);
  assert.deepEqual(drawn(bundle, 1), []);
  assert.deepEqual(drawn(bundle, 3), [[["moveTo", 20, 0], ["lineTo", 30, 0], ["lineTo", 40, 0]]]);
  bundle.follow(VIEW);
  assert.equal(bundle.row, 0);
});

test("a path that goes out and comes back is cut a little beyond the frame twice, where nothing is to be seen", () => {
  const bundle = new Bundle(RUN, { count: 1, length: 3, steps: null, x: Float32Array.of(5, 15, 5), y: Float32Array.of(5, 5, 5) });
  assert.deepEqual(drawn(bundle, 2), [[["moveTo", 50, 50], ["lineTo", 140, 50], ["moveTo", 140, 50], ["lineTo", 50, 50]]]);
});

test("of a run with many seeds the own path is not drawn before those of all, but followed", () => {
  const alone = new Path(RUN_ON), among = new Path(Object.assign(Object.create(RUN_ON), { bundle: PATHS }));
  const strokes = [alone, among].map((path) => {
    const { context, said } = contextOf();
    path.follow(VIEW);
    drawPath(VIEW, path, momentOf(context, 2));
    assert.equal(path.row, 2);
    return said("stroke").length;
  });
  assert.deepEqual(strokes, [1, 0]);
});
