// GIF: one palette for all of a film, and of each frame only the pixels that are not what they were.

/** @import { Encoders, Sink } from "./types.js" */
/** @typedef {[r: number, g: number, b: number]} Colour */

const COLOURS = 256, CLEAR = COLOURS - 1; // the last entry of the palette: what was there stays
const LOOKED = 5; // frames that the palette is made of
const HUNDREDTHS = 100; // of a second, in which GIF tells how long a frame stays
const STAYS = 1; // what is done with a frame when the next one comes: nothing

/** @type {(canvas: OffscreenCanvas) => Uint8ClampedArray} its bytes, red, green, blue and opacity of each pixel */
export const pixelsOf = (canvas) => /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d")).getImageData(0, 0, canvas.width, canvas.height).data;

/** At which shares of the way a film is looked at before its palette is made. */
export const LOOKS = Array.from({ length: LOOKED }, (_, i) => i / (LOOKED - 1));

/**
 * How many hundredths of a second a frame stays: they add up to the length of the film, whatever its rate.
 * @type {(frame: number, rate: number) => number}
 */
export const staysFor = (frame, rate) => Math.round(((frame + 1) * HUNDREDTHS) / rate) - Math.round((frame * HUNDREDTHS) / rate);

/** The nearest colour of a palette, remembered for each colour. */
export class Nearest {
  /** @type {Map<number, number>} */ #known = new Map();

  /** @param {Colour[]} palette */
  constructor(palette) {
    this.palette = palette;
  }

  /** @param {number} colour its bytes, as a little-endian canvas has them: red is the lowest */
  of(colour) {
    const known = this.#known.get(colour);
    if (known !== undefined) return known;
    const r = colour & 255, g = (colour >> 8) & 255, b = (colour >> 16) & 255;
    let best = 0, least = Infinity;
    this.palette.forEach(([pr, pg, pb], i) => {
      const apart = (pr - r) ** 2 + (pg - g) ** 2 + (pb - b) ** 2;
      if (apart < least) [best, least] = [i, apart];
    });
    this.#known.set(colour, best);
    return best;
  }
}

/** @implements {Sink} */
export class Gif {
  /** @type {Uint32Array | null} the colours of the frame before */ #before = null;
  /** @type {Uint8Array} what is on show */ #shown;

  /**
   * @param {Encoders} encoders
   * @param {{width: number, height: number, rate: number, colours: Colour[], looked: Uint8ClampedArray[]}} how `colours` that are in the
   *   palette as they are, those of the runs; `looked`: the pixels of some frames, from which it takes the rest
   */
  constructor({ GIFEncoder, quantize }, { width, height, rate, colours, looked }) {
    this.gif = GIFEncoder();
    this.rate = rate;
    const all = new Uint8ClampedArray(looked.reduce((sum, one) => sum + one.length, 0));
    looked.reduce((at, one) => {
      all.set(one, at);
      return at + one.length;
    }, 0);
    this.palette = [...colours, ...quantize(all, CLEAR - colours.length, { format: "rgb565" })];
    this.nearest = new Nearest(this.palette);
    this.width = width;
    this.height = height;
    this.#shown = new Uint8Array(width * height);
  }

  /** @type {Sink["add"]} */
  add(canvas, i) {
    const now = new Uint32Array(pixelsOf(canvas).buffer);
    const { width, height, rate, palette, nearest } = this, before = this.#before, shown = this.#shown, index = new Uint8Array(shown.length);
    // Of the same colour as the pixel before it, as most are.
    let last = -1, found = 0;
    for (let at = 0; at < now.length; at++) {
      const colour = now[at];
      if (before && before[at] === colour) {
        index[at] = CLEAR;
        continue;
      }
      if (colour !== last) [last, found] = [colour, nearest.of(colour)];
      index[at] = before && shown[at] === found ? CLEAR : found;
      shown[at] = found;
    }
    const clear = [...palette, ...Array.from({ length: COLOURS - palette.length }, () => [0, 0, 0])];
    this.gif.writeFrame(index, width, height, {
      palette: before ? null : clear, delay: (1000 / HUNDREDTHS) * staysFor(i, rate), transparent: before !== null, transparentIndex: CLEAR, dispose: STAYS,
    });
    this.#before = now;
    return Promise.resolve();
  }

  finish() {
    this.gif.finish();
    return Promise.resolve(new Blob([/** @type {BlobPart} */ (this.gif.bytes())], { type: "image/gif" }));
  }

  drop() {}
}
