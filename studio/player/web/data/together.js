// Lines that lie on each other: where the last of them would hide the others, those are to be seen too.

/**
 * A line by its rows, of which each has its step; `row` is the last one that is not after a step.
 * @typedef {{length: number, stepOf: (row: number) => number, row: (step: number) => number}} Told
 */

/**
 * How many of the lines after it lie on each line, at each of its rows; null for a line that none lies on.
 * @template {Told} Line
 * @param {Line[]} lines
 * @param {(one: Line, row: number, other: Line, at: number) => boolean} same whether two lines are at one place at these rows
 * @returns {(Uint8Array | null)[]}
 */
export function covered(lines, same) {
  return lines.map((line, place) => {
    const counts = new Uint8Array(line.length);
    let most = 0;
    for (const other of lines.slice(place + 1)) {
      let on = false;
      for (let row = 0; row < line.length; row++) {
        const step = line.stepOf(row), at = other.row(step);
        // Of a step that is not sent of both it is not known: they are taken to go on as before.
        if (other.stepOf(at) === step) on = same(line, row, other, at);
        if (!on) continue;
        counts[row]++;
        // At the first row all runs have their start, and no way yet.
        if (row) most = Math.max(most, Math.min(counts[row], counts[row - 1]));
      }
    }
    return most ? counts : null;
  });
}

/**
 * For one line on it, two, and so on: where a line has no band of that width, as rows to which the pen is lifted.
 * @param {Uint8Array} counts
 * @param {ArrayLike<number> | null} lifted rows to which the line itself has no way
 */
export function bandsOf(counts, lifted) {
  return Array.from({ length: Math.max(...counts.slice(1)) }, (_, below) =>
    Uint8Array.from(counts, (count, row) => Number(!row || Math.min(count, counts[row - 1]) !== below + 1 || !!lifted?.[row])));
}
