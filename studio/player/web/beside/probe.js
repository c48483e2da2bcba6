// The probe in words: what the server computes for the point under the hand. The newest point wins, one is asked for at a time.

import { element, stand } from "../draw/element.js";

/** @import { Box, Payload, Point, Probed } from "../data/types.js" */
/** @typedef {Pick<Payload, "marks" | "words" | "start" | "link" | "spoken">} Told */
/** @typedef {{at: Point, answer: Probed | null}} Shown the point it is at, and what is known of it or of the one before */

const STRIDE = 100; // of the picture's sides an arrow key carries it
const ARROWS = /** @type {Record<string, Point>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] });

export class Probe {
  /** @type {Shown | null} null: it is not on show */ shown = null;
  /** @type {Told | undefined} */ data;
  step = 0;
  busy = false;
  asked = ""; // what was asked for last
  /** @type {Box} */ domain = [[0, 1], [0, 1]];

  /**
   * @param {HTMLElement} root
   * @param {{fetch: (query: Record<string, string>) => Promise<Probed>, turning: () => boolean, moved: (shown: Shown | null) => void}} on
   *   `turning`: the dial is, and the run in hand is none that the server knows of
   */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    root.tabIndex = 0;
    root.setAttribute("role", "group");
    root.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Told & {domain: Box}} data */
  show(data) {
    const before = this.shown, on = data.marks.includes("probe") && !this.on.turning(), fresh = !this.data?.marks.includes("probe");
    this.data = data;
    this.domain = data.domain;
    stand(this.root, on);
    this.root.setAttribute("aria-label", `${data.words.probe}. ${data.words.probe_keys}`);
    if (on) this.root.title = data.words.probe_keys;
    this.shown = on ? (before ?? { at: data.start, answer: null }) : null;
    if (this.shown !== before) this.on.moved(this.shown);
    if (on && fresh) this.root.focus({ preventScroll: true });
    this.#ask();
  }

  /** Whether it is there to be carried. */
  get isOn() {
    return this.shown !== null;
  }

  /** @type {(x: number, y: number) => void} */
  carry(x, y) {
    if (!this.shown) return;
    this.shown = { ...this.shown, at: [x, y] };
    this.on.moved(this.shown);
    this.#ask();
  }

  /** @param {number} step the play head has moved */
  draw(step) {
    this.step = step;
    this.#ask();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const way = ARROWS[event.key];
    if (!way || !this.shown || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    // It is the play head's no more.
    event.stopPropagation();
    event.preventDefault();
    const [x, y] = this.shown.at.map((value, i) => value + (way[i] * (this.domain[i][1] - this.domain[i][0])) / STRIDE);
    this.carry(x, y);
  }

  async #ask() {
    const { data, shown } = this;
    if (this.busy || !data || !shown) return;
    const query = { ...data.link, ...data.spoken, at: shown.at.join(","), step: String(this.step) }, asked = JSON.stringify(query);
    if (asked === this.asked) return;
    this.asked = asked;
    this.busy = true;
    // Where the server is away the last answer stays; the next point asks again.
    const answer = await this.on.fetch(query).catch(() => null);
    this.busy = false;
    if (answer && this.shown) {
      this.shown = { ...this.shown, answer };
      this.#write(answer);
      this.on.moved(this.shown);
    }
    if (answer) this.#ask();
  }

  /** @param {Probed} answer */
  #write({ rows, follows, what }) {
    this.root.replaceChildren(
      element("dl", {}, ...rows.map(([symbol, value]) => element("div", {}, element("dt", {}, symbol), element("dd", {}, value)))),
      element("p", { className: "follows" }, follows), element("p", { className: "what" }, what),
    );
  }
}

/**
 * What is known of a point, from this app's own server.
 * @param {Record<string, string>} query
 * @returns {Promise<Probed>}
 */
export async function fetchProbe(query) {
  const answer = await fetch(new URL(`./probe?${new URLSearchParams(query)}`, document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}
