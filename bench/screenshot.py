"""`python -m bench.screenshot` takes README's picture of the first page: docs/one_rate.png."""

from tests.server import ROOT, browse, open_player, serve

PICTURE = ROOT / "docs" / "one_rate.png"
# Far enough for the second point to have turned, early enough for the first to be seen bouncing.
SHARE = 0.52


def take() -> None:
    """Start the app, open the first page, put the play head where both runs can be read, and save the screen."""
    with serve(ROOT / "app.py") as app, browse() as browser:
        options = {"viewport": {"width": 1366, "height": 768}, "color_scheme": "light", "reduced_motion": "reduce"}
        page = browser.new_context(**options).new_page()
        open_player(page, app)
        box = page.get_by_label("Step on show").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + SHARE * box["width"], box["y"] + box["height"] / 2)
        page.mouse.move(5, 700)
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
    print(f"saved {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    take()
