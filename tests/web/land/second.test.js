import assert from "node:assert/strict";
import { test } from "node:test";

import { drawSecond, linesOf } from "../../../studio/player/web/land/second.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, momentOf } from "../fakes.js";

/** @import { Ground, Surface } from "../../../studio/player/web/data/types.js" */

const [WIDE, HIGH] = [41, 31];

/**
 * A bowl around a point.
 * @type {(x0: number, y0: number, log?: boolean) => Ground}
 */
function bowl(x0, y0, log = false) {
  const z = Float32Array.from({ length: WIDE * HIGH }, (_, i) => {
    const loss = (-2 + (4 * (i % WIDE)) / (WIDE - 1) - x0) ** 2 + (-1.5 + (3 * Math.floor(i / WIDE)) / (HIGH - 1) - y0) ** 2;
    return log ? Math.log10(loss + 0.01) : loss;
  });
  const lines = log ? [Math.log10(0.26), 0.5, 1] : [0.25, 1, 2.25];
  return { domain: [[-2, 2], [-1.5, 1.5]], grid: [WIDE, HIGH], z, levels: log ? "log" : "linear", low: 0, floor: 0.01, minima: [], sides: [], lines, equal: false };
}

const VIEW = new PlaneView(0, 0, 400, 300, [-2, 2], [-1.5, 1.5]);

/** @type {(shift: number, second: Ground | null) => number[][]} where the lines come to, in units of the surface */
function drawn(shift, second) {
  const { context, said } = contextOf(), surface = /** @type {Surface} */ ({ ...bowl(0, 0), key: "bowl", name: "Bowl", shift, held: 0, second });
  drawSecond(VIEW, surface, momentOf(context, 0));
  const calls = /** @type {[string, number, number][]} */ (said("stroke").flatMap(([path]) => path));
  return calls.map(([, x, y]) => [-2 + x / 100, 1.5 - y / 100]);
}

test("every second level line goes where the loss is that of the line, and knows how high it is", () => {
  for (const log of [false, true]) {
    const { x, y, loss } = linesOf(bowl(0.4, -0.2, log));
    assert.ok(x.length > 20);
    x.forEach((value, i) => assert.ok(Math.abs((value - 0.4) ** 2 + (y[i] + 0.2) ** 2 - loss[i]) < 0.03 * Math.max(loss[i], 0.3), `${log}: ${value}, ${y[i]}`));
    assert.ok(Math.abs(Math.min(...loss) - 0.25) < 1e-6);
  }
});

test("a loss that is moved has its lines moved with it", () => {
  const places = drawn(0.5, null);
  assert.ok(places.length > 20);
  for (const [x, y] of places) assert.ok([0.25, 2.25].some((level) => Math.abs((x - 0.5) ** 2 + y ** 2 - level) < 0.06), `${x}, ${y}`);
});

test("a loss of other examples has lines of its own", () => {
  const places = drawn(0, bowl(-0.6, 0.3));
  assert.ok(places.length > 20);
  for (const [x, y] of places) assert.ok([0.25, 2.25].some((level) => Math.abs((x + 0.6) ** 2 + (y - 0.3) ** 2 - level) < 0.06), `${x}, ${y}`);
});

test("where there is no second loss nothing is drawn", () => assert.deepEqual(drawn(0, null), []));
