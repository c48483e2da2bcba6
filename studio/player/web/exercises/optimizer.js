// Be the optimizer: the next places are marked one by one, and each is compared with the true step, which is sent only then.

import { Exact } from "../data/exact.js";
import { format } from "../data/template.js";
import { button, element } from "../draw/element.js";
import { labelNear } from "../draw/label.js";
import { arrow, factorFor } from "../marks/arrows.js";
import { drawSketch } from "../marks/sketch.js";
import { Pencil } from "../predict/pencil.js";
import { average, CLOSE, gradeOf, percent, refused } from "./grade.js";
import { lay, viewOf } from "./ground.js";

/** @import { Point } from "../data/types.js" */
/** @import { Ink, Sent } from "./ground.js" */
/** @typedef {{g: Point, end: Point, m: Point | null, sigma: Point | null, says: string}} Made */
/**
 * @typedef {"title" | "picture" | "asks" | "hands" | "pencil" | "numbers" | "place" | "gradient" | "lastM" | "lastSigma" | "key" | "gap"
 *   | "close" | "outside" | "same" | "sum" | "moral" | "again" | "next"} Word
 */
/**
 * @typedef {{case: string, steps: number, surface: Sent, colour: {light: string, dark: string}, start: Point, made: Made[],
 *   present: {at: Point, g: Point} | null, words: Record<Word, string>}} Asked `made` are the steps that have been marked
 */
/** @typedef {(name: "marked" | "again" | "next", value: unknown) => void} Tell */

const POWERS = "⁰¹²³", RING = 7; // pixels
const NEAR = /** @type {Point[]} */ ([[10, 12], [10, -12], [-10, 12], [-10, -12], [12, 0], [-12, 0]]); // pixels from a place to its name
/** @type {Map<string, Point[]>} what was marked in each case: it is kept here as long as the page is open, and never sent */
const kept = new Map();

/** @param {number} value */
const brief = (value) => new Exact(value).brief;
/** @param {Point} point */
const told = ([x, y]) => `(${brief(x)}, ${brief(y)})`;
/** @param {number} step */
const place = (step) => `θ${POWERS[step]}`;

class Game {
  /** @type {Pencil | null} */ pencil = null;
  /** @type {"outside" | "same" | null} why the last mark was none */ refusal = null;
  redraw = () => {};

  /** @param {HTMLElement} root */
  constructor(root) {
    const part = (/** @type {string} */ className) => element("p", { className });
    this.board = element("div", { className: "board" });
    this.key = part("key");
    this.title = part("title");
    this.asks = part("asks");
    this.hands = part("hands");
    this.at = part("at");
    this.table = element("table");
    this.status = part("told");
    this.status.setAttribute("role", "status");
    this.end = part("end");
    this.again = button({ onclick: () => this.#again() }, "");
    this.next = button({ onclick: () => this.tell("next", this.asked.case) }, "");
    const panel = element("section", {}, this.title, this.asks, this.hands, this.at, this.status, this.end, this.table, element("p", { className: "on" }, this.again, this.next));
    root.replaceChildren(element("div", {}, this.board, this.key), panel);
  }

  /** @type {(asked: Asked, tell: Tell) => void} */
  show(asked, tell) {
    const before = this.asked, marks = kept.get(asked.case) ?? [];
    if (before?.case !== asked.case || before.made.length !== asked.made.length) this.refusal = null;
    kept.set(asked.case, marks);
    Object.assign(this, { asked, tell });
    // A server that was away knows of fewer: what it has not heard of is told again, or marked again.
    marks.length = Math.min(marks.length, asked.made.length + 1);
    if (marks.length > asked.made.length) this.#send();
    // Who had a pencil in hand has the next one.
    const held = this.pencil?.sheet === document.activeElement;
    this.redraw = lay(this.board, asked.surface, true, (context, view, look) => this.#ink(context, view, look));
    this.#take();
    if (held) this.pencil?.sheet.focus();
    this.#write();
  }

  get marks() {
    return kept.get(this.asked.case) ?? [];
  }

  /** From where each step that was made began, and where the run is now. @returns {Point[]} */
  get places() {
    return [this.asked.start, ...this.asked.made.map(({ end }) => end)];
  }

  /** A pencil for the step that is asked for. */
  #take() {
    const { asked: { present, surface, words } } = this;
    this.pencil = null;
    this.at.textContent = "";
    this.redraw();
    if (!present) return;
    const done = () => this.#mark(), name = format(words.picture, { at: told(present.at) });
    this.pencil = new Pencil("end", {
      frame: () => viewOf(this.board, surface.domain, true), start: present.at, name, done, lifted: done, changed: () => this.#moved(),
    });
    this.board.append(this.pencil.sheet);
  }

  #moved() {
    this.redraw();
    this.at.textContent = this.pencil?.drawn ? format(this.asked.words.pencil, { at: told(this.pencil.at) }) : "";
  }

  /** The place at which the pencil stands is the answer, if it can be one. */
  #mark() {
    const { pencil, marks, asked: { present, made } } = this;
    if (!pencil || !present || marks.length > made.length) return;
    this.refusal = refused(present.at, pencil.at, pencil.on.frame());
    if (this.refusal) pencil.clear();
    else {
      marks.push(pencil.at);
      this.#send();
    }
    this.#write();
  }

  #send() {
    this.tell("marked", { case: this.asked.case, step: this.marks.length });
  }

  #again() {
    kept.delete(this.asked.case);
    this.tell("again", this.asked.case);
  }

  /** The grades of what was marked and made. */
  get grades() {
    const { asked: { made }, places, marks } = this;
    return made.flatMap(({ end }, t) => (marks[t] ? [gradeOf(places[t], marks[t], end)] : []));
  }

  #write() {
    const { asked: { words, made, present, steps }, grades } = this, last = grades[made.length - 1];
    const gap = last && format(words.gap, { place: place(made.length), share: percent(last.share), degrees: Math.round(last.degrees), times: last.times.toPrecision(2) });
    const shown = last ? [gap, last.share <= CLOSE ? words.close : "", made[made.length - 1].says] : [];
    this.title.textContent = words.title;
    this.key.textContent = format(words.key, { factor: this.factor });
    this.asks.textContent = present ? format(words.asks, { place: place(made.length + 1) }) : "";
    this.hands.textContent = present ? words.hands : "";
    this.status.textContent = this.refusal ? words[this.refusal] : shown.filter(Boolean).join(" ");
    const sum = grades.length === steps && format(words.sum, { shares: grades.map(({ share }) => percent(share)).join(" · "), share: percent(average(grades)) });
    this.end.textContent = [sum, words.moral].filter(Boolean).join(" ");
    this.table.replaceChildren(...this.#rows());
    this.again.textContent = words.again;
    this.again.hidden = Boolean(present);
    this.next.textContent = words.next;
  }

  /** What there is to reckon with: the place, the gradient there, and m and σ of the last step. */
  #rows() {
    const { asked: { words, made, present } } = this, last = made[made.length - 1], t = made.length;
    if (!present) return [];
    const known = /** @type {[string, string, Point | null | undefined][]} */ ([
      [place(t), words.place, present.at], [`g${POWERS[t]}`, words.gradient, present.g],
      [`m${POWERS[t - 1]}`, words.lastM, last?.m], [`σ${POWERS[t - 1]}`, words.lastSigma, last?.sigma],
    ]);
    const rows = known.flatMap(([sign, name, pair]) =>
      pair ? [element("tr", {}, element("th", { scope: "row" }, `${sign} `, element("span", {}, name)), ...pair.map((value) => element("td", {}, brief(value))))] : []);
    const head = element("tr", {}, ...["", "₁", "₂"].map((index) => element("th", { scope: "col" }, index && `θ${index}`)));
    return [element("caption", {}, words.numbers), element("thead", {}, head), element("tbody", {}, ...rows)];
  }

  /** How many times as long −g is drawn: as at the first step, for all to be compared. */
  get factor() {
    const { asked: { made, present, surface } } = this, first = made[0]?.g ?? present?.g ?? [1, 0];
    return factorFor(Math.hypot(...first) * viewOf(this.board, surface.domain, true).perX || 1);
  }

  /** @type {Ink} */
  #ink(context, view, look) {
    const { asked: { made, present, colour }, places, marks, pencil, factor } = this, own = { layer: [context], look };
    /** @type {(point: Point) => Point} */
    const pixel = ([x, y]) => [view.x(x), view.y(y)];
    const how = { look, edges: view, taken: [] };
    /** @type {(from: Point, vector: Point, style: {width: number, label: string, colour: string, solid?: boolean}) => void} */
    const draw = (from, [dx, dy], style) => arrow(context, pixel(from), [dx * view.perX, -dy * view.perY], { ...how, ...style });
    // First, for the names of places to stand on it.
    if (present) draw(present.at, [-factor * present.g[0], -factor * present.g[1]], { width: 2, label: "−g", colour: look.text });
    marks.forEach((mark, t) => drawSketch(view, { kind: "arrow", points: [places[t], mark], lines: made[t] ? [[mark, made[t].end]] : [] }, own));
    made.forEach(({ end: [x, y] }, t) => {
      const [ax, ay] = places[t];
      draw([ax, ay], [x - ax, y - ay], { width: 3, solid: true, label: "", colour: look.colour(colour) });
    });
    // Names last, for no arrow to lie on them.
    made.forEach(({ end }, t) => labelNear(context, place(t + 1), pixel(end), NEAR, { ...how, weight: "600" }));
    if (!present) return;
    if (pencil?.drawn && marks.length === made.length) drawSketch(view, { kind: "arrow", points: [present.at, pencil.at], lines: [] }, own);
    Object.assign(context, { strokeStyle: look.text, lineWidth: 2 });
    context.beginPath();
    context.arc(...pixel(present.at), RING, 0, 2 * Math.PI);
    context.stroke();
  }

  /** @type {Asked} */ asked = /** @type {never} */ (undefined);
  /** @type {Tell} */ tell = () => {};
}

/** @type {WeakMap<HTMLElement, Game>} */
const shown = new WeakMap();

/**
 * A case in this element; what is sent of it later goes on where the reader is.
 * @type {(root: HTMLElement, asked: Asked, tell: Tell) => void}
 */
export function show(root, asked, tell) {
  const there = shown.get(root) ?? new Game(root);
  shown.set(root, there);
  there.show(asked, tell);
}
