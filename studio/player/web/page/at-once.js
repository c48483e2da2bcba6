// What a reader moves, Streamlit's frontend tells its server by a timer, and not at once. If the control leaves the page in
// between, as another run's controls take the place of those of the one before, its value is forgotten and never told. So this one
// timer is none: its work is done before the browser turns to anything else. Loaded by the document, before the frontend.

const later = window.setTimeout;
const TELLS = "sendUpdateWidgetsMessage"; // stands in the timer's function; where it does not, all is as it was

/** @param {TimerHandler} work */
const tells = (work) => typeof work === "function" && Function.prototype.toString.call(work).includes(TELLS);

/** @type {(work: TimerHandler, delay?: number, ...rest: unknown[]) => number} */
const sooner = (work, delay, ...rest) => {
  if (delay || !tells(work)) return later(work, delay, ...rest);
  queueMicrotask(/** @type {() => void} */ (work));
  return 0;
};
window.setTimeout = /** @type {typeof setTimeout} */ (sooner);
