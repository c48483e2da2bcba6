import assert from "node:assert/strict";
import { test } from "node:test";

import { overlap } from "../../../studio/player/web/draw/label.js";
import { drawArrows, factorFor, headToTail, longest } from "../../../studio/player/web/marks/arrows.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, momentOf, runOf } from "../fakes.js";

/** @import { Point, Words } from "../../../studio/player/web/data/types.js" */

const VIEW = new PlaneView(0, 0, 400, 400, [0, 4], [0, 4]); // 100 pixels a unit
const WORDS = /** @type {Words} */ ({ update: "update", carried: "carried", scaled: "× {factor}" });
const COLUMNS = { x: [1, 1.5, 2], y: [1, 2, 2], g1: [-3, 0, NaN], g2: [4, 1, NaN], m1: [1, 0, NaN], m2: [0, 1, NaN] };

/**
 * The labels, the first of which is the factor's, where they stand, and the ends of all lines.
 * @param {number} step
 * @param {Record<string, number[]>[]} runs
 */
function drawn(step, runs = [COLUMNS], factor = 0.1) {
  const { context, said } = contextOf();
  drawArrows(VIEW, { runs: runs.map((columns) => runOf(columns)), factor }, { ...momentOf(context, step), words: WORDS });
  const labels = said("fillText").map(([text]) => text);
  return { labels: labels.slice(1), ends: said("lineTo"), factor: said("fillText")[0], places: said("fillText"), sides: said("textAlign") };
}

test("the longest of all −g and −m is measured on the screen", () => {
  const other = runOf({ ...COLUMNS, g1: [0, 0, 0], g2: [0, 0, 0], m1: [0, 0, 0], m2: [-7, 0, 0] });
  assert.equal(longest(VIEW, [runOf(COLUMNS)], 0), 500);
  assert.equal(longest(VIEW, [runOf(COLUMNS), other], 0), 700);
  const flat = new PlaneView(0, 0, 400, 40, [0, 4], [0, 4]);
  assert.ok(Math.abs(longest(flat, [runOf(COLUMNS)], 0) - Math.hypot(300, 40)) < 1e-9);
});

test("where nothing is known the longest has no length", () => {
  assert.equal(longest(VIEW, [runOf(COLUMNS)], 2), 0);
  assert.equal(longest(VIEW, [], 0), 0);
  assert.equal(longest(VIEW, [runOf({ x: [1], y: [1], g1: [Infinity], g2: [1], m1: [NaN], m2: [0] })], 0), 0);
});

test("the factor is round and makes the longest about 80 pixels", () => {
  assert.deepEqual([80, 500, 8, 0.8, 80_000, 27].map(factorFor), [1, 0.15, 10, 100, 0.001, 3]);
  for (let length = 1e-6; length < 1e6; length *= 1.07) {
    const shown = length * factorFor(length);
    // 3 and 5 lie farthest apart: a length between them is off by √(5/3) at most.
    assert.ok(Math.abs(Math.log(shown / 80)) <= Math.log(5 / 3) / 2 + 1e-12, `${length} is drawn as ${shown}`);
  }
});

test("the update, −g and −m begin at the place of the run, each with its label", () => {
  const { labels, ends } = drawn(0);
  assert.deepEqual(labels, ["update", "−g", "−m"]);
  const has = (/** @type {number} */ x, /** @type {number} */ y) => ends.some(([ex, ey]) => Math.abs(Number(ex) - x) + Math.abs(Number(ey) - y) < 1e-9);
  assert.ok(has(150, 200)); // to the next point, to scale
  assert.ok(has(130, 340)); // −g = (3, −4), a tenth of it
  assert.ok(has(90, 300)); // −m = (−1, 0)
});

test("if m is g, one arrow stands for both", () => {
  assert.deepEqual(drawn(1).labels, ["update", "−g = −m"]);
});

test("at the end no update follows, and from outside the picture nothing is drawn", () => {
  assert.deepEqual(drawn(2).labels, []);
  assert.deepEqual(drawn(0, [{ ...COLUMNS, x: [-1, 1, 1] }]).ends, []);
});

test("labels avoid each other, and those that stand there already", () => {
  const { context, said } = contextOf(), moment = { ...momentOf(context, 0), words: WORDS };
  // The same arrows again and again.
  for (let k = 0; k < 5; k++) drawArrows(VIEW, { runs: [runOf(COLUMNS)], factor: 0.1 }, moment);
  const sides = said("textAlign"), boxes = said("fillText").map(([text, x, y], i) => {
    const wide = 8 * String(text).length, left = Number(x) - (String(sides[i]) === "right" ? wide : 0);
    return { left, right: left + wide, top: Number(y) - 7, bottom: Number(y) + 7 };
  });
  assert.ok(boxes.length > 9, `${boxes.length}`);
  boxes.forEach((one, i) => boxes.slice(i + 1).forEach((other) => assert.ok(!overlap(one, other))));
});

test("of several runs the one in hand has its arrows named and in full, and last, above those of the others", () => {
  const runs = [0, 1, 2].map((place) => runOf(COLUMNS, { place, light: `#00${place}`, in_hand: place === 1 }));
  const { context, said } = contextOf();
  drawArrows(VIEW, { runs, factor: 0.1 }, { ...momentOf(context, 0), words: WORDS });
  assert.deepEqual(said("fillText").map(([text]) => text).slice(1), ["update", "−g", "−m"]);
  assert.deepEqual(said("globalAlpha").flat(), [0.4, 0.4]);
  assert.equal(said("strokeStyle").flat().findLast((colour) => String(colour).startsWith("#00")), "#001");
  // Where it has left the picture another one is named.
  const away = runOf({ ...COLUMNS, x: [9, 9, 9] }, { in_hand: true }), others = contextOf();
  drawArrows(VIEW, { runs: [away, runOf(COLUMNS)], factor: 0.1 }, { ...momentOf(others.context, 0), words: WORDS });
  assert.deepEqual(others.said("fillText").map(([text]) => text).slice(1), ["update", "−g", "−m"]);
});

test("an arrow that points as another does stands beside it, and a short one has its label too", () => {
  // −m and the step, a tenth of each other; −g is three pixels long.
  const columns = { x: [1, 2], y: [1, 1], g1: [-0.3, NaN], g2: [0, NaN], m1: [-5, NaN], m2: [0, NaN] };
  const { labels, ends } = drawn(0, [columns], 0.1);
  assert.deepEqual(labels, ["update", "−g", "−m"]);
  const tips = ends.filter(([x]) => Math.abs(Number(x) - 150) < 1e-9).map(([, y]) => Number(y));
  assert.ok(tips.length && tips.every((y) => Math.abs(y - 300) >= 6), `${tips}`);
});

test("the factor is said in the corner, with a minus in its exponent", () => {
  assert.deepEqual(drawn(0, [COLUMNS], 1e-7).factor, ["× 1e−7", 390, 386]);
});

test("of a ball the rest of the last step and −g lie head to tail, and end where −m does", () => {
  for (const [g, m] of /** @type {[Point, Point][]} */ ([[[30, -40], [10, 60]], [[0, 0], [70, 0]], [[-1e-9, 1e-9], [3, 4]], [[80, 0], [0, 1]]])) {
    const [rest, newest, sum] = headToTail(g, m, 6);
    assert.deepEqual(newest.from, [rest.from[0] + rest.vector[0], rest.from[1] + rest.vector[1]]);
    assert.deepEqual(newest.vector, g);
    assert.deepEqual(sum.vector, m);
    const end = [newest.from[0] + g[0] - rest.from[0], newest.from[1] + g[1] - rest.from[1]];
    assert.ok(Math.hypot(end[0] - m[0], end[1] - m[1]) < 1e-9);
    assert.ok(Math.abs(Math.hypot(...rest.from) - 6) < 1e-9);
  }
});

test("where all lie on one line −m stands on the other side of the step", () => {
  const [rest, newest, sum] = headToTail([20, 0], [60, 0], 6);
  assert.deepEqual([rest.from, newest.from, sum.from].map(([x, y]) => [x + 0, y]), [[0, 6], [40, 6], [0, -6]]);
});

test("a ball's arrows are drawn with their names, also where −g is tiny", () => {
  const ball = (/** @type {number} */ g) => ({ x: [1, 1.2], y: [1, 1.1], g1: [g, NaN], g2: [0, NaN], m1: [-2, NaN], m2: [-1, NaN] });
  for (const g of [1, 1e-12, 0]) {
    const { context, said } = contextOf();
    drawArrows(VIEW, { runs: [runOf(ball(g), { rolls: true })], factor: 0.3 }, { ...momentOf(context, 0), words: WORDS });
    assert.deepEqual(said("fillText").map(([text]) => text).slice(1), ["carried", "−g", "−m", "update"], `${g}`);
  }
});
