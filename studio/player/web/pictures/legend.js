// What the legends say: which earlier runs are still on show, with their pins, and which signs critical points have.

import { Exact } from "../data/exact.js";
import { format } from "../data/template.js";
import { button, element, icon, named } from "../draw/element.js";
import { nameOf } from "../draw/swatch.js";
import { KINDS, PROFILES } from "../land/landmarks.js";
import { DASHES } from "../marks/earlier.js";
import { LINES } from "../marks/flow.js";
import { pointsOf } from "../marks/points.js";
import { DASH } from "../land/second.js";
import { groupsOf } from "./room.js";

/** @import { Earlier, Pin } from "../data/ghosts.js" */
/** @import { Run } from "../data/run.js" */
/** @import { Critical, FlowId, Look, Surface, Words } from "../data/types.js" */

const FLOWS = /** @type {FlowId[]} */ (Object.keys(LINES));
const POINT = '<path d="M-10 8L-1 1" stroke-dasharray="2 2.5"/><circle cx="3" cy="-2" r="4"/>';
const PIN = "M8 2h8v2l-1.5 1.5V11l3.5 3v2h-5v6l-1 1-1-1v-6H6v-2l3.5-3V5.5L8 4z";

/**
 * The name of a run, and those of its numbers that the run in its place has no more.
 * @param {Run} run
 * @param {Run[]} runs on show
 * @param {Words} words
 */
export function nameBeside(run, runs, words) {
  const now = runs.find(({ place }) => place === run.place)?.numbers ?? [];
  const others = run.numbers.filter(([symbol, value]) => now.some((one) => one[0] === symbol && one[1] !== value));
  return [run.name, ...others.map(([symbol, value]) => `${symbol} = ${value}`)].join(words.comma);
}

/**
 * A button that pins a run, or lets it go.
 * @type {(words: Words, state: {pinned: boolean, full: boolean}, onclick: () => void) => HTMLElement}
 */
export function pinButton(words, { pinned, full }, onclick) {
  const pin = button({ className: "pin", disabled: full && !pinned, pressed: pinned, innerHTML: icon(PIN), onclick });
  named(pin, pinned ? words.unpin : full ? words.pins_full : words.pin_run);
  return pin;
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
    const name = words.before.replace("{name}", nameBeside(run, runs, words));
    return element("p", { className: "kept" }, nameOf({ ...run, name, dash: DASHES.before }, look));
  });
  return [...ghosts, ...pins.map((pin) => {
    const { run, letter } = pin, name = `${letter} · ${nameBeside(run, runs, words)}`;
    const taken = button({ onclick: () => remove(pin) }, nameOf({ ...run, name, dash: DASHES.pin }, look), "✕");
    named(taken, `${name}: ${words.unpin}`);
    return element("p", { className: "kept pinned" }, taken, ` ${run.sentence}`);
  })];
}

/**
 * Whose η and σ the hatching is of: in each picture those of the run in hand, or of its own; "" where no limit is known.
 * @type {(groups: Run[][], words: Words) => string}
 */
export function hatchedFor(groups, words) {
  const held = groups.map((runs) => runs.find((run) => run.in_hand) ?? runs[0]).filter((run) => run?.limit);
  if (!held.length) return "";
  return new Set(held.map(({ name }) => name)).size > 1 ? words.hatched_each : format(words.hatched, { name: held[0].name });
}

/**
 * One line that names the signs on show, and the lines of the test loss.
 * @param {HTMLElement} root
 * @param {{critical: Critical | null, bends: object | null, surface: Surface, runs: Run[]}} shown
 * @param {{view: string, words: Words}} said
 * @param {Run[]} turned the runs, with the value of the dial that is on show
 */
export function nameSigns(root, { critical, bends, surface: { shift, second, held }, runs }, { view, words }, turned = runs) {
  const kinds = KINDS.filter((name) => critical?.kind.includes(name));
  const signs = kinds.map((name) => ({ paths: `<circle r="9.5"/><path d="${PROFILES[name]}"/>`, text: words[name] }));
  const test = `<path d="M-10 4Q0-10 10 4" stroke-dasharray="${DASH.join(" ")}"/>`;
  if (second) signs.push({ paths: test, text: format(words.validation_loss, { held }) });
  else if (shift) signs.push({ paths: test, text: format(words.test_loss, { shift: new Exact(shift).short }) });
  const hatched = bends ? hatchedFor(groupsOf(view, turned), words) : "";
  if (hatched) signs.push({ paths: '<path d="M-9 3L-3 -9M-9 11L3 -9M-1 11L9 -9M5 11L11 -1"/>', text: hatched });
  const flows = FLOWS.filter((id) => runs.some((run) => run.flows?.[id]));
  for (const id of flows) signs.push({ paths: `<path d="M-10 0H10" stroke-width="1.4" stroke-dasharray="${LINES[id].join(" ")}"/>`, text: words[`${id}_line`] });
  if (flows.length) signs.push({ paths: '<circle r="5"/>', text: words.flow_ring });
  // Several runs may have the same.
  const points = new Set(runs.flatMap((run) => pointsOf(run).map(({ symbol, name }) => format(words.said_of, { name: symbol, text: name }))));
  for (const text of points) signs.push({ paths: POINT, text });
  root.hidden = !signs.length;
  root.replaceChildren(...signs.map(({ paths, text }) => {
    const innerHTML = `<svg width="22" height="22" viewBox="-11 -11 22 22" aria-hidden="true">${paths}</svg>`;
    return element("span", { innerHTML }, text);
  }));
}
