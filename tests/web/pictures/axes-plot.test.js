import assert from "node:assert/strict";
import { test } from "node:test";

import { layout } from "../../../studio/player/web/pictures/axes-plot.js";
import { LOOK } from "../fakes.js";

/** @type {import("../../../studio/player/web/data/types.js").Surface} */
const SURFACE = {
  key: "bowl", name: "Bowl", domain: [[-2, 4], [0, 1]], grid: [4, 3], minima: [[0, 0]], sides: [""], shift: 0, held: 0, second: null, levels: "linear", low: 0,
  floor: 0.1, equal: false, lines: [], z: Float32Array.from({ length: 12 }, (_, i) => i),
};

test("the axes show the domain, and a finger that cannot hover scrolls the page instead of the picture", () => {
  const { xaxis, yaxis, dragmode, uirevision } = layout(SURFACE, LOOK, { drags: true, small: false, equal: false });
  assert.deepEqual([xaxis.range, yaxis.range, dragmode, uirevision], [[-2, 4], [0, 1], "pan", "bowl"]);
  xaxis.range[0] = -1;
  assert.deepEqual(SURFACE.domain, [[-2, 4], [0, 1]], "a zoom of one picture is not written into the surface");
  assert.equal(layout(SURFACE, LOOK, { drags: false, small: false, equal: false }).dragmode, false);
});

test("with equal scales a unit is as long upwards as across, and the picture is never wider than its domain", () => {
  for (const equal of [true, false]) {
    const { xaxis, yaxis } = layout(SURFACE, LOOK, { drags: true, small: false, equal });
    assert.equal(yaxis.scaleanchor, equal ? "x" : false);
    assert.deepEqual([xaxis.constrain, yaxis.constrain], ["domain", "domain"]);
  }
});
