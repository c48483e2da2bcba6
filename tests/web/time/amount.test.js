import assert from "node:assert/strict";
import { test } from "node:test";

import { lastOf } from "../../../studio/player/web/time/amount.js";

/** @import { Amount } from "../../../studio/player/web/data/types.js" */

test("how many steps are the last ones", () => {
  assert.deepEqual(["full", "last_500", "last_100", "last_20", "points"].map((one) => lastOf(/** @type {Amount} */ (one))), [undefined, 500, 100, 20, undefined]);
});
