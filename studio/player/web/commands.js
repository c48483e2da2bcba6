// Everything the player can be told: one table for the bar, the keyboard and the help.

/** @import { Mark, Words } from "./types.js" */

/**
 * A command: its key, as a KeyboardEvent names it, and the sign of its button if it has one. `mark` is what it puts
 * on the picture or takes off it.
 * @typedef {{id: CommandId, key: string, icon?: string, mark?: Mark}} Command
 */

/** @typedef {keyof typeof TABLE} CommandId */
/** @typedef {Record<CommandId, (event: Event) => void>} Actions */

const TABLE = {
  restart: { key: "Home", icon: "M5 4h3v16H5zM20 4v16L9 12z" },
  back: { key: "ArrowLeft", icon: "M16 4v16L6 12z" },
  toggle: { key: " ", icon: "M7 4v16l13-8z" },
  forward: { key: "ArrowRight", icon: "M8 4v16l10-8z" },
  end: { key: "End", icon: "M16 4h3v16h-3zM4 4v16l11-8z" },
  arrows: { key: "a", icon: "M12 4h8v8h-3V9.1L6.1 20 4 17.9 14.9 7H12z", mark: true },
  numbers: {
    key: "n", mark: true,
    icon: "M10 3a7 7 0 1 0 4.2 12.6L19.6 21 21 19.6l-5.4-5.4A7 7 0 0 0 10 3zm0 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
  },
  critical: { key: "c", icon: "M12 2l5 8H7zM3 13h8v8H3zM17.5 12.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z", mark: true },
  dial: { key: "d", icon: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 3a7 7 0 1 1-5 11.9l6.3-6.3-2-2L5.1 15A7 7 0 0 1 12 5z", mark: true },
  turn_down: { key: "[" },
  turn_up: { key: "]" },
  family: { key: "m", mark: true },
  change: { key: "h", icon: "M3 5h9v9h9v3.5H8.5V8.5H3z" },
  clock: { key: "k" },
  space: { key: "3" },
  height: { key: "j" },
  trail: { key: "t" },
  nudge: { key: "Shift+Arrow" },
};

/** All commands, in the order of the bar. */
export const COMMANDS = /** @type {Command[]} */ (
  Object.entries(TABLE).map(([id, command]) => ({ ...command, id, mark: "mark" in command ? id : undefined }))
);

export const PAUSE = "M6 4h4v16H6zM14 4h4v16h-4z";

/** @type {(path: string) => string} */
export const icon = (path) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;

/** @type {Record<string, (words: Words) => string>} */
const KEY_NAMES = {
  " ": (words) => words.key_space, Home: (words) => words.key_home, End: (words) => words.key_end,
  ArrowLeft: () => "←", ArrowRight: () => "→", "Shift+Arrow": () => "⇧ ← ↑ → ↓",
};

/**
 * What a key is called: letters are capitals.
 * @param {string} key
 * @param {Words} words
 */
export const keyName = (key, words) => KEY_NAMES[key]?.(words) ?? key.toUpperCase();

/**
 * The word of a command with its key.
 * @param {Command} command
 * @param {Words} words
 * @param {string} [word] instead of its own
 */
export const titleOf = ({ id, key }, words, word = words[id]) => `${word} (${keyName(key, words)})`;

/**
 * The command of a key press; undefined if it has none, or if the browser or a control needs the key itself.
 * @param {KeyboardEvent} event
 */
export function commandOf(event) {
  const { tagName } = /** @type {Element} */ (event.target);
  // On many keyboards a bracket is typed with AltGr.
  const typed = event.altKey && "[]".includes(event.key);
  if ((!typed && (event.ctrlKey || event.metaKey || event.altKey)) || tagName === "SELECT") return undefined;
  if (event.key === " " && tagName === "BUTTON") return undefined;
  const named = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const key = event.shiftKey && named.startsWith("Arrow") ? "Shift+Arrow" : named;
  return COMMANDS.find((command) => command.key === key);
}
