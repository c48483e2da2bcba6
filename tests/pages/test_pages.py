"""The pages as a user has them, without a browser: controls, address bar, player and warnings."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from optimizers import OPTIMIZERS, SCHEDULES
from scenes import SCENES, from_link, new_run, to_link
from scenes.lecture import TELLS, TITLES
from studio.look.numbers import spoken
from studio.page import edit
from studio.server.said import KEY
from surfaces import SURFACES
from tests.crossing import among, crossed, every
from tests.visitor import (
    DEFAULTS,
    ETA,
    FILES,
    FOLDS,
    HEADERS,
    ROOT,
    SCENE_LIST,
    STEPS,
    Edit,
    assert_shows,
    calm,
    control,
    finished,
    gone,
    move,
    opened,
    player,
    press,
    read,
    visit,
)
from words import say


@pytest.mark.parametrize("page", FILES)
def test_a_page_opens_with_one_heading_its_own_scene_and_its_own_address(page: str) -> None:
    at = opened(page)
    assert at.header[0].value == HEADERS[page]
    assert_shows(at, DEFAULTS[page])
    assert not at.warning


def test_the_app_opens_with_the_first_page_where_one_run_bounces_and_the_other_crawls() -> None:
    at = calm(AppTest.from_file(str(ROOT / "router.py"), default_timeout=60).run())
    assert_shows(at, SCENES["one_rate"])
    assert [run["kind"] for run in player(at)["runs"]] == ["oscillating", "crawling"]


def test_each_rate_of_the_first_page_and_its_steps_have_a_slider() -> None:
    at, scene = opened("one_rate"), SCENES["one_rate"]
    assert [control(at, ETA, place).value for place in (0, 1)] == [1e-2, 1e-7]
    for place, eta in ((1, 2.5e-4), (0, 1e-3)):
        scene = edit.set_knob(scene, place, "eta", eta)
        assert_shows(move(at, ETA, eta, place), scene)
    assert [control(at, STEPS, place).value for place in (0, 1)] == [300, 100_000]
    for place, steps in ((1, 1000), (0, 2000), (0, 500)):
        scene = edit.set_steps_of(scene, place, steps)
        assert_shows(move(at, STEPS, steps, place), scene)
    assert (scene.steps, [run.steps for run in scene.runs]) == (1000, [500, None])
    assert [control(at, ETA, place).value for place in (0, 1)] == [1e-3, 2.5e-4]


@pytest.mark.parametrize("page", FILES)
@pytest.mark.parametrize("id", ["compromise", "burst_and_brake", "small_then_large"])
def test_a_link_opens_its_scene_on_any_page(page: str, id: str) -> None:
    at = opened(page, to_link(SCENES[id]))
    assert_shows(at, SCENES[id])
    assert not at.warning
    etas = [dict(run.numbers)["eta"] for run in SCENES[id].runs]
    sliders = [element.value for element in at.select_slider if element.label == ETA]
    assert sliders == (etas[:1] if page == "explore" else etas)


def test_a_value_between_the_round_ones_stands_among_the_options_of_its_slider() -> None:
    slider = control(opened("one_rate", to_link(SCENES["one_rate"]) | {"eta.1": "0.0123"}), ETA)
    assert slider.value == 0.0123
    at = slider.options.index("0.0123")
    assert slider.options[at - 1 : at + 2] == ["0.01", "0.0123", "0.0125"]


# Every control of Explore, with a value for it, and what it does to the scene.
CHANGES: list[tuple[str, object, Edit]] = [
    ("L · surface", "crescent", lambda scene: edit.set_surface(scene, "crescent")),
    ("a · length of the valley", 3.5, lambda scene: edit.set_number(scene, "a", 3.5)),
    ("b · width of the valley", 0.5, lambda scene: edit.set_number(scene, "b", 0.5)),
    ("c · steepness", 1.25, lambda scene: edit.set_number(scene, "c", 1.25)),
    ("θ₁⁰ · starting point", -1.5, lambda scene: edit.set_start(scene, -1.5, -0.35)),
    ("θ₂⁰ · starting point", 0.25, lambda scene: edit.set_start(scene, -4.0, 0.25)),
    (STEPS, 100, lambda scene: edit.set_steps(scene, 100)),
    ("View", "side", lambda scene: edit.set_view(scene, "side")),
    (ETA, 2.5e-4, lambda scene: edit.set_knob(scene, 0, "eta", 2.5e-4)),
    ("m, σ · optimizer", "adam", lambda scene: edit.set_run(scene, 0, new_run("adam"))),
    ("η(t) · schedule", "inverse_time", lambda scene: edit.set_parts(scene, 0, "gd", "inverse_time", "constant")),
]


@pytest.mark.parametrize(("label", "value", "change"), CHANGES, ids=[label for label, _, _ in CHANGES])
def test_every_control_of_explore_does_what_it_says_and_nothing_else(label: str, value: object, change: Edit) -> None:
    at = move(opened(), label, value)
    assert_shows(at, change(SCENES["all_five"]))
    assert control(at, label).value == value


# Controls are made of records, all in one way. What hides its run need not wait for it: here most do.
PLACES = {*among(range(max(len(SURFACES), len(OPTIMIZERS), len(SCHEDULES))), 5), list(SCHEDULES).index("warmup")}


@pytest.mark.parametrize("place", sorted(PLACES))
def test_explore_has_a_control_for_every_number_and_for_no_other(place: int) -> None:
    surface, optimizer, schedule = (list(ids)[place % len(ids)] for ids in (SURFACES, OPTIMIZERS, SCHEDULES))
    run = new_run(optimizer, schedule, "inverse_sqrt" if schedule == "warmup" else "constant")
    hidden = bool(place % 8) and not every()
    scene = replace(edit.set_surface(SCENES["burst"], surface), runs=(replace(run, hidden=hidden),), steps=20)
    at = opened("explore", to_link(scene))
    keys = [f"explore {surface}.{number.id}" for number in SURFACES[surface].numbers]
    data = SURFACES[surface].examples > 0
    keys += ["explore steps", "explore shift", "explore noise", "explore seeds", *(["explore batch.1"] if data else [])]
    # The epochs of data are as long as the batches make them.
    keys += [f"explore {id}.1" for id, _ in run.numbers if not (data and id == "steps_per_epoch")]
    found = [element.key for kind in ("select_slider", "slider", "toggle") for element in at.get(kind)]
    # Whether a surface stands beside another is no number of the scene; nor are two more, and one nobody sees.
    found = {key for key in found if " beside " not in key}
    assert sorted(found - {"explore shuffle", "explore steps table open", KEY}) == sorted(keys)
    assert [element.label for element in at.selectbox if element.label == "Then"] == ["Then"] * (schedule == "warmup")


def test_what_is_folded_away_is_sent_once_it_is_opened() -> None:
    at, scene = opened(folds=False), SCENES["all_five"]
    inside = ("b · width of the valley", "s · gradient noise", "Drawn against the step")
    labels = [element.label for kind in ("select_slider", "slider", "multiselect") for element in at.get(kind)]
    assert ETA in labels
    assert not [label for label in labels if label in inside]
    assert not at.latex
    for fold in FOLDS:
        at.session_state[fold] = True
        at = calm(at.run())
        assert_shows(at, scene)
    # They stay open through a change.
    assert_shows(move(at, "b · width of the valley", 0.5), edit.set_number(scene, "b", 0.5))
    assert len(at.latex) == 5
    assert control(at, "Drawn against the step").value == list(scene.curves)


def test_what_follows_the_warm_up_can_be_chosen() -> None:
    at = move(move(opened(), "η(t) · schedule", "warmup"), "Then", "inverse_sqrt")
    assert_shows(at, edit.set_parts(SCENES["all_five"], 0, "gd", "warmup", "inverse_sqrt"))
    assert move(at, "W · warm-up", 50).query_params["warmup.1"] == "50"


def test_a_run_is_picked_added_copied_hidden_shown_and_removed() -> None:
    at, scene = opened(), SCENES["all_five"]
    # Whose numbers are in hand is who the dial and the named arrows belong to.
    at, scene = move(at, "Runs", 3), edit.take_in_hand(scene, 3)
    assert scene.varied == (3, "eta")
    assert player(at)["dial"] is None
    assert [run["place"] for run in player(at)["runs"] if run["in_hand"]] == [3]
    assert control(at, "m, σ · optimizer").value == "rmsprop"
    assert_shows(at, scene)
    at, scene = move(at, ETA, 0.1), edit.set_knob(scene, 3, "eta", 0.1)
    at, scene = press(at, "Duplicate"), edit.add_run(scene, scene.runs[3])
    assert_shows(at, scene)
    # The copy is at hand; with six runs there is no room for a seventh.
    assert control(at, "Runs").value == 5
    assert [control(at, label).disabled for label in ("Add", "Duplicate")] == [True, True]
    for label, hidden in (("Hide", True), ("Show", False)):
        at, scene = press(at, label), edit.set_run(scene, 5, replace(scene.runs[5], hidden=hidden))
        assert_shows(at, scene)
    for _ in range(5):
        at, scene = press(at, "Remove"), edit.remove_run(scene, len(scene.runs) - 1)
        assert_shows(at, scene)
    assert control(at, "Remove").disabled
    at, scene = press(at, "Add"), edit.add_run(scene, new_run("gd"))
    assert_shows(at, scene)
    assert control(at, "Runs").value == 1
    # A copy of a hidden run is on show.
    at = press(press(at, "Hide"), "Duplicate")
    assert [run["place"] for run in player(at)["runs"]] == [0, 2]


@pytest.mark.parametrize("id", among(SCENES, 4))
def test_a_scene_of_the_lecture_is_chosen_and_says_what_there_is_to_see(id: str) -> None:
    at = opened()
    assert list(control(at, SCENE_LIST).options) == [say(TITLES[one]) for one in SCENES]
    at = move(at, SCENE_LIST, id)
    assert_shows(at, SCENES[id])
    # It stays on the page, with what there is to see in it.
    assert control(at, SCENE_LIST).value == id
    assert any(TITLES[id] in text.value and say(TELLS[id]) in text.value for text in at.markdown)
    assert control(at, ETA).value == dict(SCENES[id].runs[0].numbers)["eta"]
    assert control(at, STEPS).value == SCENES[id].steps


def test_a_scene_leads_to_the_next_one_and_keeps_its_name_until_another_surface_comes() -> None:
    at = press(opened("explore", to_link(SCENES["burst"])), "Next scene")
    assert_shows(at, SCENES["bursts_again"])
    at = move(at, STEPS, 100)
    assert control(at, SCENE_LIST).value == "bursts_again"
    at = move(at, "L · surface", "cliff")
    assert control(at, SCENE_LIST).value is None
    assert_shows(press(at, "Next scene"), SCENES["one_rate"])


def test_a_page_keeps_its_scene_while_another_one_is_visited() -> None:
    at = move(opened("one_rate"), ETA, 0.5)
    assert_shows(visit(at, "explore"), SCENES["all_five"])
    at = move(at, STEPS, 100)
    assert_shows(visit(at, "one_rate"), edit.set_knob(SCENES["one_rate"], 0, "eta", 0.5))
    assert_shows(visit(at, "explore"), edit.set_steps(SCENES["all_five"], 100))


def test_two_controls_moved_at_once_both_count() -> None:
    at = opened()
    control(at, STEPS).set_value(100)
    assert_shows(move(at, ETA, 0.5), edit.set_knob(edit.set_steps(SCENES["all_five"], 100), 0, "eta", 0.5))


def test_an_address_gone_back_to_shows_its_scene_but_one_that_is_only_late_does_not() -> None:
    at = opened()
    before = dict(at.query_params)
    at = move(at, STEPS, 100)
    at.query_params = dict(before)
    # A control has moved, so that the address is merely the one from before the last change.
    assert_shows(move(at, ETA, 0.5), edit.set_knob(edit.set_steps(SCENES["all_five"], 100), 0, "eta", 0.5))
    assert_shows(calm(gone(at, before)), SCENES["all_five"])


def test_the_surface_is_sent_once_for_each_page() -> None:
    assert "z" in player(at := opened())["surface"]
    assert "z" not in player(move(at, ETA, 0.1))["surface"]
    assert "z" in player(move(at, "c · steepness", 1.0))["surface"]


def test_a_wrong_link_is_one_warning_that_goes_with_the_next_change() -> None:
    link = to_link(SCENES["all_five"]) | {"eta.1": "nan", "surface": "ball"}
    at = opened("explore", link)
    (warning,), (_, sentences) = at.warning, from_link(link, SCENES["all_five"])
    assert len(sentences) == 2
    assert read(warning.value) == "  \n".join(sentences)
    assert_shows(at, SCENES["all_five"])
    assert len(calm(at.run()).warning) == 1
    assert not move(at, STEPS, 100).warning


@crossed(
    page=FILES,
    value=["![](http://x)", "[x](http://x)", "<img src=x>", "<http://x>", "$x$", "$$x$$", ":smile:", ":red[x]", "**x**",
           "`x`", "a\n\n# b", "~~x~~", "&copy;", "\\", "| a |\n|--|", "->", "1e+5", "_x_"],
)  # fmt: skip
def test_a_wrong_value_is_shown_as_it_stands_and_never_as_markdown(page: str, value: str) -> None:
    at = opened(page, {"run.1": value})
    (warning,) = at.warning
    assert read(warning.value).startswith(f"run.1 is {value!r}; choose one of gd")
    # Every sign that begins an image, a link, a formula, an emoji or a heading has a backslash before it.
    bare = re.sub(r"\\([^\w\s]|_)", "", warning.value)
    assert not re.search(r"[!\[\]()<>$:*_`~#&|\\+-]", bare)
    assert_shows(at, replace(DEFAULTS[page], runs=(replace(DEFAULTS[page].runs[0], steps=None),)))


@pytest.mark.parametrize("value", ["http://x.org", "www.x.org", "a@x.org", ":material/add:", ":streamlit:"])
def test_an_address_in_a_wrong_value_is_no_link_and_a_name_no_icon(value: str) -> None:
    (warning,) = opened("explore", {"run.1": value}).warning
    assert read(warning.value).startswith(f"run.1 is {value!r}; choose one of gd")
    # These are looked for once the backslashes are gone.
    assert not re.search(r"https?://|www\.|\w@\w|:\w", finished(warning.value))


def test_many_wrong_things_are_four_sentences_at_most() -> None:
    link = {f"eta.{place}": "x" * 1000 for place in range(1, 7)}
    (warning,) = opened("explore", link).warning
    assert len(warning.value.splitlines()) == 4


# A page is a query away from anyone, so anything may stand in it. Steps stay few: long runs are slow.
OWN = [*(key for key in to_link(SCENES["all_five"]) if key != "steps"), "then.1", "hidden.1", "run.6"]
ODD = ["", "nan", "inf", "-1", "0", "1e-300", "1e300", "0.999999", "gd", "crescent", "warmup", "yes", "![](x)"]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
LINKS = st.dictionaries(st.sampled_from(OWN) | TEXT, st.sampled_from(ODD) | st.floats().map(repr) | TEXT, max_size=8)


@pytest.mark.parametrize("page", FILES)
# A choice of parts that was never run has to be compiled.
@settings(deadline=None, max_examples=25 if every() else 8)
@given(link=LINKS, steps=st.sampled_from(["0", "1", "20", "5000"]))
def test_no_link_at_all_breaks_a_page(page: str, link: dict[str, str], steps: str) -> None:
    link["steps"] = steps
    scene, wrong = from_link(link, DEFAULTS[page])
    at = opened(page, link)
    assert_shows(at, scene)
    assert len(at.warning) == bool(wrong)
    sliders = [spoken(element.value) for element in at.select_slider if element.label == ETA]
    assert spoken(dict(scene.runs[0].numbers)["eta"]) == sliders[0]
