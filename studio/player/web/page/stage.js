// The stage for a lecture hall: the player alone, large, over the whole screen. A class on the document says that it is on;
// style sheets hide the rest. Full screen is asked for, and done without where it is refused.

const STAGE = "stage", IDLE = "idle"; // classes of the document
const SLIDERS = ".st-key-stage [data-testid=stSlider]"; // of the page, that stay in sight
const REST = 2000; // milliseconds without a movement after which the pointer is hidden

/**
 * Nothing but the player has the focus: what was pressed last on the page would stay in sight for it.
 * @type {(root: DocumentOrShadowRoot) => void}
 */
function unfocus({ activeElement }) {
  const one = /** @type {HTMLElement | null} */ (activeElement);
  if (one?.shadowRoot?.activeElement) unfocus(one.shadowRoot);
  else if (one && !one.closest(".player, .st-key-stage")) one.blur();
}

export class Stage {
  on = false;
  #full = false; // full screen has been granted
  #lent = false; // the dial has been put on for the stage
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #rest;
  #at = ""; // where the pointer was last
  #listening = new AbortController();

  /**
   * @param {{changed: () => void, dial: {isOn: () => boolean, toggle: () => void}}} player `changed` is called when the stage
   *   goes on or off; the `dial` comes along where the page has no sliders to show
   */
  constructor({ changed, dial }) {
    this.changed = changed;
    this.dial = dial;
    const { signal } = this.#listening;
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
    if (on) unfocus(document);
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
