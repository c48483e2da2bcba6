import assert from "node:assert/strict";
import { test } from "node:test";

import { AROUND, drawAxes, drawPlaneAxes } from "../../../studio/player/web/draw/axes.js";
import { Frame } from "../../../studio/player/web/draw/frame.js";
import { scaleOf } from "../../../studio/player/web/draw/scale.js";
import { contextOf, LOOK } from "../fakes.js";

const FRAME = new Frame(60, 20, 400, 100, [0, 2000], [-1, 3]);

/** @param {{note?: string, threshold?: number | null, frame?: Frame, log?: boolean}} [plot] */
function drawn({ note = "", threshold = null, frame = FRAME, log = false } = {}) {
  const { context, said } = contextOf();
  drawAxes(context, frame, {
    ticks: scaleOf({ range: [-1, 3], threshold }).ticks, name: "loss", note, steps: 2000, log, title: "step", look: LOOK,
    along: log ? (step) => Math.log10(step + 1) : (step) => step,
  });
  return said;
}

test("powers of ten stand at their heights: the exponent at the end, 10 before it", () => {
  const said = drawn();
  const labels = said("fillText").slice(0, 10);
  assert.deepEqual(labels.map(([text]) => text), ["−1", "10", "0", "10", "1", "10", "2", "10", "3", "10"]);
  assert.deepEqual(labels[0], ["−1", 53, 115.5]);
  assert.deepEqual(labels[1], ["10", 53 - 16 - 1, 120.5]); // two letters of 8 pixels and one pixel between
  assert.deepEqual(labels[9], ["10", 53 - 8 - 1, 20.5]);
});

test("on a symmetric axis 0 stands without an exponent, and a negative power has its minus", () => {
  const texts = drawn({ threshold: 0.1 })("fillText").map(([text]) => text);
  assert.deepEqual(texts.slice(0, 5), ["−1", "−10", "0", "−1", "10"]);
});

test("steps are labelled under the frame, thousands apart, with a line through the plot at each", () => {
  const said = drawn();
  assert.deepEqual(said("fillText").slice(10, 15).reverse(), [
    ["step 0", 60, 124], ["500", 160.5, 124], ["1,000", 260.5, 124], ["1,500", 360.5, 124], ["2,000", 460.5, 124],
  ]);
  assert.deepEqual(said("lineTo").filter(([, y]) => y === FRAME.bottom).reverse(), [[60.5, 120], [160.5, 120], [260.5, 120], [360.5, 120], [460.5, 120]]);
});

test("a label that would touch the next one is left out, its line is not", () => {
  const narrow = new Frame(60, 20, 160, 100, [0, 2000], [-1, 3]); // 40 pixels from one to the next; "1,500" is as wide
  const said = drawn({ frame: narrow });
  assert.deepEqual(said("fillText").slice(10, 14).map(([text]) => text), ["2,000", "1,000", "500", "0"], "and there is no room for a title either");
  assert.equal(said("lineTo").filter(([, y]) => y === narrow.bottom).length, 5);
});

test("on a logarithmic axis of steps, step 0 has a place too", () => {
  const frame = new Frame(0, 20, 300, 100, [0, 3], [-1, 3]);
  const labels = drawn({ frame, log: true })("fillText").slice(10, 14).reverse();
  assert.deepEqual(labels.map(([text]) => text), ["step 0", "10", "100", "1,000"]);
  assert.deepEqual(labels.map(([, x]) => x), [0, 104.5, 200.5, 300.5]); // 100 · log₁₀(11), 100 · log₁₀(101), …
});

test("the title stands at step 0; the name above, and higher if there is a note", () => {
  const texts = (/** @type {string} */ note) => drawn({ note })("fillText").slice(15);
  assert.deepEqual(texts(""), [["loss", 60, 13]]);
  assert.deepEqual(texts("0 is below the axis"), [["loss", 60, -2], ["0 is below the axis", 60, 13]]);
});

test("the numbers of a plane stand below their places and beside them, and its axes are named within the room that is left for them", () => {
  const { context, said } = contextOf(), frame = new Frame(AROUND.left, AROUND.top, 400, 120, [-5, 5], [-3, 3]);
  drawPlaneAxes(context, frame, ["θ₁", "θ₂"], LOOK);
  const all = said("fillText"), named = all.slice(-2);
  assert.deepEqual(all.slice(0, 5).map(([text, x]) => [text, x]), [-4, -2, 0, 2, 4].map((at) => [String(at).replace("-", "−"), frame.x(at) + 0.5]));
  assert.deepEqual(all.slice(5, -2).map(([text, , y]) => [text, y]), [-2, 0, 2].map((at) => [String(at).replace("-", "−"), frame.y(at) + 0.5]));
  assert.deepEqual(named, [["θ₁", AROUND.left + 200, frame.bottom + AROUND.bottom], ["θ₂", 0, AROUND.top + 60]]);
});
