// To a step, exactly: of a run too long to be sent whole, single steps are asked for when they are wanted.

import { lastUpTo } from "./decode.js";
import { FAR } from "./window.js";

/** @import { Numbers } from "./types.js" */
/** @import { Clock } from "./clock.js" */
/** @import { Run } from "./run.js" */

export class Seeker {
  /** @type {Run[]} */ runs = [];
  /** @type {Numbers | null} the steps at which the play head may stand; null: at all */ frames = null;
  /** @type {number | undefined} the step to go to when its values are here */ wanted;
  asked = false;
  steps = 0;

  /**
   * @param {Clock} clock
   * @param {{ask: (step: number) => void, moved: () => void}} on single steps are wanted; the play head was put elsewhere
   */
  constructor(clock, on) {
    this.clock = clock;
    this.on = on;
  }

  /** @param {{runs: Run[], frames: Numbers | null, steps: number}} shown */
  show({ runs, frames, steps }) {
    this.runs = runs;
    this.frames = frames;
    this.steps = steps;
  }

  /** The step on show. */
  get step() {
    return this.shownAt(this.clock.position);
  }

  /** The step on show, or the one that will be in a moment. */
  get next() {
    return this.wanted ?? this.step;
  }

  /**
   * The last step before a position whose values are all here.
   * @param {number} position
   */
  shownAt(position) {
    const whole = Math.floor(position);
    if (!this.frames || this.knows(whole)) return whole;
    return this.frames[lastUpTo(this.frames, whole)];
  }

  /** @param {number} step */
  knows(step) {
    return this.runs.every((run) => run.knows(step));
  }

  /** @param {number} by one step on or back */
  move(by) {
    const inside = (/** @type {number} */ step) => Math.min(Math.max(step, 0), this.steps);
    const step = inside(this.next + by);
    this.go(step, inside(step + Math.sign(by) * FAR));
  }

  /**
   * If the values of a step are not here yet they are asked for, and the head waits.
   * @param {number} step
   * @param {number} ahead what will be wanted next
   */
  go(step, ahead = step) {
    this.clock.pause();
    this.wanted = this.knows(step) ? undefined : step;
    if (this.wanted !== undefined || !this.knows(ahead)) this.ask(step);
    if (this.wanted !== undefined) return;
    this.clock.position = step;
    this.on.moved();
  }

  /**
   * To a share of the way, by hand.
   * @param {number} share
   */
  scrub(share) {
    this.wanted = undefined;
    this.clock.pause();
    this.clock.scrub(share);
    this.on.moved();
  }

  /**
   * Ask for the steps around this one, unless an answer is awaited already.
   * @param {number} step
   */
  ask(step) {
    if (this.asked) return;
    this.asked = true;
    this.on.ask(step);
  }

  /** An answer is here, or other data; what was wished for meanwhile may lie elsewhere. */
  arrived() {
    this.asked = false;
    if (this.clock.playing) this.wanted = undefined;
    if (this.wanted !== undefined) this.go(this.wanted);
  }
}
