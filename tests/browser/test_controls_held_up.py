"""Controls in the hand while something else happens: an answer, none, a server that is busy or gone, another page."""

from studio.page import edit
from tests.browser.conftest import Reader, computed
from tests.in_hand import BUSY, ETA, NOTE, SCENE, check_paths, take, until_drawn


def test_an_answer_of_the_page_for_something_else_does_not_move_what_is_in_the_hand(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    take(reader, ETA)
    moved = until_drawn(reader)
    said = reader.page.locator(f"{ETA} input").get_attribute("aria-valuetext")
    reader.page.evaluate(NOTE, ETA)
    reader.ask("(player) => player.mark('arrows')")
    reader.page.wait_for_function("(player) => player.data.marks.includes('arrows')", arg=reader.handle())
    reader.page.wait_for_function("() => window.asked <= window.begun")
    reader.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    assert until_drawn(reader) == edit.set_marks(moved, ["arrows"])
    x, _ = computed(moved)[0].point[-1].tolist()
    noted = {end for end, _, _ in reader.page.evaluate("() => window.noted")}
    assert [*noted] == [pytest.approx(x, rel=1e-5)]
    assert reader.page.locator(f"{ETA} input").get_attribute("aria-valuetext") == said
    # It ends outside the window.
    reader.page.mouse.move(-30, -30)
    reader.page.mouse.up()
    reader.rest()
    assert reader.link()["show"] == "arrows"
    assert reader.link()["eta.1"] == "1e-8"
    assert reader.errors == []


def test_the_last_position_is_shown_where_the_browser_is_slow_to_draw_a_slider(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.page.evaluate(BUSY, ETA)
    take(reader, ETA)
    moved = until_drawn(reader)
    check_paths(reader, moved)
    # A slider that stands where its hand is is left in peace.
    reminded = reader.page.evaluate("() => window.reminded")
    reader.page.wait_for_timeout(300)
    assert reader.page.evaluate("() => window.reminded") == reminded
    reader.page.mouse.up()
    reader.rest()
    assert float(reader.link()["eta.1"]) == dict(moved.runs[0].numbers)["eta"]
    check_paths(reader, edit.set_knob(SCENE, 0, "eta", float(reader.link()["eta.1"])))


def test_without_an_answer_the_value_is_still_set(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.page.route("**/picture?*", lambda route: route.abort())
    take(reader, ETA)
    said = reader.page.locator(f"{ETA} input").get_attribute("aria-valuetext")
    check_paths(reader, SCENE)
    reader.page.mouse.up()
    reader.until_query(eta_1=str(said))
    reader.rest()
    check_paths(reader, edit.set_knob(SCENE, 0, "eta", float(str(said))))
