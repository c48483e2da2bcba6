import assert from "node:assert/strict";
import { test } from "node:test";

import { angleOf, valueOf } from "../../../studio/player/web/beside/meter.js";
import { runOf } from "../fakes.js";

test("the limit is upright, nothing lies to the left, and twice the limit and all above it to the right", () => {
  assert.deepEqual([0, 0.5, 1, 1.5, 2, 1e300].map(angleOf), [-90, -45, 0, 45, 90, 90]);
});

test("it shows what η is at the step, after the last update where the run is then, and nothing where no limit is known", () => {
  const columns = { x: [0, 0, 0, 0], y: [0, 0, 0, 0], loss: [1, 1, 1, 1], stability: [0.25, 1.5, 0.75, 1.25] };
  assert.deepEqual([0, 1, 2, 3, 9].map((step) => valueOf(runOf(columns, { limit: 3.8 }), step)), [0.25, 1.5, 0.75, 1.25, 1.25]);
  assert.equal(valueOf(runOf(columns), 0), null);
});
