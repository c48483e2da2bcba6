import assert from "node:assert/strict";
import { test } from "node:test";

import { Exact } from "../../../studio/player/web/data/exact.js";
import { bound } from "../../../studio/player/web/data/template.js";

test("in sentences numbers are written as a lecturer writes them", () => {
  // As `tests/words/test_words.py` has them.
  const texts = [[8.5699e-12, "8.57·10⁻¹²"], [1e-7, "10⁻⁷"], [1234.5, "1,230"], [100000, "100,000"], [2.68e39, "2.68·10³⁹"], [-0.2588, "−0.259"], [0.0001, "0.0001"], [0, "0"], [-1e6, "−10⁶"]];
  for (const [value, text] of /** @type {[number, string][]} */ (texts)) assert.equal(new Exact(value).brief, text);
  assert.equal(new Exact(-2.488471e-50).short, "−2.48847e−50");
});

test("a formula does not break at its equals sign", () => {
  assert.equal(bound("loss 2, ‖g‖ = 3, η = 4"), "loss 2, ‖g‖\u00a0=\u00a03, η\u00a0=\u00a04");
});
