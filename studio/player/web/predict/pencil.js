// The pencil: a sheet over a picture on which a reader draws with a mouse, a finger or the arrow keys.

import { element } from "../draw/element.js";

/** @import { Frame } from "../draw/frame.js" */
/** @import { Point, Predicted } from "../data/types.js" */

const KEY = 0.02, FAST = 0.1; // of the picture, at a press of an arrow key, and with Shift
const LINES = new Set(["path", "curve"]); // what a line is drawn for, and not one point
const APART = 2; // pixels between two points of a line: less is a hand that trembles
/** @type {Record<string, Point>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Pencil {
  /** @type {Point[]} */ points = [];
  #down = false;

  /**
   * @param {Predicted} kind
   * @param {{frame: () => Frame, start: Point, name: string, changed: () => void, done: () => void, lifted?: () => void}} on
   *   `changed` when the line is another one, `done` when the reader has finished by a key, `lifted` when a hand lets go
   */
  constructor(kind, on) {
    this.line = LINES.has(kind);
    this.on = on;
    this.sheet = element("div", { className: "sheet", tabIndex: 0 });
    this.sheet.setAttribute("role", "application");
    this.sheet.setAttribute("aria-label", on.name);
    this.sheet.addEventListener("pointerdown", (event) => this.#press(event));
    this.sheet.addEventListener("pointermove", (event) => this.#drag(event));
    this.sheet.addEventListener("pointerup", () => this.#lift());
    this.sheet.addEventListener("pointercancel", () => (this.#down = false));
    this.sheet.addEventListener("keydown", (event) => this.#key(event));
    this.clear();
  }

  /** Nothing is drawn. */
  clear() {
    this.points = this.line ? [this.on.start] : [];
    this.on.changed();
  }

  /** Whether there is something to compare. */
  get drawn() {
    return this.points.length > (this.line ? 1 : 0);
  }

  /** Where the pencil is. @returns {Point} */
  get at() {
    return this.points[this.points.length - 1] ?? this.on.start;
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button || !event.isPrimary) return;
    this.#down = true;
    this.sheet.setPointerCapture(event.pointerId);
    this.#to(this.#spot(event));
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    if (!this.#down || !event.isPrimary) return;
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length ? all : [event]) this.#to(this.#spot(one));
  }

  #lift() {
    if (this.#down) this.on.lifted?.();
    this.#down = false;
  }

  /** @param {PointerEvent} event @returns {Point} */
  #spot(event) {
    const box = this.sheet.getBoundingClientRect(), frame = this.on.frame();
    return [frame.toX(event.clientX - box.left), frame.toY(event.clientY - box.top)];
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key], [across, up] = this.on.frame().box, far = event.shiftKey ? FAST : KEY;
    if (way) this.#to([this.at[0] + way[0] * far * (across[1] - across[0]), this.at[1] + way[1] * far * (up[1] - up[0])]);
    else if (event.key === "Backspace") {
      if (this.drawn) this.points.pop();
      this.on.changed();
    } else if (event.key === "Enter") this.on.done();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The pencil goes to a point: a path goes on to it, an arrow or an end is moved there. @param {Point} point */
  #to(point) {
    const frame = this.on.frame(), [x, y] = this.at;
    const step = Math.hypot((point[0] - x) * frame.perX, (point[1] - y) * frame.perY);
    if (this.drawn && step < APART) return;
    if (this.line) this.points.push(point);
    else this.points = [point];
    this.on.changed();
  }
}
