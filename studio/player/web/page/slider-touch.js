// A finger that scrolls the page past a slider does not move it. Streamlit's sliders take hold at the first touch; here
// that touch is held back until it is known to be a tap, or a move along the slider.

const SLIDER = "[data-testid=stSlider]";
const SLIP = 4; // pixels that a finger moves though it means to stand still

/** @param {EventTarget} page where the touches of all sliders pass */
export function letPagesScroll(page) {
  /** @type {PointerEvent | null} the touch that is held back */
  let held = null;
  const isOfSlider = (/** @type {Event} */ event) => event.target instanceof Element && event.target.closest(SLIDER);
  const isHeld = (/** @type {Event} */ event) => event instanceof PointerEvent && event.pointerId === held?.pointerId;
  const release = () => {
    const touch = held;
    held = null;
    touch?.target?.dispatchEvent(new PointerEvent("pointerdown", touch));
  };
  page.addEventListener("pointerdown", (event) => {
    if (!(event instanceof PointerEvent && event.isTrusted && event.pointerType === "touch")) return;
    if (!isOfSlider(event)) return;
    event.stopImmediatePropagation();
    held = event;
  }, true);
  // The same touch once more, for browsers without pointers.
  page.addEventListener("touchstart", (event) => isOfSlider(event) && event.stopImmediatePropagation(), true);
  page.addEventListener("pointermove", (event) => {
    if (!held || !(event instanceof PointerEvent) || !isHeld(event)) return;
    const [across, along] = [event.clientX - held.clientX, event.clientY - held.clientY].map(Math.abs);
    // A move up or down the browser takes for itself, and cancels the touch.
    if (across > SLIP && across > along) release();
  }, true);
  page.addEventListener("pointerup", (event) => isHeld(event) && release(), true);
  page.addEventListener("pointercancel", (event) => {
    if (isHeld(event)) held = null;
  }, true);
}
