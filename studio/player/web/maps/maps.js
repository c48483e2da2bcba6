// A map on its page: it grows finer while it is looked at, the run under the pointer is shown, and numbers stand beside it.

import { unpack } from "../data/decode.js";
import { format } from "../data/template.js";
import { button, element } from "../draw/element.js";
import { between, nearer } from "./axis.js";
import { listen } from "./hands.js";
import { Levels } from "./levels.js";
import { Sight } from "./sight.js";
import { Under } from "./under.js";

/** @import { Point, Range } from "../data/types.js" */
/** @import { Numbers, Sent, Spot, Tell } from "./types.js" */

const REST = 250; // milliseconds without a turn of the wheel until the page is told
const MIDDLE = 20, SHADES = 32; // the shade that stands for an ink

/** @param {Record<string, string>} query @param {AbortSignal} [signal] */
const ask = (query, signal) => fetch(addressOf(query), { signal });
/** @param {Record<string, string>} query */
const addressOf = (query) => new URL(`./map?${new URLSearchParams(query)}`, document.baseURI).href;

class MapOfRuns {
  gone = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ timer;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    const part = (/** @type {string} */ className, tag = /** @type {"p" | "div" | "ul"} */ ("p")) => element(tag, { className });
    const board = part("board", "div");
    this.status = part("status");
    this.status.setAttribute("role", "status");
    this.bar = element("progress", { max: 1, value: 0 });
    this.under = new Under((query) => ask(query, this.gone.signal), (path, sent) => this.#found(path, sent));
    this.key = part("key", "ul");
    this.shade = part("hint");
    this.lines = part("lines", "ul");
    this.hint = part("hint");
    this.bits = part("hint");
    this.stop = button({ onclick: () => this.#stopOrGo() }, "");
    this.nearer = button({ onclick: () => this.#zoom(2, null) }, "+");
    this.farther = button({ onclick: () => this.#zoom(1 / 2, null) }, "−");
    this.all = button({ onclick: () => this.#all() }, "");
    this.csv = element("a", { download: "map.csv" });
    this.png = element("a", { download: "map.png" });
    const tools = element("div", { className: "tools" }, this.nearer, this.farther, this.all, this.stop, this.bar, this.status, this.csv, this.png);
    root.replaceChildren(
      element("div", { className: "left" }, board, tools, this.hint),
      element("section", {}, this.key, this.shade, this.lines, this.under.title, this.under.small, this.under.told, this.bits),
    );
    this.sight = new Sight(board);
    this.levels = new Levels(ask, {
      part: (size, at, bytes) => {
        this.sight.add(size, at === 0, bytes);
        const [, parts] = this.sent.sizes.find(([one]) => one === size) ?? [0, 1];
        this.#progress(size, (at + 1) / parts);
      },
      whole: (size) => this.#whole(size),
      waits: (why) => why && this.#say(this.sent.words[why]),
    });
    const on = {
      look: (/** @type {Spot | null} */ spot) => this.#look(spot), open: (/** @type {Spot} */ spot) => this.tell("opened", spot),
      zoom: (/** @type {number} */ factor, /** @type {Point} */ at) => this.#zoom(factor, at),
      into: (/** @type {[Point, Point]} */ rectangle) => this.#into(rectangle), all: () => this.#all(),
    };
    listen(this.sight, on, this.gone.signal);
  }

  /** @type {(sent: Sent, tell: Tell) => void} */
  show(sent, tell) {
    const before = this.name;
    // A hand is still zooming: the page is told of where it rests, and sends that.
    if (this.timer && before && sent.across.id === this.sent.across.id && sent.up?.id === this.sent.up?.id) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const spoken = before && said(this.sent);
    this.tell = tell;
    this.sent = sent;
    this.name = sent.key;
    // The same map with another chosen run, or in another language.
    if (before === this.name) {
      Object.assign(this.sight, { sent });
      this.sight.draw();
      if (spoken !== said(sent)) this.#ask();
    } else {
      this.numbers = null;
      this.lines.replaceChildren();
      this.sight.show(sent);
      this.levels.start(sent);
      this.#going(true);
    }
    this.under.show(sent, before !== this.name || spoken !== said(sent));
    this.#write();
  }

  leave() {
    this.gone.abort();
    this.levels.stop();
    this.sight.sizes.disconnect();
    clearTimeout(this.timer);
  }

  #write() {
    const { sent, sent: { words, inks, query } } = this, colours = unpack(sent.colours);
    const said = /** @type {[HTMLElement, string][]} */ ([[this.all, words.all], [this.csv, words.csv], [this.png, words.png], [this.hint, words.hint], [this.bits, words.bits], [this.shade, words.shade]]);
    for (const [one, text] of said) one.textContent = text;
    for (const [one, name] of /** @type {[HTMLElement, string][]} */ ([[this.nearer, words.nearer], [this.farther, words.farther]])) Object.assign(one, { title: name, ariaLabel: name });
    this.stop.textContent = this.levels.going ? words.stop : words.on;
    const size = String(sent.sizes[sent.sizes.length - 1][0]);
    this.csv.href = addressOf({ ...query, as: "csv", size });
    this.png.href = addressOf({ ...query, as: "png", size });
    this.key.replaceChildren(...inks.flatMap((text, ink) => {
      const at = 3 * (SHADES * ink + MIDDLE), swatch = element("i");
      swatch.style.background = `rgb(${colours[at]}, ${colours[at + 1]}, ${colours[at + 2]})`;
      return text ? [Object.assign(element("li", {}, swatch, element("span", {}, text), element("b")), { title: text })] : [];
    }));
    if (this.numbers) this.#count(this.numbers);
  }

  /** @param {string} text */
  #say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  /** @type {(size: number, share: number) => void} */
  #progress(size, share) {
    const { sizes, words } = this.sent, points = sizes.map(([one]) => one * one), total = points.reduce((a, b) => a + b, 0);
    const before = sizes.filter(([one]) => one < size).reduce((sum, [one]) => sum + one * one, 0);
    this.bar.value = (before + share * size * size) / total;
    this.#say(format(this.bar.value >= 1 ? words.done : words.progress, { size }));
  }

  /** @param {boolean} on */
  #going(on) {
    this.bar.hidden = this.stop.hidden = !on;
    this.root.dataset.whole = String(!on);
  }

  /** A picture is whole: its numbers are asked for. @param {number} size */
  #whole(size) {
    this.sight.whole();
    this.root.dataset.size = String(size);
    this.#going(this.levels.going);
    this.#ask();
  }

  /** The numbers of the picture that is on show. */
  #ask() {
    const of = this.sent, { size } = this.root.dataset;
    if (size) ask({ ...of.query, as: "numbers", size }, this.gone.signal).then((answer) => (answer.ok ? answer.json() : null)).then((numbers) => {
      if (numbers && of === this.sent) this.#count(numbers);
    }).catch(() => {}); // the next one is asked for anyway
  }

  /** @param {Numbers} numbers */
  #count(numbers) {
    this.numbers = numbers;
    const places = this.sent.inks.flatMap((text, ink) => (text ? [ink] : []));
    this.key.querySelectorAll("b").forEach((place, i) => {
      const { share } = numbers.rows.find(({ ink }) => ink === places[i]) ?? {};
      place.textContent = share ?? "";
    });
    this.lines.replaceChildren(...numbers.lines.map((line) => element("li", {}, line)));
  }

  #stopOrGo() {
    if (this.levels.going) {
      this.levels.stop();
      this.#say(this.sent.words.stopped);
    } else this.levels.goOn();
    this.stop.textContent = this.levels.going ? this.sent.words.stop : this.sent.words.on;
  }

  /** @param {Spot | null} spot */
  #look(spot) {
    this.sight.spot = spot;
    if (!spot) this.sight.ghost = [];
    this.sight.drawAbove();
    this.under.look(spot, this.sent);
  }

  /** A run has come: that of a map that is gone is not shown. @type {(path: Point[], sent: Sent) => boolean} */
  #found(path, sent) {
    if (sent !== this.sent || this.timer) return false;
    if (this.sight.spot) this.sight.ghost = path;
    this.sight.drawAbove();
    return true;
  }

  /** @type {(factor: number, at: Point | null) => void} */
  #zoom(factor, at) {
    const { view } = this.sight, { across, up } = this.sent;
    const [right, down] = at ? [(at[0] - view.left) / (view.right - view.left), (view.bottom - at[1]) / (view.bottom - view.top)] : [0.5, 0.5];
    this.#go(nearer(across, factor, right), up && nearer(up, factor, down));
  }

  /** @param {[Point, Point]} rectangle */
  #into([[ax, ay], [bx, by]]) {
    const { view } = this.sight, { across, up } = this.sent;
    this.#go(between(across, [view.toX(ax), view.toX(bx)]), up && between(up, [view.toY(ay), view.toY(by)]));
  }

  #all() {
    const { across, up } = this.sent;
    this.#go(across.usual, up && up.usual);
  }

  /** To these ends at once, with the old picture where it belongs; the page is told when the hand rests. @type {(across: Range | null, up: Range | null) => void} */
  #go(across, up) {
    const { sent } = this;
    if (!across || (sent.up && !up)) return this.#say(sent.words.limit);
    sent.across.ends = across;
    if (sent.up && up) sent.up.ends = up;
    this.levels.stop();
    this.sight.spot = null;
    this.sight.ghost = [];
    this.sight.draw();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.tell("zoomed", { across, up: up ?? [0, 1] });
    }, REST);
  }

  /** @type {Sent} */ sent = /** @type {never} */ (undefined);
  /** @type {Tell} */ tell = () => {};
  name = "";
  /** @type {Numbers | null} */ numbers = null;
}

/** In which words it speaks. @param {Sent} sent */
const said = ({ query: { lang, terms } }) => `${lang} ${terms}`;

/** @type {WeakMap<HTMLElement, MapOfRuns>} */
const shown = new WeakMap();

/** A map in this element; what is sent later goes on where the reader is. @type {(root: HTMLElement, sent: Sent, tell: Tell) => void} */
export function show(root, sent, tell) {
  const there = shown.get(root) ?? new MapOfRuns(root);
  shown.set(root, there);
  there.show(sent, tell);
}

/** @param {HTMLElement} root */
export function leave(root) {
  shown.get(root)?.leave();
  shown.delete(root);
}
