// The colours of the page, read from Streamlit's variables; the player is called again when they change.

// The colours between level lines, from low to high. Quiet greys: low is near the page's ground, so that the paths stand out.
const GREYS = {
  light: ["#ffffff", "#e3eaf0", "#c6d2dc"],
  dark: ["#10161d", "#24313d", "#3d4e5e"],
  stage: ["#000000", "#1b252e", "#3d4e5e"], // where it is dark
};

// Of the root's type, on the stage: the smallest type that is drawn, 13 pixels, is as large as Streamlit's smallest, 0.875 rem.
const STAGE = 0.875 / 13;

/**
 * @param {Element} element
 * @param {boolean} [stage] whether it is seen from the back row: larger, on pure ground
 * @returns {import("../data/types.js").Look}
 */
export function theme(element, stage = false) {
  // On the stage the element has colours of its own.
  const style = getComputedStyle(stage && element.parentElement ? element.parentElement : element);
  /** @type {(name: string, fallback: string) => string} */
  const read = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  // Where the system forces its colours on a page, what is drawn takes them too.
  const forced = matchMedia("(forced-colors: active)").matches;
  const ground = forced ? computed(element, "Canvas") : read("--st-background-color", "#ffffff");
  const plain = forced ? computed(element, "CanvasText") : "";
  const dark = brightness(computed(element, ground)) < 0.5, font = read("--st-font", "sans-serif");
  const greys = GREYS[dark ? (stage ? "stage" : "dark") : "light"];
  const size = stage ? STAGE * parseFloat(getComputedStyle(document.documentElement).fontSize) : 1;
  return {
    dark,
    ground: stage ? (dark ? "#000000" : "#ffffff") : ground,
    text: stage ? (dark ? "#ffffff" : "#000000") : plain || read("--st-text-color", dark ? "#fafafa" : "#262730"),
    line: dark ? `rgba(250,250,250,${stage ? 0.4 : 0.16})` : `rgba(20,30,40,${stage ? 0.35 : 0.13})`,
    font,
    scale: greys.map((grey, i) => [i / (greys.length - 1), grey]),
    level: dark ? `rgba(255,255,255,${stage ? 0.4 : 0.22})` : `rgba(30,50,70,${stage ? 0.4 : 0.28})`,
    colour: (run) => (dark ? run.dark : run.light),
    size,
    type: (pixels, weight = "") => `${weight} ${pixels * size}px ${font}`.trim(),
  };
}

/**
 * A colour as "rgb(…)", asked of the style and not of the pixels of a canvas: some browsers falsify those.
 * @param {Element} element
 * @param {string} colour
 */
function computed(element, colour) {
  const probe = element.appendChild(document.createElement("i"));
  Object.assign(probe.style, { color: colour, forcedColorAdjust: "none" });
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** @param {string} colour as `computed` gives it */
function brightness(colour) {
  const [r, g, b] = colour.match(/[\d.]+/g)?.map(Number) ?? [255, 255, 255];
  return (0.299 * r + 0.587 * g + 0.114 * b) / 255;
}
