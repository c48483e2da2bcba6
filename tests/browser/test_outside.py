"""What lies outside the picture is told, and can be brought back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from scenes import SCENES
from tests.browser.conftest import PLAYER, Reader
from tests.crossing import among
from tests.overlaps import WATCH

pytestmark = pytest.mark.stays

WRITTEN = "() => [...window.written.values()].flat().map(({ text }) => text)"
BOX = "(player) => player.pictures.planes[0].view().box"


def test_a_start_outside_has_a_handle_at_the_edge_by_which_it_is_brought_back(
    open_reader: Callable[..., Reader],
) -> None:
    reader = open_reader(reduced_motion="reduce")
    reader.page.add_init_script(WATCH)
    reader.open("/explore", replace(SCENES["ball"], start=(4.0, 0.2)))
    reader.press("Home")
    assert "start, outside" in reader.page.evaluate(WRITTEN)
    frame = reader.page.locator(f"{PLAYER} .frame").first.bounding_box()
    edges = reader.ask(
        "(player) => { const view = player.pictures.planes[0].view(); return [view.right, view.y(0.2)]; }"
    )
    assert frame is not None
    x, y = frame["x"] + edges[0] - 14, frame["y"] + edges[1]
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    for k in range(1, 6):
        reader.page.mouse.move(x - 40 * k, y)
    reader.page.mouse.up()
    reader.page.wait_for_function("() => Number(new URLSearchParams(location.search).get('x')) < 1.9")
    reader.rest()
    assert "start, outside" not in reader.page.evaluate(WRITTEN)
    assert "start" in reader.page.evaluate(WRITTEN)


@pytest.mark.parametrize("start", among([(-9.0, -7.0), (4.0, 0.2)], 1))
def test_the_whole_picture_has_the_start_in_it(reader: Reader, start: tuple[float, float]) -> None:
    reader.open("/explore", replace(SCENES["ball"], start=start))
    reader.press("0")
    reader.page.wait_for_function(
        "async ([player, [x, y]]) => { const [[l, r], [b, t]] = player.pictures.planes[0].view().box;"
        " return l < x && x < r && b < y && y < t; }",
        arg=[reader.handle(), start],
    )
    (left, right), (low, high) = reader.ask(BOX)
    domain = reader.ask("(player) => player.pictures.planes[0].surface.domain")
    least = 1e-9  # Plotly's own ranges are rounded
    assert left - least <= domain[0][0] < domain[0][1] <= right + least
    assert low - least <= domain[1][0] < domain[1][1] <= high + least


def test_seeds_outside_are_counted(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(reduced_motion="reduce")
    reader.page.add_init_script(WATCH)
    reader.open("/explore", replace(SCENES["wide_valley"], noise=30.0))
    out, all = reader.ask("""(player) => {
      const [plane] = player.pictures.planes, view = plane.view(), [bundle] = plane.bundles;
      const spots = bundle.lines.map((line) => line.place(bundle.row));
      return [spots.filter(([x, y]) => !view.holds(x, y)).length, spots.length];
    }""")
    assert 0 < out < all == 100
    assert f"{out} of 100 outside the picture" in reader.page.evaluate(WRITTEN)
    reader.press("Home")
    assert not any("of 100 outside" in text for text in reader.page.evaluate(WRITTEN))
