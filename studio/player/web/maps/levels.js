// The parts of a map, asked for one after the other: the coarsest picture first, then finer ones, until it is stopped.

/** @import { Sent } from "./types.js" */

const AGAIN = 700; // milliseconds until one asks again who was told to wait

/** @typedef {{part: (size: number, part: number, bytes: Uint8Array) => void, whole: (size: number) => void, waits: (why: "waiting" | "lost" | null) => void}} On */

export class Levels {
  /** @type {AbortController | null} */ #at = null;
  /** @type {Sent | null} */ #sent = null;
  #level = 0;
  #part = 0;

  /** @param {(query: Record<string, string>, signal: AbortSignal) => Promise<Response>} fetch @param {On} on */
  constructor(fetch, on) {
    this.fetch = fetch;
    this.on = on;
  }

  get going() {
    return this.#at !== null;
  }

  /** From the beginning. @param {Sent} sent */
  start(sent) {
    this.stop();
    [this.#sent, this.#level, this.#part] = [sent, 0, 0];
    this.goOn();
  }

  /** What is on its way is not waited for any more. */
  stop() {
    this.#at?.abort();
    this.#at = null;
  }

  /** From where it was stopped. */
  goOn() {
    if (!this.#sent || this.#at) return;
    this.#at = new AbortController();
    this.#go(this.#sent, this.#at.signal).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
  }

  /** @type {(sent: Sent, signal: AbortSignal) => Promise<void>} */
  async #go(sent, signal) {
    while (this.#level < sent.sizes.length) {
      const [size, parts] = sent.sizes[this.#level];
      const bytes = await this.#asked({ ...sent.query, as: "part", size: String(size), part: String(this.#part) }, signal);
      this.on.part(size, this.#part, bytes);
      this.#part += 1;
      if (this.#part < parts) continue;
      [this.#level, this.#part] = [this.#level + 1, 0];
      if (this.#level === sent.sizes.length) this.#at = null;
      this.on.whole(size);
    }
  }

  /** @type {(query: Record<string, string>, signal: AbortSignal) => Promise<Uint8Array>} */
  async #asked(query, signal) {
    for (;;) {
      const answer = await this.fetch(query, signal).catch((error) => {
        if (signal.aborted) throw error;
        return null;
      });
      if (answer?.ok) {
        const bytes = new Uint8Array(await answer.arrayBuffer());
        this.on.waits(null);
        return bytes;
      }
      this.on.waits(answer?.status === 503 ? "waiting" : "lost");
      await new Promise((done) => {
        setTimeout(done, AGAIN);
      });
      signal.throwIfAborted();
    }
  }
}
