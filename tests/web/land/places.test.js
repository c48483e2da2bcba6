import assert from "node:assert/strict";
import { test } from "node:test";

import { Ink } from "../../../studio/player/web/draw/label.js";
import { drawPlaces } from "../../../studio/player/web/land/places.js";
import { PlaneView } from "../../../studio/player/web/views/plane.js";
import { contextOf, momentOf, runOf } from "../fakes.js";

/** @import { Edges, Point } from "../../../studio/player/web/data/types.js" */

test("in a picture as narrow as a telephone what a place needs stands in short lines, on no path", () => {
  const view = new PlaneView(0, 0, 280, 245, [-1.6, 1.6], [-1.4, 1.4]), ink = new Ink(view);
  // A path round the lower half of a circle, at whose lowest point large steps are needed.
  const round = Array.from({ length: 60 }, (_, i) => /** @type {Point} */ (view.pixel(view.spot({ x: -Math.cos((Math.PI * i) / 59), y: -Math.sin((Math.PI * i) / 59) }))));
  for (let i = 1; i < round.length; i++) ink.line(round[i - 1], round[i]);
  const { context, said } = contextOf(), taken = /** @type {Edges[]} */ ([]);
  const run = runOf({ x: [0], y: [-1], loss: [0] }, { places: [{ x: 0, y: -1, loss: 0, far: true, text: "steps large: |λ| = 0.12; gets η = 0.02" }] });
  drawPlaces(view, run, { ...momentOf(context, 0), ink, taken });
  assert.deepEqual(said("fillText").map(([text]) => text), ["steps large:", "|λ| = 0.12;", "gets η = 0.02"]);
  assert.equal(ink.under(taken[0], 0), 0);
  // It is still seen whose it is.
  assert.ok(Math.abs((taken[0].top + taken[0].bottom) / 2 - round[30][1]) < 70);
});
