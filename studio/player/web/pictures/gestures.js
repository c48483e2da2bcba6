// What a hand does on a picture: a click sets the start, the start can be dragged, anything else is Plotly's.

import { heldAt } from "../draw/frame.js";
import { takeTwoFingers } from "./scroll.js";

/** @import { Point } from "../data/types.js" */
/** @import { Frame } from "../draw/frame.js" */

const CLICK = 5; // pixels: farther apart, press and release are a drag
const REACH = { mouse: 12, touch: 26 }; // pixels around the start in which it is taken up

/**
 * As many digits as a click can mean: to a tenth of a pixel.
 * @param {number} value
 * @param {number} neighbour what one pixel further on would mean
 */
export function round(value, neighbour) {
  const digits = Math.min(Math.max(1 - Math.floor(Math.log10(Math.abs(neighbour - value))), 0), 15);
  return Number(value.toFixed(digits));
}

/**
 * The data point of a pixel.
 * @type {(frame: Frame, x: number, y: number) => Point}
 */
export const pointAt = (frame, x, y) => [round(frame.toX(x), frame.toX(x + 1)), round(frame.toY(y), frame.toY(y + 1))];

/**
 * Whether a pixel is near enough to the start, or to its handle at the edge, to take it up.
 * @param {Frame} frame
 * @param {Point} start
 * @param {number} x
 * @param {number} y
 * @param {string} pointer as a PointerEvent names it
 */
export function takes(frame, start, x, y, pointer) {
  const [sx, sy] = heldAt(frame, [frame.x(start[0]), frame.y(start[1])]);
  return Math.hypot(x - sx, y - sy) <= (pointer === "mouse" ? REACH.mouse : REACH.touch);
}

/**
 * What a picture does about it. `dragged` is called while the start is dragged, `dropped` when it is let go, and after a
 * click; `cancelled` when the gesture is taken away; `ended` after every gesture. While it is `probing`, `probed` is called wherever
 * a pointer or a finger goes.
 * @typedef {{frame: () => Frame, start: () => Point, dragged: (x: number, y: number) => void,
 *   dropped: (x: number, y: number) => void, cancelled: () => void, ended: () => void,
 *   probing: () => boolean, probed: (x: number, y: number) => void}} Picture
 */

export class Gestures {
  /** @type {PointerEvent | null} the press that has not ended yet */ pressed = null;
  /** The start hangs on the pointer. */ carrying = false;
  /** @type {number | null} the finger that the probe hangs on */ finger = null;
  #listening = new AbortController();

  /**
   * @param {HTMLElement} box
   * @param {Picture} picture
   */
  constructor(box, picture) {
    this.box = box;
    this.picture = picture;
    const { signal } = this.#listening, first = { capture: true, signal };
    box.addEventListener("pointerdown", (event) => this.#down(event), true);
    // A start that is carried is not for Plotly too: it would move the picture.
    for (const name of ["mousedown", "touchstart"]) {
      box.addEventListener(name, (event) => {
        if (!this.carrying && this.finger === null) return;
        event.stopPropagation();
        // Nor for the page, which a finger scrolls.
        event.preventDefault();
      }, { capture: true, passive: false });
    }
    takeTwoFingers(box);
    box.addEventListener("pointermove", (event) => this.#hover(event));
    window.addEventListener("pointermove", (event) => this.#move(event), first);
    window.addEventListener("pointerup", (event) => this.#up(event), first);
    window.addEventListener("pointercancel", () => this.#cancel(), first);
    window.addEventListener("keydown", (event) => this.#key(event), first);
  }

  destroy() {
    this.#listening.abort();
  }

  /**
   * @param {PointerEvent} event
   * @returns {Point} in pixels of the box
   */
  #pixel(event) {
    const box = this.box.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** @param {PointerEvent} event */
  #takes(event) {
    return takes(this.picture.frame(), this.picture.start(), ...this.#pixel(event), event.pointerType);
  }

  /** @param {PointerEvent} event */
  #down(event) {
    const onBar = event.target instanceof Element && event.target.closest(".modebar, .sheet");
    if (this.carrying && !event.isPrimary) return; // a second finger
    this.pressed = event.isPrimary && !onBar ? event : null;
    // A finger cannot point without touching: the start stays where it is, unless it is taken up itself.
    if (this.pressed && event.pointerType !== "mouse" && this.picture.probing() && !this.#takes(event)) {
      this.pressed = null;
      this.finger = event.pointerId;
      this.#probe(event);
      return;
    }
    this.carrying = Boolean(this.pressed) && event.button === 0 && this.#takes(event);
    this.box.classList.toggle("carrying", this.carrying);
  }

  /** @param {PointerEvent} event */
  #hover(event) {
    if (this.pressed) return;
    this.box.classList.toggle("takes", this.#takes(event));
    if (event.pointerType === "mouse") this.#probe(event);
  }

  /** @param {PointerEvent} event */
  #probe(event) {
    const frame = this.picture.frame(), [x, y] = this.#pixel(event);
    if (this.picture.probing() && frame.holds(x, y)) this.picture.probed(...pointAt(frame, x, y));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (event.pointerId === this.finger) this.#probe(event);
    if (!this.carrying || !this.pressed || event.pointerId !== this.pressed.pointerId) return;
    this.picture.dragged(...pointAt(this.picture.frame(), ...this.#pixel(event)));
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const from = this.pressed, carried = this.carrying;
    if (event.pointerId === this.finger) this.finger = null;
    if (!from || event.pointerId !== from.pointerId) return;
    this.#let();
    if (event.button) return;
    const frame = this.picture.frame(), [x, y] = this.#pixel(event);
    const click = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) <= CLICK;
    if (carried || (click && frame.holds(x, y))) this.picture.dropped(...pointAt(frame, x, y));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Escape" || !this.carrying) return;
    // It is not for the page too, which would leave the full screen.
    event.stopImmediatePropagation();
    this.#cancel();
  }

  #cancel() {
    const { carrying } = this;
    this.#let();
    if (carrying) this.picture.cancelled();
  }

  #let() {
    this.pressed = this.finger = null;
    this.carrying = false;
    this.box.classList.remove("carrying");
    this.picture.ended();
  }
}
