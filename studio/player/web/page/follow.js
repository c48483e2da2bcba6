// What hands move, the start and the page's controls: while something is in a hand its picture is fetched from the app's
// server, and shown until the page says the same. One request at a time, and then the newest wish.

/** @import { Emit, Payload, Point, Range } from "../data/types.js" */
/** @typedef {Record<string, string>} Link */

const REST = 400; // milliseconds without a key until the start is put down
const LATE = 2000; // milliseconds without an answer until that is said
const AGAIN = 500; // milliseconds after which what has got no answer is asked for again
const PATIENCE = 5000; // milliseconds: a page that has said something else for so long has not taken what was let go
/** @type {Record<string, Point>} */
const NUDGES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * Without the digits that a sum of hundredths brings along.
 * @param {number} value
 * @param {number} width of the picture
 */
const tidy = (value, width) => Number(value.toFixed(Math.min(Math.max(5 - Math.floor(Math.log10(width)), 0), 15)));

/**
 * The keys of what the browser has of a payload.
 * @param {Payload} data
 */
const keysOf = ({ runs, dial, ...sides }) => {
  const grounds = [sides, sides.beside].flatMap((side) => [side?.surface, side?.surface.second, side?.critical]);
  return [...grounds, dial?.family, ...runs.flatMap(({ table, bundle }) => [table, bundle])].flatMap((one) => one?.key ?? []);
};

export class Follower {
  /** @type {Payload | undefined} what the page has sent last */ data;
  /** @type {Payload | undefined} what is on show */ shown;
  /** @type {Map<string, string>} what is moved, by its word: where it stands and what it says there */ moved = new Map();
  /** @type {Set<string>} what of it is in a hand */ held = new Set();
  /** @type {Link[]} what the page may still say though it has been told of something newer */ #past = [];
  /** @type {Link | null} of the last picture of what is moved */ #link = null;
  /** @type {Set<string>} in which words of the link that was another than the page's */ #words = new Set();
  /** @type {[Range, Range]} of the picture */ domain = [[0, 1], [0, 1]];
  /** @type {Point | null} where keys have brought the start */ place = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #patience;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #late;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #again;
  #wanted = false;
  busy = false; // what is moved is not on show yet
  /** How often the page has been shown as it is: answers to what was asked before are no longer wanted. */ #turn = 0;

  /**
   * @param {(query: Link) => Promise<Payload>} fetch the payload of a link
   * @param {(data: Payload) => Promise<unknown>} show
   * @param {{emit: Emit, late: (on: boolean) => void, step: () => number}} on `emit` tells the page where the start was put
   *   down, `late` is told whether an answer is long in coming, `step` is the one on show
   */
  constructor(fetch, show, on) {
    this.fetch = fetch;
    this.on = on;
    this.show = (/** @type {Payload} */ data) => show((this.shown = data));
  }

  /** Whether what is on show is not what the page has sent, but what hands have made of it. */
  get dragging() {
    return this.moved.size > 0;
  }

  /**
   * What the page sends: shown at once, or with what is moved as long as it does not know of it.
   * @param {Payload} data
   */
  receive(data) {
    this.data = data;
    if (!this.dragging) this.show(data);
    else if (this.held.size) this.#ask();
    else if (this.#told()) this.#end();
    else {
      this.#patience ??= setTimeout(() => this.#end(), PATIENCE);
      this.#ask();
    }
  }

  /**
   * Something is moved.
   * @param {Record<string, string>} hands by the word of a number (studio/page/handles.py) where its control stands, and what
   *   the control says there, joined by ~
   */
  move(hands) {
    const { data, moved, held } = this;
    // What is covered is not looked at in another place either.
    if (!data || data.question?.covered) return;
    if (!moved.size) this.#past = [data.link];
    else if (!held.size && this.#link) this.#past.push(this.#link);
    const news = Object.entries(hands).filter(([word, said]) => moved.get(word) !== said);
    for (const word of Object.keys(hands)) held.add(word);
    for (const [word, said] of news) moved.set(word, said);
    if (news.length) this.#ask();
  }

  /**
   * It is let go, and stays on show as it is until the page has been told.
   * @param {string[]} words
   */
  letGo(...words) {
    for (const word of words) this.held.delete(word);
    if (this.dragging && !this.held.size && this.#told()) this.#end();
  }

  /** The server was away: what was let go it may not have been told, or have forgotten. */
  tell() {
    const hands = [...this.moved].filter(([word]) => !this.held.has(word));
    if (hands.length) this.on.emit("moved", { hands: asked(hands) });
  }

  /**
   * It is where it was before.
   * @param {string[]} words
   */
  takeBack(...words) {
    for (const word of words) this.held.delete(word);
    if (!words.filter((word) => this.moved.delete(word)).length) return;
    if (this.dragging) this.#ask();
    else this.#end();
  }

  /** @type {(x: number, y: number) => void} */
  dragged(x, y) {
    this.move({ x: `${x}~`, y: `${y}~` });
  }

  /** @type {(x: number, y: number) => void} */
  dropped(x, y) {
    clearTimeout(this.#timer);
    this.dragged(x, y);
    this.drop(x, y);
  }

  /** @type {(x: number, y: number) => void} */
  drop(x, y) {
    this.on.emit("start", { x, y });
    this.letGo("x", "y");
  }

  /**
   * A hundredth of the picture to one side, by a key; put down when no key has come for a moment.
   * @param {string} key an arrow, as a KeyboardEvent names it
   */
  nudged(key) {
    if (!this.data) return;
    const [across, up] = this.domain, by = NUDGES[key] ?? [0, 0];
    const [x, y] = this.place ?? this.data.start;
    const [width, height] = [across[1] - across[0], up[1] - up[0]];
    const [nx, ny] = (this.place = [tidy(x + (by[0] * width) / 100, width), tidy(y + (by[1] * height) / 100, height)]);
    this.dragged(nx, ny);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.drop(nx, ny), REST);
  }

  /** The start goes back to where it was. */
  cancelled() {
    clearTimeout(this.#timer);
    this.place = null;
    this.takeBack("x", "y");
  }

  /** @returns {Link} */
  #query() {
    const data = /** @type {Payload} */ (this.data), { link, spoken, window, tells } = data;
    const moved = asked(this.moved), known = keysOf(this.shown ?? data).join(".");
    return { ...link, ...spoken, moved, known, ...(tells && { tells }), ...(window && { around: String(this.on.step()) }) };
  }

  async #ask() {
    clearTimeout(this.#again);
    this.#wanted = true;
    if (this.busy) return;
    this.busy = true;
    const turn = this.#turn;
    /** @type {Promise<unknown> | null} the one before: while it is drawn, the next is fetched */ let drawn = null;
    while (this.#wanted) {
      this.#wanted = false;
      this.#late ??= setTimeout(() => this.on.late(true), LATE);
      const { link: before } = /** @type {Payload} */ (this.data), sent = await this.fetch(this.#query()).catch(() => null);
      if (turn !== this.#turn) return;
      // Without an answer the picture stays as it is, and what is let go counts in any case.
      if (!sent) {
        this.#again = setTimeout(() => this.#ask(), AGAIN);
        continue;
      }
      this.#answered();
      const link = (this.#link = sent.link);
      for (const word of Object.keys({ ...before, ...link })) if (before[word] !== link[word]) this.#words.add(word);
      await drawn;
      if (turn !== this.#turn) return;
      drawn = this.show({ ...this.data, ...sent });
      if (!this.#wanted) await drawn;
      if (turn !== this.#turn) return;
    }
    this.busy = false;
    if (!this.held.size && this.#told()) this.#end();
  }

  #answered() {
    clearTimeout(this.#late);
    this.#late = undefined;
    this.on.late(false);
  }

  /** Whether the page says what was let go, or has gone on to something else. */
  #told() {
    const link = /** @type {Payload} */ (this.data).link, asked = this.#link;
    if (!asked) return !this.#past.some((old) => same(old, link, Object.keys({ ...old, ...link }))) || !this.busy;
    const words = [...this.#words];
    return same(asked, link, words) || !this.#past.some((old) => same(old, link, words));
  }

  /** From now on the page is shown as it is. */
  #end() {
    this.stop();
    if (this.data) this.show(this.data);
  }

  /** What is on its way is not shown any more. */
  stop() {
    for (const one of [this.#again, this.#timer, this.#patience]) clearTimeout(one);
    this.#patience = undefined;
    this.#answered();
    this.#link = this.place = null;
    this.#turn++;
    this.#wanted = this.busy = false;
    for (const one of [this.moved, this.held, this.#words]) one.clear();
  }
}

/** @param {Iterable<[string, string]>} hands */
const asked = (hands) => [...hands].map((hand) => hand.join("~")).join(";");

/**
 * Whether two links say the same with these words.
 * @type {(one: Link, other: Link, words: string[]) => boolean}
 */
const same = (one, other, words) => words.every((word) => one[word] === other[word]);

/**
 * The payload of a link from this app's own server.
 * @param {Link} query
 * @returns {Promise<Payload>}
 */
export async function fetchPicture(query) {
  const answer = await fetch(new URL(`./picture?${new URLSearchParams(query)}`, document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}
