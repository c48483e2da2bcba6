// A run's name with the line it is drawn in.

import { element } from "./element.js";

/** @type {(run: {name: string, dash: number[], light: string, dark: string}, look: import("../data/types.js").Look) => HTMLElement} */
export function nameOf(run, look) {
  const line = `<line x1="1" y1="9" x2="41" y2="9" stroke="${look.colour(run)}" stroke-width="4" stroke-dasharray="${run.dash.join(" ")}"/>`;
  const innerHTML = `<svg width="42" height="18" viewBox="0 0 42 18" aria-hidden="true">${line}</svg>`;
  return element("span", { className: "name", innerHTML }, element("span", {}, run.name));
}
