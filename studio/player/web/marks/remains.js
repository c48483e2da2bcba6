// Paths of runs that are no more, drawn faint under the living ones, with a line for each in the legend.

import { nameOf } from "../draw/swatch.js";
import { Once } from "../draw/overdraw.js";
import { marker, Trail } from "../draw/pen.js";
import { rowsIn } from "../views/zoom.js";

/** @import { Look, Point, Words } from "../data/types.js" */
/** @import { Pin } from "../data/ghosts.js" */
/** @import { Frame } from "../draw/pen.js" */
/** @import { Run } from "../data/run.js" */
/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {{before: Run[], pins: Pin[]}} Remains what is left of earlier runs in one picture */

/** Of the strength of a living path. */
export const STRENGTH = 0.55;

const WIDTH = 1.5, SIZE = 6; // pixels
/** Lines that no living run is drawn in. */
export const DASHES = { before: [2, 4], pin: [14, 4, 2, 4] };

/**
 * The name of a run, and those of its numbers that the run in its place has no more.
 * @param {Run} run
 * @param {Run[]} runs on show
 */
export function nameBeside(run, runs) {
  const now = runs.find(({ place }) => place === run.place)?.numbers ?? [];
  const others = run.numbers.filter(([symbol, value]) => now.some((one) => one[0] === symbol && one[1] !== value));
  return [run.name, ...others.map(([symbol, value]) => `${symbol} = ${value}`)].join(", ");
}

/** @type {(run: Run, dash: number[]) => {name: string, dash: number[], light: string, dark: string}} */
const styled = ({ name, light, dark }, dash) => ({ name, dash, light, dark });

/**
 * The whole paths with their last points; pinned ones with their letters.
 * @param {Context} context
 * @param {Remains} remains
 * @param {Look} look
 * @param {(run: Run, dash: number[], pen: {colour: string, width: number}) => Point | null} drawPath draws a path faint, and
 *   says where its last point is to be seen; null: nowhere
 */
export function drawRemains(context, { before, pins }, look, drawPath) {
  const { size } = look;
  /** @type {(run: Run, dash: number[]) => Point | null} */
  const drawn = (run, dash) => {
    const colour = look.colour(run), end = drawPath(run, dash, { colour, width: WIDTH * size });
    if (end) marker(context, ...end, run.marker, look.ground, colour, SIZE * size);
    return end;
  };
  for (const run of before) drawn(run, DASHES.before);
  for (const { run, letter } of pins) {
    const end = drawn(run, DASHES.pin);
    if (!end) continue;
    const [x, y] = [end[0] + (SIZE + 4) * size, end[1] - (SIZE + 2) * size];
    Object.assign(context, { font: `700 ${14 * size}px ${look.font}`, textBaseline: "middle", lineWidth: 4 * size, strokeStyle: look.ground, fillStyle: look.colour(run) });
    context.strokeText(letter, x, y);
    context.fillText(letter, x, y);
  }
}

/**
 * The whole path of an earlier run in the plane, for `drawRemains`.
 * @param {Context} context
 * @param {Frame} frame
 * @param {Run} run
 * @param {number[]} dash
 * @param {{colour: string, width: number}} pen
 * @returns {Point | null}
 */
export function drawPast(context, frame, run, dash, { colour, width }) {
  const { line, x, y } = rowsIn(run, frame), end = frame.at(run.at(run.last));
  const lines = { dash, stepOf: (/** @type {number} */ row) => line.stepOf(row), lifted: line.lifted };
  const trail = new Trail(lines, (row) => [frame.x(x[row]), frame.y(y[row])], new Once());
  context.save();
  context.globalAlpha = STRENGTH;
  trail.advance(context, x.length - 1, frame, colour, width);
  context.restore();
  return frame.holds(...end) ? end : null;
}

/**
 * A button that pins a run, or lets it go.
 * @param {Words} words
 * @param {{pinned: boolean, full: boolean}} state
 * @param {() => void} act
 */
export function pinButton(words, { pinned, full }, act) {
  const title = pinned ? words.unpin : full ? words.pins_full : words.pin_run;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "pin", title, disabled: full && !pinned, onclick: act });
  button.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M8 2h8v2l-1.5 1.5V11l3.5 3v2h-5v6l-1 1-1-1v-6H6v-2l3.5-3V5.5L8 4z"/></svg>`;
  button.setAttribute("aria-label", title);
  button.setAttribute("aria-pressed", String(pinned));
  return button;
}

/**
 * What the legend says of earlier runs: a click on a pinned one takes it away.
 * @param {Remains} remains
 * @param {Run[]} runs on show
 * @param {Look} look
 * @param {Words} words
 * @param {(pin: Pin) => void} remove
 */
export function legendOf({ before, pins }, runs, look, words, remove) {
  const ghosts = before.map((run) => {
    const text = words.before.replace("{name}", nameBeside(run, runs));
    const line = Object.assign(document.createElement("p"), { className: "kept" });
    line.append(nameOf({ ...styled(run, DASHES.before), name: text }, look));
    return line;
  });
  return [...ghosts, ...pins.map((pin) => {
    const { run, letter } = pin, line = Object.assign(document.createElement("p"), { className: "kept pinned" });
    const name = `${letter} · ${nameBeside(run, runs)}`, title = `${name}: ${words.unpin}`;
    const button = Object.assign(document.createElement("button"), { type: "button", title, onclick: () => remove(pin) });
    button.setAttribute("aria-label", title);
    button.append(nameOf({ ...styled(run, DASHES.pin), name }, look), "✕");
    line.append(button, ` ${run.sentence}`);
    return line;
  })];
}
