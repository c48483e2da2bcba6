import assert from "node:assert/strict";
import { test } from "node:test";

import { drawProbe, lengthsOf } from "../../../studio/player/web/land/probe.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, momentOf } from "../fakes.js";

// Twice as many pixels across as up.
const VIEW = new PlaneView(0, 0, 400, 200, [-1, 1], [-1, 1]);
/** @type {{at: [number, number], axes: [number, number, number][], rates: [number, number], rows: [], follows: string, what: string}} */
const ANSWER = { at: [0, 0], axes: [[0, 1, 16], [1, 0, -1]], rates: [0.01, 0.04], rows: [], follows: "", what: "" };

test("an axis is as long as its curvature's root beside that of the steeper one, and no shorter than can be seen", () => {
  assert.deepEqual(lengthsOf(ANSWER.axes), [44, 11]);
  assert.deepEqual(lengthsOf([[0, 1, 1], [1, 0, 1e-9]]), [44, 9]);
  assert.deepEqual(lengthsOf([[0, 1, 0], [1, 0, 0]]), [9, 9]);
});

test("the axes lie along their eigenvectors, and the ellipse is as wide and as high as η/σ is", () => {
  const { context, said } = contextOf();
  drawProbe(VIEW, { at: [0, 0], answer: ANSWER }, momentOf(context, 0));
  const to = /** @type {[number, number][]} */ (said("lineTo"));
  // The cross, the steep axis upwards, the other across.
  assert.deepEqual(to.slice(0, 4).map(([x, y]) => [Math.round(x), Math.round(y)]), [[207, 100], [200, 107], [200, 56], [211, 100]]);
  const round = to.slice(4), wide = Math.max(...round.map(([x]) => x)) - 200, high = Math.max(...round.map(([, y]) => y)) - 100;
  assert.ok(Math.abs(high - 30) < 1e-9);
  assert.ok(Math.abs(wide / 200 / (high / 100) - 0.25) < 1e-9);
});

test("near an edge its axes and its ellipse end there", () => {
  for (const at of /** @type {[number, number][]} */ ([[0.97, 0.9], [-0.99, -0.99]])) {
    const { context, said } = contextOf();
    drawProbe(VIEW, { at, answer: ANSWER }, momentOf(context, 0));
    const [, ...ends] = /** @type {[number, number][]} */ (said("lineTo").slice(1)), starts = said("moveTo").slice(2);
    assert.equal(said("clip").length, 1, "and so does the cross");
    assert.ok(ends.length > 3);
    for (const [x, y] of /** @type {[number, number][]} */ ([...ends, ...starts])) assert.ok(x >= 0 && x <= 400 && y >= 0 && y <= 200, `${at}: ${x}, ${y}`);
  }
});

test("outside of the picture there is none, and without an answer it is a cross alone", () => {
  const { context, said } = contextOf();
  drawProbe(VIEW, { at: [3, 0], answer: ANSWER }, momentOf(context, 0));
  assert.equal(said("stroke").length, 0);
  drawProbe(VIEW, { at: [0.5, 0], answer: null }, momentOf(context, 0));
  assert.equal(said("lineTo").length, 2);
});
