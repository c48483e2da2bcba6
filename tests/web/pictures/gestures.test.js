import assert from "node:assert/strict";
import { test } from "node:test";

import { Gestures, pointAt, round, takes } from "../../../studio/player/web/pictures/gestures.js";
import { Frame } from "../../../studio/player/web/draw/frame.js";

const FRAME = new Frame(100, 50, 400, 200, [-2, 2], [0, 1]);

test("a click is written with as many digits as it can mean", () => {
  assert.equal(round(1.23456789, 1.24456789), 1.235);
  assert.equal(round(-0.123456, -0.122456), -0.1235);
  assert.equal(round(123.456, 173.456), 123);
  assert.equal(round(0.1 + 0.2, 0.1 + 0.2 + 1e-17), 0.3);
  assert.deepEqual(pointAt(FRAME, 300, 150), [0, 0.5]);
  assert.deepEqual(pointAt(FRAME, 301, 149), [0.01, 0.505]);
});

test("the start is taken up near it, by a finger from farther away, and where it is outside the picture at its handle at the edge", () => {
  assert.ok(takes(FRAME, [0, 0.5], 311, 150, "mouse"));
  assert.ok(!takes(FRAME, [0, 0.5], 313, 150, "mouse"));
  assert.ok(takes(FRAME, [0, 0.5], 325, 150, "touch"));
  assert.ok(!takes(FRAME, [3, 0.5], 600, 150, "touch"));
  assert.ok(takes(FRAME, [3, 0.5], 486, 150, "mouse"));
  assert.ok(takes(FRAME, [1e300, -1e300], 486, 236, "mouse"));
});

test("Escape lets go of a start that hangs on the pointer, and what the hand does then is nothing any more", () => {
  const window = new EventTarget(), box = new EventTarget(), /** @type {string[]} */ told = [];
  Object.assign(box, { classList: { toggle() {}, remove() {} }, getBoundingClientRect: () => ({ left: 0, top: 0 }) });
  Object.assign(globalThis, { window, Element: class {} });
  const tell = (/** @type {string} */ name) => () => void told.push(name);
  new Gestures(/** @type {HTMLElement} */ (box), {
    frame: () => FRAME, start: () => [0, 0.5], dragged: tell("dragged"), dropped: tell("dropped"), cancelled: tell("cancelled"), ended: tell("ended"),
    probing: () => false, probed: tell("probed"),
  });
  /** @type {(at: EventTarget, name: string, more: object) => void} */
  const send = (at, name, more) => void at.dispatchEvent(Object.assign(new Event(name, { cancelable: true }), more));
  const pointer = { pointerId: 1, isPrimary: true, button: 0, pointerType: "mouse", clientX: 300, clientY: 150 };
  window.addEventListener("keydown", tell("for the page"));
  send(window, "keydown", { key: "Escape" });
  send(box, "pointerdown", pointer);
  send(window, "pointermove", { ...pointer, clientX: 340 });
  send(window, "keydown", { key: "Escape" });
  for (const name of ["pointermove", "pointerup"]) send(window, name, { ...pointer, clientX: 360 });
  assert.deepEqual(told, ["for the page", "dragged", "ended", "cancelled"]);
});

test("a probe goes where the mouse goes, and a finger carries it instead of the picture and without moving the start", () => {
  const window = new EventTarget(), box = new EventTarget(), /** @type {string[]} */ told = [];
  Object.assign(box, { classList: { toggle() {}, remove() {} }, getBoundingClientRect: () => ({ left: 0, top: 0 }) });
  Object.assign(globalThis, { window, Element: class {} });
  let on = true;
  const tell = (/** @type {string} */ name) => () => void told.push(name);
  new Gestures(/** @type {HTMLElement} */ (box), {
    frame: () => FRAME, start: () => [0, 0.5], dragged: tell("dragged"), dropped: tell("dropped"), cancelled: tell("cancelled"), ended: tell("ended"),
    probing: () => on, probed: (x, y) => void told.push(`${x} ${y}`),
  });
  /** @type {(at: EventTarget, name: string, more: object) => Event} */
  const send = (at, name, more) => {
    const event = Object.assign(new Event(name, { cancelable: true }), more);
    at.dispatchEvent(event);
    return event;
  };
  const at = { pointerId: 1, isPrimary: true, button: 0, clientX: FRAME.x(0.4), clientY: FRAME.y(0.3) };
  send(box, "pointermove", { ...at, pointerType: "mouse" });
  assert.deepEqual(told.splice(0), ["0.4 0.3"]);
  send(box, "pointerdown", { ...at, pointerType: "touch" });
  assert.ok(send(box, "touchstart", { touches: [{ clientX: 0, clientY: 0 }] }).defaultPrevented);
  send(window, "pointermove", { ...at, pointerType: "touch", clientX: FRAME.x(0.6) });
  send(window, "pointerup", { ...at, pointerType: "touch", clientX: FRAME.x(0.6) });
  send(window, "pointermove", { ...at, pointerType: "touch", clientX: FRAME.x(0.7) });
  assert.deepEqual(told.splice(0), ["0.4 0.3", "0.6 0.3"]);
  on = false;
  send(box, "pointermove", { ...at, pointerType: "mouse" });
  assert.deepEqual(told, []);
});
