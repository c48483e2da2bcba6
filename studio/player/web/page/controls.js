// Hands on the page's controls: where a slider stands while a pointer or a key moves it, and what is typed into a number.
// Streamlit tells its server of a slider when it is let go; until then its thumb's attributes say where it is.

const SLIDER = "[data-testid=stSlider]", FIELD = "[data-testid=stNumberInput] input";
const MOVES = /^(Arrow(Left|Right|Up|Down)|Page(Up|Down)|Home|End)$/;
const REST = 400; // milliseconds without a digit until what is typed counts
const DRAWN = 50; // milliseconds in which the frontend has drawn what a hand has done
const ATTRIBUTES = ["value", "aria-valuetext"];
const OFF = "disabled"; // as the frontend makes it while its server is away
const KEY = { pointerId: -1, bubbles: true }; // a pointer that stands for a key, and is no other
const SLIP = 4; // pixels that a finger moves though it means to stand still

/**
 * A slider in a hand, or under a key. `event` is the last one of its pointer, come at the time `at`; `said` is where the
 * slider stands and what it says there.
 * @typedef {{input: HTMLInputElement, before: string, said: string, watch: MutationObserver, event: PointerEvent | null, at: number,
 *   timer?: ReturnType<typeof setTimeout>, off?: number}} Hand
 */

/**
 * Who is told what is moved, by the word of its number (studio/page/handles.py).
 * @typedef {{move: (hands: Record<string, string>) => void, letGo: (word: string) => void, takeBack: (word: string) => void}} Told
 */

/**
 * The word of a control: its key is the name of its page and the word, and Streamlit makes a class of that.
 * @param {string} classes of the element around it
 */
export const wordOf = (classes) => /(?:^| )st-key-[a-z_]+-(\S+)/.exec(classes)?.[1].replaceAll("-", ".") ?? "";

/** @param {Element} control */
const word = (control) => wordOf(control.closest("[class*=st-key-]")?.className ?? "");

/**
 * What a field holds, if it is a number that it allows.
 * @param {Pick<HTMLInputElement, "value" | "validity">} field
 */
export const typed = ({ value, validity: { badInput, rangeOverflow, rangeUnderflow } }) =>
  value === "" || badInput || rangeOverflow || rangeUnderflow ? null : value;

export class Controls {
  /** @type {Map<string, Hand>} */ #hands = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #typing;
  #acting = false; // in the place of a hand

  /**
   * @param {Told} told
   * @param {AbortSignal} signal
   */
  constructor(told, signal) {
    this.told = told;
    /** @type {<Name extends keyof WindowEventMap>(name: Name, act: (event: WindowEventMap[Name]) => void) => void} */
    const on = (name, act) => window.addEventListener(name, act, { capture: true, signal });
    on("pointerdown", (event) => event.button || this.#acting || this.#take(event.target, event));
    on("pointermove", (event) => {
      const hand = this.#of(event);
      if (hand && !this.#acting) Object.assign(hand[1], { event, at: performance.now() });
    });
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) on(end, (event) => this.#letGo(this.#of(event)?.[0]));
    on("keydown", (event) => {
      if (event.key === "Escape") this.#takeBack(event);
      else if (event.key === "Enter") this.#entered(event.target);
      else if (MOVES.test(event.key)) this.#take(event.target);
    });
    on("keyup", () => this.#letKeysGo());
    on("blur", () => this.#letKeysGo());
    on("focusout", ({ target }) => {
      this.#letKeysGo();
      this.#entered(target);
    });
    on("input", ({ target }) => target instanceof HTMLInputElement && target.matches(FIELD) && this.#type(target));
    signal.addEventListener("abort", () => {
      clearTimeout(this.#typing);
      for (const hand of this.#hands.values()) end(hand);
    });
  }

  /** @param {PointerEvent} event */
  #of({ pointerId }) {
    return [...this.#hands].find(([, { event }]) => event?.pointerId === pointerId);
  }

  /** @type {(target: EventTarget | null, event?: PointerEvent | null) => void} */
  #take(target, event = null) {
    const slider = target instanceof Element && target.closest(SLIDER);
    const input = slider && slider.querySelector("input"), id = input && word(input);
    if (!input || !id) return;
    const old = this.#hands.get(id), before = old?.before ?? input.value;
    if (old) end(old);
    const watch = new MutationObserver(() => this.#changed(id));
    watch.observe(input, { attributeFilter: [...ATTRIBUTES, OFF] });
    const said = old?.said ?? saidBy(input), at = performance.now();
    this.#hands.set(id, { input, before, said, watch, event: event ?? old?.event ?? null, at });
  }

  /**
   * The frontend has drawn the slider, perhaps as it was.
   * @param {string} id
   */
  #changed(id) {
    const hand = this.#hands.get(id);
    if (!hand) return;
    if (hand.input.disabled) {
      this.#letGo(id);
      return;
    }
    const said = saidBy(hand.input);
    if (said === hand.said) return;
    hand.said = said;
    const moving = performance.now() - hand.at < DRAWN;
    if (moving || !hand.event) this.#tell(id);
    if (!hand.event) return;
    // It may have been an answer of the page, which does not know of the hand; if the hand rests it certainly was one.
    clearTimeout(hand.timer);
    hand.timer = setTimeout(() => this.#remind(id), moving ? DRAWN : 0);
  }

  /** @param {string} id */
  #tell(id) {
    const hand = this.#hands.get(id);
    if (hand) this.told.move({ [id]: hand.said });
  }

  /**
   * A slider is told once more where its hand is, by a move of one pixel up or down, for a move of none is no move. Where
   * that changes nothing, it has stood there.
   * @param {string} id
   */
  #remind(id) {
    const hand = this.#hands.get(id);
    if (!hand?.event) return;
    this.#acting = true;
    hand.input.dispatchEvent(new PointerEvent("pointermove", { ...place(hand.event), clientY: hand.event.clientY + (hand.off = hand.off ? 0 : 1) }));
    this.#acting = false;
    hand.timer = setTimeout(() => this.#tell(id), DRAWN);
  }

  /** @param {string} [id] */
  #letGo(id) {
    const hand = id !== undefined && this.#hands.get(id);
    if (!hand) return;
    clearTimeout(hand.timer);
    hand.event = null;
    hand.timer = setTimeout(() => {
      end(hand);
      this.#hands.delete(id);
      this.told.letGo(id);
    }, DRAWN);
  }

  #letKeysGo() {
    for (const [id, { event }] of this.#hands) if (!event) this.#letGo(id);
  }

  /** @param {KeyboardEvent} pressed */
  #takeBack(pressed) {
    for (const [id, hand] of this.#hands) {
      const { input, before, event, timer } = hand, pointer = event ? place(event) : KEY;
      if (!event && timer) continue; // it has been let go
      pressed.stopImmediatePropagation();
      end(hand);
      this.#hands.delete(id);
      this.told.takeBack(id);
      // The slider goes back as well: it is in a hand, a value is typed over it, and the hand is let go.
      this.#acting = true;
      if (!event) input.dispatchEvent(new PointerEvent("pointerdown", pointer));
      this.#acting = false;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, before);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new PointerEvent("pointerup", pointer));
    }
  }

  /** @param {HTMLInputElement} field */
  #type(field) {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      const value = typed(field), id = word(field);
      if (value === null) this.told.takeBack(id);
      else this.told.move({ [id]: `${value}~${value}` });
    }, REST);
  }

  /** @param {EventTarget | null} target where the frontend takes what was typed */
  #entered(target) {
    if (!(target instanceof Element && target.matches(FIELD))) return;
    clearTimeout(this.#typing);
    this.told.letGo(word(target));
  }
}

/** @param {HTMLInputElement} input */
const saidBy = (input) => ATTRIBUTES.map((name) => input.getAttribute(name)).join("~");

/** @param {Hand} hand */
function end({ watch, timer }) {
  watch.disconnect();
  clearTimeout(timer);
}

/** @param {PointerEvent} event */
const place = ({ pointerId, pointerType, clientX, clientY }) => ({ pointerId, pointerType, clientX, clientY, bubbles: true });

/**
 * A finger that scrolls the page past a slider does not move it. Streamlit's sliders take hold at the first touch; here that
 * touch is held back until it is known to be a tap, or a move along the slider.
 * @param {EventTarget} page where the touches of all sliders pass
 */
export function letPagesScroll(page) {
  /** @type {Map<number, PointerEvent>} the touches that are held back, of as many fingers */
  const held = new Map();
  const isOfSlider = (/** @type {Event} */ event) => event.target instanceof Element && event.target.closest(SLIDER);
  const release = (/** @type {PointerEvent} */ { pointerId }) => {
    const touch = held.get(pointerId);
    held.delete(pointerId);
    touch?.target?.dispatchEvent(new PointerEvent("pointerdown", touch));
  };
  page.addEventListener("pointerdown", (event) => {
    if (!(event instanceof PointerEvent && event.isTrusted && event.pointerType === "touch")) return;
    if (!isOfSlider(event)) return;
    event.stopImmediatePropagation();
    held.set(event.pointerId, event);
  }, true);
  // The same touch once more, for browsers without pointers.
  page.addEventListener("touchstart", (event) => isOfSlider(event) && event.stopImmediatePropagation(), true);
  page.addEventListener("pointermove", (event) => {
    const touch = event instanceof PointerEvent && held.get(event.pointerId);
    if (!touch) return;
    const [across, along] = [event.clientX - touch.clientX, event.clientY - touch.clientY].map(Math.abs);
    // A move up or down the browser takes for itself, and cancels the touch.
    if (across > SLIP && across > along) release(event);
  }, true);
  page.addEventListener("pointerup", (event) => event instanceof PointerEvent && release(event), true);
  page.addEventListener("pointercancel", (event) => event instanceof PointerEvent && held.delete(event.pointerId), true);
}
