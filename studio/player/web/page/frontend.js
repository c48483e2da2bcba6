// Streamlit's frontend brings words of its own along, in English only: here they are said in the reader's language. What is
// listed is said otherwise; all else is left alone.

const ATTRIBUTES = ["aria-label", "title", "placeholder"];
const OWN = ".player, .languages, script, style"; // what speaks by itself
const NAMED = ["Help for ", "Remove "]; // what follows is a name

/** @typedef {{english: string, said: string}} Told */

/** @type {Map<string, string>} by their English */ let words = new Map();
/** @type {WeakMap<Node, Record<string, Told>>} by what they are: an attribute, or the text itself */
const told = new WeakMap();
let watching = false;

/**
 * A text of the frontend in the reader's language; the same if it is none.
 * @param {string} text
 */
export function sayFor(text) {
  const start = NAMED.find((one) => text.startsWith(one)) ?? "", named = words.get(`${start}{name}`);
  const [head, ...rest] = text.split(": "), label = rest.length ? words.get(head) : undefined, pair = words.get("{text}: {name}");
  if (label && pair) return pair.replace("{text}", label).replace("{name}", rest.join(": "));
  const number = text.match(/\d+/)?.[0] ?? "", counted = number && words.get(text.replace(number, "{count}"));
  if (counted) return counted.replace("{count}", number);
  return words.get(text) ?? named?.replace("{name}", text.slice(start.length)) ?? text;
}

/** @type {(node: Node, what: string, now: string) => string} what is to stand there instead of what does */
function instead(node, what, now) {
  const all = told.get(node) ?? {}, before = all[what];
  // What stands there may be ours, of this language or of another one.
  const english = before?.said === now ? before.english : now, said = sayFor(english);
  if (said !== english || before) told.set(node, { ...all, [what]: { english, said } });
  return said;
}

/** @param {Node} node */
function tell(node) {
  if (node instanceof Text) {
    const said = instead(node, "text", node.data);
    if (said !== node.data) node.data = said;
  } else if (node instanceof Element) {
    for (const name of ATTRIBUTES) {
      const now = node.getAttribute(name), said = now && instead(node, name, now);
      if (said && said !== now) node.setAttribute(name, said);
    }
  }
}

/** @param {Node} root */
function walk(root) {
  if ((root instanceof Element ? root : root.parentElement)?.closest(OWN)) return;
  const kinds = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
  const walker = document.createTreeWalker(root, kinds, (node) =>
    node instanceof Element && node.matches(OWN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  for (let node = /** @type {Node | null} */ (root); node; node = walker.nextNode()) tell(node);
}

/**
 * From here on these words are said, of all that is on the page and of all that comes.
 * @param {Record<string, string>} given
 */
export function teach(given) {
  words = new Map(Object.entries(given));
  walk(document.body);
  if (watching) return;
  watching = true;
  const seen = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(walk);
      else if (!(target instanceof Element ? target : target.parentElement)?.closest(OWN)) tell(target);
    }
  });
  seen.observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES });
}
