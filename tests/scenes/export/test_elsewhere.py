"""Programs without this package make its runs again: with NumPy, with optax, and with PyTorch where there is one."""

import importlib.util
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES, descend, optimizer
from optimizers.recipes.newer import NEWER
from optimizers.recipes.schedules import FOLLOWERS
from scenes import SCENES, Scene, new_run
from scenes.export import file_of, named, not_elsewhere
from scenes.export.elsewhere import LIBRARIES, Library, elsewhere
from scenes.export.elsewhere.grounds import FORMULAS
from scenes.export.elsewhere.libraries import NOT_WRITTEN, OPTAX, TORCH
from scenes.export.elsewhere.methods import MOMENTA, SIGMAS, WHOLE, lines_of
from scenes.export.elsewhere.rates import RATES
from scenes.scene import on
from surfaces import SURFACES
from tests.crossing import among, cases

STEPS = 60
HERE = [library for library in LIBRARIES if library != "torch" or importlib.util.find_spec("torch")]
"""PyTorch takes gigabytes to install, and is not asked for; where it is there, it is tried."""


def run(scene: Scene, library: Library, folder: Path) -> dict[str, Any]:
    """The names of a program that has been run, and so has found its runs again."""
    text, arrays = elsewhere(scene, library)
    np.savez(folder / "draws.npz", allow_pickle=False, **arrays)
    world: dict[str, Any] = {"__file__": str(folder / "runs.py"), "text": text}
    # The settings of who runs it, and not those of our tests.
    with jax.numpy_dtype_promotion("standard"), jax.numpy_rank_promotion("allow"):
        exec(compile(text, "runs.py", "exec"), world)
    return world


def with_schedule(method: str, schedule: str, surface: str, *, eta: float | None = None) -> Scene:
    """A run on its surface; what waits for a loss waits for one, and what can be changed is changed."""
    given = {"threshold": 0.9 * float(SURFACES[surface](*SURFACES[surface].start))} if schedule == "resnet" else {}
    given |= {} if eta is None else {"eta": eta}
    # So large that it tells where it is added.
    given |= {number.id: 1e-3 for number in optimizer(method).numbers if number.id == "epsilon"}
    then = "cosine" if schedule == "warmup" else "constant"
    one = replace(new_run(method, schedule, then, **given), changes=((20, 1e-4),) if schedule == "manual" else ())
    return on(surface, STEPS, one)


# Every method, surface and schedule once, half of them here. Together these are all that a program is made of.
WRITABLE = [id for id in OPTIMIZERS if id not in NOT_WRITTEN]
ONCE = cases(WRITABLE, SURFACES, SCHEDULES, every=False)


@pytest.mark.parametrize(("method", "surface", "schedule"), among(ONCE, 15))
def test_the_programs_make_the_runs_again(method: str, surface: str, schedule: str, tmp_path: Path) -> None:
    scene = with_schedule(method, schedule, surface, eta=1e-3)
    for library in HERE:
        world = run(scene, library, tmp_path)
        # To the end, and not only as far as two programs happen to agree.
        last, at = (int(re.search(found, world["text"])[1]) for found in (r"path = run_1\((\d+)\)", r"path\[(\d+)\]"))
        assert at == last, (library, at, last)


@pytest.mark.long
@pytest.mark.parametrize("method", WRITABLE)
def test_every_method_on_three_surfaces_with_three_schedules(method: str, tmp_path: Path) -> None:
    ended = []
    for surface in ("bowl", "rosenbrock", "logistic_regression"):
        for schedule in ("constant", "cosine", "resnet"):
            for library in HERE:
                world = run(with_schedule(method, schedule, surface), library, tmp_path)
                ended.append("# From step" not in world["text"])
    # A run may be such that its last digits decide its end; with one method it is not most of them.
    assert sum(ended) >= 0.7 * len(ended)


def test_each_formula_and_its_gradient_by_a_complex_step_are_those_of_the_surface(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    for id, surface in SURFACES.items():
        numbers = surface.settle({})
        world = run(replace(on(id, 0, new_run("gd")), start=surface.start), "numpy", tmp_path)
        low, high = np.array(surface.domain).T
        slopes = jax.jit(jax.value_and_grad(lambda theta, n, loss=surface.loss: loss(theta[0], theta[1], **n)))
        points = rng.uniform(low, high, (20, 2))
        known = [tuple(map(np.asarray, slopes(jnp.asarray(point), numbers))) for point in points]
        steepest, highest = (max(np.abs(one[place]).max() for one in known) for place in (1, 0))
        for point, (loss, slope) in zip(points, known, strict=True):
            np.testing.assert_allclose(world["loss"](*point), loss, rtol=1e-12, atol=1e-12 * highest, err_msg=id)
            np.testing.assert_allclose(world["gradient"](point), slope, rtol=1e-12, atol=1e-12 * steepest, err_msg=id)


def test_everything_is_written_out() -> None:
    assert set(FORMULAS) == set(SURFACES)
    assert set(RATES) | {"warmup"} == set(SCHEDULES)
    assert set(OPTAX) == set(TORCH) == set(WRITABLE)
    assert {*WRITABLE, *NOT_WRITTEN} == set(OPTIMIZERS)
    assert set(MOMENTA) <= {one.m.id for one in map(optimizer, ("gd", *(f"{m}.one" for m in MOMENTA)))}
    for id in (*WRITABLE, *(f"{m}.{sigma}" for m in MOMENTA for sigma in SIGMAS)):
        lines = lines_of(id)
        known = {number.id for number in optimizer(id).numbers}
        for memory in ("alpha", "beta", "beta1", "beta2"):
            read = any(re.search(rf"\b{memory}\b", line) for line in lines.step)
            assert not read or memory in known, (id, memory)
    assert set(WHOLE) <= set(OPTIMIZERS)


@pytest.mark.parametrize("library", HERE)
def test_noise_and_mini_batches_travel_along(library: Library, tmp_path: Path) -> None:
    drawn = replace(new_run("rmsprop", eta=0.01), batch=4)
    scene = on("linear_regression/8", STEPS, drawn, new_run("gd"), noise=0.1, seed=3)
    world = run(scene, library, tmp_path)
    assert set(world["draws"]) == {"noise", "taken_4"}
    # Each program of an archive is the one that was run.
    assert named(scene, library) == f"runs_{library}.zip"
    with zipfile.ZipFile(BytesIO(file_of(scene, library))) as archive:
        assert archive.namelist() == [f"runs_{library}.py", "draws.npz"]
        assert archive.read(f"runs_{library}.py").decode() == world["text"]
    plain = on("bowl", 3, new_run("gd"))
    assert named(plain, library) == f"runs_{library}.py"
    assert file_of(plain, library).decode() == elsewhere(plain, library).text


@pytest.mark.parametrize("library", HERE)
def test_without_slope_and_with_epsilon_0_there_is_no_step(library: Library, tmp_path: Path) -> None:
    methods = ("adam", "rmsprop", "nadam", "adagrad", "adam_matrix")
    scene = on("saddle", STEPS, *(new_run(method, epsilon=0.0) for method in methods), start=(-1.6, 0.0))
    world = run(scene, library, tmp_path)
    assert all(float(point[1]) == 0.0 for place in range(1, 6) for point in world[f"run_{place}"](5))


def test_a_program_fails_if_a_number_is_another_one(tmp_path: Path) -> None:
    scene = on("bowl", STEPS, new_run("momentum"))
    text = elsewhere(scene, "numpy").text
    for own, other in (
        ("beta = 0.9", "beta = 0.9000001"),
        ("b = 0.06", "b = 0.0600001"),
        ("eta = 0.01", "eta = 0.01001"),
    ):
        assert text.count(f"{own}\n") == 1
        with pytest.raises(AssertionError, match="Not equal to tolerance"):
            exec(compile(text.replace(f"{own}\n", f"{other}\n"), "runs.py", "exec"), {})


def test_of_a_run_whose_last_digits_decide_its_end_the_first_steps_are_compared(tmp_path: Path) -> None:
    scene = replace(on("ackley", 300, new_run("momentum", eta=0.3)), start=(-3.7, 0.5))
    world = run(scene, "numpy", tmp_path)
    at = int(re.search(r"# From step (\d+) on its last digits decide where it goes", world["text"])[1]) - 1
    assert 0 < at < 300
    assert f"path[{at}]" in world["text"]
    # A run that diverges is made as long as the laboratory's is.
    burst = on("quadratic", 2000, new_run("gd", eta=1.0))
    made = len(descend(SURFACES["quadratic"], OPTIMIZERS["gd"], steps=2000, eta=1.0).point)
    last = int(re.search(r"run_1\((\d+)\)", run(burst, "numpy", tmp_path)["text"])[1])
    assert 10 < last < made
    assert "too large for a formula as it is written" in elsewhere(burst, "numpy").text


def test_hidden_runs_are_left_out_and_what_follows_a_warm_up_follows_it(tmp_path: Path) -> None:
    runs = [replace(new_run("gd", "warmup", then, warmup=7, eta=1e-3), changes=((30, 2e-3),)) for then in FOLLOWERS[:5]]
    scene = on("bowl", STEPS, replace(new_run("adam"), hidden=True), *runs)
    world = run(scene, "numpy", tmp_path)
    assert "run_1" not in world
    assert {"run_2", "run_6"} <= set(world)


def test_the_lectures_own_scenes_can_be_taken_elsewhere(tmp_path: Path) -> None:
    for id in ("burst", "noise_escapes"):
        run(SCENES[id], "numpy", tmp_path)


def test_a_method_that_cannot_be_written_out_is_refused_in_a_sentence_as_long_as_it_is_on_show() -> None:
    shown = on("bowl", STEPS, new_run("gd"), *map(new_run, NOT_WRITTEN))
    assert not_elsewhere(shown) == list(NOT_WRITTEN.values())
    for library in LIBRARIES:
        with pytest.raises(ValueError, match="Newton's method is in no program for elsewhere"):
            elsewhere(shown, library)
    hidden = replace(shown, runs=(shown.runs[0], *(replace(run, hidden=True) for run in shown.runs[1:])))
    assert not not_elsewhere(hidden)


NEWER_ONES = [id for id in WRITABLE if id in {one.id for one in NEWER}]


@pytest.mark.parametrize("method", among(NEWER_ONES, 5))
def test_what_keeps_more_than_an_average_is_made_again_with_batches_and_noise(method: str, tmp_path: Path) -> None:
    one = replace(new_run(method, "plateau", wait=5), batch=6)
    world = run(on("linear_regression", STEPS, one, noise=0.05, seed=2), "numpy", tmp_path)
    assert re.search(r"path = run_1\((\d+)\)", world["text"])[1] == str(STEPS)
