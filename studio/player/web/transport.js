// The bar under the pictures: play, step, scrub, speed and what is to be seen; and the same on the keyboard.

import { Lists } from "./choices.js";
import { commandOf, COMMANDS, icon, PAUSE, titleOf } from "./commands.js";

/** @import { Choices, Mark, Words } from "./types.js" */
/** @import { Clock } from "./clock.js" */
/** @import { Actions, Command } from "./commands.js" */
/** @import { OnChoice } from "./choices.js" */

/** @type {[number, string][]} */
const SPEEDS = [[0.25, "¼ ×"], [0.5, "½ ×"], [1, "1 ×"], [2, "2 ×"], [4, "4 ×"], [8, "8 ×"]];
const FINE = 10000; // positions of the scrub bar

/**
 * A name for those who point and for those who listen.
 * @param {HTMLElement} element
 * @param {string} name
 */
function named(element, name) {
  if (element.title === name) return;
  element.title = name;
  element.setAttribute("aria-label", name);
}

export class Transport {
  /** @type {Words} */ words;
  /** @type {boolean | undefined} */ playing;

  /**
   * @param {HTMLElement} element
   * @param {Actions} actions
   * @param {{scrub: (share: number) => void, speed: (speed: number) => void, choice: OnChoice}} on
   */
  constructor(element, actions, on) {
    this.actions = actions;
    /** @type {<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string) => HTMLElementTagNameMap[Tag]} */
    const add = (tag, name) => {
      const child = Object.assign(document.createElement(tag), { className: name });
      element.append(child);
      return child;
    };
    /** @type {(command: Command) => [string, {command: Command, button: HTMLButtonElement}]} */
    const button = (command) => {
      const { id, mark } = command, act = actions[id];
      const made = Object.assign(add("button", mark ? `mark ${id}` : id), { type: "button", innerHTML: icon(command.icon ?? "") });
      made.onclick = act;
      return [id, { command, button: made }];
    };
    const drawn = COMMANDS.filter((command) => command.icon), marks = drawn.findIndex(({ mark }) => mark);
    this.buttons = new Map(drawn.slice(0, marks).map(button));
    this.scrub = add("input", "scrub");
    Object.assign(this.scrub, { type: "range", min: 0, max: FINE, step: 1 });
    this.scrub.oninput = () => on.scrub(this.scrub.valueAsNumber / FINE);
    this.ticks = add("datalist", "ticks");
    this.ticks.id = `ticks-${Math.random().toString(36).slice(2)}`;
    this.scrub.setAttribute("list", this.ticks.id);
    this.output = add("output", "step");
    for (const [id, made] of drawn.slice(marks).map(button)) this.buttons.set(id, made);
    this.speed = add("select", "speed");
    this.speed.append(...SPEEDS.map(([value, text]) => new Option(text, String(value), value === 1, value === 1)));
    this.speed.onchange = () => on.speed(+this.speed.value);
    this.lists = new Lists(element, on.choice);
  }

  /**
   * The words; what is chosen; which marks are on; whether η can be changed; and where, as shares of the way, it was.
   * @param {Words} words
   * @param {{chosen: Choices, marks: Mark[], changeable: boolean, changes: number[]}} state
   */
  label(words, { chosen, marks, changeable, changes }) {
    this.words = words;
    named(this.scrub, words.scrub);
    named(this.speed, words.speed);
    for (const [id, { command, button }] of this.buttons) {
      if (id !== "toggle") named(button, titleOf(command, words));
      if (id === "change") button.hidden = !changeable;
    }
    this.press(marks);
    this.lists.show(words, chosen);
    this.ticks.replaceChildren(...changes.map((share) => new Option("", String(Math.round(share * FINE)))));
  }

  /**
   * Which marks are on.
   * @param {Mark[]} marks
   */
  press(marks) {
    for (const { command: { mark }, button } of this.buttons.values()) {
      if (mark) button.setAttribute("aria-pressed", String(marks.includes(mark)));
    }
  }

  /**
   * Where the play head stands; `epochs` is how many steps an epoch has, if it has any.
   * @param {Clock} clock
   * @param {number} step
   * @param {number} steps
   * @param {number | null} epochs
   */
  show({ share, playing }, step, steps, epochs) {
    const play = this.buttons.get("toggle");
    if (play) {
      if (this.playing !== playing) play.button.innerHTML = icon(playing ? PAUSE : (play.command.icon ?? ""));
      named(play.button, titleOf(play.command, this.words, this.words[playing ? "pause" : "play"]));
    }
    this.playing = playing;
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
   * Keys work wherever the focus is inside the player, except where a control needs them.
   * @param {KeyboardEvent} event
   */
  key(event) {
    const command = commandOf(event);
    if (!command || this.buttons.get(command.id)?.button.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    this.actions[command.id](event);
  }
}
