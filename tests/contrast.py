"""How well one colour stands out from another, as WCAG 2.2 measures it; and the same of all text in Chromium."""

from typing import NamedTuple

from playwright.sync_api import Page

Rgb = tuple[float, float, float]

TEXT, LARGE, GRAPHIC = 4.5, 3.0, 3.0  # the least contrast for level AA

# Every line of text that can be seen and is not part of something disabled, with the colours it really has: the
# opacity of everything around it, and whatever lies behind it as far down as something is opaque.
WALK = """() => {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], below, opacity) =>
    [r, g, b].map((part, i) => part * a * opacity + below[i] * (1 - a * opacity));
  const up = (node) => node.parentElement ?? (node.getRootNode().host || null);
  const seen = (text, element, box, pseudo) => {
    const x = box.left + box.width / 2, y = box.top + box.height / 2, chain = [];
    for (let node = element; node; node = up(node)) chain.unshift(node);
    let behind = [255, 255, 255], opacity = 1;
    for (const node of chain) {
      const style = getComputedStyle(node);
      opacity *= +style.opacity;
      const { left, right, top, bottom } = node.getBoundingClientRect(), scrolls = style.overflowY !== "visible";
      // What stands outside the box that it belongs to, as a slider's number above its thumb, is not on its ground.
      const inside = x >= left && x <= right && y >= top && y <= bottom;
      if (scrolls || inside) behind = over(rgba(style.backgroundColor), behind, opacity);
    }
    const style = getComputedStyle(element, pseudo);
    const own = element instanceof SVGElement ? style.fill : style.color;
    const colour = over(rgba(own), behind, opacity * (pseudo ? +style.opacity : 1));
    const name = (node) => node.dataset?.testid || node.className?.baseVal || node.className || node.tagName;
    const size = parseFloat(style.fontSize), bold = +style.fontWeight >= 700;
    return { text, colour, behind, size, bold, where: chain.slice(-4).map(name).join(" > ") };
  };
  const hidden = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true;
    if (element.closest(":disabled, [aria-disabled=true], .katex-mathml, title, style, script")) return true;
    const { width, height } = element.getBoundingClientRect();
    return width <= 1 || height <= 1; // for screen readers
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement: element } = walker.currentNode;
    const text = data.replace(/[\\s\\u200b]+/g, " ").trim();
    if (!text || hidden(element)) continue;
    const range = document.createRange();
    range.selectNode(walker.currentNode);
    found.push(seen(text, element, range.getBoundingClientRect()));
  }
  for (const field of document.querySelectorAll("input, textarea")) {
    if (hidden(field) || ["range", "checkbox", "radio"].includes(field.type)) continue;
    const box = field.getBoundingClientRect();
    if (field.value) found.push(seen(field.value, field, box));
    else if (field.placeholder) found.push(seen(field.placeholder, field, box, "::placeholder"));
  }
  return found;
}"""


class Seen(NamedTuple):
    """One line of text as it can be seen: its colours in 0 … 255, its size in CSS pixels."""

    text: str
    colour: Rgb
    behind: Rgb
    size: float
    bold: bool
    where: str

    @property
    def ratio(self) -> float:
        return ratio(self.colour, self.behind)

    @property
    def least(self) -> float:
        """The least contrast that level AA asks of it: less of large type."""
        return LARGE if self.size >= 24 or (self.bold and self.size >= 18.66) else TEXT


def texts(page: Page) -> list[Seen]:
    """All text that can be seen on a page."""
    return [
        Seen(**one | {"colour": tuple(one["colour"]), "behind": tuple(one["behind"])}) for one in page.evaluate(WALK)
    ]


def rgb(colour: str) -> Rgb:
    """'#D55E00' as (213, 94, 0)."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def luminance(colour: Rgb) -> float:
    """Relative luminance of an sRGB colour, 0 for black to 1 for white (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Rgb, other: Rgb) -> float:
    """(L₁ + 0.05) / (L₂ + 0.05) with the lighter one above: from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
