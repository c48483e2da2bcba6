import assert from "node:assert/strict";
import { test } from "node:test";

import { drawShade, excess, hatching } from "../../../studio/player/web/land/shade.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, momentOf, runOf } from "../fakes.js";

/** @import { Bends, Surface } from "../../../studio/player/web/data/types.js" */

const [WIDE, HIGH] = [41, 31];
const SURFACE = /** @type {Surface} */ ({ domain: [[-2, 2], [-1.5, 1.5]], grid: [WIDE, HIGH] });
const VIEW = new PlaneView(0, 0, 400, 300, [-2, 2], [-1.5, 1.5]);

/** A surface that curves by 10 + 5x along the one axis, by 1 along the other, turned by 30° everywhere. @returns {Bends} */
function turned() {
  const cos = Math.cos(Math.PI / 6), sin = Math.sin(Math.PI / 6);
  const steep = Float64Array.from({ length: WIDE * HIGH }, (_, i) => 10 + 5 * (-2 + (4 * (i % WIDE)) / (WIDE - 1)));
  return {
    h11: steep.map((one) => one * cos * cos + sin * sin), h12: steep.map((one) => (one - 1) * cos * sin),
    h22: steep.map((one) => one * sin * sin + cos * cos),
  };
}

test("with the same rate for both it is the largest eigenvalue times the rate, less the limit", () => {
  const found = excess(turned(), [0.2, 0.2], 2);
  for (const i of [0, 5, 20, 40, WIDE + 7, WIDE * HIGH - 1]) {
    const steep = 10 + 5 * (-2 + (4 * (i % WIDE)) / (WIDE - 1));
    assert.ok(Math.abs(found[i] - (0.2 * Math.max(steep, 1) - 2)) < 1e-6, String(i));
  }
});

test("with two rates it is the largest eigenvalue of R^½ H R^½", () => {
  // R^½ H R^½ = ((8, 6), (6, 17)): λ = (25 ± 15)/2.
  const one = { h11: Float64Array.of(2), h12: Float64Array.of(6 / 2 / Math.sqrt(17 / 8)), h22: Float64Array.of(8) };
  assert.ok(Math.abs(excess(one, [4, 17 / 8], 3)[0] - 17) < 1e-5);
});

test("hatching lies where the excess is above 0, and ends where it is 0", () => {
  // Above 0 where x > 0.
  const z = Float32Array.from({ length: WIDE * HIGH }, (_, i) => -2 + (4 * (i % WIDE)) / (WIDE - 1));
  for (const box of /** @type {[number, number][][]} */ ([[[0, 1], [0, 1]], [[0.25, 0.75], [0.1, 0.6]]])) {
    const lines = hatching(z, [WIDE, HIGH], /** @type {any} */ (box)), [[u0, u1], [v0, v1]] = box;
    assert.ok(lines.length > 20);
    for (const [u, v] of lines.flat()) {
      assert.ok(u >= Math.max(0.5, u0) - 1e-4 && u <= u1 + 1e-9, `${u}`);
      assert.ok(v >= v0 - 1e-9 && v <= v1 + 1e-9, `${v}`);
    }
    // Each line that crosses x = 0 inside ends there.
    assert.ok(lines.filter(([[u]]) => Math.abs(u - 0.5) < 1e-4).length > 8);
  }
  assert.deepEqual(hatching(z.map(() => -1), [WIDE, HIGH], [[0, 1], [0, 1]]), []);
});

/** @type {(limit: number | null, step: number) => number} how many lines are drawn */
function strokes(limit, step) {
  const { context, said } = contextOf();
  const run = runOf({ x: [0, 0, 0], y: [0, 0, 0], loss: [1, 1, 1], rate1: [0.2, 1e-3, NaN], rate2: [0.2, 1e-3, NaN] }, { limit });
  drawShade(VIEW, { surface: SURFACE, bends: turned(), runs: [run] }, momentOf(context, step));
  return said("stroke").flatMap(([path]) => /** @type {unknown[]} */ (path)).length;
}

test("it goes by the rate of the step on show, after the last update by that one, and without a limit there is none", () => {
  assert.ok(strokes(2, 0) > 40);
  assert.equal(strokes(2, 1), 0);
  assert.equal(strokes(2, 2), 0);
  assert.ok(strokes(1e-3, 2) > 40);
  assert.equal(strokes(null, 0), 0);
});
