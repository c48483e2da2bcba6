// The server goes away and comes back, as when it is started anew. What was sent stays on show and plays on; what is wished for
// meanwhile is kept, the last of each kind, and told once the page has come again. Streamlit asks for nothing when it has found its
// server again, and a server that is new knows nothing of the page: so it is asked for at once, and not by the reader's next press.

import { write } from "../draw/element.js";

/** @import { Emit, Wishes, Words } from "../data/types.js" */

const APP = "[data-testid=stApp]", STATE = "data-test-connection-state"; // Streamlit's, in the document

export class Connection {
  /** @type {Emit | undefined} */ #send;
  /** @type {Words | undefined} */ #words;
  /** @type {Map<keyof Wishes, any>} */ #kept = new Map();
  #away = false;
  #late = false;
  #asked = false; // for the page, by a server that was away

  /**
   * @param {HTMLElement} notice where it is said that the server is away
   * @param {{ask: () => void, back: () => void}} told when the server is back: to ask for the page with all that is on it, and
   *   to say what else is wished for
   * @param {AbortSignal} signal
   */
  constructor(notice, { ask, back }, signal) {
    this.notice = notice;
    const app = document.querySelector(APP);
    if (!app) return;
    const watching = new MutationObserver(() => {
      const away = app.getAttribute(STATE) !== "CONNECTED";
      if (away === this.#away) return;
      this.#away = away;
      this.#say();
      if (away) return;
      this.#asked = false;
      ask();
      this.#asked = true;
      back();
    });
    watching.observe(app, { attributeFilter: [STATE] });
    signal.addEventListener("abort", () => watching.disconnect());
  }

  /** @param {Words} words */
  label(words) {
    this.#words = words;
    this.#say();
  }

  /**
   * The server is there and does not answer, or has answered.
   * @param {boolean} on
   */
  late(on) {
    this.#late = on;
    this.#say();
  }

  #say() {
    this.notice.hidden = !this.#away && !this.#late;
    write(this.notice, this.#words?.[this.#away ? "away" : "late"] ?? "");
  }

  /**
   * The page has come, and this is how it is told of a wish.
   * @param {Emit} send
   */
  receive(send) {
    this.#send = send;
    if (this.#away) return;
    this.#asked = false;
    const kept = [...this.#kept];
    this.#kept.clear();
    for (const [wish, value] of kept) send(wish, value);
  }

  /** @type {Emit} */
  emit = (wish, value) => {
    if (!this.#away && !this.#asked) {
      this.#send?.(wish, value);
      return;
    }
    this.#kept.delete(wish);
    this.#kept.set(wish, value);
  };
}
