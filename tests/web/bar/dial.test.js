import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { commandOf } from "../../../studio/player/web/bar/commands.js";
import { Dial } from "../../../studio/player/web/bar/dial.js";
import { Family } from "../../../studio/player/web/data/family.js";
import { packedAll, runOf } from "../fakes.js";

/** @import { Mark, SentDial, Words } from "../../../studio/player/web/data/types.js" */

/** What the dial asks of an element of the page. */
class Element {
  /** @type {Element[]} */ children = [];
  /** @type {Record<string, string>} */ attributes = {};
  /** @type {Record<string, (event: object) => void>} */ listeners = {};
  style = { setProperty: () => undefined };
  value = "";
  hidden = false;
  selectedIndex = 0;

  get valueAsNumber() {
    return Number(this.value);
  }

  /** @param {Element[]} children */
  append(...children) {
    this.children.push(...children);
  }

  /** @param {Element[]} children */
  replaceChildren(...children) {
    this.children = children;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  /**
   * @param {string} event
   * @param {(event: object) => void} act
   */
  addEventListener(event, act) {
    this.listeners[event] = act;
  }
}

Object.assign(globalThis, {
  document: { createElement: () => new Element() },
  Option: class extends Element {
    /** @param {string} text */
    constructor(text) {
      super();
      this.text = text;
    }
  },
});

const VALUES = [0.1, 0.2, 0.4, 0.8];
const WORDS = /** @type {Words} */ (/** @type {unknown} */ ({ turned: "Number", turn: "Turn it.", family: "All" }));

/** @type {(at: number, more?: Partial<SentDial>) => SentDial} */
const sent = (at, more = {}) => ({
  place: 0, id: "eta", at, values: VALUES, texts: VALUES.map((value) => `<${value}>`), family: { key: "k" },
  facts: VALUES.map((value) => ({ name: `η = ${value}`, last: 1, kind: "descending", sentence: "", end: null, limit: null, chapters: [], bounces: [] })),
  choices: [{ place: 0, id: "eta", label: "η" }, { place: 0, id: "beta", label: "β" }], ...more,
});

/** A dial with what it has told. */
function made() {
  /** @type {unknown[]} */
  const told = [];
  const element = new Element();
  const dial = new Dial(/** @type {HTMLElement} */ (/** @type {unknown} */ (element)), {
    turned: (old, run) => told.push(["turned", old.name, run.name]),
    set: ({ value }) => told.push(["set", value]),
    vary: ({ id }) => told.push(["vary", id]),
    family: () => told.push(["family"]),
  });
  const [number, range, output, all] = element.children;
  /** @type {(data: SentDial | null, marks?: Mark[]) => string[]} */
  const show = (data, marks = ["dial"]) => {
    const family = new Family({ steps: null, tables: VALUES.map((value) => packedAll({ x: [0, value], y: [0, 0] })) });
    const runs = [runOf({ x: [0, 9], y: [0, 0] }, { name: "real" }), runOf({ x: [0], y: [0] }, { name: "other", place: 1 })];
    return dial.show(data, { family, runs, marks, words: WORDS }).map(({ name }) => name);
  };
  /** @type {(i: number) => void} */
  const drag = (i) => {
    range.value = String(i);
    dial.range.oninput?.(/** @type {any} */ ({}));
  };
  const drop = () => {
    dial.range.onpointerup?.(/** @type {any} */ ({}));
    dial.range.onchange?.(/** @type {any} */ ({}));
  };
  return { dial, element, number, range, output: /** @type {Element & {textContent: string}} */ (output), all, told, show, drag, drop };
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("the dial stands at the value that the run has, and says it as its slider does", () => {
  const { show, range, output, element, number } = made();
  assert.deepEqual(show(sent(1)), ["real", "other"]);
  assert.deepEqual([range.value, output.textContent, element.hidden], ["1", "<0.2>", false]);
  assert.equal(range.attributes["aria-valuetext"], "<0.2>");
  assert.equal(range.attributes["aria-label"], "η");
  assert.equal(number.children.length, 2);
});

test("without the mark, or with no run to turn, there is nothing to see", () => {
  const { show, element, dial, told } = made();
  show(sent(1), ["family"]);
  assert.ok(element.hidden);
  dial.turn(1);
  show(null);
  assert.ok(element.hidden);
  dial.turn(1);
  assert.deepEqual(told, []);
});

test("turning shows the run of each value at once and sets nothing before it is let go, and then once", () => {
  const { show, drag, drop, told, output } = made();
  show(sent(1));
  drag(2);
  drag(3);
  assert.equal(output.textContent, "<0.8>");
  assert.deepEqual(told, [["turned", "real", "η = 0.4"], ["turned", "η = 0.4", "η = 0.8"]]);
  drop();
  assert.deepEqual(told.slice(2), [["set", 0.8]]);
  mock.timers.tick(5000);
  assert.equal(told.length, 3);
});

test("turned back to where it was, nothing is set and the run is the real one", () => {
  const { show, drag, drop, told } = made();
  show(sent(1));
  drag(2);
  drag(1);
  drop();
  assert.deepEqual(told, [["turned", "real", "η = 0.4"], ["turned", "η = 0.4", "real"]]);
});

test("what was let go stays on show until the run with that value comes, whatever comes before it", () => {
  const { show, drag, drop, range } = made();
  show(sent(1));
  drag(3);
  drop();
  assert.deepEqual(show(sent(1)), ["η = 0.8", "other"]);
  assert.equal(range.value, "3");
  assert.deepEqual(show(sent(3)), ["real", "other"]);
  assert.equal(range.value, "3");
  // From now on the dial follows the slider again.
  assert.deepEqual(show(sent(0)), ["real", "other"]);
  assert.equal(range.value, "0");
});

test("a dial that is being turned keeps its value when data come, at another place of another list", () => {
  const { show, drag, drop, range, told } = made();
  show(sent(1));
  drag(2);
  show(sent(0, { values: [0.2, 0.4, 0.8, 1.6] }));
  assert.equal(range.value, "1");
  drop();
  assert.deepEqual(told.at(-1), ["set", 0.4]);
});

test("a value that the new list does not have is let go of", () => {
  const { show, drag, drop, range, told } = made();
  show(sent(1));
  drag(3);
  assert.deepEqual(show(sent(2, { values: [0.01, 0.02, 0.03, 0.04] })), ["real", "other"]);
  assert.equal(range.value, "2");
  drop();
  assert.equal(told.length, 1);
});

test("another number on the dial starts at its own value", () => {
  const { show, drag, number, dial, told, range } = made();
  show(sent(1));
  drag(3);
  number.selectedIndex = 1;
  dial.number.onchange?.(/** @type {any} */ ({}));
  assert.deepEqual(told.at(-1), ["vary", "beta"]);
  assert.deepEqual(show(sent(0, { id: "beta" })), ["real", "other"]);
  assert.equal(range.value, "0");
});

test("keys turn by one detent, stop at the ends, and are let go when no other comes", () => {
  const { show, dial, told, range } = made();
  show(sent(1));
  dial.turn(1);
  mock.timers.tick(300);
  dial.turn(1);
  dial.turn(1);
  assert.equal(range.value, "3");
  mock.timers.tick(300);
  assert.equal(told.length, 2);
  mock.timers.tick(300);
  assert.deepEqual(told.at(-1), ["set", 0.8]);
});

test("the keys of the range turn it and go no further; others go on to the player", () => {
  const { show, range, dial, told } = made();
  show(sent(1));
  let stopped = 0;
  const press = (/** @type {string} */ key) => range.listeners.keydown({ key, stopPropagation: () => stopped++ });
  for (const key of ["ArrowLeft", "End", "PageUp", " ", "a"]) press(key);
  assert.equal(stopped, 3);
  range.value = "2";
  dial.range.oninput?.(/** @type {any} */ ({}));
  dial.range.onchange?.(/** @type {any} */ ({}));
  assert.equal(told.length, 1);
  mock.timers.tick(1000);
  assert.deepEqual(told.at(-1), ["set", 0.4]);
});

test("all paths are shown with the run that is varied, whatever value it is turned to", () => {
  const { show, dial, all, told, drag } = made();
  show(sent(1), ["dial", "family"]);
  assert.equal(all.attributes["aria-pressed"], "true");
  assert.equal(dial.real?.family?.count, 4);
  drag(3);
  assert.equal(dial.run?.family, dial.real?.family);
  dial.all.onclick?.(/** @type {any} */ ({}));
  assert.deepEqual(told.at(-1), ["family"]);
  show(sent(1), ["dial"]);
  assert.equal(dial.real?.family, null);
});

test("a bracket turns the dial on a keyboard that types it with AltGr, too", () => {
  /** @type {(key: string, held?: Partial<KeyboardEvent>) => string | undefined} */
  const command = (key, held = {}) =>
    commandOf(/** @type {KeyboardEvent} */ (/** @type {unknown} */ ({ key, target: { tagName: "DIV" }, ...held })))?.id;
  assert.deepEqual(["[", "]", "d", "m"].map((key) => command(key)), ["turn_down", "turn_up", "dial", "family"]);
  assert.equal(command("]", { altKey: true, ctrlKey: true }), "turn_up");
  assert.equal(command("[", { metaKey: true }), undefined);
  assert.equal(command("[", { ctrlKey: true }), undefined);
  assert.equal(command("d", { altKey: true }), undefined);
});
