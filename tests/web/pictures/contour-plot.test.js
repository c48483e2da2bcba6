import assert from "node:assert/strict";
import { test } from "node:test";

import { contour, layout } from "../../../studio/player/web/pictures/contour-plot.js";
import { LOOK } from "../fakes.js";

/** @type {import("../../../studio/player/web/data/types.js").Surface} */
const SURFACE = {
  key: "bowl", name: "Bowl", domain: [[-2, 4], [0, 1]], grid: [4, 3], minima: [[0, 0]], levels: "linear", low: 0,
  floor: 0.1, z: Float32Array.from({ length: 12 }, (_, i) => i),
};

test("the grid of a surface reaches from edge to edge of its domain, a row for each y", () => {
  const { x, y, z } = contour(SURFACE, LOOK);
  assert.deepEqual([...x], [-2, 0, 2, 4]);
  assert.deepEqual([...y], [0, 0.5, 1]);
  assert.deepEqual(z.map((row) => [...row]), [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]);
});

test("the axes show the domain, and a finger that cannot hover scrolls the page instead of the picture", () => {
  const { xaxis, yaxis, dragmode, uirevision } = layout(SURFACE, LOOK, { drags: true, small: false });
  assert.deepEqual([xaxis.range, yaxis.range, dragmode, uirevision], [[-2, 4], [0, 1], "pan", "bowl"]);
  xaxis.range[0] = -1;
  assert.deepEqual(SURFACE.domain, [[-2, 4], [0, 1]], "a zoom of one picture is not written into the surface");
  assert.equal(layout(SURFACE, LOOK, { drags: false, small: false }).dragmode, false);
});
