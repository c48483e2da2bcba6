"""A program's own JAX: whatever it is set to, our numbers are the same, and it stays as it was set."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SCRIPT = """
import json, sys
import jax, jax.numpy as jnp, numpy as np
for name, value in json.loads(sys.argv[1]).items():
    jax.config.update(name, value)
before = {name: jax.config._read(name) for name in ("jax_enable_x64", "jax_debug_nans", "jax_debug_infs")}
from optimizers import OPTIMIZERS, Sampling, descend, descend_seeds, descend_values, to_optax
from surfaces import SURFACES
from surfaces.critical import critical_points
if len(sys.argv) > 2:
    jax.config.update("jax_enable_x64", False)
    before["jax_enable_x64"] = False
slow = descend(SURFACES["bowl"], OPTIMIZERS["gd"], steps=3, eta=1e-7)
rosenbrock, gd = SURFACES["rosenbrock"], OPTIMIZERS["gd"]
wild = [descend(rosenbrock, gd, steps=300, eta=1.0)]
wild += descend_values(rosenbrock, gd, id="eta", values=[0.5, 1.0], steps=50)
wild += descend_seeds(rosenbrock, gd, seeds=2, steps=50, eta=1.0, sampling=Sampling(noise=1.0)).outcomes
transform, weights = to_optax(OPTIMIZERS["adam"], eta=0.5), jnp.ones(2, np.float32)
updates, _ = jax.jit(transform.update)(weights, transform.init(weights), weights)
bowl = SURFACES["bowl"]
print(json.dumps({
    "path": [slow.point.dtype.name, *map(float, slow.point[:, 0])],
    "kinds": [getattr(one, "outcome", one).kind for one in wild],
    "sentence": wild[0].outcome.sentence,
    "loss": [bowl(-4.0, -0.35).dtype.name, float(bowl(-4.0, -0.35)), bowl.at(1.0, 2.0).grad.dtype.name],
    "critical": len(critical_points(SURFACES["ackley"])),
    "updates": [updates.dtype.name, *map(float, updates)],
    "kept": all(jax.config._read(name) == value for name, value in before.items()),
}))
"""


Run = Callable[..., dict]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the script; a program that is the same to the last instruction is compiled by the first one only."""
    kept = {"JAX_COMPILATION_CACHE_DIR": str(tmp_path_factory.mktemp("jax"))}
    env = {**os.environ, **kept, "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0"}

    def run(settings: dict[str, bool], *more: str) -> dict:
        command = [sys.executable, "-c", SCRIPT, json.dumps(settings), *more]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env=env)
        return json.loads(ended.stdout)

    return run


@pytest.fixture(scope="module")
def usual(run: Run) -> dict:
    return run({"jax_enable_x64": True})


@pytest.mark.parametrize(
    ("settings", "more"),
    [
        ({}, ()),
        ({}, ("off afterwards",)),
        ({"jax_enable_x64": True, "jax_debug_nans": True, "jax_debug_infs": True}, ()),
    ],
    ids=["as it comes", "float64 switched off afterwards", "checks for NaN and ∞"],
)
def test_the_numbers_are_the_same_and_jax_stays_as_it_was(
    run: Run, usual: dict, settings: dict, more: tuple[str, ...]
) -> None:
    assert usual["path"][0] == usual["loss"][0] == usual["loss"][2] == "float64"
    # Each step of 1e-7 counts.
    assert len(set(usual["path"])) == 5
    assert usual["kinds"] == ["diverged"] * 5
    assert usual["kept"]
    assert run(settings, *more) == usual
