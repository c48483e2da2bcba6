"""The flows that small steps follow: against closed forms, another integrator, and the runs themselves."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.interpolate import CubicSpline

from optimizers import OPTIMIZERS, Path, descend
from optimizers import flows as module
from optimizers.flows import Flow, followed, gradient_flow, pace
from surfaces import SURFACES

VALLEY, START = SURFACES["quadratic"], (-4.0, -1.5)
FOUR = SURFACES["himmelblau"]


@pytest.fixture
def finer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flows solved so well that all that is measured is how far the steps are from them."""
    monkeypatch.setattr(module, "EXACT", 1e-11)


def gap(path: Path, flow: Flow, first: int = 0) -> float:
    """How far the run is at most from where the flow is at its steps."""
    steps, clock = np.arange(len(path.loss)), np.append(0.0, np.cumsum(path.eta))
    where = CubicSpline(np.interp(flow.step, steps, clock), flow.point)(clock)
    return float(np.hypot(*(path.point - where).T)[first:].max())


def gaps(method: str, eta: float, steps: int, surface=FOUR, start=(-0.5, -1.0), **knobs: float) -> np.ndarray:
    """How far a run is from the gradient flow and from the one it follows, in the second half of its time.

    By then the memory of its first steps has faded, which no flow has.
    """
    optimizer = OPTIMIZERS[method]
    path = descend(surface, optimizer, start=start, steps=steps, eta=eta, **knobs)
    own = {number.id: knobs.get(number.id, 0.0) for number in optimizer.numbers}
    clock = np.append(0.0, np.cumsum(path.eta)) * pace(optimizer, own)
    both = gradient_flow(surface, start, clock), followed(surface, optimizer, start, path.eta, own)
    return np.array([gap(path, flow, steps // 2) for flow in both if flow])


def test_on_a_quadratic_both_flows_have_a_closed_form() -> None:
    eta, steps = 0.04, 60
    bend = np.diag(VALLEY.at(0.0, 0.0).hessian)
    plain = gradient_flow(VALLEY, START, eta * np.arange(steps + 1))
    own = followed(VALLEY, OPTIMIZERS["gd"], START, np.full(steps, eta), {})
    assert own is not None
    for flow, rate in ((plain, bend), (own, bend + eta / 2 * bend**2)):
        assert (flow.ended, flow.step[0], flow.step[-1]) == ("whole", 0.0, pytest.approx(steps))
        exact = np.array(START) * np.exp(-np.outer(flow.step * eta, rate))
        # A pixel of the largest screen is 2.6e-4 of the picture.
        assert abs(flow.point - exact).max() < 1e-6 * np.ptp(VALLEY.domain[0])


def test_along_a_bent_valley_another_integrator_goes_the_same_way() -> None:
    surface = SURFACES["rosenbrock"]
    flow = gradient_flow(surface, surface.start, np.linspace(0, 3, 301))

    def slope(time: float, theta: np.ndarray) -> np.ndarray:
        x, y = theta
        return np.array([2 * (1 - x) + 400 * x * (y - x**2), -200 * (y - x**2)])

    other = solve_ivp(slope, (0, 3), surface.start, "DOP853", t_eval=flow.step / 100, rtol=1e-12, atol=1e-12).y.T
    assert abs(flow.point - other).max() < 1e-6 * np.ptp(surface.domain[0])


def test_halving_the_rate_of_descent_halves_the_gap_to_the_plain_flow_and_quarters_it_to_its_own(finer: None) -> None:
    wide, narrow = gaps("gd", 5e-4, 80), gaps("gd", 2.5e-4, 160)
    print("gd", wide / narrow)
    assert wide / narrow == pytest.approx([2, 4], rel=0.1)


@pytest.mark.parametrize(("schedule", "id", "length"), [("cosine", "span", 100), ("inverse_sqrt", "horizon", 20)])
def test_with_a_schedule_too(finer: None, schedule: str, id: str, length: float) -> None:
    found = []
    for times in (1, 2):
        path = descend(
            FOUR, OPTIMIZERS["gd"], start=(-0.5, -1.0), steps=80 * times, eta=5e-4 / times, schedule=schedule,
            **{id: length * times},
        )  # fmt: skip
        flow = followed(FOUR, OPTIMIZERS["gd"], (-0.5, -1.0), path.eta, {})
        assert flow is not None
        found.append(gap(path, flow))
    assert found[0] / found[1] == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize(("method", "eta"), [("momentum", 2.5e-5), ("nesterov", 2.5e-5), ("momentum_ema", 1.25e-4)])
def test_so_does_that_of_momentum(finer: None, method: str, eta: float) -> None:
    wide, narrow = (gaps(method, eta / times, 200 * times, beta=0.8) for times in (1, 2))
    print(method, wide / narrow)
    assert wide / narrow == pytest.approx([2, 4], rel=0.1)


def test_the_sum_of_all_gradients_swings_without_friction_as_its_flow_does(finer: None) -> None:
    """Its time goes with √η: a quarter of η and twice the steps."""
    wide, narrow = (gaps("momentum_sum", 1e-3 / n**2, 60 * n, VALLEY, START)[1] for n in (1, 2))
    assert wide / narrow == pytest.approx(4, rel=0.1)


def test_where_each_step_goes_too_far_nothing_is_followed() -> None:
    # λ = 20 across the valley: from 1/λ = 0.05 on a step ends on the other side.
    for eta, ended in ((0.0499, "whole"), (0.0501, "limit")):
        flow = followed(VALLEY, OPTIMIZERS["gd"], START, np.full(50, eta), {})
        assert flow is not None
        assert flow.ended == ended
        assert (len(flow.step) > 1) is (ended == "whole")
    # On the way: along the edge the surface becomes steeper until 1 + y² is 1/η.
    edge = SURFACES["edge"]
    flow = followed(edge, OPTIMIZERS["gd"], (0.0, 2.5), np.full(5000, 0.1), {})
    assert flow is not None
    assert flow.ended == "limit"
    assert flow.point[-1, 1] == pytest.approx(3.0, abs=1e-2)


def test_what_is_scaled_or_changes_its_rate_has_no_known_flow() -> None:
    steady, falling = np.full(9, 0.01), np.linspace(0.01, 0.001, 9)
    for method in ("adam", "adagrad", "rmsprop", "lion", "nadam"):
        own = {number.id: number.default for number in OPTIMIZERS[method].numbers}
        assert followed(VALLEY, OPTIMIZERS[method], START, steady, own) is None
    assert followed(VALLEY, OPTIMIZERS["momentum"], START, falling, {"beta": 0.9}) is None
    assert followed(VALLEY, OPTIMIZERS["gd"], START, falling, {}) is not None


def test_a_run_of_no_steps_follows_nothing_and_stays_at_its_start() -> None:
    for method in ("gd", "momentum"):
        flow = followed(VALLEY, OPTIMIZERS[method], START, np.zeros(0), {"beta": 0.9} if method == "momentum" else {})
        assert flow is not None
        assert flow.point.tolist() == [[*START]]


def test_a_flow_that_is_long_or_leaves_ends_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    long = gradient_flow(SURFACES["bowl"], SURFACES["bowl"].start, 0.01 * np.arange(1_000_001))
    assert (long.ended, long.step[-1]) == ("whole", pytest.approx(1e6))
    river = SURFACES["river"]
    left = gradient_flow(river, river.start, 10 * np.arange(1000.0))
    assert left.ended == "left"
    assert 0 < left.step[-1] < 999
    none = gradient_flow(VALLEY, START, np.zeros(1))
    assert (none.ended, none.point.tolist()) == ("whole", [[*START]])
    monkeypatch.setattr(module, "MOST", 20)
    assert gradient_flow(VALLEY, START, np.arange(100.0)).ended == "long"
