"""The page of maps without a browser: its controls, its link, the run that is chosen, and hostile words."""

import json
import random
from typing import Any
from unittest import mock

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from optimizers import OPTIMIZERS
from scenes import from_link
from scenes.maps import Axis, Map, Pixels, run_at, sizes
from scenes.maps.link import WORDS, read
from scenes.maps.record import OVER
from scenes.trajectories import path_at
from studio.panels.maps.mapped import SCENE, Mapped
from studio.panels.maps.words import lines
from surfaces import SURFACES
from tests.crossing import every
from tests.visitor import address, calm, control, gone, move, newcomer, visit

HOSTILE = ("", "~", "x~", "x~0~0", "x~1~-1", "eta~0~1", "a~b~c", "[a](b)", "9" * 300, "nan~nan~nan", "y~-1e300~1e300")


def opened(link: dict[str, str] | None = None) -> AppTest:
    at = newcomer()
    at.session_state["maps numbers open"] = True
    return visit(at, "maps", link)


def sent(at: AppTest) -> dict[str, Any]:
    (component,) = (one for one in at.get("bidi_component") if one.proto.component_name.endswith("map"))
    return json.loads(component.proto.json, parse_constant=pytest.fail)


def shown(at: AppTest) -> Map:
    link = address(at)
    scene, wrong = from_link({key: text for key, text in link.items() if key not in WORDS}, SCENE)
    map, more = read(link, scene)
    assert wrong + more == []
    return map


def test_a_fresh_page_is_a_map_over_starts_of_which_the_browser_is_told_all_but_its_points() -> None:
    at = calm(opened())
    data = sent(at)
    assert data["sizes"] == [[64, 1], [128, 1], [256, 1], [512, 4]]
    assert data["across"]["ends"] == [*SURFACES["himmelblau"].domain[0]]
    assert data["plane"]
    assert data["inks"][3:] == [
        "at the minimum (−3.78, −3.28)", "at the minimum (−2.81, 3.13)", "at the minimum (3, 2)",
        "at the minimum (3.58, −1.85)",
    ]  # fmt: skip
    assert not at.warning


def test_another_kind_surface_or_method_has_its_own_axes() -> None:
    at = move(opened({"page": "maps", "across": "x~0~1"}), "Over", "numbers")
    assert (shown(at).across.id, shown(at).up.id) == ("eta", "beta")
    at = move(at, "m, σ · optimizer", "adam")
    assert (shown(at).across.id, shown(at).up.id) == ("eta", "beta1")
    at = move(at, "Up", "y")
    at = move(at, "L · surface", "bowl")
    assert shown(at).scene.surface == "bowl"
    at = move(at, "Over", "starts")
    assert shown(at).across == Axis("x", *SURFACES["bowl"].domain[0])
    at = move(at, "Over", "rates")
    assert sent(at)["up"] is None
    assert sent(at)["sizes"] == [[512, len(OPTIMIZERS)]]
    assert not at.warning


def test_the_ends_of_an_axis_are_typed_and_what_is_not_allowed_is_told() -> None:
    at = move(opened({"page": "maps", "over": "numbers"}), "η from", 0.001)
    assert shown(at).across == Axis("eta", 0.001, 1.0)
    at = control(at, "η from").set_value(2.0).run()
    assert "write the smaller one first" in at.warning[0].value
    calm(at)


def test_a_click_on_a_point_makes_it_the_scenes_run_and_leaves_the_map_as_it_is() -> None:
    at = opened()
    before = sent(at)
    map = shown(at)
    session: dict[str, Any] = {"maps link": address(at)}
    with mock.patch("studio.page.address.st") as st, mock.patch("studio.page.language.renew"):
        st.session_state = session
        Mapped("maps").open(100, 200, 512)
    after = calm(gone(at, session["maps link"]))
    there = run_at(map, 100, 200, 512)
    assert shown(after).scene.start == there.start
    assert sent(after)["key"] == before["key"]
    assert sent(after)["across"]["here"] == there.start[0]
    assert path_at(there, 0).outcome.sentence in " ".join(one.value for one in after.markdown)


def test_over_rates_a_click_brings_its_method_to_the_front_and_keeps_the_numbers_of_the_others() -> None:
    at = opened({"page": "maps", "over": "rates", "run.1": "momentum", "beta.1": "0.5", "surface": "himmelblau"})
    before, map = sent(at), shown(at)
    row = [run.optimizer for run in map.methods].index("gd")
    session: dict[str, Any] = {"maps link": address(at)}
    with mock.patch("studio.page.address.st") as st, mock.patch("studio.page.language.renew"):
        st.session_state = session
        Mapped("maps").open(100, row, 512)
    after = gone(at, session["maps link"])
    assert [run.optimizer for run in shown(after).scene.runs] == ["gd", "momentum"]
    assert dict(shown(after).scene.runs[1].numbers)["beta"] == 0.5
    assert sent(after)["key"] == before["key"]


def test_hostile_links_are_each_shown_as_far_as_they_can_be() -> None:
    chance, at = random.Random(8), opened()
    for _ in range(40 if every() else 6):
        link = {"page": "maps"} | {word: chance.choice(HOSTILE) for word in WORDS if chance.random() < 0.6}
        if chance.random() < 0.6:
            link["over"] = chance.choice([*OVER])
        if chance.random() < 0.3:
            link |= {"surface": chance.choice([*SURFACES]), "steps": chance.choice(["0", "1", "20000", "9999999999"])}
        at = calm(gone(at, link))
        assert shown(at).across.first < shown(at).across.last


def test_a_scene_of_another_page_has_a_map_too() -> None:
    at = opened(
        {"page": "maps", "surface": "batch_norm", "run.1": "adam", "schedule.1": "cosine", "noise": "0.1", "seeds": "3"}
    )
    assert shown(at).seeds() == 3
    assert shown(at).run.optimizer == "adam"


def test_what_follows_from_a_border_is_said_of_the_finest_grid_alone() -> None:
    map = read({}, SCENE)[0]
    said = {}
    for size in sizes(map):
        one = Pixels(*(np.ones(size * size) for _ in Pixels._fields))
        kind = np.random.default_rng(1).integers(0, 3, size * size)
        said[size] = " ".join(lines(map, one._replace(kind=kind), size))
    assert ["So far, on" in one for one in said.values()] == [True, True, True, False]
    assert ["the border is fractal" in one for one in said.values()] == [False, False, False, True]
