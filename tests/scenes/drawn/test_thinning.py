"""Thinning a long run loses nothing the eye can see: counted in steps, and in pixels of a picture."""

from functools import cache
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from optimizers import OPTIMIZERS, descend
from scenes.drawn.thinning import COLUMNS, FRAMES, FULL, MOST, Kept, frames, visible
from surfaces import SURFACES
from tests.crossing import among, every
from tests.drawn import WIDTH, image, strays

STEPS = 100_000
# Of a path in its picture and outside it, of the curves, and where the play head stands.
ROWS = MOST + FULL + 2 * COLUMNS + FRAMES
# Pixels across the widest screen.
WIDEST = 3840
# Kinds of runs: surface, optimizer, numbers.
KINDS = {
    "bouncing": ("bowl", "gd", {"eta": 1e-2}),
    "crawling": ("bowl", "gd", {"eta": 1e-7}),
    "bursting": ("bowl", "adagrad", {"eta": 0.06}),
    "jittering": ("bowl", "rmsprop", {"eta": 0.06}),
    "ending": ("bowl", "gd", {"eta": 1e-3}),
    "winding": ("bowl", "adam", {"eta": 0.06}),
    "diverging at once": ("quadratic", "gd", {"eta": 0.2}),
    "diverging slowly": ("quadratic", "gd", {"eta": 0.1001}),
    "near the limit": ("quadratic", "gd", {"eta": 0.09999}),
    "turned, near the limit": ("quadratic", "gd", {"eta": 0.0999, "angle": 30.0}),
    "bending": ("crescent", "gd", {"eta": 0.01}),
    "bending and bouncing": ("crescent", "gd", {"eta": 0.0145}),
}
# Every other one, and all where every case is asked for.
FEW = among(KINDS, 6)
SPIRAL = ("bowl", "momentum", {"eta": 1e-3, "beta": 0.999})


class Run(NamedTuple):
    point: np.ndarray
    curves: list[np.ndarray]
    domain: tuple[tuple[float, float], tuple[float, float]]
    kept: Kept


@cache
def run(surface: str, optimizer: str, steps: int, **numbers: float) -> Run:
    path = descend(SURFACES[surface], OPTIMIZERS[optimizer], steps=steps, **numbers)
    curves = [path.loss, np.hypot(*path.grad.T)]
    domain = SURFACES[surface].domain
    return Run(path.point, curves, domain, visible(path.point, curves, domain, frames(steps)))


def kind(name: str) -> Run:
    surface, optimizer, numbers = KINDS[name]
    return run(surface, optimizer, STEPS, **numbers)


def columns(count: int, of: int) -> np.ndarray:
    """The column of each of `count` steps; `of` them, evenly over log(step + 1)."""
    begins = [int((count + 1) ** (column / of) - 1) for column in range(of)]
    return np.searchsorted(begins, np.arange(count), side="right") - 1


def images(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """The picture of the whole path and that of the thinned one."""
    thinned = run._replace(point=run.point[run.kept.steps])
    whole = image(run.point, run.domain, np.ones(len(run.point) - 1, bool))
    return whole, image(thinned.point, thinned.domain, ~run.kept.lifted[1:])


@pytest.mark.parametrize("name", FEW)
def test_a_thinned_run_has_few_rows_in_order_with_both_ends_and_all_places_of_the_play_head(name: str) -> None:
    point, _, _, kept = kind(name)
    last = len(point) - 1
    assert len(kept.steps) == len(kept.lifted) <= ROWS
    assert (np.diff(kept.steps) > 0).all()
    assert (kept.steps[0], kept.steps[-1]) == (0, last)
    stands = frames(STEPS)
    assert np.isin(stands[stands <= last], kept.steps).all()
    assert not kept.lifted[0]


@pytest.mark.parametrize("name", FEW)
def test_every_pixel_of_the_whole_path_is_in_the_thinned_picture_and_the_reverse(name: str) -> None:
    whole, thinned = images(kind(name))
    assert strays(whole, thinned, 1) == 0
    assert strays(thinned, whole, 1) == 0


def test_a_wide_spiral_that_fills_the_picture_is_drawn_as_it_is_too() -> None:
    spiral = run(SPIRAL[0], SPIRAL[1], STEPS, **SPIRAL[2])
    whole, thinned = images(spiral)
    assert spiral.kept.within is None
    assert strays(whole, thinned, 1) == strays(thinned, whole, 1) == 0


def test_the_pixel_test_sees_an_even_stride() -> None:
    whole = kind("bouncing")
    kept = np.arange(0, STEPS + 1, 50)
    thinned = image(whole.point[kept], whole.domain, np.ones(len(kept) - 1, bool))
    assert strays(image(whole.point, whole.domain, np.ones(STEPS, bool)), thinned, 1) > 100_000


def test_a_walk_round_a_pentagon_never_cuts_a_corner() -> None:
    angle = 2 * np.pi * np.arange(STEPS + 1) / 5
    point, domain = np.column_stack([np.cos(angle), np.sin(angle)]), ((-2.0, 2.0), (-2.0, 2.0))
    walk = Run(point, [], domain, visible(point, [point[:, 0]], domain, frames(STEPS)))
    whole, thinned = images(walk)
    assert strays(whole, thinned, 0) == strays(thinned, whole, 0) == 0
    # With the pen on the paper all the time there would be diagonals.
    _, scrawl = images(walk._replace(kept=walk.kept._replace(lifted=np.zeros_like(walk.kept.lifted))))
    assert strays(scrawl, whole, 1) > 1000


def test_every_ray_that_leaves_the_picture_is_drawn() -> None:
    # From the middle of the picture to 500 points three pictures away, all round, again and again.
    angle = 2 * np.pi * np.arange(STEPS + 1) / 1000
    point = np.where(np.arange(STEPS + 1)[:, None] % 2, 3.0, 0.0) * np.column_stack([np.cos(angle), np.sin(angle)])
    domain = ((-0.5, 0.5), (-0.5, 0.5))
    whole, thinned = images(Run(point, [], domain, visible(point, [point[:, 0]], domain, frames(STEPS))))
    assert whole.sum() > 100_000
    assert strays(whole, thinned, 1) == strays(thinned, whole, 1) == 0


@pytest.mark.parametrize("name", FEW)
def test_the_curves_look_the_same(name: str) -> None:
    _, curves, _, kept = kind(name)
    count = len(curves[0])
    for curve in curves:
        top = min(np.ceil(np.log10(curve.max())), np.ceil(np.log10(curve[0])) + 6)
        height = np.log10(curve, out=np.full(count, -400.0), where=curve > 0)
        low = max(np.floor(height[curve > 0].min()), top - 18)
        # 640 × 250 pixels: half of a wide page. Columns are 2.7 pixels wide and lines are 2, so that
        # two pixels are covered by the line's own width.
        share = np.column_stack([np.log(np.arange(count) + 1) / np.log(STEPS + 1), (height - low) / max(top - low, 1)])
        in_one_line = kept._replace(lifted=np.zeros_like(kept.lifted))
        whole, thinned = images(Run(share * (640, 250) / WIDTH, [], ((0.0, 1.0), (0.0, 1.0)), in_one_line))
        assert strays(whole, thinned, 2) == 0
        assert strays(thinned, whole, 2) == 0


@pytest.mark.parametrize("name", FEW)
def test_the_highest_and_the_lowest_value_of_each_curve_in_each_column_are_kept(name: str) -> None:
    _, curves, _, kept = kind(name)
    for curve in curves:
        # Curves share the width of the page.
        own = WIDEST // len(curves)
        column = columns(len(curve), own)
        for extreme, start in ((np.maximum, -np.inf), (np.minimum, np.inf)):
            all_steps, kept_steps = np.full(own, start), np.full(own, start)
            extreme.at(all_steps, column, curve)
            extreme.at(kept_steps, column[kept.steps], curve[kept.steps])
            assert np.array_equal(all_steps, kept_steps)


def test_a_step_without_a_value_is_neither_the_highest_nor_the_lowest() -> None:
    whole = kind("bursting")
    eta = np.append(np.linspace(1.0, 2.0, STEPS), np.nan)
    nothing = np.full(STEPS + 1, np.nan)
    kept = visible(whole.point, [eta, nothing, *whole.curves], whole.domain, frames(STEPS))
    assert (np.diff(kept.steps) > 0).all()
    assert (kept.steps[0], kept.steps[-1]) == (0, STEPS)
    assert {0, STEPS - 1} <= set(kept.steps.tolist())
    assert len(kept.steps) <= ROWS


@settings(deadline=None)
@given(st.integers(FULL + 1, 1_000_000))
@example(FULL + 1)
@example(99_999)
@example(1_000_000)
def test_the_play_head_stands_on_odd_and_even_steps_in_turn(steps: int) -> None:
    stands = frames(steps)
    assert (stands[0], stands[-1]) == (0, steps)
    assert len(stands) <= 1201
    gaps = np.diff(stands)
    assert (gaps > 0).all()
    assert (gaps % 2 == 1).all()
    # Even in the step and even in its logarithm: neither kind of playback jumps.
    assert gaps.max() <= steps / 599 + 2
    assert np.diff(np.log(stands + 1)).max() <= np.log(2) + 1e-9


@settings(deadline=None)
@given(st.integers(0, FULL))
def test_the_play_head_of_a_short_run_stands_on_every_step(steps: int) -> None:
    assert np.array_equal(frames(steps), np.arange(steps + 1))


def test_a_bounce_is_seen_to_bounce_from_the_beginning_to_the_end() -> None:
    point = kind("bouncing").point
    heads = point[frames(STEPS), 1]
    both = [heads[place : place + 2].min() < 0 < heads[place : place + 2].max() for place in range(len(heads) - 1)]
    assert all(both)


@pytest.mark.parametrize("steps", [0, 1, 300, FULL])
def test_a_run_of_up_to_4000_steps_is_kept_whole_and_in_one_line(steps: int) -> None:
    point, _, _, kept = run("bowl", "gd", steps, eta=1e-2)
    assert np.array_equal(kept.steps, np.arange(len(point)))
    assert not kept.lifted.any()


def test_one_step_more_is_thinned() -> None:
    assert FULL == 4000
    assert len(run("bowl", "gd", 2 * FULL, eta=1e-2).kept.steps) < 2 * FULL


def test_a_run_that_ended_early_has_no_steps_after_its_end() -> None:
    point, _, _, kept = kind("diverging at once")
    assert len(point) < 1000
    assert np.array_equal(kept.steps, np.arange(len(point)))


SHAPES = st.tuples(st.integers(FULL + 2, FULL + 800), st.just(2))
POINTS = arrays.arrays(np.float64, SHAPES, elements=st.floats(-1e308, 1e308))


@settings(deadline=None, max_examples=25 if every() else 8)
@given(POINTS, st.integers(0, 2**32 - 1))
def test_any_path_at_all_is_thinned_to_a_bounded_number_of_rows(point: np.ndarray, seed: int) -> None:
    # Noise over the picture on top: a path that never goes the same way twice.
    point[::2] = np.random.default_rng(seed).uniform((-5, -0.5), (3, 0.5), point[::2].shape)
    last = len(point) - 1
    curve = np.abs(point[:, 0])
    kept = visible(point, [curve, curve], SURFACES["bowl"].domain, frames(last))
    assert len(kept.steps) <= ROWS
    assert (np.diff(kept.steps) > 0).all()
    assert (kept.steps[0], kept.steps[-1]) == (0, last)
