// Hands on a map: a pointer that looks, clicks and draws rectangles, a wheel, and keys that do the same.

/** @import { Point } from "../data/types.js" */
/** @import { Spot } from "./types.js" */
/** @import { Sight } from "./sight.js" */
/**
 * @typedef {{look: (spot: Spot | null) => void, open: (spot: Spot) => void, zoom: (factor: number, at: Point) => void,
 *   into: (rectangle: [Point, Point]) => void, all: () => void}} On
 */

const DRAGGED = 6; // pixels: less is a click
const WHEEL = 1.0015, STEP = 1.5, LEAP = 10, SEEN = 128; // of a wheel's pixel and of a key; steps at a time with Shift, and how many cross a map
/** @type {Record<string, Point>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @type {(sight: Sight, on: On, signal: AbortSignal) => void} */
export function listen(sight, on, signal) {
  const { sheet } = sight;
  /** @type {Point | null} */ let from = null;
  /** @type {(event: MouseEvent) => Point} */
  const pixel = (event) => {
    const { left, top } = sheet.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const listenTo = /** @type {<Name extends keyof HTMLElementEventMap>(name: Name, heard: (event: HTMLElementEventMap[Name]) => void) => void} */ (
    (name, heard) => sheet.addEventListener(name, heard, { signal, passive: false }));
  const drop = () => {
    from = sight.rectangle = null;
    sight.drawAbove();
  };
  listenTo("pointerdown", (event) => {
    if (event.button || !sight.at(pixel(event))) return;
    from = pixel(event);
    if (event.pointerType !== "touch") sheet.setPointerCapture(event.pointerId);
  });
  listenTo("pointermove", (event) => {
    if (from && event.pointerType !== "touch" && far(from, pixel(event))) {
      sight.rectangle = [from, pixel(event)];
      sight.drawAbove();
    } else on.look(sight.at(pixel(event)));
  });
  listenTo("pointerup", (event) => {
    const begun = from, { rectangle } = sight, spot = sight.at(pixel(event));
    drop();
    if (rectangle) on.into(rectangle);
    else if (begun && spot) on.open(spot);
  });
  listenTo("pointercancel", drop);
  listenTo("pointerleave", () => {
    if (!from) on.look(null);
  });
  listenTo("wheel", (event) => {
    if (!sight.at(pixel(event))) return;
    event.preventDefault();
    on.zoom(WHEEL ** -event.deltaY, pixel(event));
  });
  listenTo("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });

  /** Whether a key is one of the map's. @param {KeyboardEvent} event */
  function key(event) {
    const { view } = sight, middle = /** @type {Point} */ ([(view.left + view.right) / 2, (view.top + view.bottom) / 2]);
    const spot = sight.spot ?? sight.at(middle), way = WAYS[event.key];
    if (way && spot) {
      const { size } = spot, lines = sight.sent?.lines?.length, high = lines ?? size;
      // As far as can be seen.
      const apart = (event.shiftKey ? LEAP : 1) * Math.max(Math.round(size / SEEN), 1);
      on.look({ column: moved(spot.column, way[0] * apart, size), row: moved(spot.row, way[1] * (lines ? 1 : apart), high), size });
    } else if (event.key === "Enter" && sight.spot) on.open(sight.spot);
    else if (event.key === "+" || event.key === "=") on.zoom(STEP, spot ? sight.pixel(spot) : middle);
    else if (event.key === "-") on.zoom(1 / STEP, spot ? sight.pixel(spot) : middle);
    else if (event.key === "0") on.all();
    else if (event.key === "Escape" && sight.spot) on.look(null);
    else return false;
    return true;
  }
}

/** @type {(at: number, by: number, most: number) => number} */
const moved = (at, by, most) => Math.min(Math.max(at + by, 0), most - 1);
/** @type {(a: Point, b: Point) => boolean} */
const far = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) > DRAGGED;
