"""Where text of the player overprints other text: what stands in the page, and what is drawn on its canvases."""

from typing import Any

# For a page to begin with: of every canvas what is written on it, until it is wiped.
WATCH = """
  const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
  window.written = new Map();
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...more) {
    fillText.call(this, text, x, y, ...more);
    const { a, d, e, f } = this.getTransform(), size = this.measureText(text);
    const across = [x - size.actualBoundingBoxLeft, x + size.actualBoundingBoxRight].map((value) => a * value + e);
    const down = [y - size.actualBoundingBoxAscent, y + size.actualBoundingBoxDescent].map((value) => d * value + f);
    const box = [...across, ...down];
    if (!window.written.has(this.canvas)) window.written.set(this.canvas, []);
    window.written.get(this.canvas).push({ text, box });
  };
  CanvasRenderingContext2D.prototype.clearRect = function (x, y, width, height) {
    clearRect.call(this, x, y, width, height);
    if (x === 0 && y === 0) window.written.delete(this.canvas);
  };
"""
# As it is painted: before that the player takes the sizes that have changed.
PAINTED = """() => new Promise((look) => requestAnimationFrame(() => {
  const last = new ResizeObserver(() => {
    last.disconnect();
    look((PAIRS)());
  });
  last.observe(document.body);
}))"""
# Pairs of texts that overlap by more than a pixel each way.
PAIRS = """() => {
  const found = [], root = document.querySelector("[data-testid=player]");
  const add = (text, { left, right, top, bottom }, of, on) => {
    // On a telephone the bar stands before what scrolls below it.
    const before = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)?.closest(".transport");
    if (before && !before.contains(on)) return;
    if (right - left > 1 && bottom - top > 1) found.push({ text, left, right, top, bottom, of });
  };
  for (const [canvas, texts] of window.written) {
    if (!canvas.isConnected || !canvas.checkVisibility() || !canvas.clientWidth) continue;
    const { left, top, width } = canvas.getBoundingClientRect(), ratio = width / canvas.width;
    for (const [i, { text, box: [l, r, t, b] }] of texts.entries()) {
      const [x0, x1] = [l, r].map((value) => left + value * ratio);
      const [y0, y1] = [t, b].map((value) => top + value * ratio);
      add(text, { left: x0, right: x1, top: y0, bottom: y1 }, `${i}`, canvas);
    }
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
    if (!text || element.closest(".said, option, kbd, dialog:not([open]), [hidden]")) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const whole = element.closest("text") ?? element, range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const drawn = whole.tagName === "text", of = drawn ? whole : whole.closest("p, label, button, h2, dt, dd") ?? whole;
    // Each line of a text that has several.
    for (let { left, right, top, bottom } of drawn ? [whole.getBoundingClientRect()] : range.getClientRects()) {
      for (let node = element; node && node !== root; node = node.parentElement) {
        if (getComputedStyle(node).overflow === "visible") continue;
        const frame = node.getBoundingClientRect();
        [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
        [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
      }
      // Of a line of text its letters are less high than the line.
      const air = (drawn ? 0.1 : 0.18) * (bottom - top);
      add(text, { left, right, top: top + air, bottom: bottom - air }, of, element);
    }
  }
  const pairs = [];
  found.forEach((one, i) => found.slice(i + 1).forEach((other) => {
    if (one.of && one.of === other.of && typeof one.of !== "string") return;
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (across > 1 && down > 1) pairs.push([one.text, other.text, Math.round(across), Math.round(down)]);
  }));
  return [found.length, pairs];
}"""


def overprinted(page: Any) -> list[list[Any]]:
    """The pairs of texts in the player that lie on each other, and by how many pixels; the page began with WATCH."""
    count, pairs = page.evaluate(PAINTED.replace("PAIRS", PAIRS))
    assert count > 10, "there is text to be looked at"
    return pairs
