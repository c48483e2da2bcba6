// What Python has folded (studio/offline/parts.py): columns as differences of their numbers as they stand in memory, byte by byte.

import { unpack } from "../../player/web/data/decode.js";

/** @import { Packed } from "../../player/web/data/types.js" */
/** @typedef {{type: "float32" | "float64" | "int32" | "uint8", at: number, bytes: number}} Folded a column: where it is, and how long */

const SIZE = { float32: 4, float64: 8, int32: 4, uint8: 1 };
const CHUNK = 8192; // so many arguments a function may have anywhere

/**
 * The bytes of a column as they were.
 * @type {(folded: Uint8Array, size: number) => Uint8Array}
 */
export function unfolded(folded, size) {
  const count = folded.length / size, raw = new Uint8Array(folded.length);
  for (let i = 0; i < count; i++) for (let j = 0; j < size; j++) raw[i * size + j] = folded[j * count + i];
  const whole = size === 8 ? new BigUint64Array(raw.buffer) : size === 4 ? new Uint32Array(raw.buffer) : raw;
  // Both kinds of numbers wrap around, as those in Python have.
  for (let i = 1; i < whole.length; i++) whole[i] = /** @type {never} */ (/** @type {any} */ (whole[i]) + whole[i - 1]);
  return raw;
}

/** @param {Uint8Array} bytes */
function text(bytes) {
  let binary = "";
  for (let i = 0; i < bytes.length; i += CHUNK) binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(binary);
}

/**
 * As many of these steps as a column has rows: a run that has ended early has fewer.
 * @type {(steps: Packed, column: Packed) => Packed}
 */
export function cut(steps, column) {
  const some = unpack(steps).slice(0, unpack(column).length);
  return { type: steps.type, bytes: text(new Uint8Array(some.buffer)) };
}

/**
 * What the player is sent: with the columns in their places, and with what stands under a key wherever only the key was sent.
 * @type {(sent: any, columns: ArrayBuffer) => any}
 */
export function unfold(sent, columns) {
  /** @type {Map<string, object>} */ const keyed = new Map();
  /** @type {Map<string, object>} */ const made = new Map();
  /** @type {(one: any) => any} */
  const walk = (one) => {
    if (Array.isArray(one)) return one.map(walk);
    if (!one || typeof one !== "object") return one;
    if ("at" in one && "type" in one && "bytes" in one) {
      const { type, at, bytes } = /** @type {Folded} */ (one), name = `${type} ${at}`;
      if (!made.has(name)) made.set(name, { type, bytes: text(unfolded(new Uint8Array(columns, at, bytes), SIZE[type])) });
      return made.get(name);
    }
    const whole = Object.fromEntries(Object.entries(one).map(([name, value]) => [name, walk(value)]));
    if (typeof one.key !== "string") return whole;
    // A surface has a name beside its key, which is another one in each language.
    const before = keyed.get(one.key) ?? whole;
    if (!keyed.has(one.key)) keyed.set(one.key, whole);
    return { ...before, ...whole };
  };
  return walk(sent);
}
