// A finger that scrolls the page past a slider does not move it. Streamlit's sliders take hold at the first touch; here
// that touch is held back until it is known to be a tap, or a move along the slider.

const SLIDER = "[data-testid=stSlider]";
const SLIP = 4; // pixels that a finger moves though it means to stand still

/** @param {EventTarget} page where the touches of all sliders pass */
export function letPagesScroll(page) {
  /** @type {Map<number, PointerEvent>} the touches that are held back, of as many fingers */
  const held = new Map();
  const isOfSlider = (/** @type {Event} */ event) => event.target instanceof Element && event.target.closest(SLIDER);
  const release = (/** @type {PointerEvent} */ { pointerId }) => {
    const touch = held.get(pointerId);
    held.delete(pointerId);
    touch?.target?.dispatchEvent(new PointerEvent("pointerdown", touch));
  };
  page.addEventListener("pointerdown", (event) => {
    if (!(event instanceof PointerEvent && event.isTrusted && event.pointerType === "touch")) return;
    if (!isOfSlider(event)) return;
    event.stopImmediatePropagation();
    held.set(event.pointerId, event);
  }, true);
  // The same touch once more, for browsers without pointers.
  page.addEventListener("touchstart", (event) => isOfSlider(event) && event.stopImmediatePropagation(), true);
  page.addEventListener("pointermove", (event) => {
    const touch = event instanceof PointerEvent && held.get(event.pointerId);
    if (!touch) return;
    const [across, along] = [event.clientX - touch.clientX, event.clientY - touch.clientY].map(Math.abs);
    // A move up or down the browser takes for itself, and cancels the touch.
    if (across > SLIP && across > along) release(event);
  }, true);
  page.addEventListener("pointerup", (event) => event instanceof PointerEvent && release(event), true);
  page.addEventListener("pointercancel", (event) => event instanceof PointerEvent && held.delete(event.pointerId), true);
}
