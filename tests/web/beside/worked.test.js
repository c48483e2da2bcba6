import assert from "node:assert/strict";
import { test } from "node:test";

import { filled, updateAt } from "../../../studio/player/web/beside/worked.js";

/** @type {Record<string, [string, number]>} */
const KNOWN = { m: ["m", -0.5], v: ["v", 2e-8], beta: ["beta", 0.9], t: ["t", 12] };

test("a line is filled in with numbers, in brackets where their sign would be misread", () => {
  assert.equal(filled("{beta} · {m} + {m}² = {m}", KNOWN), "0.9 · (−0.5) + (−0.5)² = −0.5");
  assert.equal(filled("{m} / (1 − {beta}^{t}) = {v}", KNOWN), "−0.5 / (1 − 0.9^12) = 2e−8");
  assert.equal(filled("{beta}, {m}, {m}", KNOWN), "0.9, −0.5, −0.5");
});

test("at the end of a run the numbers of its last update stay, and a run without an update has none", () => {
  assert.deepEqual([0, 1, 99, 100].map((step) => updateAt(step, 100)), [0, 1, 99, 99]);
  assert.equal(updateAt(0, 0), -1);
});
