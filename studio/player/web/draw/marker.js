// The sign of a run: a shape of its own, for those who cannot tell its colour.

/** @import { Look, Point, Shape } from "../data/types.js" */

/** @type {Partial<Record<Shape, number>>} */
const CORNERS = { triangle: 3, square: 4, diamond: 4, pentagon: 5 };
/** @type {Partial<Record<Shape, number>>} */
const TURN = { square: Math.PI / 4 };

/**
 * The corners of a shape about (0, 0); null for a circle, which has none.
 * @type {(shape: Shape, size: number) => Point[] | null}
 */
export function corners(shape, size) {
  if (shape === "cross") {
    const a = size, b = size / 3;
    return [[-b, -a], [b, -a], [b, -b], [a, -b], [a, b], [b, b], [b, a], [-b, a], [-b, b], [-a, b], [-a, -b], [-b, -b]];
  }
  const count = CORNERS[shape];
  if (!count) return null;
  return Array.from({ length: count }, (_, k) => {
    const angle = (TURN[shape] ?? 0) - Math.PI / 2 + (2 * Math.PI * k) / count;
    return [size * 1.15 * Math.cos(angle), size * 1.15 * Math.sin(angle)];
  });
}

/**
 * The sign as a small picture among text.
 * @type {(run: {marker: Shape, light: string, dark: string}, look: Look) => string}
 */
export function signOf(run, look) {
  const points = corners(run.marker, 8)?.map((point) => point.map((value) => value.toFixed(2)).join()).join(" ");
  const shape = points ? `<polygon points="${points}"/>` : '<circle r="8"/>';
  return `<svg class="sign" viewBox="-10 -10 20 20" aria-hidden="true" fill="${look.colour(run)}">${shape}</svg>`;
}

/**
 * The point of a run: a shape of its own, filled, with a rim that stands out from any ground.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {Shape} shape
 * @param {string} fill
 * @param {string} rim
 * @param {number} size pixels from its middle to its edge
 */
export function marker(context, x, y, shape, fill, rim, size) {
  const outline = corners(shape, size);
  context.beginPath();
  if (outline) {
    outline.forEach(([dx, dy], i) => (i ? context.lineTo(x + dx, y + dy) : context.moveTo(x + dx, y + dy)));
    context.closePath();
  } else context.arc(x, y, size, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = size < 4 ? 1 : Math.max(2, size / 4);
  context.strokeStyle = rim;
  context.stroke();
}
