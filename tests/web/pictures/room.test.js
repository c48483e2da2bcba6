import assert from "node:assert/strict";
import { test } from "node:test";

import { heightOf } from "../../../studio/player/web/pictures/room.js";

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
