// A page that is scrolled: pictures on the way do not take the wheel or the finger away from it.

/** @import { Point } from "../data/types.js" */

const PICTURE = ".player .frame";
const REST = 400; // milliseconds without a movement of the wheel after which another one begins
const WHEEL = 200; // Plotly zooms by e for so many pixels of the wheel

/** From here on a scroll that began elsewhere goes on over a picture; one that begins there zooms. */
export function scrollOn() {
  let last = -Infinity;
  /** @type {Element | null} the picture that it began on */ let home = null;
  addEventListener("wheel", (event) => {
    const over = event.target instanceof Element ? event.target.closest(PICTURE) : null;
    if (!event.isTrusted) return; // two fingers, see below
    // What cannot be prevented scrolls already, and may have brought the picture under the pointer.
    if (event.timeStamp - last > REST) home = event.cancelable ? over : null;
    last = event.timeStamp;
    if (over && over !== home) event.stopPropagation();
  }, { capture: true, passive: true });
}

/**
 * Two fingers on a picture zoom, as a wheel does between them; one is for the page. Where one `turns` what is shown, it
 * does so sideways.
 * @param {HTMLElement} box
 * @param {boolean} [turns]
 */
export function takeTwoFingers(box, turns = false) {
  let apart = 0;
  /** @type {Point} */ let from = [0, 0];
  /** @type {boolean | undefined} whether one finger turns, once it is known */ let sideways;
  const on = (/** @type {"touchstart" | "touchmove"} */ name) => box.addEventListener(name, (event) => {
    const [{ clientX: x, clientY: y }, second] = event.touches, starts = name === "touchstart";
    if (!second) {
      if (starts) [from, sideways] = [[x, y], undefined];
      else sideways ??= Math.abs(x - from[0]) > Math.abs(y - from[1]);
      if (turns && !starts && !sideways) event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const now = Math.hypot(second.clientX - x, second.clientY - y), at = { clientX: (x + second.clientX) / 2, clientY: (y + second.clientY) / 2 };
    const wheel = { ...at, deltaY: WHEEL * Math.log(apart / now), bubbles: true, cancelable: true };
    if (!starts) document.elementFromPoint(at.clientX, at.clientY)?.dispatchEvent(new WheelEvent("wheel", wheel));
    apart = now;
  }, { capture: true, passive: false });
  on("touchstart");
  on("touchmove");
}
