import assert from "node:assert/strict";
import { test } from "node:test";

import { frameOf, relayout } from "../../../studio/player/web/pictures/plotly.js";

/** @import { Plot, Plotly } from "../../../studio/player/web/data/types.js" */

/** @type {(plot: Partial<Plot>) => Promise<unknown>} of a plot that fails, as one does that was purged meanwhile */
const failing = (plot) => relayout(
  /** @type {Plotly} */ (/** @type {unknown} */ ({ relayout: () => Promise.reject(new TypeError("_redrawFromAutoMarginCount")) })),
  /** @type {Plot} */ (plot), { autosize: true },
);

test("what was begun with a plot that is taken off before it is done is no fault", async () => {
  assert.equal(await failing({}), undefined);
});

test("what fails of a plot that is there is one", async () => {
  await assert.rejects(failing({ _fullLayout: /** @type {Plot["_fullLayout"]} */ ({}) }), TypeError);
});

/** @type {(scaleanchor: "x" | false) => Plot} 300 × 200 pixels inside its margins, which nothing has been drawn in */
const undrawn = (scaleanchor) => /** @type {Plot} */ (/** @type {unknown} */ ({
  clientWidth: 360, clientHeight: 250,
  layout: { margin: { l: 50, r: 10, t: 10, b: 40 }, xaxis: { range: [-1, 3] }, yaxis: { range: [0, 1], scaleanchor } },
}));

test("before Plotly is there the frame is all that its margins leave", () => {
  const { left, top, right, bottom } = frameOf(undrawn(false));
  assert.deepEqual([left, top, right, bottom], [50, 10, 350, 210]);
});

test("with one scale the axis that has room left is shortened, in the middle, as Plotly will do", () => {
  const frame = frameOf(undrawn("x"));
  assert.deepEqual([frame.left, frame.right, frame.top, frame.bottom], [50, 350, 72.5, 147.5]);
  assert.equal(frame.perX, frame.perY);
});
