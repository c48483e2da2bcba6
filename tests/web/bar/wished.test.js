// What is wished for: an answer to an earlier press does not take back a later one.

import assert from "node:assert/strict";
import test from "node:test";

import { Wished } from "../../../studio/player/web/bar/wished.js";

/** @import { Wishable } from "../../../studio/player/web/data/types.js" */

/** @type {(taken: number, changed?: Partial<Wishable>) => Wishable & {taken: number}} */
const sent = (taken, changed = {}) => ({ clock: "linear", space: "2d", height: "linear", trail: "full", marks: [], ...changed, taken });

test("what is pressed before the answer to the press before has come holds", () => {
  const wished = new Wished();
  wished.receive(sent(0));
  assert.deepEqual(wished.toggle("arrows"), { marks: ["arrows"], wish: 1 });
  wished.toggle("numbers");
  wished.receive(sent(0)); // sent before
  wished.receive(sent(1, { marks: ["arrows"] }));
  assert.deepEqual(wished.toggle("critical"), { marks: ["arrows", "numbers", "critical"], wish: 3 });
  wished.receive(sent(2, { marks: ["arrows", "numbers"] }));
  assert.deepEqual(wished.now.marks, ["arrows", "numbers", "critical"]);
  wished.receive(sent(3, { marks: ["arrows", "numbers", "critical"] }));
  assert.deepEqual(wished.toggle("arrows").marks, ["numbers", "critical"]);
});

test("an answer may be left out, where the next one has overtaken it", () => {
  const wished = new Wished();
  wished.toggle("arrows");
  wished.toggle("numbers");
  wished.receive(sent(2, { marks: ["arrows", "numbers"] }));
  wished.receive(sent(2, { marks: ["arrows", "numbers", "dial"] })); // from a link
  assert.deepEqual(wished.now.marks, ["arrows", "numbers", "dial"]);
});

test("once a press is answered the page decides, whatever was pressed", () => {
  const wished = new Wished();
  wished.receive(sent(0, { marks: ["ghost"] }));
  wished.toggle("arrows");
  wished.receive(sent(1, { marks: ["dial"] }));
  assert.deepEqual(wished.now.marks, ["dial"]);
  wished.receive(sent(1));
  assert.deepEqual(wished.now.marks, []);
});

test("on and off again before any answer", () => {
  const wished = new Wished();
  wished.receive(sent(0));
  wished.toggle("arrows");
  wished.toggle("arrows");
  wished.receive(sent(0));
  assert.deepEqual(wished.toggle("arrows").marks, ["arrows"]);
});

test("the same value wished for again is not taken for answered", () => {
  const wished = new Wished();
  for (const space of ["both", "3d", "2d", "both"]) wished.ask("space", space);
  for (const [i, space] of /** @type {const} */ (["both", "3d", "2d"]).entries()) {
    wished.receive(sent(i + 1, { space }));
    assert.equal(wished.now.space, "both");
  }
});

test("one kind of wish does not hide another, and what nobody wished for is the page's", () => {
  const wished = new Wished();
  const clock = wished.ask("clock", "log");
  wished.ask("space", "3d");
  wished.receive(sent(clock, { trail: "points" }));
  assert.deepEqual([wished.now.clock, wished.now.space, wished.now.trail], ["linear", "3d", "points"]);
});

test("a player that is made anew counts on from what the page has taken in", () => {
  const wished = new Wished();
  wished.receive(sent(7));
  assert.equal(wished.ask("space", "both"), 8);
  wished.receive(sent(7));
  assert.equal(wished.now.space, "both");
});
