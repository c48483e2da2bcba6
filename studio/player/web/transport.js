// The bar under the pictures: play, step, scrub, speed and clock; and the same on the keyboard.

/** @import { Mark, Scale, Words } from "./types.js" */
/** @import { Clock } from "./clock.js" */

/**
 * What the player can do.
 * @typedef {object} Actions
 * @property {() => void} toggle
 * @property {() => void} restart
 * @property {() => void} end
 * @property {(by: number) => void} move
 * @property {(share: number) => void} scrub
 * @property {(speed: number) => void} speed
 * @property {(scale: Scale) => void} clock
 * @property {(id: Mark) => void} mark
 * @property {() => void} change
 */

const ICONS = {
  restart: "M5 4h3v16H5zM20 4v16L9 12z",
  back: "M16 4v16L6 12z",
  play: "M7 4v16l13-8z",
  pause: "M6 4h4v16H6zM14 4h4v16h-4z",
  forward: "M8 4v16l10-8z",
  end: "M16 4h3v16h-3zM4 4v16l11-8z",
  arrows: "M12 4h8v8h-3V9.1L6.1 20 4 17.9 14.9 7H12z",
  numbers: "M10 3a7 7 0 1 0 4.2 12.6L19.6 21 21 19.6l-5.4-5.4A7 7 0 0 0 10 3zm0 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
  critical: "M12 2l5 8H7zM3 13h8v8H3zM17.5 12.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z",
  change: "M3 5h9v9h9v3.5H8.5V8.5H3z",
};
/** @type {[number, string][]} */
const SPEEDS = [[0.25, "¼ ×"], [0.5, "½ ×"], [1, "1 ×"], [2, "2 ×"], [4, "4 ×"], [8, "8 ×"]];
const FINE = 10000; // positions of the scrub bar
/** @type {Mark[]} */
const MARKS = ["arrows", "numbers", "critical"];
/** @type {Record<string, Mark>} */
const KEYS = { a: "arrows", n: "numbers", c: "critical" };

// Those with a name, in the order of the bar.
const NAMED = /** @type {const} */ (["restart", "back", "forward", "end", "scrub", "speed", "clock", "change"]);

/** @type {(name: keyof typeof ICONS) => string} */
const icon = (name) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

/**
 * A name for those who point and for those who listen.
 * @param {HTMLElement} element
 * @param {string} name
 */
function named(element, name) {
  element.title = name;
  element.setAttribute("aria-label", name);
}

export class Transport {
  /** @type {Words} */ words;
  /** @type {boolean | undefined} */ playing;

  /**
   * @param {HTMLElement} element
   * @param {Actions} actions
   */
  constructor(element, actions) {
    this.element = element;
    this.actions = actions;
    /** @type {<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string) => HTMLElementTagNameMap[Tag]} */
    const add = (tag, name) => {
      const child = Object.assign(document.createElement(tag), { className: name });
      element.append(child);
      return child;
    };
    /** @type {(sign: keyof typeof ICONS, act: () => void, name?: string) => HTMLButtonElement} */
    const button = (sign, act, name = sign) => Object.assign(add("button", name), { type: "button", innerHTML: icon(sign), onclick: act });
    this.restart = button("restart", actions.restart);
    this.back = button("back", () => actions.move(-1));
    this.play = button("play", actions.toggle);
    this.forward = button("forward", () => actions.move(1));
    this.end = button("end", actions.end);
    this.scrub = add("input", "scrub");
    Object.assign(this.scrub, { type: "range", min: 0, max: FINE, step: 1 });
    this.scrub.oninput = () => actions.scrub(this.scrub.valueAsNumber / FINE);
    this.ticks = add("datalist", "ticks");
    this.ticks.id = `ticks-${Math.random().toString(36).slice(2)}`;
    this.scrub.setAttribute("list", this.ticks.id);
    this.output = add("output", "step");
    this.marks = MARKS.map((id) => ({ id, button: button(id, () => actions.mark(id), `mark ${id}`) }));
    this.change = button("change", actions.change);
    this.speed = add("select", "speed");
    this.speed.append(...SPEEDS.map(([value, text]) => new Option(text, String(value), value === 1, value === 1)));
    this.speed.onchange = () => actions.speed(+this.speed.value);
    this.clock = add("select", "clock");
    this.clock.onchange = () => actions.clock(/** @type {Scale} */ (this.clock.value));
  }

  /**
   * The words; which marks are on; whether η can be changed; and where, as shares of the way, it was.
   * @param {Words} words
   * @param {Scale} scale
   * @param {{marks: Mark[], changeable: boolean, changes: number[]}} state
   */
  label(words, scale, { marks, changeable, changes }) {
    this.words = words;
    for (const name of NAMED) named(this[name], words[name]);
    for (const { id, button } of this.marks) named(button, words[id]);
    this.press(marks);
    this.change.hidden = !changeable;
    this.ticks.replaceChildren(...changes.map((share) => new Option("", String(Math.round(share * FINE)))));
    if (this.clock.options.length !== 2) this.clock.replaceChildren(new Option("", "linear"), new Option("", "log"));
    for (const option of this.clock.options) option.text = words[/** @type {Scale} */ (option.value)];
    this.clock.value = scale;
  }

  /**
   * Which marks are on.
   * @param {Mark[]} marks
   */
  press(marks) {
    for (const { id, button } of this.marks) button.setAttribute("aria-pressed", String(marks.includes(id)));
  }

  /**
   * Where the play head stands; `epochs` is how many steps an epoch has, if it has any.
   * @param {Clock} clock
   * @param {number} step
   * @param {number} steps
   * @param {number | null} epochs
   */
  show({ share, playing }, step, steps, epochs) {
    if (this.playing !== playing) {
      this.playing = playing;
      this.play.innerHTML = icon(playing ? "pause" : "play");
    }
    const name = this.words[playing ? "pause" : "play"];
    if (this.play.title !== name) named(this.play, name);
    this.scrub.value = String(share * FINE);
    /** @type {Record<string, number>} */
    const facts = { step, steps, epoch: epochs ? Math.floor(step / epochs) : 0 };
    const text = this.words[epochs ? "step_epoch" : "step"].replace(/\{(\w+)\}/g, (_, fact) => facts[fact].toLocaleString("en"));
    this.output.textContent = text;
    // As wide as it will get, and no wider: the bar to scrub on gets the room, and does not move.
    const longest = text.length + steps.toLocaleString("en").length - step.toLocaleString("en").length;
    this.output.style.setProperty("--longest", `${longest}ch`);
    this.scrub.setAttribute("aria-valuetext", text);
  }

  /**
   * Keys work wherever the focus is inside the player, except in a list of choices.
   * @param {KeyboardEvent} event
   */
  key(event) {
    const { tagName } = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || tagName === "SELECT") return;
    const { actions } = this;
    /** @type {Record<string, (() => void) | null>} */
    const keys = {
      " ": tagName === "BUTTON" ? null : actions.toggle,
      ArrowRight: () => actions.move(1),
      ArrowLeft: () => actions.move(-1),
      Home: actions.restart,
      End: actions.end,
      h: this.change.hidden ? null : actions.change,
    };
    for (const [letter, id] of Object.entries(KEYS)) keys[letter] = () => actions.mark(id);
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
