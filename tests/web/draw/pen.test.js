import assert from "node:assert/strict";
import { test } from "node:test";

import { Frame } from "../../../studio/player/web/draw/frame.js";
import { Pen, PIECE } from "../../../studio/player/web/draw/pen.js";
import { contextOf } from "../fakes.js";

/** @import { Call } from "../fakes.js" */
/** @import { Point } from "../../../studio/player/web/data/types.js" */

test("what a hand has drawn is stroked in pieces that hang together, and its dots go on from one to the next", () => {
  const { context, said } = contextOf(), pen = new Pen(), count = 2.5 * PIECE;
  const pixels = /** @type {Point[]} */ (Array.from({ length: count }, (_, i) => [3 * i, 4 * i]));
  pen.begin([context], new Frame(0, 0, 100, 100, [0, 1], [0, 1]), [1, 6], { colour: "red", width: 2 });
  pen.through(pixels);
  pen.end();
  const pieces = said("stroke").map(([path]) => /** @type {Call[]} */ (path));
  assert.deepEqual(pieces.map((path) => path.filter(([name]) => name === "lineTo").length), [PIECE, PIECE, PIECE / 2]);
  const ends = pieces.map((path) => path[path.length - 1].slice(1)), begins = pieces.map(([first]) => first.slice(1));
  assert.deepEqual(begins.slice(1), ends.slice(0, -1));
  assert.deepEqual([begins[0], ends[2]], [pixels[0], pixels[count - 1]]);
  assert.deepEqual(said("lineDashOffset").map(([offset]) => 0 - Number(offset)), [0, 5 * (PIECE - 1), 5 * (2 * PIECE - 1)]);
});
