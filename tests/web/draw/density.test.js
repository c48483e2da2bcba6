import assert from "node:assert/strict";
import { test } from "node:test";

import { DensityPen, MOST, strength, washOf } from "../../../studio/player/web/draw/density.js";
import { Frame } from "../../../studio/player/web/draw/frame.js";
import { Passes } from "../../../studio/player/web/draw/overdraw.js";
import { Pen } from "../../../studio/player/web/draw/pen.js";
import { Polyline } from "../../../studio/player/web/draw/polyline.js";
import { contextOf } from "../fakes.js";

const FRAME = new Frame(0, 0, 90, 60, [0, 90], [0, 60]), STROKE = { colour: "#c04e00", width: 2 }; // cells of 3 pixels: 30 across

/** @type {(pen: DensityPen) => number} */
const total = (pen) => (pen.counts[0] ?? []).reduce((sum, count) => sum + count, 0);

test("a line counts once in each cell that it passes, with its weight, and not beyond the edges", () => {
  const pen = new DensityPen();
  pen.begin([contextOf().context], FRAME, [], STROKE);
  pen.moveTo(1, 1);
  pen.lineTo(28, 1);
  assert.deepEqual([...pen.counts[0].subarray(0, 10)], [1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
  pen.weight = 100;
  pen.lineTo(28, 500);
  assert.equal(Math.max(...pen.counts[0]), 100);
  assert.ok(pen.changed);
});

test("what a path passes again is counted, so that every segment is either drawn or counted", () => {
  const places = Array.from({ length: 121 }, (_, i) => /** @type {[number, number]} */ ([i / 4, i % 2 ? 5 : 50])), pen = new DensityPen();
  const { context, said } = contextOf(), passes = new Passes();
  let drawn = 0;
  const path = new Polyline({ dash: [] }, (row) => places[row], { joins: false, clear: () => passes.clear(), adds: (...ends) => {
    const adds = passes.adds(...ends);
    drawn += Number(adds);
    return adds;
  } }, new Pen(), pen);
  pen.begin([context], FRAME, [], STROKE);
  path.advance([context], 120, FRAME, STROKE);
  assert.ok(drawn > 3 && drawn < 20, `${drawn}`);
  assert.ok(said("stroke").length > 0);
  // Each passes 15 cells of 3 pixels.
  assert.ok(Math.abs(total(pen) - 15 * (120 - drawn)) <= 2 * (120 - drawn), `${total(pen)}`);
});

test("where the densest place is to be seen the wash is as strong there, however many came through", () => {
  const half = (/** @type {number} */ most) => strength(most, most / 4);
  assert.ok(Math.abs(half(1000) - half(100)) < 1e-9);
  assert.ok(strength(50, 250) < strength(1000, 250) / 2, "with many lines a place that has few of them is paler");
});

test("a wash grows with what came through and is never a block", () => {
  const steps = [0, 1, 3, 10, 100, 1e6].map((count) => strength(count));
  assert.ok(steps.every((one, i) => !i || one > steps[i - 1]));
  assert.equal(steps[0], 0);
  assert.ok(steps[5] <= MOST && MOST < 1);
});

test("a wash is paler than its run, or on dark ground darker, and of the same hue", () => {
  const [light, dark] = [washOf("#C04E00", false), washOf("#56B4E9", true)].map((colour) => [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16)));
  assert.ok(light[0] > light[1] && light[1] > light[2] && light[2] > 130, `${light}`);
  assert.ok(dark[2] > dark[1] && dark[1] > dark[0] && dark[2] < 130, `${dark}`);
  assert.equal(washOf("#C04E00", false), washOf("#C04E00", false));
});
