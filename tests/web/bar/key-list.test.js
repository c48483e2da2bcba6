import assert from "node:assert/strict";
import { test } from "node:test";

import { COMMANDS, commandOf } from "../../../studio/player/web/bar/commands.js";
import { keysOf } from "../../../studio/player/web/bar/key-list.js";

/** @import { Words } from "../../../studio/player/web/data/types.js" */

const SAID = { in_turn: "{name}, the next of: {options}", comma: ", ", space: "Picture", space_2d: "2D", space_both: "2D and 3D", space_3d: "3D" };
const words = /** @type {Words} */ (new Proxy(SAID, { get: (said, name) => Reflect.get(said, name) ?? `word of ${String(name)}` }));
const LISTS = ["trail", "space", "height", "clock"];

/** @type {(key: string, target?: {tagName: string}, more?: object) => KeyboardEvent} */
const pressed = (key, target = { tagName: "DIV" }, more = {}) => /** @type {KeyboardEvent} */ (/** @type {unknown} */ ({ key, target, ...more }));

test("the help has a line for each command, and each its own key", () => {
  const keys = keysOf(words);
  const others = keys.filter((_, place) => !LISTS.includes(COMMANDS[place].id));
  assert.deepEqual(others.map(([, word]) => word), COMMANDS.filter(({ id }) => !LISTS.includes(id)).map(({ id }) => `word of ${id}`));
  assert.equal(new Set(keys.map(([key]) => key)).size, COMMANDS.length);
  assert.deepEqual(keys.find(([, word]) => word === "word of next"), ["word of key_page_down", "word of next"]);
  assert.deepEqual(keys.find(([, word]) => word === "word of loop"), ["L", "word of loop"]);
});

test("of a list the help says what its key goes through", () => {
  assert.deepEqual(keysOf(words).find(([key]) => key === "3"), ["3", "Picture, the next of: 2D, 2D and 3D, 3D"]);
});

test("the keys of playback lead to their commands", () => {
  const ids = { PageUp: "previous", PageDown: "next", l: "loop", L: "loop", "<": "slower", ">": "faster", "?": "help", o: "play_next", " ": "toggle" };
  for (const [key, id] of Object.entries(ids)) assert.equal(commandOf(pressed(key))?.id, id, key);
});

test("a key that a control or the browser needs is left to it", () => {
  assert.equal(commandOf(pressed("l", { tagName: "SELECT" })), undefined);
  assert.equal(commandOf(pressed("l", { tagName: "DIV" }, { ctrlKey: true })), undefined);
  assert.equal(commandOf(pressed(" ", { tagName: "BUTTON" })), undefined);
  assert.equal(commandOf(pressed("Enter", { tagName: "BUTTON" })), undefined);
});
