// The colours of the page, read from Streamlit's variables; the player is called again when they change.

import { brush } from "./pen.js";

/**
 * @param {Element} element
 * @returns {import("./types.js").Look}
 */
export function theme(element) {
  const style = getComputedStyle(element);
  /** @type {(name: string, fallback: string) => string} */
  const read = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  const ground = read("--st-background-color", "#ffffff");
  const dark = brightness(ground) < 0.5;
  return {
    dark,
    ground,
    text: read("--st-text-color", dark ? "#fafafa" : "#262730"),
    line: dark ? "rgba(250,250,250,.16)" : "rgba(20,30,40,.13)",
    font: read("--st-font", "sans-serif"),
    // Quiet greys: low is near the page's ground, so that the paths stand out.
    scale: dark
      ? [[0, "#10161d"], [0.5, "#24313d"], [1, "#3d4e5e"]]
      : [[0, "#ffffff"], [0.5, "#e3eaf0"], [1, "#bccad6"]],
    level: dark ? "rgba(255,255,255,.22)" : "rgba(30,50,70,.28)",
    colour: (run) => (dark ? run.dark : run.light),
  };
}

/** @param {string} colour */
function brightness(colour) {
  const context = brush(document.createElement("canvas"));
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return (0.299 * r + 0.587 * g + 0.114 * b) / 255;
}
