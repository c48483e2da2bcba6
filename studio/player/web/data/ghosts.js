// What stays on show of runs that are no more: each run as it was before the last change, and those that were pinned.

/** @import { Run } from "./run.js" */
/** @typedef {{run: Run, surface: string, letter: string}} Pin */
/** @typedef {{before: Run[], pins: Pin[]}} Earlier the runs that are no more in one picture */

const LETTERS = [..."ABCDEF"]; // each pinned run has one, in the picture and in the legend

export class Ghosts {
  /** @type {Run[]} the runs of the last change, in their order */ #runs = [];
  #surface = "";
  /** @type {Run[]} the runs that the last change has put others in the place of */ before = [];
  /** @type {Pin[]} in the order in which they were pinned, those of other surfaces too */ pins = [];

  /** @param {() => void} onChange called when a run was pinned, or a pin taken away */
  constructor(onChange) {
    this.onChange = onChange;
  }

  /**
   * Other data have come. A ghost stays until another path has changed, and only where the same runs are on show.
   * @param {string} surface its key: the surface with its numbers
   * @param {Run[]} runs
   * @param {boolean} [dragged] the change is under way: what was before is what was before it began
   */
  show(surface, runs, dragged = false) {
    const before = this.#runs, same = this.#surface === surface && alike(before, runs);
    const changed = before.filter((run, i) => runs[i]?.path !== run.path);
    if (!same) this.before = [];
    else if (changed.length) this.before = changed;
    if (dragged && same) return;
    this.#surface = surface;
    this.#runs = runs;
  }

  /** The pinned runs of the surface on show. */
  get shown() {
    return this.pins.filter(({ surface }) => surface === this.#surface);
  }

  /**
   * The pin that holds this run as it is now.
   * @param {Run} run
   */
  of(run) {
    return this.shown.find((pin) => pin.run.path === run.path && pin.run.last === run.last && pin.run.place === run.place);
  }

  /** Whether there is no letter left. */
  get full() {
    return this.shown.length >= LETTERS.length;
  }

  /**
   * Keep a run as it is now, or let it go if it is kept. With all letters taken nothing is pinned.
   * @param {Run} run
   */
  toggle(run) {
    const pin = this.of(run), { shown } = this;
    if (pin) return this.remove(pin);
    const letter = LETTERS.find((one) => shown.every((other) => other.letter !== one));
    if (!letter) return;
    this.pins.push({ run, surface: this.#surface, letter });
    this.onChange();
  }

  /**
   * Keep all these runs, or let them go if all of them are kept.
   * @param {Run[]} runs
   */
  toggleAll(runs) {
    const kept = runs.every((run) => this.of(run));
    for (const run of runs) if (kept || !this.of(run)) this.toggle(run);
  }

  /** @param {Pin} pin */
  remove(pin) {
    this.pins = this.pins.filter((one) => one !== pin);
    this.onChange();
  }
}

/**
 * Whether the same places are on show.
 * @type {(one: Run[], other: Run[]) => boolean}
 */
const alike = (one, other) => one.length === other.length && one.every((run, i) => run.place === other[i].place);
