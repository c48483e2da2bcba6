// What Python packed: base64 of little-endian numbers, and their type.

const TYPES = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint8: Uint8Array };

/**
 * @param {import("./types.js").Packed} packed
 * @returns {import("./types.js").Numbers}
 */
export function unpack({ type, bytes }) {
  const text = atob(bytes);
  const raw = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) raw[i] = text.charCodeAt(i);
  return new TYPES[type](raw.buffer);
}

/**
 * Where the last of these ascending numbers stands that is not beyond `most`; the first if all are.
 * @type {(ascending: import("./types.js").Numbers, most: number) => number}
 */
export function lastUpTo(ascending, most) {
  let low = 0, high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle] <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What classes extend that have the fields of what was sent, and more to say of it. */
export class Fields {
  /** @param {object} fields */
  constructor(fields) {
    Object.assign(this, fields);
  }
}
