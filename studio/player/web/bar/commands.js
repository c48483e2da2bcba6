// Everything the player can be told: one table for the bar, the keyboard and the help.

/** @import { Choices, Mark, Words } from "../data/types.js" */

/**
 * A command: its key, as a KeyboardEvent names it, the group of the bar it belongs to, and the sign of its button if
 * it has one. `mark` is what it puts on the picture or takes off it.
 * @typedef {{id: CommandId, key: string, group: Group, icon?: string, mark?: Mark}} Command
 */

/** @typedef {keyof typeof TABLE} CommandId */
/** @typedef {Record<Exclude<CommandId, Mark | keyof Choices>, (event: Event) => void>} Actions of commands that are neither marks nor lists */
/** @typedef {"drive" | "time" | "view" | "more"} Group moving the play head; how it moves; what is seen; the rest */

const TABLE = {
  restart: { key: "Home", group: "drive", icon: "M5 4h3v16H5zM20 4v16L9 12z" },
  back: { key: "ArrowLeft", group: "drive", icon: "M16 4v16L6 12z" },
  toggle: { key: " ", group: "drive", icon: "M7 4v16l13-8z" },
  forward: { key: "ArrowRight", group: "drive", icon: "M8 4v16l10-8z" },
  end: { key: "End", group: "drive", icon: "M16 4h3v16h-3zM4 4v16l11-8z" },
  previous: { key: "PageUp", group: "drive" },
  next: { key: "PageDown", group: "drive" },
  loop: {
    key: "l", group: "time",
    icon: "M17 2l5 4.5-5 4.5V8H8a3 3 0 0 0-3 3v2H2v-2a6 6 0 0 1 6-6h9zM7 22l-5-4.5L7 13v3h9a3 3 0 0 0 3-3v-2h3v2a6 6 0 0 1-6 6H7z",
  },
  slower: { key: "<", group: "time" },
  faster: { key: ">", group: "time" },
  clock: { key: "k", group: "time" },
  arrows: { key: "a", group: "view", icon: "M12 4h8v8h-3V9.1L6.1 20 4 17.9 14.9 7H12z", mark: true },
  numbers: {
    key: "n", group: "view", mark: true,
    icon: "M10 3a7 7 0 1 0 4.2 12.6L19.6 21 21 19.6l-5.4-5.4A7 7 0 0 0 10 3zm0 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
  },
  critical: { key: "c", group: "view", icon: "M12 2l5 8H7zM3 13h8v8H3zM17.5 12.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z", mark: true },
  dial: {
    key: "d", group: "view", mark: true,
    icon: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 3a7 7 0 1 1-5 11.9l6.3-6.3-2-2L5.1 15A7 7 0 0 1 12 5z",
  },
  turn_down: { key: "[", group: "view" },
  turn_up: { key: "]", group: "view" },
  family: { key: "m", group: "view", mark: true },
  ghost: {
    key: "g", group: "view", mark: true,
    icon: "M12 3a7 7 0 0 0-7 7v11l2.3-2 2.4 2 2.3-2 2.3 2 2.4-2 2.3 2V10a7 7 0 0 0-7-7zM9 8.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 1 1 0-3zM15 8.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 1 1 0-3z",
  },
  pin: { key: "p", group: "view" },
  change: { key: "h", group: "view", icon: "M3 5h9v9h9v3.5H8.5V8.5H3z" },
  space: { key: "3", group: "view" },
  height: { key: "j", group: "view" },
  trail: { key: "t", group: "view" },
  zoom_in: { key: "+", group: "view" },
  zoom_out: { key: "-", group: "view" },
  zoom_reset: { key: "0", group: "view" },
  nudge: { key: "Shift+Arrow", group: "view" },
  stage: { key: "f", group: "more", icon: "M4 4h6v3H7v3H4zM14 4h6v6h-3V7h-3zM4 14h3v3h3v3H4zM17 14h3v6h-6v-3h3z" },
  leave: { key: "Escape", group: "more" },
  help: {
    key: "?", group: "more",
    icon: "M12 2a6 6 0 0 0-6 6h3.2a2.8 2.8 0 1 1 4.3 2.4c-1.9 1.3-3.1 2.4-3.1 5.1h3.2c0-1.4.6-1.9 1.8-2.7A6 6 0 0 0 12 2zM10.2 18h3.6v3.6h-3.6z",
  },
};

/** All commands, in the order of the bar. */
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
