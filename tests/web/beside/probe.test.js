import assert from "node:assert/strict";
import { test } from "node:test";

import { Probe } from "../../../studio/player/web/beside/probe.js";

/** @import { Told } from "../../../studio/player/web/beside/probe.js" */
/** @import { Probed } from "../../../studio/player/web/data/types.js" */

/** @type {Record<string, string>[]} */
let asked = [];
/** @type {((answer: Probed | null) => void)[]} */
let waiting = [];

function probe() {
  asked = [];
  waiting = [];
  const root = Object.assign(new EventTarget(), { setAttribute() {}, focus() {}, replaceChildren() {}, hidden: true, tabIndex: -1 });
  const made = () => ({ append() {}, replaceChildren() {} });
  Object.assign(globalThis, { document: { createElement: () => Object.assign(made(), { style: {}, dataset: {} }) } });
  const one = new Probe(/** @type {HTMLElement} */ (/** @type {unknown} */ (root)), {
    fetch: (query) => {
      asked.push(query);
      return new Promise((answer, fail) => {
        waiting.push((value) => (value ? answer(value) : fail(new Error("away"))));
      });
    },
    turning: () => false,
    moved() {},
  });
  return { one, root };
}

const DATA = /** @type {Told & {domain: [[number, number], [number, number]]}} */ (/** @type {unknown} */ (
  { marks: ["probe"], words: {}, start: [0, 1], link: { surface: "bowl" }, spoken: { lang: "en" }, domain: [[-1, 1], [0, 10]] }));
/** @type {(x: number) => Probed} */
const answer = (x) => ({ at: [x, 0], axes: [], rates: null, rows: [], follows: "", what: "" });
const settled = () => new Promise((done) => {
  setImmediate(done);
});

test("it begins at the start, asks for one point at a time, and the newest of all that came meanwhile", async () => {
  const { one, root } = probe();
  one.show(DATA);
  assert.equal(root.hidden, false);
  assert.deepEqual(asked, [{ surface: "bowl", lang: "en", at: "0,1", step: "0" }]);
  for (const x of [0.1, 0.2, 0.3]) one.carry(x, 2);
  assert.equal(asked.length, 1);
  waiting[0](answer(0));
  await settled();
  assert.deepEqual(asked.slice(1).map(({ at }) => at), ["0.3,2"]);
  waiting[1](answer(0.3));
  await settled();
  assert.deepEqual([one.shown?.at, one.shown?.answer?.at], [[0.3, 2], [0.3, 0]]);
  one.draw(0);
  assert.equal(asked.length, 2);
  one.draw(5);
  assert.equal(asked[2].step, "5");
});

test("an arrow key carries it a hundredth of the picture, and the play head does not hear of it", () => {
  const { one, root } = probe();
  one.show(DATA);
  let heard = true;
  const event = Object.assign(new Event("keydown", { cancelable: true }), { key: "ArrowUp", stopPropagation: () => (heard = false) });
  root.dispatchEvent(event);
  assert.deepEqual([one.shown?.at, heard, event.defaultPrevented], [[0, 1.1], false, true]);
});

test("while the server is away the last answer stays, and off it is nowhere", async () => {
  const { one, root } = probe();
  one.show(DATA);
  waiting[0](answer(0));
  await settled();
  one.carry(0.5, 2);
  waiting[1](null);
  await settled();
  assert.deepEqual([one.shown?.at, one.shown?.answer?.at], [[0.5, 2], [0, 0]]);
  one.show({ ...DATA, marks: [] });
  one.carry(0.7, 2);
  assert.deepEqual([one.shown, root.hidden, asked.length], [null, true, 2]);
});
