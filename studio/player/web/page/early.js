// The first picture does not wait for Plotly, which takes longer to run than all else together.

import { loadPlotly } from "../pictures/plotly.js";
import { painted } from "./screen.js";

const LETTERS = 3000; // milliseconds for which browsers wait for a font before they take another

/** @import { Clock } from "../time/clock.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Pictures, Shared } from "../pictures/pictures.js" */

const { documentElement: page } = document;
/** Nothing more is waited for: from now on there is what there is. */
export const come = () => page.removeAttribute("data-coming");
/** No picture is waited for any more (look/frame.css), as on the page that the reader has turned to. */
const leave = () => page.dataset.coming &&= page.dataset.coming.replace(" picture", "");

/**
 * Plotly; while it is not there all is put on the screen but the numbers at the axes of the planes, where the clock is about
 * to begin.
 * @param {{root: HTMLElement, pictures: Pictures, predictor: {lay: () => void}, runs: Run[], calm: {matches: boolean}, left: AbortController, clock: Clock, ready: boolean}} player
 * @param {Parameters<Pictures["show"]>[1]} data
 * @param {Shared} shared
 * @param {() => void} draw
 */
export async function bringPlotly(player, data, shared, draw) {
  const { root, pictures, predictor, runs, calm, clock, left } = player;
  left.signal.addEventListener("abort", leave);
  if (!player.ready) await lettered(shared.look.font);
  if (!window.Plotly) {
    root.dataset.seen = "soon"; // its place is no longer kept free, and it has the height that it will have
    if (!calm.matches) clock.scrub(0);
    await pictures.show(null, data, runs, shared);
    predictor.lay();
    player.ready = true;
    draw();
    await painted();
  }
  root.dataset.seen = "true";
  return loadPlotly();
}

/**
 * Until the letters are there of which all heights are made: others would take more lines, and the picture would move under the hand
 * when they come. They are asked for with the page itself, long before this module; a browser does without them as soon.
 * @param {string} fonts as a style names them
 */
async function lettered(fonts) {
  const late = new Promise((done) => {
    setTimeout(done, LETTERS);
  });
  await Promise.race([document.fonts.load(`1rem ${fonts}`).catch(() => []), late]);
}
