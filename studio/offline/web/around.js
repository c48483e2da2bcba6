// What stands around the player: the language, light or dark, what is not here and where it is, and the page as a file again.

import { button, element, named } from "../../player/web/draw/element.js";

/** @import { Reason } from "./answers.js" */
/** @import { Stand } from "./stand.js" */
/** @typedef {"language" | "look" | "look_system" | "look_light" | "look_dark" | "save" | "about" | "open" | "licences"} Word */
/**
 * What the page says in a language: its name, its words, sentences of what is live and what is not, why something is refused, and
 * the address of the scene in the laboratory.
 * @typedef {{title: string, words: Record<Word, string>, sentences: string[], reasons: Record<Reason, string>, link: string}} Told
 */
/** @typedef {{id: string, name: string, tag: string, told: Told}} Language */

const LOOKS = /** @type {const} */ (["system", "light", "dark"]);
const READ = 8000; // milliseconds for which a sentence stays
const STAND = /(<script type="application\/json" id="stand">)[^<]*/;

/** @type {(name: string) => HTMLElement} */
const find = (name) => /** @type {HTMLElement} */ (document.querySelector(name));

export class Around {
  dark = matchMedia("(prefers-color-scheme: dark)");
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** @type {Told} */ told;

  /**
   * @param {Language[]} languages
   * @param {{look: () => void, speak: (lang: string) => void, save: () => void}} on
   * @param {string} [look]
   */
  constructor(languages, on, look = "system") {
    this.languages = languages;
    this.list = element("select", { className: "language", onchange: () => on.speak(this.list.value) });
    this.list.append(...languages.map(({ id, name, tag }) => Object.assign(new Option(name, id), { lang: tag })));
    this.list.hidden = languages.length < 2;
    const changed = () => {
      this.#paint();
      on.look();
    };
    this.looks = element("select", { className: "look", onchange: changed });
    this.looks.append(...LOOKS.map((id) => new Option("", id)));
    this.looks.value = look;
    this.dark.addEventListener("change", changed);
    this.saves = button({ className: "save", onclick: on.save });
    find(".tools").append(this.list, this.looks, this.saves);
    // A browser would save what the page has become.
    addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      on.save();
    });
    this.#paint();
  }

  get look() {
    return this.looks.value;
  }

  #paint() {
    document.documentElement.dataset.look = this.look === "system" ? (this.dark.matches ? "dark" : "light") : this.look;
  }

  /** @param {string} lang */
  label(lang) {
    const { told, tag } = this.languages.find(({ id }) => id === lang) ?? this.languages[0], { words, sentences, title } = told;
    if (told !== this.told) find(".refused").hidden = true; // it was said in another language
    this.told = told;
    document.documentElement.lang = tag;
    document.title = find("h1").textContent = title;
    this.list.value = lang;
    named(this.list, words.language);
    named(this.looks, words.look);
    LOOKS.forEach((id, i) => (this.looks.options[i].text = words[`look_${id}`]));
    this.saves.textContent = words.save;
    find("details.alone > summary").textContent = words.about;
    find(".licences h2").textContent = words.licences;
    find(".told").replaceChildren(...sentences.map((text) => element("p", {}, text)), element("p", {}, this.#link()));
  }

  #link() {
    return element("a", { href: this.told.link, rel: "noreferrer", target: "_blank" }, this.told.words.open);
  }

  /** @param {Reason} reason */
  refuse(reason) {
    const notice = find(".refused");
    notice.replaceChildren(`${this.told.reasons[reason]} `, this.#link());
    notice.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (notice.hidden = true), READ);
  }

  /** @type {(written: string, stand: Stand) => void} the same file, which begins as this one stands */
  save(written, stand) {
    const said = JSON.stringify(stand).replaceAll("<", "\\u003c");
    const file = new Blob([written.replace(STAND, (_, head) => head + said)], { type: "text/html" });
    const link = element("a", { href: URL.createObjectURL(file), download: decodeURIComponent(location.pathname.split("/").at(-1) || "page.html") });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), READ);
  }
}
