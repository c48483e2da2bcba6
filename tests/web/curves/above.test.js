import assert from "node:assert/strict";
import { test } from "node:test";

import { drawAbove } from "../../../studio/player/web/curves/above.js";
import { Frame } from "../../../studio/player/web/draw/frame.js";
import { contextOf, LOOK } from "../fakes.js";

const FRAME = new Frame(60, 20, 400, 60, [0, 60], [0, 8]);

test("what has left at the top has an arrow there with its value, and the values of two do not lie on each other", () => {
  const { context, said } = contextOf(), taken = /** @type {import("../../../studio/player/web/data/types.js").Edges[]} */ ([]);
  for (const [x, value] of [[90, 1.82e105], [94, 4e30]]) drawAbove(context, FRAME, x, { value, colour: "red", look: LOOK, taken });
  const corners = /** @type {[number, number][]} */ (said("lineTo"));
  assert.deepEqual(corners.slice(0, 3), [[90, 21], [95, 30], [85, 30]]);
  assert.deepEqual(said("fillText").map(([text]) => text), ["1.82·10¹⁰⁵", "4·10³⁰"]);
  const [one, other] = taken;
  assert.ok(one.bottom <= other.top || one.right <= other.left || other.right <= one.left);
  for (const { left, right, top, bottom } of taken) assert.ok(left >= FRAME.left && right <= FRAME.right && top >= FRAME.top && bottom <= FRAME.bottom);
});
