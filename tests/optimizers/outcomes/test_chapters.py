"""What happens in a run, and when: at runs whose steps are known in closed form or from the lecture."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, Outcome, Path, Sampling, descend
from optimizers.outcomes.chapters import BURSTS, WORDS, Chapter, Kind, chapters
from scenes import SCENES, trajectories
from surfaces import SURFACES

GD = OPTIMIZERS["gd"]
BOWL, QUADRATIC = SURFACES["bowl"], SURFACES["quadratic"]
SQUARE = ((-100.0, 100.0), (-100.0, 100.0))


def made_up(
    points: list[tuple[float, float]] | np.ndarray | None = None,
    loss: list[float] | np.ndarray | None = None,
    grad: list[tuple[float, float]] | None = None,
    kind: str = "descending",
) -> Path:
    """A run with these rows; what is not given never changes."""
    rows = next(len(one) for one in (points, loss, grad) if one is not None)
    still = np.zeros((rows, 2))
    none = np.zeros((rows - 1, 2))
    return Path(
        still if points is None else np.array(points, np.float64),
        np.ones(rows) if loss is None else np.array(loss, np.float64),
        still + 1 if grad is None else np.array(grad, np.float64),
        none[:, 0],
        none,
        none,
        Outcome(kind, rows - 1, {}),  # type: ignore[arg-type]
    )


def steps_of(kind: Kind, path: Path, domain=SQUARE) -> list[int]:
    return [step for step, one in chapters(path, domain) if one == kind]


@pytest.mark.parametrize(("share", "steps"), [(0.98, []), (1.02, [1]), (1.9, [1])])
def test_gradient_descent_changes_sign_at_once_if_a_step_is_longer_than_the_way_down(share, steps) -> None:
    # θ₂ is multiplied by 1 − 20 η at each step.
    path = descend(QUADRATIC, GD, eta=share / 20, steps=50)
    assert steps_of("sign", path, QUADRATIC.domain) == steps


def test_only_the_first_sign_change_is_marked_and_of_either_parameter() -> None:
    assert steps_of("sign", made_up(grad=[(1, 1), (1, 2), (1, -1), (-1, 1), (1, 1)])) == [2]
    assert steps_of("sign", made_up(grad=[(1, 1), (-1, 2), (1, -1)])) == [1]


def test_the_first_crossing_of_the_limit_is_marked_from_below_only() -> None:
    path, nan = made_up(points=np.zeros((7, 2))), np.nan

    def crossed(*stability: float, exact: bool = True) -> list[int]:
        found = chapters(path, SQUARE, exact=exact, stability=np.array(stability))
        return [step for step, kind in found if kind == "limit"]

    assert crossed(0.2, 0.9, 1.0, 1.1, 0.5, 2.0, nan) == [3]
    assert crossed(1.5, 1.2, 0.9, 0.8, 0.7, 0.6, nan) == []
    assert crossed(0.5, nan, 1.2, 1.3, 0.7, 1.6, nan) == [5]
    assert crossed(*[nan] * 7) == []
    assert crossed(0.2, 0.9, 1.0, 1.1, 0.5, 2.0, nan, exact=False) == []


def test_a_gradient_of_0_has_no_sign_to_change() -> None:
    assert steps_of("sign", made_up(grad=[(1, 0), (1, 0), (1, 3), (1, 0), (1, -3)])) == [4]


def test_a_sign_that_is_rounding_is_no_event() -> None:
    assert steps_of("sign", made_up(grad=[(1, 30), (1, -1e-11), (1, 1)])) == []
    assert steps_of("sign", made_up(grad=[(1, 30), (1, -1e-10), (1, 1)])) == [1]
    # With the warm-up the sideways gradient of the lecture's bowl shrinks to 1e-25 and changes its sign there.
    braked = trajectories(SCENES["burst_and_brake"])[2]
    assert (braked.grad[:, 1] > 0).any()
    assert steps_of("sign", braked, BOWL.domain) == []


def test_the_lecture_s_burst_is_found_with_the_bounce_that_it_grows_from() -> None:
    (path,) = trajectories(SCENES["burst"])
    sideways = abs(path.point[:, 1])
    found = chapters(path, BOWL.domain)
    assert found == ((7, "turn"), (14, "sign"), (74, "burst"))
    # Under 1 % of its start for a long time, and at the burst at its highest: 32 %.
    assert sideways[8:70].max() < 0.01 * 0.35
    assert sideways[8:].argmax() + 8 == 74
    assert sideways[74] == pytest.approx(0.32 * 0.35, rel=0.02)


def test_with_a_brake_there_is_no_burst() -> None:
    for path in trajectories(SCENES["burst_and_brake"])[1:]:
        assert [kind for _, kind in chapters(path, BOWL.domain)] == ["turn", "converged"]


# It falls from 100 to 2, rests there for 11 steps, and 9 steps later it is at this height.
@pytest.mark.parametrize(("height", "steps"), [(18, []), (22, [29])])
def test_a_burst_is_a_loss_ten_times_as_high_as_in_the_calm_before(height, steps) -> None:
    loss = [100, *[50] * 8, 0, *[2] * 19, height, 2]
    assert steps_of("burst", made_up(loss=loss)) == steps


def test_a_burst_is_told_once_and_the_first_three_of_many() -> None:
    swinging = [*[1] * 30, *[50, 20, 60, 15, 40] * 4]
    assert steps_of("burst", made_up(loss=[100, 0, *swinging])) == [32]
    assert steps_of("burst", made_up(loss=[100, 0, *swinging * 5])) == [32, 82, 132]


def test_a_loss_that_only_grows_or_that_nobody_sees_is_no_burst() -> None:
    assert steps_of("burst", made_up(loss=1.5 ** np.arange(60))) == []
    assert steps_of("burst", made_up(loss=[100, 0, *[1e-4] * 30, 0.5, 1e-4])) == []


@pytest.mark.parametrize("speed", [0.01, 0.1, 1, 3, 10])
def test_a_ball_that_rolls_through_the_floor_does_not_burst(speed) -> None:
    for shift in (0, 0.25, 0.5):
        assert steps_of("burst", made_up(loss=(speed * (np.arange(400) - 200 - shift)) ** 2)) == []


@pytest.mark.parametrize("angle", [0, 30, 75, 90, 160])
def test_a_path_with_a_corner_turns_there_whichever_way_it_lies(angle) -> None:
    # 31 moves one way, then as long ones across: of the t moves after t more than half are across from t = 21 on.
    corner = np.array([(0, 0), *[(0, 1)] * 31, *[(1, 0)] * 70], np.float64).cumsum(axis=0)
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    assert steps_of("turn", made_up(corner @ np.array([[cos, sin], [-sin, cos]]))) == [21]


@pytest.mark.parametrize(("bend", "turns"), [(44, 0), (46, 1), (134, 1), (136, 0)])
def test_a_turn_is_more_than_half_a_right_angle_and_back_is_no_turn(bend, turns) -> None:
    across = (math.cos(math.radians(bend)), math.sin(math.radians(bend)))
    points = np.array([*[(1, 0)] * 10, *[across] * 500], np.float64).cumsum(axis=0)
    assert len(steps_of("turn", made_up(points))) == turns


def test_the_angle_of_a_turn_is_that_of_the_picture() -> None:
    # Half as steep in a picture that is twice as high.
    points = np.array([*[(1, 0)] * 10, *[(1, 1.5)] * 100], np.float64).cumsum(axis=0)
    assert len(steps_of("turn", made_up(points))) == 1
    assert steps_of("turn", made_up(points), ((-100.0, 100.0), (-200.0, 200.0))) == []


def test_a_bounce_is_one_line_and_turns_once_it_has_died_down() -> None:
    bounce = [((-1) ** t, 0.01 * t) for t in range(100)]
    assert steps_of("turn", made_up(bounce)) == []
    dying = [((-1) ** t * 0.9**t, 0.01 * t) for t in range(100)]
    assert len(steps_of("turn", made_up(dying))) == 1


def test_out_of_the_steep_into_the_flat_is_a_turn_and_the_creeping_run_has_not_got_there() -> None:
    slow = trajectories(SCENES["compromise"])[1]
    (turn,) = steps_of("turn", slow, BOWL.domain)
    assert abs(slow.point[turn, 1]) < 0.1 * 0.35
    assert abs(slow.point[turn, 0] + 4) < 0.1
    # At η = 1e-7 the last moves down the side are still longer than those along the valley.
    creeps = trajectories(SCENES["one_rate"])[1]
    assert chapters(creeps, BOWL.domain) == ()


def test_a_run_leaves_the_picture_once_and_diverges_at_its_last_step() -> None:
    path = descend(QUADRATIC, GD, eta=0.2, steps=1000)
    # θ₂ is −3 times as large after each step, from 1.5 on; the picture ends at 3.
    assert chapters(path, QUADRATIC.domain) == ((1, "outside"), (1, "sign"), (321, "diverged"))
    assert path.outcome.step == len(path.loss) - 1 == 321
    assert steps_of("outside", descend(QUADRATIC, GD, start=(50, 0), steps=3), QUADRATIC.domain) == [0]


def test_a_run_that_is_at_the_minimum_has_nothing_more_to_tell() -> None:
    found = chapters(descend(QUADRATIC, OPTIMIZERS["momentum"], eta=0.01, steps=1000), QUADRATIC.domain)
    assert found[-1] == (125, "converged")
    for minimum in QUADRATIC.minima(kappa=20, angle=0):
        assert chapters(descend(QUADRATIC, GD, start=minimum, steps=20), QUADRATIC.domain) == ((0, "converged"),)


def test_chance_marks_nothing() -> None:
    scene = replace(SCENES["noise_escapes"], seeds=1)
    domain = SURFACES[scene.surface].domain
    (path,) = trajectories(scene)
    assert chapters(path, domain)[0] == (1, "sign")
    assert chapters(path, domain, exact=False) == ()
    blown = descend(QUADRATIC, GD, eta=0.2, steps=1000, sampling=Sampling(noise=0.1))
    assert [kind for _, kind in chapters(blown, QUADRATIC.domain, exact=False)] == ["outside", "diverged"]


FAR = st.floats(-1e200, 1e200) | st.floats(-5, 5)


@given(
    surface=st.sampled_from([BOWL, QUADRATIC, SURFACES["crescent"]]),
    optimizer=st.sampled_from([OPTIMIZERS[id] for id in ("gd", "momentum", "adagrad", "adam")]),
    eta=st.floats(-8, 3).map(lambda power: 10**power),
    steps=st.integers(0, 400),
    x=FAR,
    y=FAR,
)
@settings(deadline=None, max_examples=200)  # the first run of each pair compiles
def test_every_run_has_chapters_in_order_that_lie_in_it(surface, optimizer, eta, steps, x, y) -> None:
    path = descend(surface, optimizer, start=(x, y), steps=steps, eta=eta)
    found = chapters(path, surface.domain)
    kinds = [kind for _, kind in found]
    assert list(found) == sorted(found)
    assert all(isinstance(one, Chapter) and 0 <= one.step < len(path.loss) for one in found)
    assert all(kinds.count(kind) <= (BURSTS if kind == "burst" else 1) for kind in WORDS)
    assert ("converged" in kinds) == (path.outcome.kind == "converged")
    assert ("diverged" in kinds) == (path.outcome.kind == "diverged")
