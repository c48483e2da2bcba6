// The form of a film among what is taken away: what it is to be, how far it is, and the file.

import { format } from "../data/template.js";
import { button, element } from "../draw/element.js";
import { probe } from "./codecs.js";
import { made, NoCodec } from "./make.js";

/** @import { Asked, Filmed, FilmWord, FilmWords, Kind, Looks, SentFilm, Size } from "./types.js" */

/** @type {Kind[]} */
const KINDS = ["webm", "mp4", "gif", "png"];
/** @type {Size[]} */
const SIZES = ["screen", "1080p", "720p", "square", "small"];
/** @type {Looks[]} */
const LOOKS = ["page", "light", "dark", "stage_light", "stage_dark"];
const CODED = /** @type {const} */ ([{ kind: "webm", facts: { kind: "WebM", codec: "VP9" } }, { kind: "mp4", facts: { kind: "MP4", codec: "H.264" } }]);
const RATES = [10, 20, 25, 30, 60], FASTEST_GIF = 50; // frames a second; browsers slow a faster GIF down
const SECONDS = { low: 1, high: 60 };
const KEPT = 60_000; // milliseconds for which a file stays here after it was handed out
/** @type {Record<"film" | "gif", Pick<Asked, "size" | "rate">>} what a kind begins with */
const USUAL = { film: { size: "1080p", rate: 30 }, gif: { size: "small", rate: 20 } };

/** @type {Asked} what was chosen last, for a form that comes back */
const chosen = { kind: "webm", look: "page", seconds: 10, caption: true, ...USUAL.film };
/** @type {Promise<Record<"webm" | "mp4", boolean>> | undefined} what this browser encodes */
let encoded;

async function encodes() {
  const { rate } = USUAL.film, tried = await Promise.all([probe("webm", 1280, 720, rate), probe("mp4", 1280, 720, rate)]);
  return { webm: tried[0] !== null, mp4: tried[1] !== null };
}

/** The player of this page. @returns {Promise<Filmed> | undefined} */
function playerHere() {
  /** @type {any} */ let node = document.querySelector("[data-testid=player]");
  while (node && !node.__player) node = node.parentNode ?? node.host;
  return node?.__player;
}

/** @type {(ids: string[]) => HTMLSelectElement} */
const list = (ids) => element("select", {}, ...ids.map((value) => element("option", { value })));

export class Panel {
  /** @type {FilmWords} */ words;
  name = "";
  /** @type {AbortController | null} while a film is made */ making = null;
  /** @type {Record<"webm" | "mp4", boolean> | null} */ can = null;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.kind = list(KINDS);
    this.size = list(SIZES);
    this.look = list(LOOKS);
    this.rate = list(RATES.map(String));
    this.seconds = element("input", { type: "number", min: String(SECONDS.low), max: String(SECONDS.high), step: "any", inputMode: "decimal" });
    this.caption = element("input", { type: "checkbox" });
    /** @type {[keyof Asked, HTMLElement][]} */
    this.asked = [["kind", this.kind], ["size", this.size], ["look", this.look], ["seconds", this.seconds], ["rate", this.rate], ["caption", this.caption]];
    this.labels = this.asked.map(([id, control]) => element("label", { className: id }, element("span"), control));
    this.make = button({ className: "make", onclick: () => this.start() });
    this.stop = button({ className: "stop", hidden: true, onclick: () => this.making?.abort() });
    this.bar = element("progress", { max: 1, value: 0, hidden: true });
    this.status = element("p", { className: "status" });
    this.status.setAttribute("role", "status");
    this.about = element("p", { className: "about" });
    this.lacks = element("p", { className: "about" });
    root.replaceChildren(element("div", { className: "asked" }, ...this.labels, this.make, this.stop, this.bar), this.status, this.lacks, this.about);
    this.kind.onchange = () => this.#chose(true);
    for (const [, control] of this.asked.slice(1)) control.onchange = () => this.#chose(false);
    this.#put();
  }

  /** @param {SentFilm} sent */
  async show({ words, name }) {
    this.words = words;
    this.name = name;
    this.asked.forEach(([id], i) => {
      const [span] = this.labels[i].children;
      span.textContent = words[id];
    });
    for (const [id, control] of /** @type {["kind" | "size" | "look", HTMLSelectElement][]} */ ([["kind", this.kind], ["size", this.size], ["look", this.look]])) {
      for (const option of control.options) option.textContent = words[/** @type {FilmWord} */ (`${id}_${option.value}`)];
    }
    for (const option of this.rate.options) option.textContent = option.value;
    this.stop.textContent = words.cancel;
    this.about.textContent = words.about;
    this.#put();
    this.can = await (encoded ??= encodes());
    this.#put();
  }

  /** @param {boolean} kind whether it is another kind of file */
  #chose(kind) {
    Object.assign(chosen, { kind: this.kind.value, size: this.size.value, look: this.look.value, caption: this.caption.checked, seconds: this.seconds.valueAsNumber, rate: Number(this.rate.value) });
    if (kind && chosen.kind !== "png") Object.assign(chosen, USUAL[chosen.kind === "gif" ? "gif" : "film"]);
    this.#put();
  }

  /** The controls show what is chosen, and what there is to choose. */
  #put() {
    const { can, words, making } = this, still = chosen.kind === "png";
    if (can && (chosen.kind === "webm" || chosen.kind === "mp4") && !can[chosen.kind]) Object.assign(chosen, { kind: can.webm ? "webm" : "gif" }, can.webm ? {} : USUAL.gif);
    for (const option of this.kind.options) option.disabled = (option.value === "webm" || option.value === "mp4") && can?.[option.value] === false;
    for (const option of this.rate.options) option.disabled = chosen.kind === "gif" && Number(option.value) > FASTEST_GIF;
    Object.assign(this.kind, { value: chosen.kind });
    Object.assign(this.size, { value: chosen.size });
    Object.assign(this.look, { value: chosen.look });
    Object.assign(this.rate, { value: String(chosen.rate) });
    Object.assign(this.caption, { checked: chosen.caption });
    if (document.activeElement !== this.seconds) this.seconds.valueAsNumber = chosen.seconds;
    this.labels.forEach((label, i) => {
      label.hidden = still && ["seconds", "rate"].includes(this.asked[i][0]);
    });
    for (const [, control] of this.asked) Object.assign(control, { disabled: making !== null });
    this.make.hidden = making !== null;
    this.stop.hidden = this.bar.hidden = making === null || still;
    if (!words) return;
    this.make.textContent = words[still ? "save" : "make"];
    const lacking = CODED.filter(({ kind }) => can?.[kind] === false);
    this.lacks.textContent = lacking.length === CODED.length ? words.no_codecs : lacking.map(({ facts }) => format(words.no_kind, facts)).join(" ");
    this.lacks.hidden = !this.lacks.textContent;
  }

  /** @param {string} text */
  #say(text) {
    this.status.textContent = text;
  }

  /** A film is made, or the sentence is said why there is none. */
  async start() {
    const { words, name } = this, asked = { ...chosen };
    if (this.making) return;
    if (!(asked.seconds >= SECONDS.low && asked.seconds <= SECONDS.high)) return this.#say(format(words.length, SECONDS));
    const making = (this.making = new AbortController());
    this.#put();
    this.bar.value = 0;
    this.#say("");
    try {
      const player = await playerHere();
      if (!player?.data?.runs.length) return this.#say(words.empty);
      if (player.data.question?.covered) return this.#say(words.covered);
      const frames = { done: 0, all: 0 };
      const file = await made(player, asked, { signal: making.signal, done: (done, all) => {
        Object.assign(frames, { done, all });
        this.bar.value = done / all;
        this.#say(format(words.under_way, frames));
      } });
      const saved = `${name}.${asked.kind}`, size = (file.size / 1e6).toFixed(file.size < 1e6 ? 2 : 1);
      handOut(file, saved);
      this.#say(asked.kind === "png" ? format(words.picture_ready, { name: saved, ...(await sizeOf(file)) }) : format(words.ready, { name: saved, count: frames.all, seconds: asked.seconds, size }));
    } catch (error) {
      if (making.signal.aborted) this.#say(words.cancelled);
      else if (error instanceof NoCodec) this.#say(format(words.refused, error.facts));
      else {
        console.error(error);
        this.#say(format(words.failed, { reason: /** @type {Error} */ (error).message }));
      }
    } finally {
      this.making = null;
      this.#put();
    }
  }

  /** It has left the page: what is being made is of no use to anybody. */
  leave() {
    this.making?.abort();
  }
}

/** @type {(picture: Blob) => Promise<{width: string, height: string}>} in pixels, as the names of sizes have them: without commas */
async function sizeOf(picture) {
  const { width, height } = await createImageBitmap(picture);
  return { width: String(width), height: String(height) };
}

/** @type {(file: Blob, name: string) => void} */
function handOut(file, name) {
  const href = URL.createObjectURL(file);
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT);
}
