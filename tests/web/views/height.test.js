import assert from "node:assert/strict";
import test from "node:test";

import { gridHeights, heightOf, heightTicks } from "../../../studio/player/web/views/height.js";

/** @type {(values: ArrayLike<number>) => number[]} */
const rounded = (values) => Array.from(values, (value) => Number(value.toFixed(12)));

// Losses −2, −1.99 and 7.99: 0.01, 0.02 and 10 above the lowest less the floor.
const LINEAR = { z: Float64Array.of(-2, -1.99, 7.99), levels: /** @type {const} */ ("linear"), low: -2, floor: 0.01 };
const LOG = { ...LINEAR, z: Float64Array.of(-2, Math.log10(0.02), 1), levels: /** @type {const} */ ("log") };

test("the height is the loss, or its logarithm above the lowest point", () => {
  assert.equal(heightOf(LINEAR, "linear")(-1.99), -1.99);
  const log = heightOf(LINEAR, "log");
  assert.deepEqual(rounded([log(-2), log(-1.91), log(7.99)]), [-2, -1, 1]);
  assert.equal(log(-2.02), NaN);
  assert.equal(log(1e300), 300);
});

test("either axis is made from what was sent for the level lines", () => {
  for (const sent of [LINEAR, LOG]) {
    assert.deepEqual(rounded(gridHeights(sent, "linear")), [-2, -1.99, 7.99]);
    assert.deepEqual(rounded(gridHeights(sent, "log")), rounded([-2, Math.log10(0.02), 1]));
  }
  assert.equal(gridHeights(LOG, "log"), LOG.z, "it is not made again");
});

test("the labels of the logarithmic axis stand at powers of ten above the lowest point", () => {
  const ticks = heightTicks(LINEAR, Math.log10(2500.01));
  assert.deepEqual(ticks.map(({ text }) => text), ["0", "10⁻¹", "1", "10", "10²", "10³"]);
  const expected = [-2, ...[0.11, 1.01, 10.01, 100.01, 1000.01].map(Math.log10)];
  assert.deepEqual(rounded(ticks.map(({ at }) => at)), rounded(expected));
});

test("over many powers of ten every second one has a label, the highest among them", () => {
  const ticks = heightTicks({ ...LINEAR, floor: 1e-4 }, 4.5);
  assert.deepEqual(ticks.map(({ text }) => text), ["0", "10⁻²", "1", "10²", "10⁴"]);
});
