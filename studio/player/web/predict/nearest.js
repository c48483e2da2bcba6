// The nearest point of a line, for many points at once: the segments are looked at by pixels, as the eye compares them.

/** @import { Point } from "../data/types.js" */

/**
 * For each of these points the nearest one on the line, and how far that is in pixels.
 * @type {(points: Point[], line: Point[], pixel: (point: Point) => Point) => {point: Point, far: number}[]}
 */
export function nearestOf(points, line, pixel) {
  const spots = line.map(pixel);
  return points.map((point) => {
    const [x, y] = pixel(point);
    let far = Infinity, at = 0, share = 0;
    for (let i = 0; i < spots.length; i++) {
      const [ax, ay] = spots[i], [bx, by] = spots[Math.min(i + 1, spots.length - 1)], dx = bx - ax, dy = by - ay;
      const along = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1), 0), 1);
      const here = Math.hypot(x - ax - along * dx, y - ay - along * dy);
      if (here < far) [far, at, share] = [here, i, along];
    }
    const a = line[at], b = line[Math.min(at + 1, line.length - 1)];
    return { point: /** @type {Point} */ ([a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]), far };
  });
}
