import assert from "node:assert/strict";
import { test } from "node:test";

import { drawPath, Path } from "../../../studio/player/web/marks/path.js";
import { drawTail, recent } from "../../../studio/player/web/marks/tail.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, momentOf, packedAll, runOf } from "../fakes.js";

/** @import { Amount } from "../../../studio/player/web/data/types.js" */

const VIEW = new PlaneView(0, 0, 1000, 100, [0, 200], [-1, 1]); // five pixels a unit
const COUNT = 200;
const long = () => runOf({ x: Array.from({ length: COUNT }, (_, i) => i), y: Array(COUNT).fill(0) }, { dash: [4, 2] });

/** @type {(amount: Amount, ...steps: number[]) => {path: Path, said: (name: string) => unknown[][]}} */
function extended(amount, ...steps) {
  const { context, said } = contextOf(), path = new Path(long());
  path.follow(VIEW);
  for (const step of steps) drawPath(VIEW, path, { ...momentOf(context, step), amount });
  return { path, said };
}

/**
 * The strokes of a tail: how strong, from where to where, and where its dashes begin.
 * @type {(amount: Amount, step: number) => {strength: unknown, from: number, to: number, offset: unknown}[]}
 */
function tail(amount, step) {
  const { context, calls } = contextOf(), { path } = extended("full", step);
  drawTail(VIEW, path, { ...momentOf(context, step), amount });
  /** @type {ReturnType<typeof tail>} */
  const strokes = [];
  let strength, offset;
  for (const [name, value] of calls) {
    if (name === "globalAlpha") strength = value;
    if (name === "lineDashOffset") offset = value;
    if (name !== "stroke") continue;
    const line = /** @type {[string, number, number][]} */ (value);
    if (line.length) strokes.push({ strength, from: line[0][1] / 5, to: (line.at(-1)?.[1] ?? NaN) / 5, offset });
  }
  return strokes;
}

test("a whole path is a line that grows, points are dots for each step, and of last steps nothing stays", () => {
  const full = extended("full", 3, 5), points = extended("points", 3, 5), last = extended("last_20", 3, 5);
  assert.deepEqual([full.said("stroke").length, full.said("fillRect").length], [2, 0]);
  assert.deepEqual([points.said("stroke").length, last.said("stroke").length, last.said("fillRect").length], [0, 0, 0]);
  // A dot is three pixels wide, its middle on the step; none is drawn twice.
  assert.deepEqual(points.said("fillRect"), [0, 1, 2, 3, 4, 5].map((row) => [5 * row - 1.5, 48.5, 3, 3]));
  // Whatever is drawn, the path has been followed.
  for (const { path } of [full, points, last]) assert.deepEqual([path.row, path.pen.walked], [5, 25]);
});

test("the last steps reach back so many steps and no further, and are stronger towards the head", () => {
  for (const [amount, count] of /** @type {[Amount, number][]} */ ([["last_20", 20], ["last_100", 100]])) {
    const strokes = tail(amount, 150);
    assert.deepEqual([strokes[0].from, strokes.at(-1)?.to], [150 - count, 150]);
    for (const [i, { from, strength }] of strokes.entries()) if (i) {
      assert.equal(from, strokes[i - 1].to);
      assert.ok(Number(strength) > Number(strokes[i - 1].strength));
    }
    assert.equal(strokes.at(-1)?.strength, 1);
  }
  assert.equal(tail("last_100", 30)[0].from, 0);
});

test("a whole path has its last twelve rows once more, points have no tail", () => {
  assert.deepEqual([tail("full", 150)[0].from, tail("full", 150).at(-1)?.to], [138, 150]);
  assert.deepEqual(tail("points", 150), []);
});

test("the dashes of a tail lie where those of the path lie", () => {
  for (const { from, offset } of tail("last_20", 150)) assert.equal(offset, -5 * from);
});

// A thinned run: these rows of 0 … 100, and steps 90 … 95 one by one.
const STEPS = [0, 10, 80, 81, 93, 99, 100];
/** @param {number[]} [lifted] */
const thinned = (lifted) => runOf({ x: STEPS, y: STEPS }, {
  steps: STEPS, lifted, last: 100, window: { from: 90, columns: packedAll({ x: [90, 91, 92, 93, 94, 95], y: [0, 0, 0, 0, 0, 0] }) },
});

test("of a thinned run the last steps are single ones where they are known, and rows of the table around them", () => {
  const run = thinned();
  const { steps, rows, lifted } = recent(run, run, 100, 20);
  assert.deepEqual(steps, [80, 81, 90, 91, 92, 93, 94, 95, 99, 100]);
  assert.deepEqual(rows, [2, 3, -1, -1, -1, -1, -1, -1, 5, 6]);
  // Between 81 and 90, and between 95 and 99, nothing is known.
  assert.deepEqual([...lifted], [0, 0, 1, 0, 0, 0, 0, 0, 1, 0]);
});

test("of a thinned run no step later than the head is drawn, and none before its last steps", () => {
  const run = thinned();
  assert.deepEqual(recent(run, run, 92, 5).steps, [90, 91, 92]);
  assert.deepEqual(recent(run, run, 60, 20).steps, []);
});

test("rows that the table joins across steps are joined, and those that it does not are not", () => {
  const joined = runOf({ x: STEPS, y: STEPS }, { steps: STEPS, last: 100 });
  const apart = runOf({ x: STEPS, y: STEPS }, { steps: STEPS, last: 100, lifted: [0, 1, 1, 0, 1, 1, 0] });
  assert.deepEqual([...recent(joined, joined, 100, 100).lifted], [0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual([...recent(apart, apart, 100, 100).lifted], [0, 1, 1, 0, 1, 1, 0]);
});
