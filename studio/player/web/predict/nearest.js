// The nearest point of a line, for many points at once: the segments are looked at by pixels, as the eye compares them.

/** @import { Point } from "../data/types.js" */

/**
 * For each of these points the nearest one on the line, and how far that is in pixels.
 * @type {(points: Point[], line: Point[], pixel: (point: Point) => Point) => {point: Point, far: number}[]}
 */
export function nearestOf(points, line, pixel) {
  const count = line.length, across = new Float64Array(count), down = new Float64Array(count);
  line.forEach((point, i) => ([across[i], down[i]] = pixel(point)));
  return points.map((point) => {
    const [x, y] = pixel(point);
    let least = Infinity, at = 0, share = 0;
    for (let i = 0; i < count; i++) {
      const next = i + 1 < count ? i + 1 : i, dx = across[next] - across[i], dy = down[next] - down[i];
      const ax = x - across[i], ay = y - down[i], along = Math.min(Math.max((ax * dx + ay * dy) / (dx * dx + dy * dy || 1), 0), 1);
      const here = (ax - along * dx) ** 2 + (ay - along * dy) ** 2;
      if (here < least) [least, at, share] = [here, i, along];
    }
    const a = line[at], b = line[Math.min(at + 1, count - 1)];
    return { point: /** @type {Point} */ ([a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]), far: Math.sqrt(least) };
  });
}
