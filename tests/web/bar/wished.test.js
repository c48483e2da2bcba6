// The marks that are wished for: an answer to an earlier press does not take back a later one.

import assert from "node:assert/strict";
import test from "node:test";

import { Wished } from "../../../studio/player/web/bar/wished.js";

test("what is pressed before the answer to the press before has come holds", () => {
  const wished = new Wished();
  wished.receive([]);
  wished.toggle("arrows");
  wished.toggle("numbers");
  wished.receive([]); // sent before
  wished.receive(["arrows"]);
  assert.deepEqual(wished.toggle("critical"), ["arrows", "numbers", "critical"]);
  wished.receive(["arrows", "numbers"]);
  assert.deepEqual(wished.marks, ["arrows", "numbers", "critical"]);
  wished.receive(["arrows", "numbers", "critical"]);
  assert.deepEqual(wished.toggle("arrows"), ["numbers", "critical"]);
});

test("an answer may be left out, where the next one has overtaken it", () => {
  const wished = new Wished();
  wished.toggle("arrows");
  wished.toggle("numbers");
  wished.receive(["arrows", "numbers"]);
  wished.receive(["arrows", "numbers", "dial"]); // from a link
  assert.deepEqual(wished.marks, ["arrows", "numbers", "dial"]);
});

test("what comes from elsewhere counts, whatever has been pressed", () => {
  const wished = new Wished();
  wished.receive(["ghost"]);
  wished.toggle("arrows");
  wished.receive(["dial"]);
  assert.deepEqual(wished.marks, ["dial"]);
  wished.receive([]);
  assert.deepEqual(wished.marks, []);
});

test("on and off again before any answer", () => {
  const wished = new Wished();
  wished.receive([]);
  wished.toggle("arrows");
  wished.toggle("arrows");
  wished.receive([]);
  assert.deepEqual(wished.toggle("arrows"), ["arrows"]);
});
