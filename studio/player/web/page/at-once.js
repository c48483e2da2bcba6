// What a reader moves, Streamlit's frontend tells its server by a timer, and not at once. If the control leaves the page in
// between, as another run's controls take the place of those of the one before, its value is forgotten and never told. So this one
// timer is none: its work is done before the browser turns to anything else. Loaded by the document, before the frontend.

// While a key of a slider is held down, that has time until it is let go: one value is told, and not one for each repeat.

const later = window.setTimeout;
const TELLS = "sendUpdateWidgetsMessage"; // stands in the timer's function; where it does not, all is as it was

/** @param {TimerHandler} work */
const tells = (work) => typeof work === "function" && Function.prototype.toString.call(work).includes(TELLS);

let held = false;
/** @type {(() => void) | null} what is told when the key is let go: one timer is set at a time */ let untold = null;
/** @type {(work: TimerHandler, delay?: number, ...rest: unknown[]) => number} */
const sooner = (work, delay, ...rest) => {
  if (delay || !tells(work)) return later(work, delay, ...rest);
  if (held) untold = /** @type {() => void} */ (work);
  else queueMicrotask(/** @type {() => void} */ (work));
  return 0;
};
const letGo = () => {
  held = false;
  if (untold) queueMicrotask(untold);
  untold = null;
};
window.addEventListener("keydown", ({ target }) => {
  held ||= target instanceof Element && target.matches("[data-testid=stSlider] input");
}, true);
for (const end of ["keyup", "focusout", "blur"]) window.addEventListener(end, letGo, true);
// A pointer that stands for a key (controls.js) takes a value back, and none is told before.
window.addEventListener("pointerdown", ({ isTrusted }) => isTrusted && letGo(), true);
window.setTimeout = /** @type {typeof setTimeout} */ (sooner);
