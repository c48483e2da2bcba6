"""`python -m tools.screenshot` takes the pictures of the READMEs: first pages, lessons, map, meter, and a film."""

import base64
from dataclasses import replace
from urllib.parse import urlencode

from bench.browser.chromium import FIND
from scenes import SCENES, to_link
from tests.deeds import COUNT_RUNS, WHOLE
from tests.server import ROOT, browse, open_player, serve
from words.languages import ENGLISH, LANGUAGES

DOCS = ROOT / "docs"
OPTIONS = {"viewport": {"width": 1366, "height": 768}, "color_scheme": "light", "reduced_motion": "reduce"}
SHOWN = ("burst", "noise", "critical")
# Adagrad while it bursts, and where its η is too large.
METER, BURSTING = replace(SCENES["burst"], curves=("loss", "stability"), marks=("limit",)), 60
# A race, and the film of it, which the laboratory makes itself.
RACE = replace(SCENES["all_five"], curves=(), marks=())
FILM = {"kind": "gif", "size": "small", "look": "light", "seconds": 8, "rate": 10, "caption": True}
FILMED = f"""async (asked) => {{
  {FIND}
  const {{ made }} = await import(new URL("film/make.js", player.modules).href), signal = new AbortController().signal;
  const bytes = new Uint8Array(await (await made(player, asked, {{ done: () => {{}}, signal }})).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}}"""


def take() -> None:
    """Start the app, open the first page as one who wants no motion sees it, with whole paths, and save the screen."""
    DOCS.mkdir(exist_ok=True)
    with serve(ROOT / "app.py") as app, browse() as browser:
        for one in LANGUAGES.values():
            page = browser.new_context(**OPTIONS, locale=one.tag).new_page()
            open_player(page, app)
            page.get_by_role("button", name=one.name, exact=True).wait_for()
            picture = DOCS / ("one_rate.png" if one is ENGLISH else f"one_rate.{one.id}.png")
            page.screenshot(path=picture)
            print(f"saved {picture.relative_to(ROOT)}")
        for id in SHOWN:
            page = browser.new_context(**OPTIONS, locale=ENGLISH.tag).new_page()
            page.add_init_script(COUNT_RUNS)
            open_player(page, f"{app}/lessons?lesson={id}&predict=off")
            page.evaluate(WHOLE)
            picture = DOCS / f"lesson_{id}.png"
            page.screenshot(path=picture)
            print(f"saved {picture.relative_to(ROOT)}")
        page = browser.new_context(**OPTIONS, locale=ENGLISH.tag).new_page()
        page.add_init_script(COUNT_RUNS)
        page.goto(f"{app}/maps")
        page.evaluate(WHOLE)
        page.screenshot(path=DOCS / "map.png")
        print("saved docs/map.png")
        open_player(page, f"{app}/explore?{urlencode(to_link(METER))}")
        page.evaluate(WHOLE)
        page.keyboard.press("Home")
        for _ in range(BURSTING):
            page.keyboard.press("ArrowRight")
        page.evaluate(WHOLE)
        page.screenshot(path=DOCS / "meter.png")
        print("saved docs/meter.png")
        open_player(page, f"{app}/explore?{urlencode(to_link(RACE))}")
        (DOCS / "film.gif").write_bytes(base64.b64decode(page.evaluate(FILMED, FILM)))
        print("saved docs/film.gif")


if __name__ == "__main__":
    take()
