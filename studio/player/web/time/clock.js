// The one clock of the player: where the play head stands, in steps, and how it moves.

const DURATION = 10; // seconds from the first step to the last at speed 1
const REST = 1000; // milliseconds at the end before it starts over, so that the end is seen

/** A step to play to, and what is done there. @typedef {{step: number, arrived: () => void}} Stop */

export class Clock {
  /** @param {() => void} onTick called after every move, and when playing starts or ends */
  constructor(onTick) {
    this.onTick = onTick;
    this.steps = 0;
    /** @type {import("../data/types.js").Scale} */
    this.scale = "linear";
    this.share = 1; // of the way from step 0 to the last, in the scale of the clock
    /** @type {number | null} */
    this.held = null; // the exact step the play head was put on, until it moves
    this.speed = 1;
    this.playing = false;
    this.loop = false; // whether it starts over at the end
    this.rested = 0; // for how many milliseconds it has stood there
    /** @type {Stop | null} */
    this.stop = null; // where it pauses by itself
    this.last = 0;
    this.request = 0;
  }

  /** The play head in steps, a real number: between two steps it is on its way. */
  get position() {
    return this.held ?? this.positionOf(this.share);
  }

  set position(step) {
    this.held = Math.min(Math.max(step, 0), this.steps);
    this.share = this.shareOf(this.held);
  }

  /**
   * Where the play head stands at a share of the way.
   * @param {number} share
   */
  positionOf(share) {
    if (share >= 1) return this.steps;
    return this.scale === "log" ? Math.pow(this.steps + 1, share) - 1 : this.steps * share;
  }

  /**
   * How much of the way to the last step is done at this one.
   * @param {number} step
   */
  shareOf(step) {
    if (!this.steps || step >= this.steps) return 1;
    return this.scale === "log" ? Math.log1p(step) / Math.log1p(this.steps) : step / this.steps;
  }

  /** Steps a second, where the play head stands and at the speed that is set. */
  get pace() {
    const whole = this.scale === "log" ? (this.position + 1) * Math.log1p(this.steps) : this.steps;
    return (whole * this.speed) / DURATION;
  }

  /**
   * The play head by its share of the way.
   * @param {number} share
   */
  scrub(share) {
    this.share = share;
    this.held = null;
  }

  /**
   * Another length or scale: the play head stays at its step, or at the end if it was there.
   * @type {(steps: number, scale: import("../data/types.js").Scale) => void}
   */
  set(steps, scale) {
    if (steps === this.steps && scale === this.scale) return;
    const here = this.share >= 1 ? steps : this.position;
    this.steps = steps;
    this.scale = scale;
    this.position = here;
    if (!steps) this.pause(); // nothing to go on to, in a loop neither
  }

  /** @param {Stop | null} [stop] where it is to pause; without it, at the end */
  play(stop = null) {
    if (!this.steps) return;
    this.stop = stop;
    if (this.playing) return;
    if (this.share >= 1) this.scrub(0); // Play at the end starts over; elsewhere it goes on.
    this.playing = true;
    this.rested = 0;
    this.last = performance.now();
    this.#next();
    this.onTick();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.stop = null;
    cancelAnimationFrame(this.request);
    this.onTick();
  }

  #next() {
    this.request = requestAnimationFrame((now) => {
      if (!this.playing) return;
      // A tab that was hidden gets one long frame: the clock does not jump.
      const passed = Math.min(Math.max(now - this.last, 0), 100);
      this.last = now;
      if (this.share < 1) this.#move(passed);
      else if (this.loop) this.#rest(passed);
      else this.pause();
    });
  }

  /** @param {number} passed milliseconds */
  #move(passed) {
    this.scrub(Math.min(1, this.share + (passed / 1000 * this.speed) / DURATION));
    const { stop } = this;
    if (stop && this.position >= stop.step) {
      this.position = stop.step;
      this.pause();
      stop.arrived();
      return;
    }
    if (this.share < 1 || this.loop) this.#next();
    else this.playing = false;
    this.onTick();
  }

  /** @param {number} passed milliseconds */
  #rest(passed) {
    this.#next();
    this.rested += passed;
    if (this.rested < REST) return;
    this.rested = 0;
    this.scrub(0);
    this.onTick();
  }
}
