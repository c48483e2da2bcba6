// On a page without pictures, as the contents of the lessons are, Plotly is made ready while the reader reads. Loaded by the
// document; on a page with a player it has come by then, and nothing is done.

import { loadPlotly } from "../pictures/plotly.js";

const QUIET = 1500; // milliseconds from the loaded document until all of the page is there

// Safari has no idle time to ask for.
const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ work) => setTimeout(work));

// What fails here fails again where it is needed, and is told there.
addEventListener("load", () => setTimeout(() => idle(() => void loadPlotly().catch(() => {})), QUIET));
