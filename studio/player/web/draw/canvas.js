// Canvases over an element, sharp on any screen.

/** How many pixels of the screen are one of the page. */
export const density = () => window.devicePixelRatio || 1;

/**
 * A canvas over an element, sharp on any screen; with a `ratio`, on one that has so many pixels for one of the page.
 * @type {(canvas: HTMLCanvasElement, width: number, height: number, ratio?: number) => CanvasRenderingContext2D}
 */
export function fit(canvas, width, height, ratio = density()) {
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  const resized = canvas.width !== w || canvas.height !== h;
  if (resized) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = brush(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** @param {HTMLCanvasElement} canvas */
export function brush(canvas) {
  // Null is for a canvas that has another kind of context already; ours have none.
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}
