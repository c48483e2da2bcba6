import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Finer, rowsIn } from "../../../studio/player/web/data/finer.js";
import { Frame } from "../../../studio/player/web/draw/frame.js";
import { asked, Zoom } from "../../../studio/player/web/pictures/zoom.js";
import { runOf } from "../fakes.js";

/** @import { Box, Range } from "../../../studio/player/web/data/types.js" */

const DOMAIN = /** @type {[Range, Range]} */ ([[-4, 4], [-2, 2]]);
/** @type {(box: Box) => Frame} */
const frameOf = ([across, up]) => new Frame(50, 10, 400, 200, across, up);
const WHOLE = frameOf([[-4, 4], [-2, 2]]), NEAR = frameOf([[0, 2], [0, 1]]);

/** @type {(box: Box, facts?: {whole?: boolean, dots?: Box | null}) => Finer} */
const finerOf = (box, facts) => new Finer({
  steps: Int32Array.of(10, 11, 12, 90), lifted: Uint8Array.of(0, 0, 0, 1),
  x: Float64Array.of(0.1, 1.1, 0.2, 1.2), y: Float64Array.of(0.1, 0.9, 0.3, 0.8), box, whole: true, dots: box, ...facts,
});
const thinned = () => runOf({ x: [0, 1, 2], y: [0, 0, 0] }, { steps: [0, 50, 100], last: 100, place: 3 });
/** @type {(run: ReturnType<typeof runOf>, frame: Frame) => ReturnType<typeof asked>} */
const askedFor = (run, frame) => asked([{ frame, domain: DOMAIN, runs: [run] }]);
/** @type {(run: ReturnType<typeof runOf>, finer: Finer) => ReturnType<typeof runOf>} */
const having = (run, finer) => Object.assign(run, { finer });

test("a thinned run is asked for where less than the whole is on show, by its place and its window", () => {
  assert.equal(askedFor(thinned(), WHOLE), null);
  assert.deepEqual(askedFor(thinned(), NEAR), { 3: [[0, 2], [0, 1]] });
  assert.equal(askedFor(thinned(), frameOf([[-9, 9], [-5, 5]])), null);
  assert.equal(askedFor(thinned(), frameOf([[1, 9], [0, 4]])), null); // moved, and not zoomed in
});

test("a run that has every step is asked for only where its rounded numbers would be seen beside their places", () => {
  const run = runOf({ x: [0, 1], y: [0, 1] });
  assert.equal(askedFor(run, NEAR), null);
  const deep = frameOf([[1, 1 + 1e-6], [1, 1 + 1e-6]]);
  assert.equal(askedFor(run, deep), null); // its columns are float64
  run.columns = { x: Float32Array.of(0, 1), y: Float32Array.of(0, 1), loss: Float32Array.of(0, 0) };
  assert.equal(askedFor(run, NEAR), null);
  assert.deepEqual(Object.keys(askedFor(run, deep) ?? {}), ["0"]);
});

test("what is here is not asked for again while it covers the window and is fine enough", () => {
  const around = /** @type {Box} */ ([[-1, 3], [-0.5, 1.5]]); // the window with half of it on each side
  const moved = frameOf([[0.9, 2.9], [0.4, 1.4]]), away = frameOf([[1.1, 3.1], [0, 1]]), nearer = frameOf([[0, 1], [0, 0.5]]);
  for (const whole of [true, false]) {
    const run = () => having(thinned(), finerOf(around, { whole }));
    assert.deepEqual([askedFor(run(), NEAR), askedFor(run(), moved)], [null, null]);
    assert.deepEqual(askedFor(run(), away), { 3: away.box });
    // If all segments are there, there is nothing finer.
    assert.deepEqual(askedFor(run(), nearer), whole ? null : { 3: nearer.box });
  }
});

test("where all steps are known in the window alone, those of the next one are asked for", () => {
  const around = /** @type {Box} */ ([[-1, 3], [-0.5, 1.5]]), moved = frameOf([[0.1, 2.1], [0, 1]]);
  /** @type {(dots: Box | null) => ReturnType<typeof thinned>} */
  const run = (dots) => having(thinned(), finerOf(around, { whole: false, dots }));
  const alone = run([[0, 2], [0, 1]]);
  assert.deepEqual([askedFor(alone, NEAR), rowsIn(alone, NEAR.box).every, rowsIn(alone, moved.box).every], [null, true, false]);
  assert.deepEqual(askedFor(alone, moved), { 3: moved.box });
  assert.equal(askedFor(run(null), moved), null); // there are too many
});

test("with the whole on show again finer points are forgotten, once", () => {
  assert.deepEqual(askedFor(having(thinned(), finerOf([[-1, 3], [-1, 2]])), WHOLE), {});
  assert.equal(askedFor(thinned(), WHOLE), null);
});

test("finer points are drawn where they cover the frame, and elsewhere the table", () => {
  const run = having(thinned(), finerOf([[-1, 3], [-0.5, 1.5]], { dots: null }));
  assert.deepEqual([rowsIn(run, NEAR.box).rows, rowsIn(run, NEAR.box).every], [run.finer, false]);
  assert.deepEqual([rowsIn(run, WHOLE.box).rows, rowsIn(run, WHOLE.box).columns.x, rowsIn(run, WHOLE.box).every], [run, run.columns.x, false]);
  assert.equal(rowsIn(runOf({ x: [0], y: [0] }), WHOLE.box).every, true);
});

test("the row of a step is the last one that is not after it, and a step that is here has its exact point", () => {
  const finer = finerOf([[0, 1], [0, 1]]);
  assert.deepEqual([5, 10, 11, 50, 90, 99].map((step) => finer.row(step)), [0, 0, 1, 2, 3, 3]);
  assert.deepEqual([finer.stepOf(3), finer.at(11), finer.at(50)], [90, { x: 1.1, y: 0.9 }, undefined]);
});

test("a step that the table rounds is exact where finer points know it", () => {
  const run = having(runOf({ x: [7, 8], y: [0, 0], loss: [5, 4] }, { steps: [10, 50], last: 100 }), finerOf([[0, 1], [0, 1]]));
  assert.deepEqual(run.at(10), { x: 0.1, y: 0.1, loss: 5 });
  assert.deepEqual(run.at(20), { x: 7, y: 0, loss: 5 });
});

test("it is asked for once the picture has rested, and for one window once", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {unknown[]} */
  const told = [];
  let frame = NEAR;
  const zoom = new Zoom(() => [{ frame, domain: DOMAIN, runs: [thinned()] }], (boxes) => told.push(boxes));
  for (let i = 0; i < 5; i++) {
    zoom.moved();
    mock.timers.tick(100);
  }
  assert.deepEqual(told, []);
  mock.timers.tick(50);
  assert.deepEqual(told, [{ 3: [[0, 2], [0, 1]] }]);
  zoom.moved();
  mock.timers.tick(200);
  assert.equal(told.length, 1);
  frame = WHOLE;
  zoom.moved();
  mock.timers.tick(200);
  frame = NEAR;
  zoom.moved();
  mock.timers.tick(200);
  assert.equal(told.length, 2);
  zoom.moved();
  zoom.stop();
  mock.timers.tick(200);
  assert.equal(told.length, 2);
  mock.timers.reset();
});
