// How the pictures are arranged, and how high they are: they get what the window has left, but for the bar, the curves and what stands above and below them.

/** @import { Run } from "../data/run.js" */

// Of the window's height, below which the page scrolls: of one picture, of several beside each other, of each of several rows.
const LEAST = { one: 0.42, beside: 0.34, rows: 0.15 };
const LOW = { one: 180, rows: 110, asked: 130 }; // pixels: and of any picture, one of several rows, or one on which is drawn
const MOST = 0.66; // of the window's height: with more of it the pictures would be all there is
const MANY = 3; // runs, of which more can be said than a verdict
const SMALL = { height: 900, width: [640, 900] }; // pixels: a window that is as low, and a player in it that is not as wide; a telephone's page scrolls
const BELOW = 14; // pixels under the player

/**
 * How many pictures stand beside each other. Those of a grid are small, and two rows of them are seen at a glance.
 * @param {number} count
 * @param {boolean} grid
 */
export function columnsFor(count, grid) {
  const half = Math.ceil(count / 2);
  if (grid && half <= 4 && count > 3) return half;
  return count === 4 ? 2 : Math.min(count, 3);
}

/**
 * How high each picture is, where all of the player but they are `around` pixels high.
 * @param {number} window how high it is
 * @param {number} top where the player begins
 * @param {number} around
 * @param {{rows: number, columns: number, asks?: boolean}} arranged whether a question is asked, which is to be in sight too
 */
export function heightOf(window, top, around, { rows, columns, asks = false }) {
  const least = asks ? LOW.asked : rows > 1 ? Math.max(LOW.rows, window * LEAST.rows) : Math.max(LOW.one, window * (columns > 1 ? LEAST.beside : LEAST.one)), most = (window * MOST) / Math.min(rows, 2);
  return Math.round(Math.max(least, Math.min((window - top - around - BELOW) / rows, most)));
}

/**
 * The same for the pictures that stand there.
 * @param {HTMLElement} root the player
 * @param {HTMLElement} frame one of the pictures
 * @param {{rows: number, columns: number}} arranged
 */
export function roomFor(root, frame, arranged) {
  const page = root.closest("[data-testid=stMain]"), { top, height } = root.getBoundingClientRect();
  // Where the player stands when the page is not scrolled.
  const above = top - (page?.getBoundingClientRect().top ?? 0) + (page?.scrollTop ?? scrollY);
  const asks = root.dataset.covered === "true", own = frame.getBoundingClientRect().height;
  // On a telephone they stand below each other, however they are arranged, and some wait for the run.
  const tops = new Set(Array.from(root.querySelectorAll(".planes .frame"), (one) => one.getBoundingClientRect()).filter((box) => box.height).map((box) => Math.round(box.top)));
  const rows = asks && tops.size ? tops.size : arranged.rows;
  return heightOf(innerHeight, above, height - rows * own, { ...arranged, rows, asks });
}

/**
 * Which runs share a picture: all of a surface, or none, each having its own.
 * @type {(view: string, runs: Run[]) => Run[][]}
 */
export function groupsOf(view, runs) {
  const sides = [runs.filter((run) => !run.beside), runs.filter((run) => run.beside)].filter((side, i) => !i || side.length);
  return view === "grid" || (view === "side" && sides[0].length > 1) ? runs.map((run) => [run]) : sides;
}

/**
 * Whether of the runs of a picture there is room for verdicts only: in a grid, and of many where the player is small, or on the
 * stage under pictures of several. In a lesson, and with numbers, all that is said there stands under its picture (studio/look/stage.css).
 * @type {(data: {view: string, marks: string[]}, groups: Run[][], i: number, size: number, player: {clientWidth: number}) => boolean}
 *   the player is measured only where that decides: it costs a layout
 */
export function isBrief({ view, marks }, groups, i, size, player) {
  const runs = groups[i].length, many = runs > 1 && groups.length * runs > MANY;
  if (view === "grid" || !many) return view === "grid";
  if (size > 1) return groups.length > 1 || marks.includes("numbers") || document.querySelector(".st-key-lessons-beside") !== null;
  if (innerHeight >= SMALL.height) return false;
  const width = player.clientWidth;
  return width > SMALL.width[0] && width < SMALL.width[1];
}
