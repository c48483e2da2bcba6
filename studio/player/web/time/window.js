// Which single steps are asked for around the play head: a run too long to be sent whole, or its numbers, come in windows.

import { lastOf } from "./amount.js";

/** @import { Amount, Around, Mark } from "../data/types.js" */

export const FAR = 40; // steps from the edge of what is known one by one, where more is asked for

/**
 * Where a window around `step` is to be so that it does not reach beyond the run for nothing.
 * @type {(step: number, steps: number, reach: number) => number}
 */
export function centre(step, steps, reach) {
  return Math.min(Math.max(step, reach), Math.max(steps - reach, reach));
}

/**
 * Around which step single steps are to be asked for, which the marks or the last steps need and which are not here; null if none are.
 * @param {number} step the one on show
 * @param {number} steps
 * @param {{marks: Mark[], trail: Amount, window: Around | null, playing: boolean, pace: number, known: (step: number) => boolean}} state
 */
export function asksFor(step, steps, { marks, trail, window, playing, pace, known }) {
  if (marks.includes("numbers")) {
    const { around, reach } = window ?? { around: -Infinity, reach: FAR };
    const low = around - reach, high = around + reach;
    if ((low <= 0 || step - low >= FAR) && (high >= steps || high - step >= FAR)) return null;
    // A play head that is through a window within a second is not followed: numbers come when it rests.
    return !playing || pace < reach ? centre(playing ? step + reach - 2 * FAR : step, steps, reach) : null;
  }
  const missing = (marks.includes("arrows") && !known(step + 1)) || (lastOf(trail) && step > 0 && !known(step - 1));
  return missing && !playing ? step : null;
}
