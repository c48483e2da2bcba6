// A number among text: six digits to read, all of them to copy.

/** @type {Record<string, string>} */
const RAISED = Object.fromEntries([..."-0123456789"].map((sign, i) => [sign, [..."⁻⁰¹²³⁴⁵⁶⁷⁸⁹"][i]]));

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
    const rounded = Number(this.value.toPrecision(6)), size = Math.abs(rounded);
    const text = size >= 1e7 || (size > 0 && size < 1e-4) ? rounded.toExponential() : String(rounded + 0);
    return text.replace("e+", "e").replaceAll("-", "−");
  }

  /** Three, for sentences, as a lecturer writes them, and as `words.numeral` does: 12,300 and 1.2·10⁻⁵. */
  get brief() {
    const rounded = Number(this.value.toPrecision(3)), size = Math.abs(rounded);
    if (!Number.isFinite(rounded)) return String(rounded).replace("-", "−");
    if (!(size >= 1e6 || (size > 0 && size < 1e-4))) return (rounded + 0).toLocaleString("en", { maximumSignificantDigits: 3 }).replace("-", "−");
    const [mantissa, exponent] = rounded.toExponential().split("e"), power = `10${exponent.replace("+", "").replace(/./g, (sign) => RAISED[sign])}`;
    return (Math.abs(Number(mantissa)) === 1 ? mantissa.slice(0, -1) + power : `${mantissa}·${power}`).replace("-", "−");
  }
}
