// The start in the hand: while it is dragged its picture is fetched from the app's server, and only when it is put down is
// the page told. One request at a time, and then the newest wish.

/** @import { Payload, Point, Range } from "../data/types.js" */

const REST = 400; // milliseconds
/** @type {Record<string, Point>} */
const NUDGES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * Without the digits that a sum of hundredths brings along.
 * @param {number} value
 * @param {number} width of the picture
 */
const tidy = (value, width) => Number(value.toFixed(Math.min(Math.max(5 - Math.floor(Math.log10(width)), 0), 15)));

export class Follower {
  /** @type {Payload | undefined} what the page has sent last */ data;
  /** @type {Record<string, string> | null} what is asked for next */ waiting = null;
  /** @type {[Range, Range]} of the picture */ domain = [[0, 1], [0, 1]];
  /** @type {Point | null} where keys have brought the start */ place = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ timer;
  dragging = false;
  busy = false;
  /** How often a drag has ended: answers to what was asked before are no longer wanted. */ turn = 0;

  /**
   * @param {(query: Record<string, string>) => Promise<Payload>} fetch the payload of a link
   * @param {(data: Payload) => Promise<unknown>} show
   * @param {(x: number, y: number) => void} drop told where the start was put down
   */
  constructor(fetch, show, drop) {
    this.fetch = fetch;
    this.show = show;
    this.drop = drop;
  }

  /**
   * What the page sends; shown at once, unless the start is in the hand.
   * @param {Payload} data
   */
  receive(data) {
    this.data = data;
    if (!this.dragging) this.show(data);
  }

  /** @type {(x: number, y: number) => Promise<void>} */
  async dragged(x, y) {
    if (!this.data) return;
    this.dragging = true;
    const { link, spoken, beside } = this.data;
    const known = [this.data, beside].flatMap((side) => [side?.surface.key ?? [], side?.surface.second?.key ?? [], side?.critical?.key ?? []].flat()).join(".");
    this.waiting = { ...link, ...spoken, x: String(x), y: String(y), known };
    if (this.busy) return;
    this.busy = true;
    const { turn } = this;
    while (this.waiting && turn === this.turn) {
      const next = this.waiting;
      this.waiting = null;
      const sent = await this.fetch(next).catch(() => null);
      // Without an answer the picture stays as it is; where the start is put down counts in any case.
      if (sent && turn === this.turn) await this.show({ ...this.data, ...sent });
    }
    if (turn === this.turn) this.busy = false;
  }

  /** @type {(x: number, y: number) => void} */
  dropped(x, y) {
    this.stop();
    // The next key goes on from here, whether or not the page has answered by then.
    if (this.data) this.data = { ...this.data, start: [x, y] };
    this.drop(x, y);
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
    this.place = [tidy(x + (by[0] * width) / 100, width), tidy(y + (by[1] * height) / 100, height)];
    const [nx, ny] = this.place;
    this.dragged(nx, ny);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.dropped(nx, ny), REST);
  }

  /** The start goes back to where it was. */
  cancelled() {
    this.stop();
    if (this.data) this.show(this.data);
  }

  /** What is on its way is not shown any more. */
  stop() {
    clearTimeout(this.timer);
    this.place = null;
    this.turn++;
    this.waiting = null;
    this.busy = false;
    this.dragging = false;
  }
}

/**
 * The payload of a link from this app's own server.
 * @param {Record<string, string>} query
 * @returns {Promise<Payload>}
 */
export async function fetchPicture(query) {
  const answer = await fetch(new URL(`./picture?${new URLSearchParams(query)}`, document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}
