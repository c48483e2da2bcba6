// A prediction from its question to the gap: the run is covered, the reader draws or divides, and then it is seen.

import { placesAt } from "../data/swarm.js";
import { format } from "../data/template.js";
import { element } from "../draw/element.js";
import { apart, between, judge, moved, nearestCounts, turned, upwards } from "./gap.js";
import { Paper } from "./paper.js";
import { Pencil } from "./pencil.js";
import { Recall } from "./recall.js";
import { Strip } from "./strip.js";

/** @import { Run } from "../data/run.js" */
/** @import { Look, Point, Question, Words } from "../data/types.js" */
/** @import { Pictures } from "../pictures/pictures.js" */
/** @typedef {{runs: Run[], start: Point, look: Look, words: Words}} Shown */
/** @typedef {{share: number, sentence: string, judged: ReturnType<typeof judge>}} Verdict `share` of what would be entirely wrong */

const DRAWN = new Set(["path", "arrow", "end"]);
const RIGHT = 90; // degrees: an arrow is measured in right angles

export class Predictor {
  /** @type {Question | null} */ question = null;
  /** @type {Pencil | null} */ pencil = null;
  /** @type {Paper | null} what a curve is drawn on */ paper = null;
  colour = ""; // of the run that was predicted
  /** @type {[Point, Point][]} */ lines = [];
  /** @type {Point} where the run began that was predicted */ start = [0, 0];
  own = true; // the scene on show is the one that was predicted
  away = false; // other numbers are on show than those that were predicted
  /** @type {HTMLElement[]} what lies over the pictures while the run is covered */ sheets = [];

  /**
   * @param {HTMLElement} root
   * @param {{pictures: Pictures, reveal: (id: string) => void, moved: () => void, turning: () => boolean}} player
   *   `turning`: a value of the dial is on show that the run has not yet
   */
  constructor(root, player) {
    this.root = root;
    this.player = player;
    this.recall = new Recall(/** @type {HTMLElement} */ (root.closest(".player")));
    const show = () => this.#reveal();
    this.strip = new Strip(root, { show, skip: () => this.#skip(), clear: () => this.pencil?.clear(), changed: () => this.#changed() });
  }

  /** Whether the run is not to be seen yet. */
  get covered() {
    return this.question?.covered ?? false;
  }

  /**
   * The question of what is on show, null if there is none. It says whether the run was covered until now.
   * @type {(question: Question | null, shown: Shown) => boolean}
   */
  show(question, shown) {
    const before = this.question, same = before?.id === question?.id && before?.words.show === question?.words.show;
    this.question = question;
    this.recall.show(question);
    for (const root of [this.root, this.root.closest(".player")]) if (root instanceof HTMLElement) root.dataset.covered = String(this.covered);
    if (!question) {
      this.pencil = null;
      this.strip.tell([]);
    } else if (question.covered && !(same && before?.covered)) this.#ask(question, shown);
    else if (!question.covered && before?.covered && before.id === question.id) this.#compare(shown);
    else if (!question.covered && !same) {
      this.pencil = null;
      this.strip.tell([]);
    }
    this.#stand(Boolean(question?.own) && shown.start.every((x, i) => x === this.start[i]));
    return Boolean(before?.covered) && !this.covered;
  }

  /** What was predicted is out of sight, in its room, while other numbers are on show. @param {boolean} own */
  #stand(own) {
    this.own = own;
    this.away = !this.covered && (!own || this.player.turning());
    this.root.dataset.away = String(this.away);
  }

  /** The dial has put another run in the place of one. */
  swap() {
    this.#stand(this.own);
    this.#sketch();
  }

  /** @type {(question: Question, shown: Shown) => void} */
  #ask(question, { runs, start, look, words: { steps } }) {
    const { kind, place, prompt, words, paper } = question;
    this.start = start;
    this.lines = [];
    this.strip.ask(question);
    this.paper = paper && new Paper(paper, { name: words.loss, title: steps, look });
    const on = { name: format(words.pencil, { prompt }), changed: () => this.#changed(), done: () => this.#reveal() };
    const loss = runs.find((run) => run.place === place)?.columns.loss[0] ?? 1;
    this.pencil = null;
    if (this.paper) {
      const sheet = this.paper;
      this.pencil = new Pencil(kind, { ...on, frame: () => sheet.frame, start: [0, Math.log10(loss)] });
      sheet.element.append(this.pencil.sheet);
      this.strip.put(sheet.element);
    } else if (DRAWN.has(kind)) this.pencil = new Pencil(kind, { ...on, frame: () => this.#plane(place).view(), start });
  }

  /** @param {number} place */
  #plane(place) {
    const { planes } = this.player.pictures;
    return planes.find(({ runs }) => runs.some((run) => run.place === place)) ?? planes[0];
  }

  /** To be called when the pictures are there. While they are covered a hand draws on them, and moves no start. */
  lay() {
    for (const sheet of this.sheets.splice(0)) sheet.remove();
    this.#sketch();
    if (!this.covered || !this.question) return;
    const own = this.pencil && !this.paper && this.#plane(this.question.place);
    for (const plane of this.player.pictures.planes) {
      const sheet = plane === own && this.pencil ? this.pencil.sheet : element("div", { className: "sheet still" });
      plane.box.append(sheet);
      this.sheets.push(sheet);
    }
  }

  #changed() {
    const { pencil, strip } = this;
    strip.wake(pencil ? pencil.drawn : Boolean(strip.divide?.touched));
    if (!pencil) return;
    this.#sketch();
    this.player.moved();
  }

  #sketch() {
    const { pencil, question, lines } = this;
    if (this.paper) {
      this.paper.draw(pencil?.drawn ? pencil.points : [], this.colour);
      return;
    }
    const points = question?.kind === "arrow" && pencil?.drawn ? [pencil.on.start, ...pencil.points] : (pencil?.points ?? []);
    const sketch = pencil && question && pencil.drawn && !this.away ? { kind: question.kind, points, lines } : null;
    this.player.pictures.sketch(question?.place ?? 0, sketch);
  }

  #reveal() {
    if (!this.question || !this.strip.ready || this.strip.ready.disabled) return;
    this.recall.predicted(this.question.id);
    this.player.reveal(this.question.id);
  }

  #skip() {
    this.pencil?.clear();
    if (this.strip.divide) this.strip.divide.touched = false;
    this.strip.chosen = null;
    if (this.question) this.player.reveal(this.question.id);
  }

  /** Whether a key was the prediction's; what would show the run is not done meanwhile. @param {KeyboardEvent} event */
  key(event) {
    if (this.recall.key(event)) return true;
    if (!this.covered || event.ctrlKey || event.metaKey || event.altKey) return false;
    const own = event.target instanceof HTMLInputElement && event.target.closest(".divide");
    // The bar between the dots is moved by the keys that move the play head elsewhere.
    if (own && event.key.toLowerCase() !== "s") return true;
    if (event.key.toLowerCase() === "s") this.#skip();
    else if (!(event.shiftKey && event.key.startsWith("Arrow"))) return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** @param {Shown} shown */
  #compare(shown) {
    const began = performance.now(), { question, strip } = this;
    const verdict = question?.own && this.#verdict(question, shown);
    if (!question || !verdict) {
      strip.tell([]);
      return;
    }
    const { words, meets, answers } = question, choice = strip.chosen === null ? "" : answers[strip.chosen].meets || words.chosen;
    const said = {
      close: [strip.divide ? words.right : words.close],
      near: [],
      far: [strip.sure === "certain" ? words.certain_wrong : "", meets],
    };
    strip.tell([verdict.sentence, ...said[verdict.judged], choice]);
    Object.assign(this.root.dataset, { share: verdict.share.toPrecision(6), milliseconds: (performance.now() - began).toFixed(2) });
  }

  /**
   * How far it is from the truth; null if nothing was predicted, or there is nothing to compare it with.
   * @type {(question: Question, shown: Shown) => Verdict | null}
   */
  #verdict({ kind, place, close, groups, seeds, words }, { runs, start, look }) {
    const run = runs.find((one) => one.place === place), { pencil, strip } = this;
    if (!run) return null;
    if (strip.divide) {
      if (!strip.divide.touched || !run.bundle) return null;
      const truth = nearestCounts(placesAt(run.bundle, run.last), groups.map(({ at }) => at), seeds), wrong = moved(strip.divide.counts, truth);
      strip.divide.reveal(truth);
      const told = (/** @type {number[]} */ counts) => groups.map(({ name }, i) => `${counts[i]} ${name}`).join(", ");
      const own = format(words.own, { counts: told(strip.divide.counts), truth: told(truth) });
      return { share: wrong / seeds, judged: judge(wrong / seeds, close), sentence: `${own} ${format(words.gap, { wrong, all: seeds })}` };
    }
    if (!pencil?.drawn) return null;
    if (this.paper) return this.#onPaper(run, this.paper, look.colour(run), { close, words });
    const view = this.#plane(place).view(), width = view.right - view.left;
    const sheet = { width, pixel: (/** @type {Point} */ [x, y]) => /** @type {Point} */ ([view.x(x), view.y(y)]) };
    const { x, y } = run.columns, truth = /** @type {Point[]} */ (Array.from(x, (across, i) => [across, y[i]]));
    const outside = pencil.points.some(([a, b]) => !view.holds(view.x(a), view.y(b))) ? words.outside : "";
    if (kind === "arrow") {
      const { degrees, times } = turned(start, pencil.at, truth[1] ?? truth[0], sheet);
      this.lines = [[pencil.at, truth[1] ?? truth[0]]];
      return { share: degrees / RIGHT, judged: judge(degrees / RIGHT, close), sentence: `${format(words.gap, { degrees: Math.round(degrees), times: Number(times.toPrecision(2)) })} ${outside}` };
    }
    const end = apart(pencil.at, truth[truth.length - 1], sheet), gap = kind === "end" ? end : between(pencil.points, truth, sheet);
    if (!gap) return null;
    this.lines = gap.lines;
    const share = `${Math.round(100 * gap.share)}%`;
    return { share: gap.share, judged: judge(gap.share, close, end.share), sentence: [format(words.gap, { share }), outside].join(" ") };
  }

  /** @type {(run: Run, paper: Paper, colour: string, asked: Pick<Question, "close" | "words">) => Verdict | null} */
  #onPaper(run, paper, colour, { close, words }) {
    this.colour = colour;
    paper.truth = Array.from(run.columns.loss, (loss, row) => [run.stepOf(row), Math.log10(Math.max(loss, Number.MIN_VALUE))]);
    const [low, high] = paper.range, share = upwards(this.pencil?.points ?? [], paper.truth, high - low);
    if (share === null) return null;
    return { share, judged: judge(share, close), sentence: format(words.gap, { share: `${Math.round(100 * share)}%` }) };
  }

  destroy() {
    for (const sheet of this.sheets) sheet.remove();
    this.recall.destroy();
  }
}
