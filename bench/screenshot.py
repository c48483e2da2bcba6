"""`python -m bench.screenshot` takes README's picture of the first page: docs/one_rate.png."""

from tests.server import ROOT, browse, open_player, serve

PICTURE = ROOT / "docs" / "one_rate.png"


def take() -> None:
    """Start the app, open the first page as one who wants no motion sees it, with whole paths, and save the screen."""
    with serve(ROOT / "app.py") as app, browse() as browser:
        options = {"viewport": {"width": 1366, "height": 768}, "color_scheme": "light", "reduced_motion": "reduce"}
        page = browser.new_context(**options).new_page()
        open_player(page, app)
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
    print(f"saved {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    take()
