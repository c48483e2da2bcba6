// Elements of the page.

/**
 * An element with these properties and what is in it.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {object} [properties]
 * @param {(Node | string)[]} children
 */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  if (children.length) made.append(...children);
  return made;
}

/**
 * A button; `pressed` if it is one that stays so or not.
 * @param {{title?: string, className?: string, pressed?: boolean, disabled?: boolean, onclick: (event: MouseEvent) => void}} how
 * @param {(Node | string)[]} children
 */
export function button({ pressed, ...properties }, ...children) {
  const made = element("button", { type: "button", ...properties }, ...children);
  if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
  return made;
}

/**
 * A name for those who listen, and for those who point.
 * @param {HTMLElement} element
 * @param {string} name
 * @param {string} title
 */
export function named(element, name, title = name) {
  if (element.title !== title) element.title = title;
  if (element.getAttribute("aria-label") !== name) element.setAttribute("aria-label", name);
}
