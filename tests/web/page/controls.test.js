import assert from "node:assert/strict";
import { test } from "node:test";

import { typed, wordOf } from "../../../studio/player/web/page/controls.js";

test("a control is known by the class that its key has on the page", () => {
  assert.equal(wordOf("stElementContainer element-container st-key-one_rate-eta-1 st-emotion-cache-1"), "eta.1");
  assert.equal(wordOf("st-key-explore-changes-2-0-at"), "changes.2.0.at");
  assert.equal(wordOf("st-key-explore-steps_per_epoch-1 other"), "steps_per_epoch.1");
  assert.equal(wordOf("stElementContainer"), "");
});

test("what is typed counts if it is a number that the field allows", () => {
  const field = (/** @type {string} */ value, validity = {}) =>
    typed({ value, validity: /** @type {ValidityState} */ ({ badInput: false, rangeOverflow: false, rangeUnderflow: false, ...validity }) });
  assert.equal(field("17"), "17");
  assert.equal(field(""), null);
  assert.equal(field("", { badInput: true }), null);
  assert.equal(field("1e9", { rangeOverflow: true }), null);
  // The step of a field is a hint for + and −, and no rule for what is typed.
  assert.equal(field("0.123", { stepMismatch: true }), "0.123");
});
