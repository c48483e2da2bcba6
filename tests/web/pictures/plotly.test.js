import assert from "node:assert/strict";
import { test } from "node:test";

import { relayout } from "../../../studio/player/web/pictures/plotly.js";

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
