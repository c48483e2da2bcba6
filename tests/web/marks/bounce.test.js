import assert from "node:assert/strict";
import { test } from "node:test";

import { drawBounce, early, flips } from "../../../studio/player/web/marks/bounce.js";
import { Path } from "../../../studio/player/web/marks/path.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, momentOf, runOf } from "../fakes.js";

/** @import { Words } from "../../../studio/player/web/data/types.js" */

const STEPS = 300, rows = Array.from({ length: STEPS + 1 }, (_, step) => step);
const COLUMNS = { x: rows.map((step) => -4 + step / 200), y: rows.map((step) => 0.3 * (-1) ** step), loss: rows.map((step) => (step < 50 ? 22 : 20.299)), norm: rows.map(() => 67) };

test("a parameter that changes its sign with every update is named, and one that skips a time is not", () => {
  assert.equal(flips(COLUMNS, 300, 300), "θ₂");
  assert.equal(flips({ x: COLUMNS.y, y: COLUMNS.x }, 300, 300), "θ₁");
  const once = { ...COLUMNS, y: COLUMNS.y.with(100, COLUMNS.y[101]) };
  assert.equal(flips(once, 300, 300), null);
  assert.equal(flips(once, 300, 150), "θ₂");
});

test("it is compared with a round step at a third of the way", () => {
  assert.deepEqual([50, 299, 300, 1000, 3000].map(early), [10, 90, 100, 300, 1000]);
});

test("beside a bounce stands what it comes to, in numbers of the run, once it is long enough", () => {
  const words = /** @type {Words} */ ({ flips: "{parameter} flips {count}", loss_then: "step {step}: loss {loss}", last_updates: "last {count}" });
  const run = runOf(COLUMNS, { bounces: [[1, 300]], last: STEPS }), view = new PlaneView(0, 0, 900, 300, [-5, 5], [-1, 1]), path = new Path(run);
  path.follow(view);
  /** @type {(step: number) => string[]} */
  const written = (step) => {
    const { context, said } = contextOf();
    drawBounce(view, path, { ...momentOf(context, step), words });
    return said("fillText").map(([text]) => String(text));
  };
  assert.deepEqual(written(40), []);
  assert.deepEqual(written(300), ["θ₂ flips 299", "step 100: loss 20.3", "step 300: loss 20.3", "last 12"]);
});
