// The words of Python with facts in their braces.

/**
 * A text whose formulas do not break over two lines at their equals sign.
 * @type {(text: string) => string}
 */
export const bound = (text) => text.replaceAll(" = ", "\u00a0=\u00a0");

/**
 * Numbers with a comma for each thousand, wherever the reader lives.
 * @type {(message: string, facts: Record<string, string | number>) => string}
 */
export function format(message, facts) {
  return message.replace(/\{(\w+)\}/g, (_, name) => {
    const fact = facts[name];
    return typeof fact === "number" ? fact.toLocaleString("en") : fact;
  });
}
