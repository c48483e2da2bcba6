import assert from "node:assert/strict";
import { test } from "node:test";

import { marker } from "../../../studio/player/web/draw/marker.js";
import { contextOf } from "../fakes.js";

test("each run's point has as many corners as its shape", () => {
  const corners = { triangle: 3, square: 4, diamond: 4, pentagon: 5, cross: 12, circle: 0 };
  for (const [shape, count] of Object.entries(corners)) {
    const { context, said } = contextOf();
    marker(context, 50, 60, /** @type {keyof typeof corners} */ (shape), "red", "white", 10);
    assert.equal(said("moveTo").length + said("lineTo").length, count);
    assert.equal(said("arc").length, count ? 0 : 1);
  }
  const { context, said } = contextOf();
  marker(context, 50, 60, "diamond", "red", "white", 10);
  const [[x, y]] = said("moveTo").map((place) => place.map(Number));
  assert.ok(Math.abs(x - 50) < 1e-9 && Math.abs(y - 48.5) < 1e-9); // a diamond stands on its tip
});
