// What is written in a film: the surface and the step above all of it, and above each picture its runs with their lines.

import { format } from "../data/template.js";

/** @import { Look, Words } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @typedef {{run: Run | null, text: string, left: number}} Piece a part of a name; the run whose line stands before it */
/** @typedef {Piece[][]} Lines */

const TYPE = 15, LINE = 22, SWATCH = 42, AFTER = 8, APART = 18; // pixels: of a line of names
const STROKE = 4;

/**
 * The names of runs in lines of this width, each with its line; no name is cut.
 * @type {(context: OffscreenCanvasRenderingContext2D, runs: Run[], width: number, look: Look) => Lines}
 */
export function linesOf(context, runs, width, look) {
  context.font = look.type(TYPE, "600");
  const { size } = look, begin = (SWATCH + AFTER) * size;
  /** @type {Lines} */ const lines = [[]];
  let left = 0;
  for (const run of runs) {
    let text = "", first = true;
    const put = () => {
      const at = left + begin;
      lines[lines.length - 1].push({ run: first ? run : null, text, left: at });
      left = at + context.measureText(text).width + APART * size;
      first = false;
    };
    const whole = begin + context.measureText(run.name).width;
    if (left && left + whole > width) {
      lines.push([]);
      left = 0;
    }
    for (const word of run.name.split(/(?<= )/)) {
      if (text && left + begin + context.measureText((text + word).trimEnd()).width > width) {
        put();
        lines.push([]);
        [left, text] = [0, ""];
      }
      text += word;
    }
    put();
  }
  return lines;
}

/** @type {(lines: number, look: Look) => number} how high so many lines are */
export const heightOf = (lines, look) => lines * LINE * look.size;

/** @type {(context: OffscreenCanvasRenderingContext2D, lines: Lines, place: {left: number, top: number}, look: Look) => void} */
export function drawNames(context, lines, { left, top }, look) {
  const { size } = look;
  Object.assign(context, { font: look.type(TYPE, "600"), textAlign: "left", textBaseline: "middle" });
  lines.forEach((line, i) => {
    const y = top + (i + 0.5) * LINE * size;
    for (const { run, text, left: at } of line) {
      context.fillStyle = look.text;
      context.fillText(text, left + at, y);
      if (!run) continue;
      context.save();
      context.setLineDash(run.dash.map((one) => one * size));
      Object.assign(context, { strokeStyle: look.colour(run), lineWidth: STROKE * size });
      context.beginPath();
      context.moveTo(left + at - (SWATCH + AFTER - 1) * size, y);
      context.lineTo(left + at - (AFTER + 1) * size, y);
      context.stroke();
      context.restore();
    }
  });
}

/**
 * What stands in the line above the names: the surface at its left, the step at its right, which changes.
 * @type {(context: OffscreenCanvasRenderingContext2D, text: string, at: {left: number, top: number, right?: boolean}, look: Look) => void}
 */
export function drawTitle(context, text, { left, top, right = false }, look) {
  Object.assign(context, { font: look.type(TYPE, right ? "" : "600"), textAlign: right ? "right" : "left", textBaseline: "middle", fillStyle: look.text });
  context.fillText(text, left, top - (LINE / 2) * look.size);
}

/** @type {(words: Words, step: number, steps: number, epochs: number | null) => string} as the bar says it */
export const stepText = (words, step, steps, epochs) =>
  format(words[epochs ? "step_epoch" : "step"], { step, steps, epoch: epochs ? Math.floor(step / epochs) : 0 });
