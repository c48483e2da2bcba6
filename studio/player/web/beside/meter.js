// The stability meter: how near η is to the limit of the method, of the run in hand at the step on show. Upright is the limit.

import { Exact } from "../data/exact.js";
import { format } from "../data/template.js";
import { element, stand } from "../draw/element.js";
import { PACE } from "./microscope.js";

/** @import { Mark, Words } from "../data/types.js" */
/** @import { Run } from "../data/run.js" */

const MOST = 2; // times the limit: there the scale ends, and the needle stays
const FACE = `<svg viewBox="-60 -58 120 64" aria-hidden="true"><path class="fine" d="M-50 0A50 50 0 0 1 0 -50"/><path class="above" d="M0 -50A50 50 0 0 1 50 0"/>
  <path class="limit" d="M0 -57V-40"/><path class="needle" d="M-3 0L0 -46L3 0Z"/><circle r="5"/></svg>`;

/**
 * Where the needle stands, in degrees from upright: the limit is upright, nothing to the left, twice the limit and all above it
 * to the right.
 * @param {number} value as a share of the limit
 */
export const angleOf = (value) => 90 * (Math.min(Math.max(value, 0), MOST) - 1);

/**
 * How many times its limit η is at a step, with the curvature where the run is then; after the last update η and σ are still
 * those of that one, as the hatching and the probe have them. NaN where the surface curves up in no direction, null where no
 * limit is known.
 * @type {(run: Run, step: number) => number | null}
 */
export const valueOf = (run, step) => (run.limit === null ? null : run.at(step).stability);

// What is said stays for many steps, and a text that is set is laid out anew.
/** @type {(element: Element, text: string) => void} */
const write = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

export class Meter {
  /** @type {Run | undefined} the one in hand */ run;
  /** @type {Words} */ words;
  last = 0; // when words were written

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.face = element("div", { className: "face", innerHTML: FACE });
    this.number = element("strong");
    this.name = element("span", { className: "name-of" });
    this.text = element("span", { className: "why" });
    root.setAttribute("role", "group");
    root.append(this.face, this.number, element("p", {}, this.name, this.text));
    this.needle = /** @type {SVGPathElement} */ (/** @type {unknown} */ (this.face.querySelector(".needle")));
  }

  /** @param {{marks: Mark[], runs: Run[], words: Words}} shown */
  show({ marks, runs, words }) {
    this.run = marks.includes("limit") ? (runs.find((one) => one.in_hand) ?? runs[0]) : undefined;
    // While a mark is on its way the columns are not there yet.
    if (!this.run?.last || !this.run.columns.stability) this.run = undefined;
    this.words = words;
    stand(this.root, !!this.run);
    this.last = 0;
    if (!this.run) return;
    this.name.textContent = format(words.meter, { name: this.run.name });
    this.root.setAttribute("aria-label", this.name.textContent);
  }

  /** @type {(step: number, playing: boolean) => void} */
  draw(step, playing) {
    if (!this.run) return;
    const value = valueOf(this.run, step), known = value !== null && !Number.isNaN(value), { words } = this;
    this.needle.setAttribute("transform", `rotate(${known ? angleOf(value) : -90})`);
    const now = performance.now();
    if (playing && now - this.last < PACE) return;
    this.last = now;
    this.face.classList.toggle("unknown", value === null);
    this.root.classList.toggle("over", known && value > 1);
    write(this.number, known ? format(words.meter_times, { value: new Exact(value).brief }) : "");
    const says = value === null ? words.meter_unknown : !known ? words.meter_down : value > 1 ? words.meter_above : words.meter_below;
    // No update begins at the last point: whose η it is is said.
    const { last } = this.run;
    write(this.text, step < last || !known ? says : format(words.meter_last, { says, step: last - 1 }));
  }
}
