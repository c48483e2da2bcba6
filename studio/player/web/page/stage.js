// The stage for a lecture hall: the player alone, large, over the whole screen. A class on the document says that it is on;
// style sheets hide the rest. Full screen is asked for, and done without where it is refused.

import { keyOf } from "../bar/commands.js";

const STAGE = "stage", IDLE = "idle"; // classes of the document
const SLIDERS = ".st-key-stage"; // of the page, that stay in sight
const REST = 2000; // milliseconds without a movement after which the pointer is hidden

// Where letters are typed or a list is open, all keys belong to that; on a slider, those that move it.
const TYPED = "input:not([type=range]), textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=menu]";
const SLIDER = "input[type=range], [role=slider]";
const MOVES = /^(Arrow(Left|Right|Up|Down)|Page(Up|Down)|Home|End)$/;

/**
 * Whether a key that was pressed outside the player is free for it.
 * @param {string} key
 * @param {Element} target where it was pressed
 */
export function isFree(key, target) {
  return !target.closest(TYPED) && !(MOVES.test(key) && target.closest(SLIDER));
}

export class Stage {
  on = false;
  #full = false; // full screen has been granted
  #lent = false; // the dial has been put on for the stage
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #rest;
  #at = ""; // where the pointer was last
  #listening = new AbortController();

  /**
   * @param {Element} root the player: what is pressed inside it, it hears by itself
   * @param {{keys: (event: KeyboardEvent) => void, changed: () => void, dial: {isOn: () => boolean, toggle: () => void}}} player
   *   `keys` is given what is pressed elsewhere on the page while the stage is on, and F at any time; `changed` is called
   *   when the stage goes on or off; the `dial` comes along where the page has no sliders to show
   */
  constructor(root, { keys, changed, dial }) {
    this.changed = changed;
    this.dial = dial;
    const { signal } = this.#listening;
    document.addEventListener("keydown", (event) => {
      const target = /** @type {Element} */ (event.target);
      if (event.defaultPrevented || root.contains(target) || !isFree(event.key, target)) return;
      if (this.on || keyOf(event) === "f") keys(event);
    }, { signal });
    // Esc in full screen is the browser's: all that comes of it is that full screen is over.
    document.addEventListener("fullscreenchange", () => {
      if (this.#full && !document.fullscreenElement) this.leave();
    }, { signal });
    document.addEventListener("pointermove", (event) => {
      // What moves under a pointer at rest makes browsers report a movement too.
      const at = `${event.screenX} ${event.screenY}`;
      if (at !== this.#at) this.#wake();
      this.#at = at;
    }, { signal });
    document.addEventListener("pointerdown", () => this.#wake(), { signal });
  }

  toggle() {
    if (this.on) this.leave();
    else this.enter();
  }

  async enter() {
    if (this.on) return;
    this.#set(true);
    try {
      await document.documentElement.requestFullscreen({ navigationUI: "hide" });
    } catch {
      return; // telephones and embedded pages refuse it, or know no such thing: the stage fills the window
    }
    this.#full = true;
    if (!this.on) this.#small(); // left again while it was granted
  }

  leave() {
    if (!this.on) return;
    this.#set(false);
    this.#small();
  }

  /** @param {boolean} on */
  #set(on) {
    this.on = on;
    document.documentElement.classList.toggle(STAGE, on);
    this.#wake();
    const lend = on ? !this.dial.isOn() && !document.querySelector(SLIDERS) : this.#lent && this.dial.isOn();
    this.#lent = on && lend;
    if (lend) this.dial.toggle();
    this.changed();
  }

  #small() {
    // It may be over already; then there is nothing to end.
    if (this.#full && document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.#full = false;
  }

  /** Show the pointer, and hide it again once it has been at rest on the stage. */
  #wake() {
    const { classList } = document.documentElement;
    clearTimeout(this.#rest);
    classList.remove(IDLE);
    if (this.on) this.#rest = setTimeout(() => classList.add(IDLE), REST);
  }

  /** The page is as it was before. */
  destroy() {
    this.changed = () => {};
    this.#lent = false;
    this.leave();
    this.#listening.abort();
  }
}
