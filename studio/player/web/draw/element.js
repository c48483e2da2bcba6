// Elements of the page: with what is in them, buttons, names, and the signs on buttons.

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
 * @param {{pressed?: boolean, onclick: (event: MouseEvent) => void, [name: string]: unknown}} how
 * @param {(Node | string)[]} children
 */
export function button({ pressed, ...properties }, ...children) {
  const made = element("button", { type: "button", ...properties }, ...children);
  if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
  return made;
}

/**
 * A name for those who listen, and for those who point.
 * @type {(element: HTMLElement, name: string, title?: string) => void}
 */
export function named(element, name, title = name) {
  if (element.ariaLabel === name && element.title === title) return;
  element.title = title;
  element.setAttribute("aria-label", name);
}

/**
 * A text, which is only set where it is another: around what is set all is laid out anew.
 * @type {(element: Element | Node | null, text: string) => void}
 */
export function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/**
 * Shows a part of the player or takes it away; the player has a class that says so, for what stands around the part. Asked
 * with `:has()`, all of the player would be styled anew with every word in it that changes.
 * @type {(part: HTMLElement, on: boolean) => void}
 */
export function stand(part, on) {
  part.hidden = !on;
  part.parentElement?.classList.toggle(`with-${part.classList[0]}`, on);
}

/** @type {(path: string) => string} the sign on a button */
export const icon = (path) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
