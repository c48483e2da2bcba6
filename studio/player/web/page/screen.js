// What becomes of the screen while the player is on it.

const LOOK = 400; // milliseconds

/** Until what is drawn is on the screen. In a tab that nobody sees nothing is painted, and there is nothing to wait for. */
export async function painted() {
  if (!document.hidden) await new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
  });
}

/**
 * Call one when the window has come to a screen of another density, the other when the system forces its colours on pages,
 * or no longer does.
 * @param {() => void} denser
 * @param {() => void} forced
 * @param {AbortSignal} signal
 */
export function watchScreen(denser, forced, signal) {
  matchMedia("(forced-colors: active)").addEventListener("change", forced, { signal });
  let density = devicePixelRatio;
  // A query for the resolution is not told of it by Chromium where nothing else of the window changes.
  const looking = setInterval(() => {
    if (density === devicePixelRatio) return;
    density = devicePixelRatio;
    denser();
  }, LOOK);
  signal.addEventListener("abort", () => clearInterval(looking));
}

/**
 * Call when one of these, or the window, has taken another size: once for a frame.
 * @param {Element[]} elements
 * @param {() => void} resized
 * @param {AbortSignal} signal
 */
export function watchSize(elements, resized, signal) {
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(resized);
  };
  const observer = new ResizeObserver(soon);
  for (const element of elements) observer.observe(element);
  addEventListener("resize", soon, { signal });
  signal.addEventListener("abort", () => observer.disconnect());
}
