// What the legends say: which earlier runs are still on show, with their pins, and which signs critical points have.

import { nameOf } from "../draw/swatch.js";
import { KINDS, PROFILES } from "../marks/critical.js";
import { DASHES } from "../marks/earlier.js";

/** @import { Earlier, Pin } from "../data/ghosts.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Critical, Look, Words } from "../data/types.js" */

/**
 * The name of a run, and those of its numbers that the run in its place has no more.
 * @param {Run} run
 * @param {Run[]} runs on show
 */
export function nameBeside(run, runs) {
  const now = runs.find(({ place }) => place === run.place)?.numbers ?? [];
  const others = run.numbers.filter(([symbol, value]) => now.some((one) => one[0] === symbol && one[1] !== value));
  return [run.name, ...others.map(([symbol, value]) => `${symbol} = ${value}`)].join(", ");
}

/** @type {(run: Run, dash: number[]) => {name: string, dash: number[], light: string, dark: string}} */
const styled = ({ name, light, dark }, dash) => ({ name, dash, light, dark });

/**
 * A button that pins a run, or lets it go.
 * @param {Words} words
 * @param {{pinned: boolean, full: boolean}} state
 * @param {() => void} act
 */
export function pinButton(words, { pinned, full }, act) {
  const title = pinned ? words.unpin : full ? words.pins_full : words.pin_run;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "pin", title, disabled: full && !pinned, onclick: act });
  button.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M8 2h8v2l-1.5 1.5V11l3.5 3v2h-5v6l-1 1-1-1v-6H6v-2l3.5-3V5.5L8 4z"/></svg>`;
  button.setAttribute("aria-label", title);
  button.setAttribute("aria-pressed", String(pinned));
  return button;
}

/**
 * What the legend says of earlier runs: a click on a pinned one takes it away.
 * @param {Earlier} earlier
 * @param {Run[]} runs on show
 * @param {Look} look
 * @param {Words} words
 * @param {(pin: Pin) => void} remove
 */
export function legendOf({ before, pins }, runs, look, words, remove) {
  const ghosts = before.map((run) => {
    const text = words.before.replace("{name}", nameBeside(run, runs));
    const line = Object.assign(document.createElement("p"), { className: "kept" });
    line.append(nameOf({ ...styled(run, DASHES.before), name: text }, look));
    return line;
  });
  return [...ghosts, ...pins.map((pin) => {
    const { run, letter } = pin, line = Object.assign(document.createElement("p"), { className: "kept pinned" });
    const name = `${letter} · ${nameBeside(run, runs)}`, title = `${name}: ${words.unpin}`;
    const button = Object.assign(document.createElement("button"), { type: "button", title, onclick: () => remove(pin) });
    button.setAttribute("aria-label", title);
    button.append(nameOf({ ...styled(run, DASHES.pin), name }, look), "✕");
    line.append(button, ` ${run.sentence}`);
    return line;
  })];
}

/**
 * One line that names the signs on show.
 * @param {HTMLElement} element
 * @param {Critical | null} critical
 * @param {Words} words
 */
export function nameSigns(element, critical, words) {
  const kinds = KINDS.filter((name) => critical?.kind.includes(name));
  element.hidden = !kinds.length;
  element.replaceChildren(...kinds.map((name) => {
    const item = document.createElement("span");
    item.innerHTML = `<svg width="22" height="22" viewBox="-11 -11 22 22" aria-hidden="true"><circle r="9.5"/><path d="${PROFILES[name]}"/></svg>`;
    item.append(words[name]);
    return item;
  }));
}
