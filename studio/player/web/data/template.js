// The words of Python with facts in their braces.

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
