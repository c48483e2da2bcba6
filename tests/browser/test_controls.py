"""Controls in the hand: the picture follows while they are moved, and the link is written when they are let go."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from scenes import SCENES, from_link, to_link
from studio.page import edit
from tests.browser.conftest import Reader
from tests.browser.test_touch import PHONE
from tests.crossing import among
from tests.in_hand import BUSY, ETA, NOTE, SCENE, check_paths, take, thumb, until_drawn
from words import compact

pytestmark = pytest.mark.stays

KINDS = {
    "memory": ".st-key-explore-beta-1",
    "steps": ".st-key-explore-steps",
    "surface": ".st-key-explore-bowl-a",
    "noise": ".st-key-explore-noise",
    "seeds": ".st-key-explore-seeds",
    "rate from a step on": ".st-key-explore-changes-1-0-eta",
}


def unfold(reader: Reader, *names: str) -> None:
    """Folds of the sidebar, those that are not open yet."""
    for name in names:
        fold = reader.page.get_by_test_id("stSidebar").locator("details", has_text=name)
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()


def test_the_path_follows_a_slider_and_the_link_waits_for_the_hand_to_let_go(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.page.evaluate(NOTE, ETA)
    url, begun = reader.page.url, int(reader.state("revision"))
    x, y = thumb(reader, ETA)
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    seen = set()
    for by in (-20, -40, -60):
        reader.page.mouse.move(x + by, y)
        scene = until_drawn(reader)
        check_paths(reader, scene)
        seen.add(dict(scene.runs[0].numbers)["eta"])
    assert len(seen) == 3
    assert reader.page.url == url
    assert int(reader.state("revision")) > begun
    reader.page.evaluate("() => (window.noted.length = 0)")
    reader.page.mouse.up()
    eta = min(seen)
    reader.until_query(eta_1=compact(eta))
    reader.rest()
    check_paths(reader, edit.set_knob(SCENE, 0, "eta", eta))
    # Once the hand has let go nothing goes back and forth, and the page was told once.
    assert len({(end, said) for end, said, _ in reader.page.evaluate("() => window.noted")}) == 1
    assert reader.page.evaluate("() => window.asked") == 1
    assert reader.errors == []


def test_every_kind_of_slider_is_followed_and_taken_back_by_escape(reader: Reader) -> None:
    scene = replace(edit.set_changes(SCENE, 0, [(100, 2e-3)]), noise=0.5)
    reader.open("/explore", scene)
    unfold(reader, "Numbers of the surface", "Chance: noise and seeds")
    reader.page.locator(KINDS["seeds"]).wait_for()
    reader.rest()
    url = reader.page.url
    for name, css in among(KINDS.items(), 3):
        before = reader.page.locator(f"{css} input").get_attribute("aria-valuetext")
        take(reader, css, by=30 if name == "seeds" else -30)
        moved = until_drawn(reader)
        assert moved != scene, name
        check_paths(reader, moved)
        reader.page.keyboard.press("Escape")
        reader.page.mouse.up()
        reader.rest()
        check_paths(reader, scene)
        assert reader.page.locator(f"{css} input").get_attribute("aria-valuetext") == before, name
    assert reader.page.url == url
    assert reader.errors == []


def test_a_key_that_is_held_down_is_followed_and_told_once(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.page.evaluate(NOTE, ETA)
    url = reader.page.url
    reader.page.locator(f"{ETA} input").focus()
    for _ in range(4):
        # From the second time on it repeats.
        reader.page.keyboard.down("ArrowRight")
        until_drawn(reader)
    assert reader.page.url == url
    assert len({end for end, _, _ in reader.page.evaluate("() => window.noted")}) > 1
    reader.page.keyboard.up("ArrowRight")
    reader.until_query(eta_1="0.0025")
    reader.rest()
    assert reader.page.evaluate("() => window.asked") == 1
    check_paths(reader, edit.set_knob(SCENE, 0, "eta", 2.5e-3))


@pytest.mark.long
def test_escape_gives_back_the_value_that_a_held_key_has_moved(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    slider, url = reader.page.locator(f"{ETA} input"), reader.page.url
    before = slider.get_attribute("aria-valuetext")
    slider.focus()
    for _ in range(3):
        reader.page.keyboard.down("ArrowRight")
    assert until_drawn(reader) != SCENE
    reader.page.keyboard.press("Escape")
    reader.page.keyboard.up("ArrowRight")
    reader.rest()
    check_paths(reader, SCENE)
    assert (slider.get_attribute("aria-valuetext"), reader.page.url) == (before, url)
    # And the next key begins there.
    reader.page.keyboard.press("ArrowRight")
    reader.until_query(eta_1="0.00125")
    reader.rest()
    assert reader.errors == []


def test_what_is_typed_follows_without_enter_and_what_is_not_allowed_moves_nothing(reader: Reader) -> None:
    scene = replace(SCENE, noise=0.5)
    reader.open("/explore", scene)
    unfold(reader, "Chance: noise and seeds")
    field = reader.page.locator(".st-key-explore-seed input")
    field.fill("17")
    assert until_drawn(reader) == edit.set_seed(scene, 17)
    check_paths(reader, edit.set_seed(scene, 17))
    field.fill("-5")
    assert until_drawn(reader) == scene
    check_paths(reader, scene)
    field.press("Enter")
    reader.page.get_by_text("cannot be −5").or_(reader.page.get_by_text("cannot be -5")).wait_for()
    reader.rest()
    check_paths(reader, scene)
    field.fill("18")
    until_drawn(reader)
    field.press("Enter")
    reader.until_query(seed="18")
    reader.rest()
    check_paths(reader, edit.set_seed(scene, 18))


PAGES = {
    "the first page": ("/", ".st-key-one_rate-eta-2"),
    "a method in its parts": ("/anatomy", ".st-key-anatomy-steps"),
    "a lesson": ("/lessons?lesson=rates&predict=off", ".st-key-lessons-eta-1"),
    "a surface of a lesson": ("/lessons?lesson=rates&predict=off", ".st-key-lessons-bowl-b"),
    "a sheet": ("/lessons?sheet=algorithm", ".st-key-lessons-beta1-1"),
}


@pytest.mark.parametrize("page", among(PAGES, 2))
def test_on_every_page_with_a_picture_it_follows(reader: Reader, page: str) -> None:
    path, css = PAGES[page]
    reader.open(path)
    before = from_link(reader.link_on_show(), SCENE)[0]
    take(reader, css, by=-30)
    moved = until_drawn(reader)
    assert moved != before
    check_paths(reader, moved)
    reader.page.mouse.up()
    reader.rest()
    check_paths(reader, moved)
    assert reader.link_on_show() == to_link(moved)
    assert reader.errors == []


def test_on_the_stage_it_follows_and_escape_gives_it_back_and_stays_there(reader: Reader) -> None:
    reader.open("/", SCENES["one_rate"])
    reader.to_stage()
    url, css = reader.page.url, ".st-key-one_rate-eta-1"
    take(reader, css, by=-20)
    moved = until_drawn(reader)
    assert moved != SCENES["one_rate"]
    check_paths(reader, moved)
    reader.page.keyboard.press("Escape")
    reader.page.mouse.up()
    reader.rest()
    check_paths(reader, SCENES["one_rate"])
    assert reader.page.url == url
    assert reader.page.locator("html.stage").count() == 1
    take(reader, css, by=-20)
    until_drawn(reader)
    reader.page.mouse.up()
    reader.rest()
    check_paths(reader, moved)
    assert reader.link_on_show() == to_link(moved)
    assert reader.errors == []


LOOKS = {
    "arrows and numbers": replace(SCENE, marks=("arrows", "numbers", "dial", "family")),
    "in space": replace(SCENE, space="both"),
    "200 seeds": replace(SCENE, noise=1.0, seeds=200, steps=60),
}


@pytest.mark.parametrize("look", among(LOOKS, 1))
def test_it_follows_however_the_scene_is_shown_and_while_it_plays(reader: Reader, look: str) -> None:
    scene = LOOKS[look]
    reader.open("/explore", scene)
    reader.page.emulate_media(reduced_motion="no-preference")
    reader.press("Home", "Space")
    take(reader, ETA)
    moved = until_drawn(reader)
    assert reader.state("playing") == "true"
    check_paths(reader, moved)
    eta = dict(moved.runs[0].numbers)["eta"]
    reader.page.mouse.up()
    reader.until_query(eta_1=compact(eta))
    reader.rest()
    check_paths(reader, edit.set_knob(scene, 0, "eta", eta))
    assert reader.errors == []


def test_the_last_picture_of_a_grid_follows_its_end(reader: Reader) -> None:
    reader.open("/explore", replace(SCENE, view="grid", varied=(0, "beta"), grid=(0.5, 0.9, 3)))
    take(reader, ".st-key-explore-grid-last-beta")
    reader.page.wait_for_function(
        "(player) => player.follower.moved.size && player.data.family.values.at(-1) < 0.9", arg=reader.handle()
    )
    reader.page.mouse.up()
    reader.rest()
    assert float(reader.link()["grid"].split("~")[1]) < 0.9
    assert reader.errors == []


@pytest.mark.long
def test_two_fingers_move_two_sliders(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(**PHONE | {"viewport": {"width": 900, "height": 900}})
    reader.open("/", SCENES["one_rate"])
    (x1, y1), (x2, y2) = (thumb(reader, f".st-key-one_rate-eta-{place}") for place in (1, 2))
    url, session = reader.page.url, reader.page.context.new_cdp_session(reader.page)

    def touch(kind: str, by: float) -> None:
        points = [{"x": x1 - by, "y": y1, "id": 1}, {"x": x2 + by, "y": y2, "id": 2}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if kind == "touchEnd" else points})

    # Where the browser is slow, a move of a finger is drawn long after it was made, and could be taken for an answer.
    reader.page.evaluate(BUSY, ".st-key-one_rate-eta-1")
    touch("touchStart", 0)
    for by in (10, 20, 30):
        touch("touchMove", by)
    reader.page.wait_for_function("(player) => player.follower.moved.size === 2", arg=reader.handle())
    moved = until_drawn(reader)
    assert reader.page.url == url
    rates = [dict(run.numbers)["eta"] for run in moved.runs]
    assert rates[0] < 0.01
    assert rates[1] > 1e-7
    touch("touchEnd", 30)
    reader.rest()
    assert [float(reader.link()[f"eta.{place}"]) for place in (1, 2)] == rates
    assert reader.errors == []
