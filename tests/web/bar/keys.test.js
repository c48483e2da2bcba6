// Keys on other keyboards: what is typed where that is Latin, else what is printed at that place on a Latin one.

import assert from "node:assert/strict";
import test from "node:test";

import { commandOf, COMMANDS, keyOf } from "../../../studio/player/web/bar/commands.js";

/** What a key of the Latin letters types elsewhere: JCUKEN, Greek, Hebrew, Arabic. */
const LAYOUTS = {
  cyrillic: ["йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm"],
  greek: [";ςερτυθιοπασδφγηξκλζχψωβνμ", "qwertyuiopasdfghjklzxcvbnm"],
  hebrew: ["/קראטוןםפשדגכעיחלךזסבהנמצ", "qertyuiopasdfghjklzxcvbnm"],
  arabic: ["ضصثقفغعهخحشسيبلاتنمئءؤرىة", "qwertyuiopasdfghjklzxcvnm"],
};

/** @type {(key: string, code: string, held?: object) => import("../../../studio/player/web/bar/commands.js").CommandId | undefined} */
const pressed = (key, code, held = {}) =>
  commandOf(/** @type {KeyboardEvent} */ (/** @type {unknown} */ ({ key, code, target: { tagName: "DIV" }, ...held })))?.id;

for (const [layout, [typed, latin]] of Object.entries(LAYOUTS)) {
  test(`every letter of the table works on a ${layout} keyboard, and with another key held none does`, () => {
    for (const { id, key } of COMMANDS) {
      const place = latin.indexOf(key);
      if (!/^[a-z]$/.test(key)) continue;
      assert.ok(place >= 0, key);
      const code = `Key${key.toUpperCase()}`;
      for (const one of [typed[place], typed[place].toUpperCase()]) {
        assert.equal(pressed(one, code), id);
        for (const held of ["ctrlKey", "altKey", "metaKey"]) assert.equal(pressed(one, code, { [held]: true }), undefined);
      }
    }
  });
}

test("signs and digits of the table work where other signs and digits are typed at their places", () => {
  for (const [key, code, shiftKey, id] of /** @type {const} */ ([
    ["х", "BracketLeft", false, "turn_down"], ["ъ", "BracketRight", false, "turn_up"], ["Б", "Comma", true, "slower"],
    ["Ю", "Period", true, "faster"], ["؟", "Slash", true, "help"], ["٣", "Digit3", false, "space"], ["۰", "Digit0", false, "zoom_reset"],
    ["لا", "KeyB", false, undefined], ["ж", "Semicolon", false, undefined],
  ])) assert.equal(pressed(key, code, { shiftKey }), id, key);
});

test("what is typed counts wherever it is Latin or a sign, whatever is printed at that place elsewhere", () => {
  for (const [key, code, id] of /** @type {const} */ ([
    ["a", "KeyQ", "arrows"], ["q", "KeyA", "qr"], ["w", "KeyZ", undefined], ["m", "Semicolon", "family"], ["ö", "Semicolon", undefined], ["é", "KeyF", undefined],
    ["+", "BracketRight", "zoom_in"], ["?", "Minus", "help"], ["-", "Slash", "zoom_out"], ["<", "IntlBackslash", "slower"], [" ", "Space", "toggle"],
    ["F", "KeyF", "stage"], ["ArrowLeft", "ArrowLeft", "back"], ["Escape", "Escape", "leave"], ["Dead", "KeyF", undefined],
  ])) assert.equal(pressed(key, code), id, key);
});

test("while a word is on its way to become Chinese its letters are what is printed on the keys", () => {
  assert.equal(keyOf({ key: "Process", code: "KeyF", shiftKey: false }), "f");
});
