import assert from "node:assert/strict";
import { test } from "node:test";

import { heightOf, isBrief } from "../../../studio/player/web/pictures/room.js";
import { runOf } from "../fakes.js";

const PLANE = { view: "one", marks: [] };
const ONE = { rows: 1, columns: 1 }, TWO = { rows: 1, columns: 2 };

test("a picture gets what the window has left", () => {
  assert.equal(heightOf(1000, 100, 300, ONE), 586);
  assert.equal(heightOf(1000, 100, 300, { rows: 2, columns: 4 }), 293);
});

test("it is never a strip: the page scrolls before", () => {
  for (const window of [640, 768, 1080, 1440]) {
    assert.ok(heightOf(window, 500, 500, ONE) >= 0.42 * window);
    assert.ok(heightOf(window, 500, 500, TWO) >= 0.3 * window);
  }
  assert.equal(heightOf(360, 500, 500, ONE), 180);
  assert.equal(heightOf(360, 500, 500, { rows: 3, columns: 3 }), 110);
});

test("a question that is asked below it is in sight too", () => {
  assert.equal(heightOf(768, 150, 400, { ...ONE, asks: true }), 204);
  assert.equal(heightOf(844, 240, 500, { ...ONE, asks: true }), 130);
});

test("on the largest screen it leaves something beside it to be seen", () => {
  assert.equal(heightOf(1440, 60, 100, ONE), 950);
});

test("of many runs in a small player verdicts are said, not where there is room or the page scrolls anyway", () => {
  const groups = (/** @type {number[]} */ ...counts) => counts.map((count) => Array.from({ length: count }, () => runOf({ x: [0], y: [0] })));
  Object.assign(globalThis, { innerHeight: 768 });
  assert.ok(isBrief(PLANE, groups(5), 0, 1, { clientWidth: 816 }));
  assert.ok(isBrief(PLANE, groups(2, 2), 1, 1, { clientWidth: 816 }));
  assert.ok(!isBrief(PLANE, groups(2), 0, 1, { clientWidth: 816 }));
  assert.ok(!isBrief({ view: "side", marks: [] }, groups(1, 1, 1, 1), 0, 1, { clientWidth: 816 }));
  assert.ok(!isBrief(PLANE, groups(5), 0, 1, { clientWidth: 1000 }));
  assert.ok(!isBrief(PLANE, groups(5), 0, 1, { clientWidth: 360 }));
  Object.assign(globalThis, { innerHeight: 1080, document: { querySelector: () => null } });
  assert.ok(isBrief({ view: "one", marks: ["numbers"] }, groups(5), 0, 1.5, { clientWidth: 1900 }));
  assert.ok(!isBrief(PLANE, groups(5), 0, 1.5, { clientWidth: 1900 }));
  assert.ok(!isBrief(PLANE, groups(5), 0, 1, { clientWidth: 816 }));
});
