"""Through a window on a long run everything is seen: compared with all its segments, in steps and in pixels."""

import base64
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from optimizers import OPTIMIZERS, descend
from scenes import SCENES
from studio.page import edit
from studio.player.payload import keys, payload
from studio.player.zoom import AROUND, DOTS, MOST, Box, boxes_of, zoomed
from surfaces import SURFACES
from tests.crossing import among, every
from tests.drawn import image, strays

STEPS = 100_000
# Kinds of runs: surface, optimizer, numbers, and a step at which something happens.
KINDS = {
    "bouncing": ("bowl", "gd", {"eta": 1e-2}, 33_333),
    "chaotic": ("crescent", "gd", {"eta": 0.0145}, 5_000),
    "spiral": ("bowl", "momentum", {"eta": 1e-3, "beta": 0.999}, 600),
    "bursting": ("bowl", "adagrad", {"eta": 0.06}, 40),
    "crawling": ("bowl", "gd", {"eta": 1e-7}, 50_000),
    "diverging": ("quadratic", "gd", {"eta": 0.1001}, 2_000),
}
# How many times the window is narrower than the picture.
ZOOMS = (4, 60, 3000, 1e7)


@cache
def points(name: str) -> np.ndarray:
    surface, optimizer, numbers, _ = KINDS[name]
    return descend(SURFACES[surface], OPTIMIZERS[optimizer], steps=STEPS, **numbers).point


def window(name: str, zoom: float) -> Box:
    """A window around the step where something happens, that step not in its middle."""
    surface, _, _, step = KINDS[name]
    low, high = np.array(SURFACES[surface].domain).T
    corner = points(name)[step] - np.array([0.3, 0.6]) * (high - low) / zoom
    (x0, y0), (x1, y1) = corner.tolist(), (corner + (high - low) / zoom).tolist()
    return (x0, x1), (y0, y1)


def seen(point: np.ndarray, box: Box, around: float = 0.0) -> np.ndarray:
    """The segments with a part in the box, made larger on all sides by so much of it."""
    enter, leave = np.zeros(len(point) - 1), np.ones(len(point) - 1)
    for axis, (low, high) in enumerate(box):
        low, high = low - around * (high - low), high + around * (high - low)
        a, b = point[:-1, axis], point[1:, axis]
        with np.errstate(all="ignore"):
            to_low, to_high = (low - a) / (b - a), (high - a) / (b - a)
        still = np.where((low <= a) & (a <= high), 0.0, np.inf)
        enter = np.maximum(enter, np.where(a == b, still, np.minimum(to_low, to_high)))
        leave = np.minimum(leave, np.where(a == b, 1.0, np.maximum(to_low, to_high)))
    return np.flatnonzero(enter <= leave)


def inside(point: np.ndarray, box: Box) -> np.ndarray:
    """The steps that lie in the box."""
    within = [(low <= point[:, axis]) & (point[:, axis] <= high) for axis, (low, high) in enumerate(box)]
    return np.flatnonzero(np.logical_and.reduce(within))


EVERY = [(name, zoom) for name in KINDS for zoom in ZOOMS]


@pytest.mark.parametrize(("name", "zoom"), among(EVERY, 10))
def test_every_pixel_of_the_path_in_the_window_is_drawn_and_no_other(name: str, zoom: float) -> None:
    point, box = points(name), window(name, zoom)
    near = seen(point, box)
    whole = image(
        np.stack([point[near], point[near + 1]], axis=1).reshape(-1, 2), box, np.arange(2 * len(near) - 1) % 2 == 0
    )
    found = zoomed(point, box)
    thinned = image(point[found.steps], box, ~found.lifted[1:])
    assert whole.sum() > 20
    assert found.within is None
    assert strays(whole, thinned, 1) == strays(thinned, whole, 1) == 0


@pytest.mark.parametrize(("name", "zoom"), EVERY)
def test_a_window_has_few_rows_in_order_and_all_steps_that_lie_in_it(name: str, zoom: float) -> None:
    point, box = points(name), window(name, zoom)
    found = zoomed(point, box)
    assert len(found.steps) == len(found.lifted) <= MOST + 2
    assert (np.diff(found.steps) > 0).all()
    assert not found.lifted[0]
    around, alone = (inside(point, one) for one in (found.box, box))
    few = found.box if found.whole or len(around) <= DOTS else box if len(alone) <= DOTS else None
    assert found.dots == few
    if found.dots:
        assert np.isin(inside(point, found.dots), found.steps).all()


@pytest.mark.parametrize(("name", "zoom"), EVERY)
def test_where_few_segments_are_seen_they_are_all_there_and_nothing_else(name: str, zoom: float) -> None:
    point, box = points(name), window(name, zoom)
    found, wide = zoomed(point, box), seen(point, box, AROUND)
    assert found.whole == (len(np.union1d(wide, wide + 1)) <= MOST)
    if found.whole:
        assert found.steps.tolist() == np.union1d(wide, wide + 1).tolist()
        # The pen is on the paper exactly between neighbours.
        assert found.lifted.tolist() == [False, *(np.diff(found.steps) > 1).tolist()]


def test_some_windows_show_every_segment_some_every_step_and_some_what_can_be_told_apart() -> None:
    every = [zoomed(points(name), window(name, zoom)) for name, zoom in EVERY]
    kinds = {(found.whole, found.dots == found.box, found.dots is None) for found in every}
    assert kinds == {(True, True, False), (False, True, False), (False, False, False), (False, False, True)}


def test_what_is_around_the_window_is_known_too() -> None:
    (x0, x1), (y0, y1) = zoomed(points("bouncing"), ((-1.0, 1.0), (0.0, 0.25))).box
    assert (x0, x1, y0, y1) == (-2.0, 2.0, -0.125, 0.375)


def test_lines_from_far_outside_keep_their_own_ways_through_the_window() -> None:
    # Spokes of a wheel whose rim is 100 windows away, there and back: all ends lie outside, far beyond the corners.
    angle = 2 * np.pi * (np.arange(STEPS + 1) // 2) / 1000
    ends = 100 * np.column_stack([np.cos(angle), np.sin(angle)])
    point = np.where(np.arange(STEPS + 1)[:, None] % 2, ends, -ends)
    box = ((-0.5, 0.5), (-0.5, 0.5))
    found = zoomed(point, box)
    whole = image(point, box, np.ones(STEPS, bool))
    thinned = image(point[found.steps], box, ~found.lifted[1:])
    assert whole.sum() > 100_000
    assert strays(whole, thinned, 1) == strays(thinned, whole, 1) == 0


def test_where_a_path_goes_around_the_window_no_line_is_drawn_through_it() -> None:
    # In at the left, up, out at the right, and back around it: too many rounds to send all their steps.
    around = [(-0.6, 0.5), (0.5, 0.8), (1.6, 0.5), (1.6, 9.0), (-9.0, 9.0), (-9.0, 0.5)]
    point = np.tile(around, (15_000, 1))
    point[1::6, 1] += 0.1 * (np.arange(15_000) * 0.618 % 1)
    box = ((0.0, 1.0), (0.0, 1.0))
    found = zoomed(point, box)
    assert not found.whole
    whole = image(point, box, np.ones(len(point) - 1, bool))
    thinned = image(point[found.steps], box, ~found.lifted[1:])
    assert strays(whole, thinned, 1) == strays(thinned, whole, 1) == 0


def test_a_window_that_no_segment_touches_has_no_steps() -> None:
    found = zoomed(points("bouncing"), ((100.0, 101.0), (100.0, 101.0)))
    assert (len(found.steps), len(found.lifted), found.whole) == (0, 0, True)


def test_a_segment_that_passes_a_corner_by_is_not_seen_and_one_through_it_is() -> None:
    # The window with what is around it is [−1, 1] × [−1, 1].
    box = ((-0.5, 0.5), (-0.5, 0.5))
    assert len(zoomed(np.array([[0.0, 2.01], [2.01, 0.0]]), box).steps) == 0
    assert zoomed(np.array([[0.0, 1.99], [1.99, 0.0]]), box).steps.tolist() == [0, 1]


SHAPES = st.tuples(st.integers(MOST + 2, MOST + 800), st.just(2))
POINTS = arrays.arrays(np.float64, SHAPES, elements=st.floats(-1e308, 1e308))


@settings(deadline=None, max_examples=25 if every() else 6)
@given(POINTS, st.integers(0, 2**32 - 1), st.floats(1e-300, 1e6), st.floats(-1e6, 1e6))
def test_any_path_at_all_has_a_window_of_few_rows(point: np.ndarray, seed: int, size: float, low: float) -> None:
    # Noise over the window on top: a path that never goes the same way twice.
    high = max(low + size, np.nextafter(low, np.inf))
    point[::2] = np.random.default_rng(seed).uniform(low, high, point[::2].shape)
    found = zoomed(point, ((low, high), (low, high)))
    assert len(found.steps) == len(found.lifted) <= MOST + 2
    assert (np.diff(found.steps) > 0).all()


def unpacked(packed: dict[str, str]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(packed["bytes"]), np.dtype(packed["type"]).newbyteorder("<"))


def test_the_browser_is_sent_the_points_in_the_window_in_float64_and_only_once() -> None:
    scene = edit.set_steps(SCENES["one_rate"], 100_000)
    box = window("bouncing", 3000)
    data = payload(scene, zoom={0: box})
    first, second = data["runs"]
    found, point = zoomed(points("bouncing"), box), points("bouncing")
    assert second["finer"] is None
    assert unpacked(first["finer"]["steps"]).tolist() == found.steps.tolist()
    assert unpacked(first["finer"]["lifted"]).tolist() == found.lifted.tolist()
    for axis, name in enumerate("xy"):
        assert unpacked(first["finer"]["columns"][name]).tolist() == point[found.steps, axis].tolist()
    assert (first["finer"]["box"], first["finer"]["whole"], first["finer"]["dots"]) == (
        found.box,
        found.whole,
        found.dots,
    )
    assert first["finer"]["key"] in keys(data)
    again = payload(scene, known=keys(data), zoom={0: box})
    assert again["runs"][0]["finer"] == {"key": first["finer"]["key"]}
    # Another window, or another path in it, has another key.
    for other in (
        payload(scene, zoom={0: window("bouncing", 60)}),
        payload(replace(scene, steps=99_999), zoom={0: box}),
    ):
        assert other["runs"][0]["finer"]["key"] != first["finer"]["key"]


def test_what_is_no_window_is_not_looked_through() -> None:
    asked = {"0": [[0, 1], [2, 3]], "1": [[1, 1], [0, 1]], "2": [[0, float("inf")], [0, 1]], "3": [[2, 1], [0, 1]]}
    assert boxes_of(asked) == {0: ((0.0, 1.0), (2.0, 3.0))}


def test_a_path_has_the_same_name_at_any_length_and_another_for_another_number() -> None:
    scene = SCENES["burst"]
    path = payload(scene)["runs"][0]["path"]
    assert payload(replace(scene, steps=300))["runs"][0]["path"] == path
    assert payload(replace(scene, curves=(), marks=("arrows",)))["runs"][0]["path"] == path
    assert payload(edit.set_knob(scene, 0, "eta", 0.05))["runs"][0]["path"] != path
    assert payload(edit.set_start(scene, -3.0, 0.2))["runs"][0]["path"] != path
