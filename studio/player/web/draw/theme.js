// The colours of the page, read from Streamlit's variables; the player is called again when they change.

// The ground from low to high: light is low, in even steps of lightness (CIE L*, from 98 to 87 and from 28 to 7), quiet enough for
// every path to stand out from all of it by 3 to 1, where it is shaded too.
const GROUND = {
  light: ["#fef9ee", "#f3f5ea", "#e8f1e8", "#deede7", "#ceeaea", "#c1e5f1", "#bfdef9"],
  dark: ["#194850", "#10404c", "#083747", "#042e42", "#0b2637", "#0e1e2c", "#0d1621"],
};
const RELIEF = { light: 0.04, dark: 0.045 }; // of the way to black or white where it is steep

// Of the root's type, on the stage: the smallest type that is drawn, 13 pixels, is as large as Streamlit's smallest, 0.875 rem.
const STAGE = 0.875 / 13;
// What Streamlit's own themes have.
const PAGE = { light: { ground: "#ffffff", text: "#31333f" }, dark: { ground: "#0e1117", text: "#fafafa" } };
// As look/stage.css has it: the type of the stage is this share of the screen, but no smaller than that.
const ROOT = { share: 0.03, least: 17 };

/**
 * How much larger than at a desk things are on the stage of a screen of this size.
 * @type {(width: number, height: number) => number}
 */
export const stageSize = (width, height) => STAGE * Math.max(ROOT.least, ROOT.share * Math.min(width, height));

/**
 * @param {Element} element
 * @param {boolean} [stage] whether it is seen from the back row: larger, on pure ground
 * @param {string} [fonts] those of the reader's language, for what the page's own has no signs for
 * @returns {import("../data/types.js").Look}
 */
export function theme(element, stage = false, fonts = "") {
  // On the stage the element has colours of its own.
  const style = getComputedStyle(stage && element.parentElement ? element.parentElement : element);
  /** @type {(name: string, fallback: string) => string} */
  const read = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  // Where the system forces its colours on a page, what is drawn takes them too.
  const forced = matchMedia("(forced-colors: active)").matches;
  const ground = forced ? computed(element, "Canvas") : read("--st-background-color", "#ffffff");
  const plain = forced ? computed(element, "CanvasText") : "";
  const dark = brightness(computed(element, ground)) < 0.5, [first, ...others] = read("--st-font", "sans-serif").split(",");
  const font = [first, ...(fonts ? [fonts] : []), ...others].map((one) => one.trim()).join(", ");
  const size = stage ? STAGE * parseFloat(getComputedStyle(document.documentElement).fontSize) : 1;
  const own = { ground, text: plain || read("--st-text-color", PAGE[dark ? "dark" : "light"].text) };
  return lookOf({ dark, stage, font, size, ...own });
}

/**
 * A look of the page or, with `stage`, of the lecture's stage, whose ground and text are pure.
 * @type {(how: {dark: boolean, stage: boolean, font: string, size: number, ground?: string, text?: string}) => import("../data/types.js").Look}
 */
export function lookOf({ dark, stage, font, size, ground = PAGE[dark ? "dark" : "light"].ground, text = PAGE[dark ? "dark" : "light"].text }) {
  const colours = GROUND[dark ? "dark" : "light"];
  return {
    dark,
    ground: stage ? (dark ? "#000000" : "#ffffff") : ground,
    text: stage ? (dark ? "#ffffff" : "#000000") : text,
    line: dark ? `rgba(250,250,250,${stage ? 0.4 : 0.16})` : `rgba(20,30,40,${stage ? 0.35 : 0.13})`,
    font,
    scale: colours.map((colour, i) => [i / (colours.length - 1), colour]),
    relief: RELIEF[dark ? "dark" : "light"],
    level: dark ? `rgba(255,255,255,${stage ? 0.4 : 0.24})` : `rgba(30,50,70,${stage ? 0.45 : 0.3})`,
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
