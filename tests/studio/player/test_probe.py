"""What the probe says of a point: what calculus says, and what then becomes of a run on a surface that curves so."""

import json
from dataclasses import replace
from urllib.parse import urlencode

import numpy as np
import pytest
from starlette.requests import Request

from optimizers import OPTIMIZERS, descend
from scenes import SCENES, to_link, trajectories
from scenes.scene import new_run, on
from scenes.trajectories import origin_of
from studio.page import edit
from studio.player.columns import stability_of
from studio.player.marks.probe import probe
from studio.server.probe import PATH, route
from surfaces import SURFACES

POINT = (1.3, -0.4)
# With a start that is not the usual one: the link has words for that too.
MOVED = edit.set_start(SCENES["burst"], -3.0, 0.2)


def test_its_numbers_are_those_of_the_formula() -> None:
    scene = on("himmelblau", 20, new_run("adam", eta=0.1))
    found, (path,) = probe(scene, POINT, 7), trajectories(scene)
    # L = (x² + y − 11)² + (x + y² − 7)², by hand.
    (x, y) = POINT
    a, b = x**2 + y - 11, x + y**2 - 7
    hessian = np.array([[12 * x**2 + 4 * y - 42, 4 * (x + y)], [4 * (x + y), 12 * y**2 + 4 * x - 26]])
    rows = dict(found["rows"])
    assert rows["L"] == f"{a**2 + b**2:.5g}"
    assert rows["g"] == f"({4 * x * a + 2 * b:.4g}, {2 * a + 4 * y * b:.4g})".replace("-", "−")
    for vx, vy, value in found["axes"]:
        assert hessian @ (vx, vy) == pytest.approx(value * np.array([vx, vy]))
    assert found["axes"][0][2] > found["axes"][1][2]
    assert found["rates"] == pytest.approx(path.eta[7] / path.sigma[7])
    assert "step 7 of Adam" in found["what"]
    # After the last update it is still that one.
    assert "step 19 of" in probe(scene, POINT, 20)["what"]


@pytest.mark.parametrize("method", ["gd", "momentum", "nesterov", "momentum_ema"])
def test_what_follows_is_what_runs_do_there(method: str) -> None:
    """κ = 20: just below the limit of each method a long run comes to rest, just above it none does."""
    limit = OPTIMIZERS[method].m.limit({"beta": 0.9})
    assert limit is not None
    for share, said, ends in ((0.99, "onverges:", False), (1.01, "Diverges:", True)):
        eta = share * limit / 20
        found = probe(on("quadratic", 9, new_run(method, eta=eta)), POINT, 3)
        assert said in found["follows"]
        path = descend(SURFACES["quadratic"], OPTIMIZERS[method], start=(-4.0, -1.5), steps=3000, eta=eta)
        assert bool(path.loss[-1] > path.loss[0]) is ends


def test_it_bounces_on_the_way_between_half_of_the_limit_and_the_limit() -> None:
    found = [probe(on("quadratic", 9, new_run("gd", eta=eta)), POINT, 3)["follows"] for eta in (0.049, 0.051)]
    assert [text.split(":")[0] for text in found] == ["Converges", "Bounces and converges"]


def test_where_a_run_ends_it_says_of_the_limit_what_the_meter_says() -> None:
    """Held at its limit the run is below it at one step and above it at the next: at its last point too."""
    held = SCENES["edge_of_stability"]
    for steps, above, said in ((60, False, "Bounces and converges"), (61, True, "Diverges")):
        scene = replace(held, steps=steps, runs=held.runs[:1])
        (path,) = trajectories(scene)
        stability = float(stability_of(path, origin_of(scene, scene.runs[0]))[-1])
        x, y = path.point[-1].tolist()
        found = probe(scene, (x, y), steps)
        assert (stability > 1) is above
        assert found["follows"].startswith(f"{said}: η/σ times the curvature is {2 * stability:.5g}, ")
        assert f"step {steps - 1} of" in found["what"]


@pytest.mark.parametrize(
    ("surface", "method", "at", "said"),
    [
        ("quadratic", "lion", POINT, "No limit is known of Lion"),
        ("himmelblau", "gd", (0.0, 0.0), "curves up in no direction"),
        ("himmelblau", "gd", (0.0, -2.0), "Moves away: along one axis the surface curves down"),
        ("quadratic", "momentum_sum", POINT, "never comes to rest"),
    ],
)
def test_what_cannot_be_said_is_not(surface: str, method: str, at: tuple[float, float], said: str) -> None:
    assert said in probe(on(surface, 9, new_run(method, eta=0.001)), at, 3)["follows"]


def test_far_out_there_are_no_axes_and_nothing_follows() -> None:
    found = probe(on("himmelblau", 9, new_run("gd")), (1e200, 1e200), 3)
    assert (found["axes"], found["follows"]) == ([], "")
    json.dumps(found, allow_nan=False)


def test_the_address_answers_for_a_link_and_refuses_what_is_no_point() -> None:
    one = route(probe)
    assert one.path == PATH

    def asked(**query: str):
        fields = {"type": "http", "query_string": urlencode(to_link(MOVED) | query).encode(), "headers": []}
        return one.endpoint(Request(fields))

    answer = asked(at="1,0.1", step="60")
    assert json.loads(bytes(answer.body)) == json.loads(json.dumps(probe(MOVED, (1.0, 0.1), 60)))
    for at in ("nan,0", "1", "", "1,2,3", "1,1e999"):
        assert asked(at=at, step="0").status_code == 400
    for step in ("-1", "x", "9" * 12):
        assert asked(at="1,2", step=step).status_code == 400
