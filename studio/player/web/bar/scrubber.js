// The bar to scrub on: the play head, what happens where, and what the losses are at the place pointed to.

import { haveRoom, placesOf, stopFrom, stopIn, stopsOf } from "../time/chapters.js";
import { Exact } from "../data/exact.js";
import { format } from "../data/template.js";
import { button, element, named } from "../draw/element.js";
import { signOf } from "../draw/marker.js";

/** @import { Look, Words } from "../data/types.js" */
/** @import { Place, Stop } from "../time/chapters.js" */
/** @import { Run } from "../data/run.js" */

const FINE = 10000; // positions of the bar
const THUMB = 16; // its width in pixels: the head's middle stays half of it inside
const NEAR = 26; // pixels between two marks, for a mouse
const FINGER = 40; // and for a finger
const APART = 5; // pixels between a word and the next mark
const ABREAST = 2; // signs of one mark beside each other; more stand above them

/** @typedef {{runs: Run[], steps: number, shareOf: (step: number) => number, look: Look, words: Words, dragged: boolean}} Shown what the bar shows */

/**
 * What the bar asks for: a share of the way, a step, and which step is on show at a share.
 * @typedef {{scrub: (share: number) => void, go: (step: number) => void, stepAt: (share: number) => number}} OnScrub
 */

/** @type {(stop: Stop, words: Words) => string} */
export const sentenceOf = ({ step, text, run }, words) => format(words.chapter, { text, step, name: run.name });

/**
 * The loss of a run at a step, or since when there is none.
 * @type {(run: Run, step: number, words: Words) => string}
 */
export function lossAt(run, step, words) {
  return step > run.last ? format(words.over, { step: run.last }) : format(words.loss_at, { loss: new Exact(run.at(step).loss).short });
}

/**
 * What is said of a step: where it is, what happens there, and the loss of each run.
 * @type {(text: string, step: number, shown: Pick<Shown, "runs" | "words">) => string}
 */
export function spoken(text, step, { runs, words }) {
  const here = stopsOf(runs).filter((stop) => stop.step === step).map((stop) => sentenceOf(stop, words));
  return [text, ...here, ...runs.map((run) => format(words.said_of, { name: run.name, text: lossAt(run, step, words) }))].join(words.semicolon);
}

export class Scrubber {
  /** @type {Shown | undefined} */ shown;
  /** @type {Stop[]} */ stops = [];
  step = 0;
  width = 0; // of the bar, in pixels
  // What was measured of a mark with such a word: a dial that is turned brings the same ones again, and to ask the page
  // in the middle of a picture has it laid out once more.
  /** @type {Map<string, {left: number, right: number}>} */ measured = new Map();

  /**
   * @param {HTMLElement} root where it is put
   * @param {OnScrub} on
   */
  constructor(root, on) {
    this.on = on;
    this.marks = element("div", { className: "chapters" });
    this.bar = element("input", { className: "scrub", type: "range", min: 0, max: FINE, step: 1 });
    this.ticks = element("datalist", { className: "ticks", id: `ticks-${Math.random().toString(36).slice(2)}` });
    this.bar.setAttribute("list", this.ticks.id);
    this.preview = element("div", { className: "preview", hidden: true });
    root.append(element("div", { className: "scrubber" }, this.marks, this.bar, this.ticks, this.preview));
    this.bar.oninput = () => {
      on.scrub(this.bar.valueAsNumber / FINE);
      this.#look(this.bar.valueAsNumber / FINE);
    };
    this.bar.onpointermove = (event) => this.#look(this.#shareAt(event.offsetX));
    this.bar.onpointerdown = this.bar.onpointermove;
    for (const end of /** @type {const} */ (["pointerleave", "pointercancel"])) this.bar.addEventListener(end, () => this.#hide());
    this.bar.onpointerup = (event) => {
      if (event.pointerType !== "mouse") this.#hide();
    };
    this.resizer = new ResizeObserver(() => this.#measure());
    this.resizer.observe(this.bar);
  }

  /** @param {Shown} shown */
  show(shown) {
    this.shown = shown;
    this.stops = stopsOf(shown.runs);
    named(this.bar, shown.words.scrub);
    // Where η was changed.
    const ticks = shown.runs.flatMap((run) => run.changes).map((step) => String(Math.round(shown.shareOf(step) * FINE)));
    this.ticks.replaceChildren(...ticks.map((value) => new Option("", value)));
    // While something is in a hand the bar keeps its width, and its words their type.
    if (shown.dragged && this.width) this.#arrange();
    else this.#measure();
  }

  /**
   * Another run in the place of this one.
   * @type {(old: Run, run: Run) => void}
   */
  swap(old, run) {
    if (!this.shown) return;
    this.shown = { ...this.shown, runs: this.shown.runs.map((one) => (one === old ? run : one)) };
    if (!old.chapters.length && !run.chapters.length) return;
    this.stops = stopsOf(this.shown.runs);
    this.#arrange();
  }

  /**
   * The play head, and what is said of its step while it rests.
   * @type {(share: number, step: number, text: string, playing: boolean) => void}
   */
  move(share, step, text, playing) {
    this.step = step;
    this.bar.value = String(share * FINE);
    if (!playing && this.shown) this.bar.setAttribute("aria-valuetext", spoken(text, step, this.shown));
  }

  /**
   * The step of the next stop on from here, or back.
   * @param {number} from
   * @param {number} by 1 or −1
   */
  next(from, by) {
    return stopFrom(this.stops, from, by, this.shown?.steps ?? 0);
  }

  /** @param {number} x pixels from the left of the bar */
  #shareAt(x) {
    return Math.min(Math.max((x - THUMB / 2) / Math.max(this.bar.clientWidth - THUMB, 1), 0), 1);
  }

  /** Another size, or other type. */
  #measure() {
    this.width = this.bar.clientWidth;
    this.measured.clear();
    this.#arrange();
  }

  /** Put the marks where they belong; the words only where there is room for them. */
  #arrange() {
    const { width, measured } = this;
    if (!this.shown || !width) return;
    const { shareOf, look, words } = this.shown;
    const near = matchMedia("(pointer: coarse)").matches ? FINGER : NEAR;
    const places = placesOf(this.stops, (step) => THUMB / 2 + shareOf(step) * (width - THUMB), near);
    const most = Math.max(0, ...places.map(({ stops }) => new Set(stops.map(({ run }) => run)).size));
    this.marks.style.setProperty("--rows", String(Math.ceil(most / ABREAST)));
    // Those that are there are used again: one of them may have the focus.
    while (this.marks.childElementCount > places.length) this.marks.lastElementChild?.remove();
    const marks = places.map((place, i) => this.#mark(this.marks.children[i], place, look, words));
    const ends = marks.map((mark, i) => {
      const [signs, word] = /** @type {HTMLElement[]} */ ([...mark.children]), key = `${signs.childElementCount} ${word.textContent}`;
      const from = () => mark.offsetLeft - places[i].at;
      const own = measured.get(key) ?? { left: from() + signs.offsetLeft, right: from() + word.offsetLeft + word.offsetWidth };
      measured.set(key, own);
      return own;
    });
    const wide = ends.map(({ left, right }) => right - left + APART);
    haveRoom(ends.map(({ left }, i) => places[i].at + left), wide, width).forEach((room, i) => marks[i].classList.toggle("bare", !room));
  }

  /** @type {(there: Element | undefined, place: Place, look: Look, words: Words) => HTMLElement} */
  #mark(there, place, look, words) {
    const stops = place.stops, sentences = stops.map((stop) => sentenceOf(stop, words)), signs = stops.map(({ run }) => signOf(run, look));
    const texts = [...new Set(stops.map(({ text }) => text))];
    const tell = () => this.#tell(place.at, signs.map((sign, i) => [sign, sentences[i]]));
    const hide = () => this.#hide();
    const onclick = () => {
      this.on.go(stopIn(place, this.step));
      // A finger that is lifted leaves the mark, which is told of for as long as it has the focus.
      mark.focus();
      tell();
    };
    const mark = there instanceof HTMLButtonElement ? there : this.marks.appendChild(button({ className: "chapter", onclick }));
    Object.assign(mark, { className: "chapter", onclick, onpointerenter: tell, onfocus: tell, onblur: hide, onpointerleave: hide });
    mark.style.left = `${place.at}px`;
    mark.replaceChildren(
      element("span", { className: "signs", innerHTML: [...new Set(signs)].join("") }),
      element("span", { className: "word" }, texts.join(" · ")),
    );
    // What is called by its name is called by what can be read on it.
    mark.setAttribute("aria-label", [...(texts.length > 1 ? [texts.join(" · ")] : []), ...sentences].join(words.semicolon));
    return mark;
  }

  /**
   * The losses at a share of the way.
   * @param {number} share
   */
  #look(share) {
    if (!this.shown) return;
    const { runs, look, words, steps } = this.shown, step = this.on.stepAt(share);
    /** @type {[string, string][]} */
    const lines = runs.map((run) => [signOf(run, look), lossAt(run, step, words)]);
    this.#tell(THUMB / 2 + share * (this.bar.clientWidth - THUMB), [["", format(words.step, { step, steps })], ...lines]);
  }

  /**
   * @param {number} at pixels from the left of the bar
   * @param {[sign: string, text: string][]} lines
   */
  #tell(at, lines) {
    this.preview.replaceChildren(...lines.map(([sign, text]) => element("div", { className: sign || lines.length < 2 ? "" : "title", innerHTML: sign }, text)));
    this.preview.hidden = false;
    const half = this.preview.offsetWidth / 2, width = this.bar.clientWidth;
    this.preview.style.left = `${Math.max(Math.min(at, width - half), half)}px`;
  }

  #hide() {
    this.preview.hidden = true;
  }

  destroy() {
    this.resizer.disconnect();
  }
}
