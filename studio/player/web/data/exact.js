// A number among text: six digits to read, all of them to copy.

/** A number among text: shown short, copied exactly. */
export class Exact {
  /** @param {number} value */
  constructor(value, bracketed = false) {
    this.value = value;
    this.bracketed = bracketed;
  }

  /** The shortest text that gives the same float64 back. */
  get exact() {
    return Object.is(this.value, -0) ? "0" : String(this.value).replace("e+", "e");
  }

  /** Six significant digits. */
  get short() {
    return this.#rounded(6);
  }

  /** Three, for what is only looked at. */
  get brief() {
    return this.#rounded(3);
  }

  /** @param {number} digits */
  #rounded(digits) {
    const rounded = Number(this.value.toPrecision(digits)), size = Math.abs(rounded);
    const text = size >= 1e7 || (size > 0 && size < 1e-4) ? rounded.toExponential() : String(rounded + 0);
    return text.replace("e+", "e").replaceAll("-", "−");
  }
}
