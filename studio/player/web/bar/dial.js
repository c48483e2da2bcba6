// The dial: a number of a run is turned, and the path follows at once; let go, and the number is set.

import { COMMANDS, titleOf } from "./commands.js";
import { button, element, icon, named } from "../draw/element.js";

/** @import { Mark, SentDial, Wishes, Words } from "../data/types.js" */
/** @import { Family } from "../data/family.js" */
/** @import { Run } from "../data/run.js" */

const PAUSE = 400; // milliseconds without another key until what the keys have turned is let go
const FAN = "M3 20C8 18 14 12 16 3h2.5C17 13 10 20 4 22zM6 22c7-1 13-5 16-11l1.5 1.5C20 19 13 23 7 24z";

/**
 * Who is told what: another run stands in the place of this one; a value is to be set; another number is to be turned;
 * all paths are to be seen, or not.
 * @typedef {{turned: (old: Run, run: Run) => void, set: (knob: Wishes["knob"]) => void, vary: (number: Wishes["vary"]) => void,
 *   family: () => void}} Told
 */

export class Dial {
  /** @type {SentDial | null} */ data = null;
  /** @type {Family | null} the runs for all values */ family = null;
  /** @type {Run | undefined} the run with the value that it has */ real;
  /** @type {number | null} which value is on show, null: the one that the run has */ index = null;
  /** @type {{before: number, asked: number} | null} what was asked for, and what it is to replace */ sent = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ pause;
  held = false;

  /**
   * @param {HTMLElement} root
   * @param {Told} told
   */
  constructor(root, told) {
    this.root = root;
    this.told = told;
    this.number = element("select", { onchange: () => {
      const choice = this.data?.choices[this.number.selectedIndex];
      if (choice) told.vary({ place: choice.place, id: choice.id });
    } });
    this.range = element("input", {
      type: "range", min: 0, step: 1,
      oninput: () => this.#to(this.range.valueAsNumber),
      onchange: () => this.pause || this.#release(),
      onpointerdown: () => clearTimeout(this.pause),
      onpointerup: () => this.#release(),
    });
    // The keys that turn a range are its own: they do not move the play head.
    this.range.addEventListener("keydown", (event) => {
      if (!/^(Arrow|Home|End|Page)/.test(event.key)) return;
      event.stopPropagation();
      this.#later();
    });
    this.output = element("output");
    this.all = button({ className: "family", innerHTML: icon(FAN), onclick: () => told.family() });
    root.append(this.number, this.range, this.output, this.all);
  }

  /**
   * The runs as the dial has them: a value that is being turned stays in its place.
   * @param {SentDial | null} data null: there is nothing to turn
   * @param {{family: Family | null, runs: Run[], marks: Mark[], words: Words}} shown
   * @returns {Run[]}
   */
  show(data, { family, runs, marks, words }) {
    this.#keep(data);
    this.family = family;
    this.real = runs.find(({ place }) => place === data?.place);
    this.root.hidden = !data || !marks.includes("dial");
    this.press(marks);
    if (!data || !this.real) return runs;
    if (family) this.real.family = marks.includes("family") ? family.paths : null;
    family?.of(this.real, data.facts);
    this.#label(data, words);
    return runs.map((run) => (run === this.real ? this.run ?? run : run));
  }

  /** @param {SentDial | null} data */
  #keep(data) {
    const value = this.value;
    const same = !!data && !!this.data && data.place === this.data.place && data.id === this.data.id;
    // A value that is being turned, or on its way to the slider, stays on show while other things change.
    const going = same && (this.held || this.sent?.before === data.values[data.at]);
    this.data = data;
    this.index = going && value !== undefined ? data.values.indexOf(value) : null;
    if (this.index === -1 || this.index === data?.at) this.index = null;
    if (!going) {
      this.#rest();
      this.sent = null;
    }
  }

  /** @type {(data: SentDial, words: Words) => void} */
  #label(data, words) {
    const chosen = data.choices.findIndex(({ place, id }) => place === data.place && id === data.id);
    this.number.replaceChildren(...data.choices.map(({ label }, i) => new Option(label, String(i), false, i === chosen)));
    named(this.number, words.turned);
    named(this.range, data.choices[chosen]?.label ?? "", words.turn);
    for (const command of COMMANDS) if (command.id === "family") named(this.all, titleOf(command, words));
    this.range.max = String(data.values.length - 1);
    const longest = Math.max(...data.texts.map((text) => text.length));
    this.output.style.setProperty("--longest", `${longest}ch`);
    this.#say();
  }

  /**
   * Which marks are on, and so whether all paths are to be seen.
   * @param {Mark[]} marks
   */
  press(marks) {
    this.all.setAttribute("aria-pressed", String(marks.includes("family")));
  }

  /** The value on show. */
  get value() {
    return this.data?.values[this.index ?? this.data.at];
  }

  /** The run on show; undefined if there is none to turn. */
  get run() {
    return this.index === null ? this.real : (this.family?.run(this.index) ?? this.real);
  }

  /**
   * One detent up or down, by a key.
   * @param {number} by
   */
  turn(by) {
    if (!this.data || this.root.hidden) return;
    this.#later();
    this.#to((this.index ?? this.data.at) + by);
  }

  /** @param {number} to */
  #to(to) {
    const { data } = this;
    const index = data && Math.min(Math.max(to, 0), data.values.length - 1);
    const old = this.run;
    if (!data || index === null || index === (this.index ?? data.at)) return;
    this.held = true;
    this.index = index === data.at ? null : index;
    this.#say();
    if (old && this.run) this.told.turned(old, this.run);
  }

  /** Keys let go when no other comes for a while. */
  #later() {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.#release(), PAUSE);
  }

  #release() {
    const { data, value, held } = this;
    this.#rest();
    if (!held || !data || value === undefined) return;
    const before = data.values[data.at];
    if (value === (this.sent?.asked ?? before)) return;
    this.sent = { before, asked: value };
    this.told.set({ place: data.place, id: data.id, value });
  }

  /** What keys have turned and nobody has let go is forgotten: the reader has gone on to another address. */
  takeBack() {
    const old = this.run, { held } = this;
    this.#rest();
    if (!held) return;
    this.index = this.sent && this.data ? this.data.values.indexOf(this.sent.asked) : null;
    this.#say();
    if (old && this.run) this.told.turned(old, this.run);
  }

  #rest() {
    clearTimeout(this.pause);
    this.pause = undefined;
    this.held = false;
  }

  #say() {
    if (!this.data) return;
    const index = this.index ?? this.data.at, text = this.data.texts[index];
    this.range.value = String(index);
    this.range.setAttribute("aria-valuetext", text);
    this.output.textContent = text;
  }

  destroy() {
    clearTimeout(this.pause);
  }
}
