// What the page without a server unfolds, and what it answers.

import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, shown, stateOf } from "../../../studio/offline/web/answers.js";
import { cut, unfold, unfolded } from "../../../studio/offline/web/unfold.js";
import { unpack } from "../../../studio/player/web/data/decode.js";

/** @type {(column: Float32Array | Float64Array | Int32Array) => {type: string, bytes: string}} */
const packed = (column) => ({
  type: column.constructor.name.replace("Array", "").toLowerCase().replace("float", "float"), bytes: Buffer.from(column.buffer).toString("base64"),
});

/** As Python folds it: the lowest bytes of all differences first. @param {Float64Array} column */
function folded(column) {
  const whole = new BigUint64Array(column.buffer), steps = new BigUint64Array(whole.length);
  for (let i = 0; i < whole.length; i++) steps[i] = whole[i] - (i ? whole[i - 1] : 0n);
  const rows = new Uint8Array(steps.buffer), planes = new Uint8Array(rows.length);
  for (let i = 0; i < whole.length; i++) for (let j = 0; j < 8; j++) planes[j * whole.length + i] = rows[8 * i + j];
  return planes;
}

test("a column is unfolded to the last bit, whatever is in it", () => {
  const column = Float64Array.of(1, -2.5, 5e-324, NaN, Infinity, -0, 1e300, 0.1);
  assert.deepEqual(unfolded(folded(column), 8), new Uint8Array(column.buffer));
});

test("columns come into their places, and what has a key wherever only that was sent", () => {
  const column = Float64Array.of(1, 2, 4), at = { type: "float64", at: 0, bytes: 24 };
  const sent = { en: { surface: { key: "k", name: "bowl", z: at } }, tw: { surface: { key: "k", name: "碗" }, again: [at] } };
  const { en, tw } = unfold(sent, /** @type {ArrayBuffer} */ (folded(column).buffer));
  assert.deepEqual([...unpack(en.surface.z)], [1, 2, 4]);
  assert.equal(tw.surface.z, en.surface.z);
  assert.equal(tw.again[0], en.surface.z);
  assert.deepEqual([en.surface.name, tw.surface.name], ["bowl", "碗"]);
});

test("a run that ended early has as many steps as rows", () => {
  const steps = /** @type {any} */ (packed(Int32Array.of(0, 2, 5, 9))), x = /** @type {any} */ (packed(Float32Array.of(1, 2)));
  assert.deepEqual([...unpack(cut(steps, x))], [0, 2]);
});

const X = packed(Float32Array.of(3, 4));
const RUN = { place: 0, path: "p", name: "η = 1", places: [1], formulas: {}, numbers: [["η", "1"]], window: {}, table: { key: "t" }, bundle: {}, flows: { key: "w", paths: { flow: 1, follows: 2 } }, seeds: {}, finer: null };
const WHOLE = /** @type {any} */ ({
  clock: "linear", space: "2d", height: "linear", trail: "full", marks: ["arrows"], critical: { key: "c" }, bends: { key: "b" }, beside: null, runs: [RUN],
  notices: ["n"], flowing: { flow: ["f"], follows: [] },
  turned: [[["η", "1"]], [["η", "2"]]],
  dial: { place: 0, id: "eta", at: 0, values: [1, 2], facts: [{ name: "η = 1" }, { name: "η = 2" }], family: { key: "f", steps: null, tables: [{ x: X }, { x: X }] } },
});
const STATE = stateOf(WHOLE), HERE = { whole: WHOLE, relief: false, steps: true };

test("what is here is granted", () => {
  assert.deepEqual(answer("choice", { name: "trail", value: "last_20", wish: 3 }, STATE, HERE), { ...STATE, trail: "last_20", taken: 3 });
  assert.deepEqual(answer("marks", { marks: ["numbers"], wish: 4, step: 0 }, STATE, HERE), { ...STATE, marks: ["numbers"], taken: 4 });
  assert.deepEqual(answer("knob", { place: 0, id: "eta", value: 2 }, STATE, HERE), { ...STATE, at: 1 });
  assert.equal(/** @type {any} */ (answer("choice", { name: "space", value: "3d", wish: 1 }, STATE, { ...HERE, relief: true })).space, "3d");
});

test("what is not here is refused with a reason, and what nobody would miss with none", () => {
  const without = { ...HERE, whole: { ...WHOLE, dial: null } };
  assert.equal(answer("start", { x: 1, y: 1 }, STATE, HERE), "start");
  assert.equal(answer("choice", { name: "space", value: "both", wish: 1 }, STATE, HERE), "relief");
  assert.equal(answer("marks", { marks: ["arrows", "dial"], wish: 1, step: 0 }, STATE, without), "dial");
  assert.equal(answer("marks", { marks: ["numbers"], wish: 1, step: 0 }, STATE, { ...HERE, steps: false }), "steps");
  assert.equal(answer("marks", { marks: ["probe"], wish: 1, step: 0 }, STATE, HERE), "probe");
  for (const wish of /** @type {const} */ (["vary", "change"])) assert.equal(answer(wish, {}, STATE, HERE), "number");
  assert.equal(answer("knob", { place: 0, id: "eta", value: 7 }, STATE, HERE), "number");
  for (const wish of /** @type {const} */ (["zoom", "window", "missing", "reveal"])) assert.equal(answer(wish, {}, STATE, HERE), null);
});

test("only the marks that are on are sent on", () => {
  const none = shown(WHOLE, { ...STATE, marks: [] }), all = shown(WHOLE, { ...STATE, marks: ["critical", "limit", "places", "numbers"] });
  assert.deepEqual([none.critical, none.bends, none.runs[0].places, none.runs[0].formulas], [null, null, [], null]);
  assert.deepEqual([all.critical, all.bends, all.runs[0].places, all.runs[0].formulas], [{ key: "c" }, { key: "b" }, [1], {}]);
});

test("of the flows those are sent on that are to be seen, with what is said of them", () => {
  const one = shown(WHOLE, { ...STATE, marks: ["flow"] }), none = shown(WHOLE, STATE);
  assert.deepEqual([one.runs[0].flows, one.notices], [{ key: "w flow", paths: { flow: 1 } }, ["n", "f"]]);
  assert.deepEqual([none.runs[0].flows, none.notices], [null, ["n"]]);
});

test("with another value of the dial its run stands where the run stood, without numbers that are not its own", () => {
  const { runs: [run], dial } = shown(WHOLE, { ...STATE, at: 1 });
  assert.equal(dial?.at, 1);
  assert.deepEqual([run.name, run.numbers, run.table.key, run.path, run.window, run.bundle], ["η = 2", [["η", "2"]], "f 1", "p 1", undefined, null]);
  assert.equal(/** @type {any} */ (run.table).columns.x, X);
  assert.equal(shown(WHOLE, STATE).runs[0].table.key, "t");
});
