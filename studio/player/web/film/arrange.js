// How large a film is, and where in it its pictures stand.

import { stageSize } from "../draw/theme.js";

/** @import { Asked, Place, Size } from "./types.js" */

/** @type {Record<Exclude<Size, "screen">, [width: number, height: number]>} pixels of a film */
export const SIZES = { "1080p": [1920, 1080], "720p": [1280, 720], square: [1080, 1080], small: [720, 406] };
const DESK = 960 * 540; // pixels of a page that is filmed as it is at a desk: so large is its type in a film
const GAP = 14, PAD = 8; // pixels of the page, between pictures and around them all

/**
 * Pixels of the page, those of the film for one of them, and how large things are drawn: a film that is to look like the stage is a
 * screen of its size; any other shows a page of one size, at more or fewer pixels.
 * @type {(size: Exclude<Size, "screen">, stage: boolean) => {width: number, height: number, ratio: number, scale: number}}
 */
export function roomOf(size, stage) {
  const [width, height] = SIZES[size];
  if (stage) return { width, height, ratio: 1, scale: stageSize(width, height) };
  const ratio = Math.sqrt((width * height) / DESK);
  return { width: width / ratio, height: height / ratio, ratio, scale: 1 };
}

/**
 * Encoders take whole pixels, and an even number of them.
 * @param {number} pixels
 */
export const even = (pixels) => 2 * Math.ceil(Math.round(pixels) / 2);

/**
 * The places of pictures that share a room, and of the names above each of them; `names` gives how high those of a picture are where
 * so much width is theirs.
 * @type {(count: number, columns: number, room: {width: number, height: number}, how: {size: number, header: number, names: (i: number, width: number) => number}) =>
 *   {names: Place, picture: Place}[]}
 */
export function shared(count, columns, { width, height }, { size, header, names }) {
  const gap = GAP * size, pad = PAD * size, rows = Math.ceil(count / columns), wide = (width - 2 * pad - (columns - 1) * gap) / columns;
  const heads = Array.from({ length: rows }, (_, row) => Math.max(0, ...Array.from({ length: columns }, (_, k) => row * columns + k).filter((i) => i < count).map((i) => names(i, wide))));
  const high = Math.max((height - 2 * pad - header - heads.reduce((sum, one) => sum + one, 0) - (rows - 1) * gap) / rows, 1);
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / columns), left = pad + (i % columns) * (wide + gap);
    const top = pad + header + row * (high + gap) + heads.slice(0, row).reduce((sum, one) => sum + one, 0);
    return { names: { left, top, width: wide, height: heads[row] }, picture: { left, top: top + heads[row], width: wide, height: high } };
  });
}

/**
 * The places of pictures that keep their own sizes, in rows; and how large all of it is.
 * @type {(own: {width: number, height: number}[], columns: number, how: {size: number, header: number, names: (i: number, width: number) => number}) =>
 *   {width: number, height: number, places: {names: Place, picture: Place}[]}}
 */
export function kept(own, columns, { size, header, names }) {
  const gap = own.length > 1 ? GAP * size : 0;
  let top = header, wide = 0;
  /** @type {{names: Place, picture: Place}[]} */ const places = [];
  for (let from = 0; from < own.length; from += columns) {
    const row = own.slice(from, from + columns), head = Math.max(...row.map(({ width }, k) => names(from + k, width)));
    let left = 0;
    for (const { width, height } of row) {
      places.push({ names: { left, top, width, height: head }, picture: { left, top: top + head, width, height } });
      left += width + gap;
    }
    wide = Math.max(wide, left - gap);
    top += head + Math.max(...row.map(({ height }) => height)) + gap;
  }
  return { width: wide, height: top - gap, places };
}

/**
 * At which shares of the way the frames of a film stand: the first at the start, the last at the end.
 * @type {(asked: Pick<Asked, "seconds" | "rate">) => number[]}
 */
export function sharesOf({ seconds, rate }) {
  const count = Math.max(1, Math.round(seconds * rate));
  return Array.from({ length: count }, (_, i) => (count > 1 ? i / (count - 1) : 1));
}
