// The bar under the pictures: play, step, scrub, speed, and a menu of what is to be seen; and the same on the keyboard.

import { CHOICES, Lists } from "./choices.js";
import { commandOf, COMMANDS, PAUSE, titleOf } from "./commands.js";
import { format } from "../data/template.js";
import { button, element, icon, named, write } from "../draw/element.js";
import { COLUMNS, Menu, nameLine } from "./menu.js";
import { Scrubber } from "./scrubber.js";

/** @import { Choices, Mark } from "../data/types.js" */
/** @import { Clock } from "../time/clock.js" */
/** @import { Actions, Command, CommandId } from "./commands.js" */
/** @import { OnChoice } from "./choices.js" */
/** @import { OnScrub, Shown } from "./scrubber.js" */

/** @type {[number, string][]} */
const SPEEDS = [[0.25, "¼ ×"], [0.5, "½ ×"], [1, "1 ×"], [2, "2 ×"], [4, "4 ×"], [8, "8 ×"]];

export class Transport {
  /** @type {Shown["words"]} */ words;
  /** @type {boolean | undefined} */ playing;
  /** @type {Map<CommandId, {command: Command, button: HTMLButtonElement}>} */ buttons = new Map();

  /**
   * @param {HTMLElement} root
   * @param {Actions} actions
   * @param {OnScrub & {mark: (id: Mark) => void, speed: (speed: number) => void, choice: OnChoice}} on
   */
  constructor(root, actions, on) {
    this.actions = actions;
    this.mark = on.mark;
    const drive = element("div", { className: "group drive" }), end = element("div", { className: "group end" });
    this.menu = new Menu((command, event) => this.#do(command, event));
    for (const command of COMMANDS) {
      const { id, group } = command;
      if (id in CHOICES || group === "elsewhere") continue;
      const made = group === "drive" || group === "end"
        ? button({ className: id, innerHTML: icon(command.icon ?? ""), onclick: (event) => this.#do(command, event) })
        : this.menu.add(command);
      if (group === "drive") drive.append(made);
      this.buttons.set(id, { command, button: made });
    }
    this.hold("loop", false);
    this.hold("aspect", false);
    root.append(drive);
    this.scrubber = new Scrubber(root, on);
    this.output = element("output", { className: "step" });
    this.speed = element("select", { className: "speed", onchange: () => on.speed(+this.speed.value) });
    this.speed.append(...SPEEDS.map(([value, text]) => new Option(text, String(value), value === 1, value === 1)));
    const stage = this.buttons.get("stage")?.button;
    end.append(this.speed, this.menu.element, ...(stage ? [stage] : []));
    root.append(this.output, end);
    this.lists = new Lists((group) => this.menu.columns[COLUMNS.indexOf(group)], on.choice);
  }

  /**
   * What the bar shows; what is chosen; which marks are on; whether it is the stage; and whether η can be changed.
   * @type {(shown: Shown, state: {chosen: Choices, marks: Mark[], stage: boolean, changeable: boolean}) => void}
   */
  label(shown, { chosen, marks, stage, changeable }) {
    const { words } = shown;
    this.words = words;
    named(this.speed, words.speed);
    for (const [id, { command, button }] of this.buttons) {
      if (button.closest(".menu")) nameLine(button, command, words);
      else if (id !== "toggle") named(button, titleOf(command, words));
      if (id === "stage") this.hold(id, stage);
      if (id === "change") button.hidden = !changeable;
    }
    this.menu.label(words);
    this.press(marks);
    this.lists.show(words, chosen);
    this.scrubber.show(shown);
  }

  /**
   * Which marks are on.
   * @param {Mark[]} marks
   */
  press(marks) {
    for (const { command: { mark, id } } of this.buttons.values()) if (mark) this.hold(id, marks.includes(mark));
  }

  /**
   * Whether a button is pressed and stays so.
   * @type {(id: CommandId, on: boolean) => void}
   */
  hold(id, on) {
    this.buttons.get(id)?.button.setAttribute("aria-pressed", String(on));
  }

  /**
   * The next speed up or down, as far as there is one.
   * @param {number} by
   */
  faster(by) {
    const last = this.speed.length - 1;
    this.speed.selectedIndex = Math.min(Math.max(this.speed.selectedIndex + by, 0), last);
    this.speed.onchange?.(new Event("change"));
  }

  /**
   * Where the play head stands; `epochs` is how many steps an epoch has, if it has any.
   * @type {(clock: Clock, step: number, steps: number, epochs: number | null) => void}
   */
  show({ share, playing }, step, steps, epochs) {
    const play = this.buttons.get("toggle");
    if (play) {
      if (this.playing !== playing) play.button.innerHTML = icon(playing ? PAUSE : (play.command.icon ?? ""));
      named(play.button, titleOf(play.command, this.words, this.words[playing ? "pause" : "play"]));
    }
    this.playing = playing;
    const text = format(this.words[epochs ? "step_epoch" : "step"], { step, steps, epoch: epochs ? Math.floor(step / epochs) : 0 });
    write(this.output, text);
    // As wide as it will get, and no wider: the bar to scrub on gets the room, and does not move.
    const longest = text.length + steps.toLocaleString("en").length - step.toLocaleString("en").length;
    this.output.style.setProperty("--longest", `${longest}ch`);
    this.scrubber.move(share, step, text, playing);
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
    this.#do(command, event);
  }

  /** @type {(command: Command, event: Event) => void} */
  #do({ id, mark }, event) {
    if (mark) this.mark(mark);
    else if (id in CHOICES) this.lists.next(/** @type {keyof Choices} */ (id));
    else this.actions[/** @type {keyof Actions} */ (id)](event);
  }

  destroy() {
    this.menu.destroy();
    this.scrubber.destroy();
  }
}
