import assert from "node:assert/strict";
import { test } from "node:test";

import { levelLines, slopeAt, terrainOf } from "../../../studio/player/web/draw/terrain.js";

/** @import { Surface } from "../../../studio/player/web/data/types.js" */

/** @type {(grid: [number, number], height: (x: number, y: number) => number, levels?: "linear" | "log") => Pick<Surface, "grid" | "z" | "levels" | "floor">} over 0 … 1 */
function surface(grid, height, levels = "linear") {
  const [across, down] = grid, at = (/** @type {number} */ i) => height((i % across) / (across - 1), Math.floor(i / across) / (down - 1));
  return { grid, levels, floor: 1e-3, z: Float32Array.from({ length: across * down }, (_, i) => at(i)) };
}

test("between the points of the grid a surface is as smooth as it is", () => {
  const square = (/** @type {number} */ x, /** @type {number} */ y) => 3 * (x - 0.4) ** 2 + x * y + y ** 2, { z, across, down } = terrainOf(surface([9, 7], square));
  assert.deepEqual([across, down], [25, 19]);
  let worst = 0;
  for (let row = 3; row < down - 3; row++) for (let column = 3; column < across - 3; column++) {
    worst = Math.max(worst, Math.abs(z[row * across + column] - square(column / (across - 1), row / (down - 1))));
  }
  assert.ok(worst < 1e-6, `${worst}`);
});

test("a level line lies on its level, and that around a minimum is closed", () => {
  const bowl = (/** @type {number} */ x, /** @type {number} */ y) => (x - 0.5) ** 2 + (y - 0.5) ** 2, terrain = terrainOf(surface([31, 21], bowl));
  const [line, ...others] = levelLines(terrain, [0.09])[0];
  assert.deepEqual(others, []);
  assert.deepEqual(line[0], line.at(-1));
  for (const [x, y] of line) assert.ok(Math.abs(Math.hypot(x - 0.5, y - 0.5) - 0.3) < 1e-3, `${x}, ${y}`);
  // It goes from cell to cell.
  for (let i = 1; i < line.length; i++) assert.ok(Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]) < 0.04);
});

test("a line that leaves the picture ends at its edge, and on a saddle two pass each other", () => {
  const slope = terrainOf(surface([11, 11], (x) => x)), saddle = terrainOf(surface([11, 11], (x, y) => (x - 0.5) * (y - 0.5)));
  const [line, ...others] = levelLines(slope, [0.26])[0];
  assert.deepEqual([others.length, line[0][1], line.at(-1)?.[1]].sort(), [0, 0, 1]);
  assert.deepEqual(levelLines(saddle, [0.01, 2]).map((lines) => lines.length), [2, 0]);
});

test("in a narrow curved valley a line is whole: no beads that the grid has made", () => {
  const valley = (/** @type {number} */ x, /** @type {number} */ y) => (1 - 4 * x + 2) ** 2 + 100 * (4 * y - 1 - (4 * x - 2) ** 2) ** 2;
  const terrain = terrainOf(surface([121, 81], (x, y) => Math.log10(valley(x, y) + 1e-3), "log"));
  for (const lines of levelLines(terrain, [0, 0.5, 1, 1.5])) assert.ok(lines.length <= 2, `${lines.length}`);
});

test("the slope is what is higher a point further on", () => {
  const terrain = terrainOf(surface([11, 11], (x, y) => 4 * x + 3 * y));
  assert.ok(Math.abs(slopeAt(terrain, [0.5, 0.5]) - 5 / 30) < 1e-6);
  assert.ok(Math.abs(slopeAt(terrain, [1, 1]) - 5 / 30) < 1e-6);
});
