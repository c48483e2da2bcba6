import assert from "node:assert/strict";
import { test } from "node:test";

import { Ink, labelNear, lead } from "../../../studio/player/web/draw/label.js";
import { contextOf, LOOK } from "../fakes.js";

const EDGES = { left: 0, top: 0, right: 400, bottom: 200 };
/** @type {[number, number][]} right of the point and left of it */
const SIDES = [[10, 0], [-10, 0]];

/** @type {(ink: Ink | null, more?: {most?: number, places?: [number, number, number?][], text?: string}) => {box: ReturnType<typeof labelNear>, texts: unknown[][]}} */
function written(ink, { most, places = SIDES, text = "word" } = {}) {
  const { context, said } = contextOf();
  const box = labelNear(context, text, [200, 100], places, { look: LOOK, edges: EDGES, taken: [], ink, most });
  return { box, texts: said("fillText") };
}

test("a word stands at its first place, and where a line lies there at the next one", () => {
  assert.equal(written(null).texts[0][1], 210);
  assert.equal(written(new Ink(EDGES)).texts[0][1], 210);
  const ink = new Ink(EDGES);
  ink.line([220, 0], [220, 200]);
  assert.equal(written(ink).texts[0][1], 190);
  // Where lines lie everywhere it stands where fewest do.
  for (const x of [150, 160, 170, 180]) ink.line([x, 0], [x, 200]);
  assert.equal(written(ink).texts[0][1], 210);
});

test("a place that is farther away is taken only for what is worth it", () => {
  const ink = new Ink(EDGES);
  ink.line([220, 0], [220, 200]);
  /** @type {[number, number, number?][]} */
  const places = [[10, 0], [-10, 0, 1000]];
  assert.equal(written(ink, { places }).texts[0][1], 210);
  places[1][2] = 10;
  assert.equal(written(ink, { places }).texts[0][1], 190);
});

test("what would lie on lines with more than a share of it is left out", () => {
  const ink = new Ink(EDGES);
  for (let x = 0; x < 400; x += 8) ink.line([x, 0], [x, 200]);
  assert.equal(written(ink, { most: 0.12 }).box, null);
  assert.equal(written(ink, { most: 0.12 }).texts.length, 0);
  assert.notEqual(written(ink).box, null);
});

test("lines of a text stand below each other about its place, and all of it keeps inside", () => {
  const { box, texts } = written(null, { text: "one\nthree" });
  assert.deepEqual(texts.map(([text, x]) => [text, x]), [["one", 210], ["three", 210]]);
  const [one, three] = texts.map(([, , y]) => Number(y));
  assert.equal((one + three) / 2, 100);
  assert.equal(three - one, 14 * 1.25);
  assert.ok(box && box.top < one - 7 && box.bottom > three + 7 && box.right === 210 + 5 * 8 + 2);
  assert.equal(written(null, { text: "one\nthree", places: [[10, 85]] }).box, null);
  assert.notEqual(written(null, { text: "one", places: [[10, 85]] }).box, null);
});

test("ink is where lines and marks are, and what is no number is nowhere", () => {
  const ink = new Ink(EDGES);
  ink.line([NaN, 3], [10, 10]);
  ink.line([-50, -50], [-1, -1]);
  assert.equal(ink.cells.reduce((sum, cell) => sum + cell, 0), 0);
  ink.line([2, 2], [38, 2]);
  assert.equal(ink.under({ left: 0, right: 40, top: 0, bottom: 4 }, 0), 10);
  assert.equal(ink.under({ left: 0, right: 40, top: 8, bottom: 12 }, 0), 0);
  assert.equal(ink.under({ left: 0, right: 40, top: 8, bottom: 12 }, 6), 10);
});

test("a line leads from the rim of a mark to a name that is far from it, and to none that is near", () => {
  /** @type {(left: number) => {from: unknown[][], to: unknown[][]}} */
  const led = (left) => {
    const { context, said } = contextOf();
    lead(context, [100, 100], { left, right: left + 30, top: 90, bottom: 110 }, { look: LOOK, from: 4, far: 18 });
    return { from: said("moveTo"), to: said("lineTo") };
  };
  assert.deepEqual(led(130), { from: [[104, 100]], to: [[130, 100]] });
  assert.deepEqual(led(110), { from: [], to: [] });
});
