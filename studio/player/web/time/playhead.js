// The step on show: the clock's position as far as its values are here; what is not here is asked for.

import { lastUpTo } from "../data/decode.js";
import { FAR } from "./window.js";

/** @import { Numbers, Scale } from "../data/types.js" */
/** @import { Clock } from "./clock.js" */
/** @import { Run } from "../data/run.js" */

export class Playhead {
  /** @type {Run[]} */ runs = [];
  /** @type {Numbers | null} the steps at which the head may stand; null: at all */ frames = null;
  /** @type {number | undefined} the step to go to when its values are here */ wanted;
  asked = false;
  steps = 0;

  /**
   * @param {Clock} clock
   * @param {{ask: (step: number) => void, moved: () => void}} on single steps are wanted around this one; the head has moved
   */
  constructor(clock, on) {
    this.clock = clock;
    this.on = on;
  }

  /** @type {(runs: Run[], frames: Numbers | null, steps: number, scale: Scale) => void} */
  show(runs, frames, steps, scale) {
    Object.assign(this, { runs, frames, steps });
    this.clock.set(steps, scale);
  }

  /** What was asked for is here: to the step that was wished for meanwhile, which may lie elsewhere. */
  arrived() {
    this.asked = false;
    if (this.clock.playing) this.wanted = undefined;
    if (this.wanted !== undefined) this.go(this.wanted);
  }

  /** The step on show. */
  get step() {
    return this.shownAt(this.clock.position);
  }

  /** The step on show, or the one that is about to be. */
  get heading() {
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
    const step = inside(this.heading + by);
    this.go(step, inside(step + Math.sign(by) * FAR));
  }

  /**
   * To a step, exactly: if its values are not here yet they are asked for, and the head waits.
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
   * Play on to a step and stop there, exactly.
   * @param {number} step
   */
  playTo(step) {
    this.wanted = undefined;
    this.clock.play({ step, arrived: () => this.go(step) });
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

  /** @param {number} step */
  ask(step) {
    if (this.asked) return;
    this.asked = true;
    this.on.ask(step);
  }
}
