// What the page says of the scene on show, while that is a picture in the hand: over the page's own words, which are Streamlit's
// and come when the hand has let go (look/frame.css).

const TEXT = "[data-testid=stMarkdownContainer]"; // Streamlit's, around each text

/** @param {Record<string, string[]> | undefined} told by the name of its place, the last lines that stand there; nothing: the page's own */
export function tell(told) {
  for (const one of document.querySelectorAll("[data-told]")) one.removeAttribute("data-told");
  for (const [name, lines] of Object.entries(told ?? {})) {
    const places = [...document.querySelectorAll(`.st-key-lessons-answers-${name} ${TEXT}`)].slice(-lines.length);
    lines.forEach((line, i) => places[i]?.setAttribute("data-told", line.replaceAll("  \n", "\n")));
  }
}
