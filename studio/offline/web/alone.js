// The page without a server: the player, what answers it, and what stands around it.

import { Player } from "../../player/web/player.js";
import { answer, shown, stateOf } from "./answers.js";
import { Around } from "./around.js";
import { resume, standOf } from "./stand.js";
import { unfold } from "./unfold.js";

/** @import { Emit } from "../../player/web/data/types.js" */
/** @import { Reason, State, Whole } from "./answers.js" */
/** @import { Told } from "./around.js" */
/** @import { Stand } from "./stand.js" */

/** @typedef {{steps: boolean, languages: {id: string, name: string, tag: string, told: Told}[]}} Page */
/** @typedef {{written: string, data: Record<string, any>, columns: ArrayBuffer, relief: boolean}} Parts */

/** @type {(id: string) => any} */
const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");

export class Alone {
  /** @type {State} */ state;

  /** @param {Parts} parts */
  constructor({ written, data, columns, relief }) {
    const place = /** @type {HTMLElement & {__player?: Promise<Player>}} */ (document.getElementById("place"));
    this.written = written;
    this.relief = relief;
    this.page = /** @type {Page} */ (read("page"));
    this.stand = /** @type {Stand} */ (read("stand"));
    /** @type {Record<string, Whole>} by the id of a language */ this.data = unfold(data, columns);
    this.lang = this.stand.lang ?? this.page.languages[0].id;
    this.state = this.stand.state ?? stateOf(this.data[this.lang]);
    this.around = new Around(this.page.languages, {
      look: () => this.show(),
      speak: (lang) => {
        this.lang = lang;
        this.show();
      },
      save: () => this.around.save(this.written, this.now),
    }, this.stand.look);
    // Who asks for the picture of what is moved gets the one that is here.
    this.player = new Player(place, ({ moved, lang = this.lang }) => {
      if (moved) this.refuse("start");
      return Promise.resolve(shown(this.data[lang], this.state));
    });
    place.__player = Promise.resolve(this.player);
    resume(this.player, this.stand, { dial: !!this.data[this.lang].dial });
    this.show();
  }

  /** How it stands now: what a page that is saved begins with. */
  get now() {
    return standOf(this.player, { lang: this.lang, look: this.around.look, state: this.state });
  }

  /** The player is sent what is chosen, as a page would send it. */
  show() {
    this.around.label(this.lang);
    this.player.update({ data: shown(this.data[this.lang], this.state), setTriggerValue: this.emit });
  }

  /** @param {Reason} reason */
  refuse(reason) {
    this.around.refuse(reason);
  }

  /** @type {Emit} the one place where it is decided what a page without a server does */
  emit = (wish, value) => {
    const whole = this.data[this.lang], told = answer(wish, value, this.state, { whole, relief: this.relief, steps: this.page.steps });
    if (told === null) return;
    if (typeof told === "string") {
      this.refuse(told);
      const { wish: taken = this.state.taken } = /** @type {{wish?: number}} */ (Object(value));
      this.state = { ...this.state, taken };
    } else this.state = told;
    this.show();
  };
}

/** @param {Parts} parts */
export function open(parts) {
  return new Alone(parts);
}
