// What becomes of the screen while the player is on it.

/**
 * Call one when the window comes to a screen of another density, the other when the system forces its colours on pages, or
 * no longer does.
 * @param {() => void} denser
 * @param {() => void} forced
 * @param {AbortSignal} signal
 */
export function watchScreen(denser, forced, signal) {
  matchMedia("(forced-colors: active)").addEventListener("change", forced, { signal });
  const watch = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => {
    denser();
    watch();
  }, { once: true, signal });
  watch();
}
