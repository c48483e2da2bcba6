"""How long films of ten seconds take on this machine, and how large they are."""

from playwright.sync_api import Browser

from bench.browser.chromium import FIND, opened, query, six_runs
from bench.row import Row

# The film as its form makes it, without the form: seconds, and megabytes.
MADE = f"""async (asked) => {{
  {FIND}
  const {{ made }} = await import(new URL("film/make.js", player.modules).href), begun = performance.now();
  const file = await made(player, asked, {{ done: () => {{}}, signal: new AbortController().signal }});
  return [(performance.now() - begun) / 1000, file.size / 1e6];
}}"""
FILMS = (
    ("WebM of 10 s, 1920 × 1080, 30 frames/s", {"kind": "webm", "size": "1080p", "rate": 30}, 25, None),
    ("GIF of 10 s, 720 × 406, 20 frames/s", {"kind": "gif", "size": "small", "rate": 20}, 15, 3),
    ("GIF of 10 s, 1280 × 720, 20 frames/s", {"kind": "gif", "size": "720p", "rate": 20}, None, None),
)


def measure(browser: Browser, app: str) -> list[Row]:
    """Films of six runs of 2,000 steps in one plane, with their names."""
    page = opened(browser, f"{app}/explore?{query(six_runs())}")
    rows = []
    for what, asked, longest, largest in FILMS:
        seconds, size = page.evaluate(MADE, asked | {"look": "page", "seconds": 10, "caption": True})
        limits = [f"≤ {longest} s"] * bool(longest) + [f"≤ {largest} MB"] * bool(largest)
        met = (seconds <= longest and size <= (largest or size)) if longest else None
        measured, asked_of = f"{seconds:.1f} s, {size:.2f} MB", ", ".join(limits) or "nothing"
        rows.append(Row(f"{what}, 6 runs", measured, "10 s to play it", asked_of, met))
    page.context.close()
    return rows
