// How often a place was passed, as a wash of colour: where lines cover each other by the hundred, that is what there is to see.

import { Pen } from "./pen.js";

/** @import { Layer, Screen } from "./screen.js" */
/** @import { Edges } from "../data/types.js" */

const CELL = 3; // pixels that are counted together
/** The strongest wash. */
export const MOST = 0.75;
const PALE = { light: 0.66, dark: 0.062 }; // its luminance, from which every run stands out as it does from the ground
const HALF = 5; // lines through a cell that have half of it
/** Of the most lines through a cell: so many have half of it, where the densest place is to be seen. */
const CREST = 0.25;

/** A pen that counts where it comes along, and draws nothing until all is washed. */
export class DensityPen extends Pen {
  weight = 1; // of a line: how many it stands for
  relative = false; // whether the densest place has the strongest wash, however many came through it
  changed = false;
  colour = "#000000";
  /** @type {Float32Array[]} for each canvas how many lines came through each cell */ counts = [];
  /** @type {Edges | null} */ edges = null;
  across = 0;
  down = 0;

  /**
   * @override
   * @type {(layer: Layer | null, screen: Screen, dash: number[], stroke: {colour: string}) => void}
   */
  begin(layer, screen, _dash, { colour }) {
    this.layer = layer;
    this.colour = colour;
    this.lift();
    if (this.edges) return;
    this.edges = screen;
    this.across = Math.ceil((screen.right - screen.left) / CELL);
    this.down = Math.ceil((screen.bottom - screen.top) / CELL);
  }

  /** @override */
  stroke() {
    this.drawn = 0;
    this.lift();
  }

  /** @override */
  end() {
    this.layer = null;
  }

  /**
   * @override
   * @param {number} x
   * @param {number} y
   * @param {number} [on] the canvas of the layer
   */
  lineTo(x, y, on = 0) {
    if (this.layer && this.edges && !Number.isNaN(this.x + x)) this.#count(this.edges, this.x, this.y, x, y, on);
    this.skip(x, y);
  }

  /** @type {(edges: Edges, ax: number, ay: number, bx: number, by: number, on: number) => void} */
  #count({ left, top }, ax, ay, bx, by, on) {
    const { across, down, weight } = this, counts = (this.counts[on] ??= new Float32Array(across * down));
    const pieces = Math.max(1, Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / CELL));
    // From the middle of a piece to that of the next: no cell is counted twice for one line.
    for (let i = 0, share = 0.5 / pieces; i < pieces; i++, share += 1 / pieces) {
      const column = Math.floor((ax + share * (bx - ax) - left) / CELL), row = Math.floor((ay + share * (by - ay) - top) / CELL);
      if (column >= 0 && column < across && row >= 0 && row < down) counts[row * across + column] += weight;
    }
    this.changed = true;
  }
}

/** @type {(count: number, half?: number) => number} how strong the wash is where so many lines came through */
export const strength = (count, half = HALF) => MOST * (1 - 1 / (1 + count / half));

/** @type {(rgb: number[]) => number} relative luminance (WCAG 2.2) */
const luminance = (rgb) => rgb.reduce((sum, value, i) => sum + [0.2126, 0.7152, 0.0722][i] * (value > 10 ? ((value / 255 + 0.055) / 1.055) ** 2.4 : value / 3294.6), 0);

/** @type {Map<string, string>} */
const washes = new Map();

/**
 * The colour of a run as it is washed in: as much paler, or on dark ground darker, as lets the run itself stand out from it.
 * @type {(colour: string, dark: boolean) => string}
 */
export function washOf(colour, dark) {
  const key = `${colour} ${dark}`, end = dark ? 0 : 255, own = channels(colour);
  for (let share = 0; !washes.has(key); share += 0.01) {
    const mixed = own.map((value) => Math.round(value + share * (end - value)));
    if (share >= 1 || (dark ? luminance(mixed) <= PALE.dark : luminance(mixed) >= PALE.light)) {
      washes.set(key, `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`);
    }
  }
  return washes.get(key) ?? colour;
}

/** @type {(colour: string) => number[]} "#rrggbb" */
const channels = (colour) => [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16));

/**
 * All washes of a picture, those of several runs one over the other; the layer is empty.
 * @param {Layer} layer
 * @param {DensityPen[]} pens
 */
export function wash(layer, pens) {
  for (const pen of pens) pen.changed = false;
  layer.forEach((context, on) => {
    const counted = pens.filter(({ counts }) => counts[on]), [{ edges = null, across = 0, down = 0 } = {}] = counted;
    if (!edges) return;
    const cells = new ImageData(across, down), { data } = cells, weights = new Float32Array(across * down);
    for (const { counts, colour, relative } of counted) {
      const [r, g, b] = channels(colour), most = relative ? counts[on].reduce((high, count) => Math.max(high, count), 0) : 0;
      const half = Math.max(HALF, CREST * most);
      counts[on].forEach((count, i) => {
        if (!count) return;
        const own = strength(count, half), below = weights[i] * (1 - own), all = own + below, at = 4 * i;
        data[at] = (r * own + data[at] * below) / all;
        data[at + 1] = (g * own + data[at + 1] * below) / all;
        data[at + 2] = (b * own + data[at + 2] * below) / all;
        data[at + 3] = 255 * all;
        weights[i] = all;
      });
    }
    const small = new OffscreenCanvas(across, down);
    small.getContext("2d")?.putImageData(cells, 0, 0);
    context.drawImage(small, edges.left, edges.top, across * CELL, down * CELL);
  });
}
