// Everything the player can be told: one table for the bar, its menu, the keyboard and the help.

/** @import { Choices, Mark, Words } from "../data/types.js" */

/**
 * A command: its key, as a KeyboardEvent names it, where it stands, and the sign of its button if it has one. `mark` is what it
 * puts on the picture or takes off it; `again` if it is pressed several times in a row.
 * @typedef {{id: CommandId, key: string, group: Group, icon?: string, mark?: Mark, again?: boolean}} Command
 */

/** @typedef {keyof typeof TABLE} CommandId */
/** @typedef {Record<Exclude<CommandId, Mark | keyof Choices>, (event: Event) => void>} Actions of commands that are neither marks nor lists */
/**
 * In the bar, what moves the play head and what stands at its end; in the menu, what is shown, how it is looked at and how it is
 * played; and what has a place of its own: a hand does it on the picture, or the button that leads to it.
 * @typedef {"drive" | "end" | "shown" | "looked" | "played" | "elsewhere"} Group
 */

const TABLE = {
  restart: { key: "Home", group: "drive", icon: "M5 4h3v16H5zM20 4v16L9 12z" },
  back: { key: "ArrowLeft", group: "drive", icon: "M16 4v16L6 12z" },
  toggle: { key: " ", group: "drive", icon: "M7 4v16l13-8z" },
  forward: { key: "ArrowRight", group: "drive", icon: "M8 4v16l10-8z" },
  stage: { key: "f", group: "end", icon: "M4 4h6v3H7v3H4zM14 4h6v6h-3V7h-3zM4 14h3v3h3v3H4zM17 14h3v6h-6v-3h3z" },
  arrows: { key: "a", group: "shown", icon: "M12 4h8v8h-3V9.1L6.1 20 4 17.9 14.9 7H12z", mark: true },
  numbers: { key: "n", group: "shown", mark: true, icon: "M4 5h5v14H7V7H4zM12 8a3.5 3.5 0 1 1 6.3 2L14.6 17H20v2h-8v-1.8l4.6-8.1A1.5 1.5 0 1 0 14 8z" },
  critical: { key: "c", group: "shown", icon: "M12 2l5 8H7zM3 13h8v8H3zM17.5 12.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z", mark: true },
  places: { key: "i", group: "shown", icon: "M2 6l4-4v3h5v2H6v3zM22 6l-4-4v3h-5v2h5v3zM8 18l-3-3v2H1v2h4v2zM16 18l3-3v2h4v2h-4v2z", mark: true },
  limit: { key: "x", group: "shown", icon: "M2 20 20 2h2v2L4 22H2zM2 11 11 2h3L2 14zM10 22 22 10v3l-9 9z", mark: true },
  flow: { key: "v", group: "shown", mark: true, icon: "M2 17C8 17 9 7 15 7h2V3l5 5.5-5 5.5v-4h-2c-4 0-5 10-13 10z" },
  follows: { key: "r", group: "shown", mark: true, icon: "M2 17h4v3H2zM7 14h3v4H7zM10 9h3v4h-3zM14 7h3V3l5 5.5-5 5.5v-4h-3z" },
  points: { key: "y", group: "shown", mark: true, icon: "M4 14a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM8 13l5-5 2 2-5 5zM18 2a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zm0 3a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z" },
  probe: { key: "z", group: "shown", mark: true, icon: "M10.5 1h3v6.2a5 5 0 0 1 3.3 3.3H23v3h-6.2a5 5 0 0 1-3.3 3.3V23h-3v-6.2a5 5 0 0 1-3.3-3.3H1v-3h6.2a5 5 0 0 1 3.3-3.3zM12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4z" },
  dial: {
    key: "d", group: "shown", mark: true,
    icon: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 3a7 7 0 1 1-5 11.9l6.3-6.3-2-2L5.1 15A7 7 0 0 1 12 5z",
  },
  turn_down: { key: "[", group: "shown", again: true },
  turn_up: { key: "]", group: "shown", again: true },
  family: { key: "m", group: "shown", mark: true },
  ghost: {
    key: "g", group: "shown", mark: true,
    icon: "M12 3a7 7 0 0 0-7 7v11l2.3-2 2.4 2 2.3-2 2.3 2 2.4-2 2.3 2V10a7 7 0 0 0-7-7zM9 8.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 1 1 0-3zM15 8.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 1 1 0-3z",
  },
  pin: { key: "p", group: "shown", icon: "M8 2h8v2l-1.5 1.5V11l3.5 3v2h-5v6l-1 1-1-1v-6H6v-2l3.5-3V5.5L8 4z" },
  change: { key: "h", group: "shown", icon: "M3 5h9v9h9v3.5H8.5V8.5H3z" },
  trail: { key: "t", group: "looked" },
  space: { key: "3", group: "looked" },
  height: { key: "j", group: "looked" },
  aspect: { key: "e", group: "looked", icon: "M4 4h16v16H4zM7 7v10h10V7z" },
  zoom_in: { key: "+", group: "looked", again: true, icon: "M10.5 4h3v6.5H20v3h-6.5V20h-3v-6.5H4v-3h6.5z" },
  zoom_out: { key: "-", group: "looked", again: true, icon: "M4 10.5h16v3H4z" },
  zoom_reset: { key: "0", group: "looked", icon: "M12 3 2 12h3v9h5v-6h4v6h5v-9h3z" },
  clock: { key: "k", group: "played" },
  slower: { key: "<", group: "played", again: true },
  faster: { key: ">", group: "played", again: true },
  loop: {
    key: "l", group: "played",
    icon: "M17 2l5 4.5-5 4.5V8H8a3 3 0 0 0-3 3v2H2v-2a6 6 0 0 1 6-6h9zM7 22l-5-4.5L7 13v3h9a3 3 0 0 0 3-3v-2h3v2a6 6 0 0 1-6 6H7z",
  },
  previous: { key: "PageUp", group: "played", again: true },
  next: { key: "PageDown", group: "played", again: true },
  play_next: { key: "o", group: "played", icon: "M3 4v16l9-8zM14 3h2v18h-2zM16 4h6l-2 3.5 2 3.5h-6z" },
  end: { key: "End", group: "played", icon: "M16 4h3v16h-3zM4 4v16l11-8z" },
  qr: { key: "q", group: "played", icon: "M3 3h8v8H3zM5 5v4h4V5zM13 3h8v8h-8zM15 5v4h4V5zM3 13h8v8H3zM5 15v4h4v-4zM13 13h3v3h-3zM18 13h3v3h-3zM15 16h3v3h-3zM13 19h3v2h-3zM18 18h3v3h-3z" },
  help: {
    key: "?", group: "played",
    icon: "M12 2a6 6 0 0 0-6 6h3.2a2.8 2.8 0 1 1 4.3 2.4c-1.9 1.3-3.1 2.4-3.1 5.1h3.2c0-1.4.6-1.9 1.8-2.7A6 6 0 0 0 12 2zM10.2 18h3.6v3.6h-3.6z",
  },
  nudge: { key: "Shift+Arrow", group: "elsewhere" },
  leave: { key: "Escape", group: "elsewhere" },
};

/** All commands, in the order of the bar and the menu. */
export const COMMANDS = /** @type {Command[]} */ (
  Object.entries(TABLE).map(([id, command]) => ({ ...command, id, mark: "mark" in command ? id : undefined }))
);

export const PAUSE = "M6 4h4v16H6zM14 4h4v16h-4z";

/** @type {Record<string, (words: Words) => string>} */
const KEY_NAMES = {
  " ": (words) => words.key_space, Home: (words) => words.key_home, End: (words) => words.key_end,
  Escape: (words) => words.key_escape,
  "-": () => "−", ArrowLeft: () => "←", ArrowRight: () => "→", PageUp: (words) => words.key_page_up, PageDown: (words) => words.key_page_down,
  "Shift+Arrow": () => "⇧ ← ↑ → ↓",
};

/**
 * What a key is called: letters are capitals.
 * @type {(key: string, words: Words) => string}
 */
export const keyName = (key, words) => KEY_NAMES[key]?.(words) ?? key.toUpperCase();

/**
 * The word of a command with its key.
 * @param {Command} command
 * @param {Words} words
 * @param {string} [word] instead of its own
 */
export const titleOf = ({ id, key }, words, word = words[id]) => `${word} (${keyName(key, words)})`;

// What is printed on the keys of a Latin keyboard, beside letters and digits, as a KeyboardEvent names their places.
/** @type {Record<string, string>} */
const PRINTED = { BracketLeft: "[", BracketRight: "]", Minus: "-", ShiftEqual: "+", ShiftComma: "<", ShiftPeriod: ">", ShiftSlash: "?" };

/**
 * What a key means: what it types, unless that is of another script (Cyrillic, Greek, Hebrew, Arabic, …, or on its way to
 * become Chinese); then what is printed at its place on a Latin keyboard.
 * @param {Pick<KeyboardEvent, "key" | "code" | "shiftKey">} event
 */
export function keyOf({ key, code, shiftKey }) {
  const typed = key.length === 1 ? key.toLowerCase() : key;
  // Greek and Hebrew keyboards have a sign there.
  if (code === "KeyQ" && /^[;:/]$/.test(typed)) return "q";
  if (key !== "Process" && !/[^ -~\p{Script=Latin}]/u.test(key)) return typed;
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1].toLowerCase() ?? PRINTED[shiftKey ? `Shift${code}` : code] ?? typed;
}

/**
 * The command of a key press; undefined if it has none, or if the browser or a control needs the key itself.
 * @param {KeyboardEvent} event
 */
export function commandOf(event) {
  const { tagName } = /** @type {Element} */ (event.target);
  // On many keyboards a bracket is typed with AltGr.
  const typed = event.altKey && /^[[\]]$/.test(event.key);
  if ((!typed && (event.ctrlKey || event.metaKey || event.altKey)) || tagName === "SELECT") return undefined;
  if (event.key === " " && tagName === "BUTTON") return undefined;
  const named = keyOf(event);
  const key = event.shiftKey && named.startsWith("Arrow") ? "Shift+Arrow" : named;
  return COMMANDS.find((command) => command.key === key);
}
