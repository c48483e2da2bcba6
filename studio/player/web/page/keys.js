// Keys that are pressed anywhere on the page: they are the player's while it is in sight, unless a control there needs them.

// Where letters are typed or a list is open, all keys belong to that; on a slider, and among radio buttons, those that move it;
// and what can be pressed takes the space bar.
const TYPED = "input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=menu], [role=dialog], dialog";
const MOVED = "input[type=range], [role=slider], input[type=radio], [role=radio], [role=tab]";
const PRESSED = "button, summary, input[type=checkbox], input[type=radio], [role=button], [role=switch], [role=checkbox], [role=radio], [role=tab]";
const MOVES = /^(Arrow(Left|Right|Up|Down)|Page(Up|Down)|Home|End)$/;
const SEEN = 0.5; // of the pictures, or of the window: with less in sight the page scrolls by its keys

/**
 * Whether a key that was pressed outside the player is free for it.
 * @param {string} key
 * @param {Element} target where it was pressed
 */
export function isFree(key, target) {
  if (target.closest(TYPED)) return false;
  return !(MOVES.test(key) && target.closest(MOVED)) && !(key === " " && target.closest(PRESSED));
}

/**
 * Whether enough of an element is in a window so high for what moves in it to be followed.
 * @type {(box: {top: number, bottom: number, height: number}, high: number) => boolean}
 */
export const isInSight = ({ top, bottom, height }, high) =>
  Math.min(bottom, high) - Math.max(top, 0) >= SEEN * Math.min(height, high) && height > 0;

/**
 * @param {HTMLElement} root the player: all that is pressed inside it is given to it, once no control there has taken it
 * @param {{pictures: Element, keys: (event: KeyboardEvent) => void, always: () => boolean}} player
 *   `keys` is given what is free while the pictures are in sight, or `always` says so
 * @param {AbortSignal} signal
 */
export function listenEverywhere(root, { pictures, keys, always }, signal) {
  root.addEventListener("keydown", keys, { signal });
  // Before the page's own: it has a letter or two of its own.
  document.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.defaultPrevented || root.contains(target) || !isFree(event.key, target)) return;
    if (always() || isInSight(pictures.getBoundingClientRect(), innerHeight)) keys(event);
  }, { capture: true, signal });
}
