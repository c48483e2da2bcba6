// What the picture shows, in words for those who hear it: which surface, which step, where each run is and how it ended.

import { Exact } from "../data/exact.js";
import { format } from "../data/template.js";

/** @import { Words } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */
/** @typedef {{surface: {name: string}, runs: Run[], steps: number, words: Words}} Told */

const PAUSE = 300; // milliseconds at rest before it is told: a key that is held down is not heard at every step

/**
 * Where a run is at `step`, and what became of it if that was its last.
 * @type {(run: Run, step: number, words: Words) => string[]}
 */
function ofRun(run, step, words) {
  const { x, y, loss } = run.at(step);
  const [across, up, high] = [x, y, loss].map((value) => new Exact(value).short);
  // A run that has left the numbers is nowhere; its outcome says how it went.
  const place = [x, y, loss].every(Number.isFinite) ? words.story_run : words.story_end;
  const where = format(place, { name: run.name, x: across, y: up, loss: high });
  return step < run.last ? [where] : [where, run.sentence];
}

/**
 * The whole story of one step.
 * @type {(told: Told, step: number) => string}
 */
export function story({ surface, runs, steps, words }, step) {
  const first = format(words.story, { surface: surface.name, step, steps });
  return [first, ...(runs.length ? runs.flatMap((run) => ofRun(run, step, words)) : [words.empty])].join(" ");
}

export class Story {
  /** @type {Told} */ told;
  /** @type {number | undefined} the step that is told, or will be in a moment */ step;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #soon;

  /** @param {HTMLElement} element a polite live region */
  constructor(element) {
    this.element = element;
  }

  /** @param {Told} told */
  show(told) {
    clearTimeout(this.#soon);
    this.told = told;
    this.step = undefined;
    // What stood there was said of another scene, or in another language.
    this.#say("");
  }

  /**
   * Silent while playing; at rest, the story of the step on show.
   * @type {(step: number, playing: boolean) => void}
   */
  draw(step, playing) {
    if (playing ? this.step === undefined : this.step === step) return;
    clearTimeout(this.#soon);
    this.step = playing ? undefined : step;
    if (playing) this.#say("");
    else this.#soon = setTimeout(() => this.#say(story(this.told, step)), PAUSE);
  }

  /**
   * A live region is written to only where its text changes.
   * @type {(text: string) => void}
   */
  #say(text) {
    if (this.element.textContent !== text) this.element.textContent = text;
  }

  destroy() {
    clearTimeout(this.#soon);
  }
}
