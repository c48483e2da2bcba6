// What is said of a run at a step: until its last one what is the case so far, and then what became of it.

import { Exact } from "./exact.js";
import { saidOfSeeds } from "./swarm.js";
import { format } from "./template.js";

/** @import { Run } from "./run.js" */
/** @import { Words } from "./types.js" */

const TURNS = 4; // steps to and fro from which on it is said that a run bounces

/**
 * For how many steps a run has been bouncing at this one; 0 if it does not.
 * @type {(run: Run, step: number) => number}
 */
export function bouncing({ bounces }, step) {
  const since = bounces.findLast(([from, to]) => step - from >= TURNS && step <= to)?.[0];
  return since === undefined ? 0 : step - since;
}

/** @type {(run: Run, step: number, words: Words) => string} */
export function soFar(run, step, words) {
  if (run.bundle && run.seeds) return saidOfSeeds(run.seeds, run.bundle, step, words);
  if (step >= run.last) return run.sentence;
  const { loss, norm } = run.at(step), steps = bouncing(run, step);
  const numbers = norm === undefined
    ? format(words.so_far_loss, { loss: new Exact(loss).brief })
    : format(words.so_far, { loss: new Exact(loss).brief, norm: new Exact(norm).brief });
  return steps ? format(words.bouncing, { steps, numbers }) : format(words.under_way, { numbers });
}

/**
 * The same where there is room for a few words: of the last sentence what stands before its colon.
 * @type {(run: Run, step: number, words: Words) => string}
 */
export function verdict(run, step, words) {
  if (run.bundle && run.seeds) return soFar(run, step, words);
  if (step >= run.last) return run.sentence.split(/[:：]/u)[0];
  const steps = bouncing(run, step);
  return steps ? format(words.bouncing_for, { steps }) : format(words.so_far_loss, { loss: new Exact(run.at(step).loss).brief });
}

/**
 * After how many updates a dot is drawn on a path that has too many of them for one each: about twenty to a run, at a round number.
 * @param {Run} run
 * @returns {number | null} null: it shows every update
 */
export function dotEvery({ steps, last }) {
  if (!steps) return null;
  const least = last / 25, power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((digit) => digit * power >= least) ?? 10);
}
