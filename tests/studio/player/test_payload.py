"""What the browser is given: the runs' own numbers, in few bytes, and nothing that it has already."""

import base64
import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES, Path
from scenes import SCENES as LECTURE
from scenes import Run, Scene, new_run, trajectories
from scenes.drawn import thinning
from scenes.drawn.ground import GRID
from scenes.scene import usual_numbers
from studio.look.palette import STYLES
from studio.page import edit
from studio.player.payload import AROUND, keys, payload
from surfaces import SURFACES
from tests.crossing import among, cases, every

# The lecture's runs, whatever it draws beside them.
SCENES = {id: replace(scene, curves=("loss", "norm"), marks=()) for id, scene in LECTURE.items()}
# Both runs of the first page with as many steps.
ONE_RATE, ALL_FIVE = edit.set_steps(SCENES["one_rate"], 100_000), SCENES["all_five"]
COLUMNS = ("x", "y", "loss", "norm")


def scene_of(surface: str, steps: int, *runs: Run, start: tuple[float, float] | None = None) -> Scene:
    return Scene(surface, usual_numbers(surface), start or SURFACES[surface].start, steps, runs)


def unpacked(packed: dict[str, str]) -> np.ndarray:
    """As the browser reads it: typed arrays are little-endian."""
    return np.frombuffer(base64.b64decode(packed["bytes"]), np.dtype(packed["type"]).newbyteorder("<"))


def own(path: Path) -> dict[str, np.ndarray]:
    """The columns of a path under the names they are sent by."""
    return {"x": path.point[:, 0], "y": path.point[:, 1], "loss": path.loss, "norm": np.hypot(*path.grad.T)}


def assert_same(packed: dict[str, str], column: np.ndarray, name: str) -> None:
    """Rounded to float32 at most, and not become infinite by that, nor zero where an axis is logarithmic."""
    values = unpacked(packed)
    assert packed["type"] in ("float32", "float64")
    assert np.array_equal(values, column.astype(packed["type"]))
    if name in ("loss", "norm"):
        assert np.array_equal(values == 0, column == 0)
    assert np.array_equal(np.isfinite(values), np.isfinite(column))


def sent(data: dict[str, Any]) -> str:
    """The data as Streamlit sends it. A browser refuses NaN and Infinity in JSON."""
    return json.dumps(data, allow_nan=False)


@pytest.mark.parametrize("id", ["compromise", "burst", "burst_and_brake", "small_then_large", "all_five"])
def test_a_run_of_up_to_4000_steps_is_sent_step_by_step(id: str) -> None:
    data, paths = payload(SCENES[id]), trajectories(SCENES[id])
    assert data["frames"] is None
    for run, path in zip(data["runs"], paths, strict=True):
        assert run["last"] == SCENES[id].steps
        assert run["table"]["steps"] is None
        assert run["table"]["lifted"] is None
        for name, column in own(path).items():
            assert_same(run["table"]["columns"][name], column, name)


def test_ordinary_numbers_are_sent_in_float32() -> None:
    types = {
        run["table"]["columns"][name]["type"] for run in payload(SCENES["small_then_large"])["runs"] for name in COLUMNS
    }
    assert types == {"float32"}


def test_a_longer_run_is_sent_with_the_steps_its_rows_belong_to() -> None:
    data, paths = payload(ONE_RATE), trajectories(ONE_RATE)
    stands = unpacked(data["frames"])
    for run, path in zip(data["runs"], paths, strict=True):
        steps = unpacked(run["table"]["steps"])
        # Two for each pixel of the curves.
        assert len(steps) <= 2 * thinning.COLUMNS
        assert np.isin(stands, steps).all()
        for name, column in own(path).items():
            assert_same(run["table"]["columns"][name], column[steps], name)
    table = data["runs"][0]["table"]
    assert len(unpacked(table["lifted"])) == len(unpacked(table["columns"]["x"]))


def test_what_would_become_infinite_or_zero_in_float32_is_sent_in_float64() -> None:
    grows = scene_of("quadratic", 400, new_run("gd", eta=0.2))
    shrinks = scene_of("quadratic", 4000, new_run("gd", eta=0.05))
    for scene, limit in ((grows, 1e300), (shrinks, 1e-80)):
        table, (path,) = payload(scene)["runs"][0]["table"]["columns"], trajectories(scene)
        assert path.loss.min() < limit < path.loss.max()
        assert table["loss"]["type"] == table["norm"]["type"] == "float64"
        for name, column in own(path).items():
            assert_same(table[name], column, name)


def test_each_run_has_its_words_and_its_look() -> None:
    data = payload(SCENES["burst_and_brake"])
    name = f"{OPTIMIZERS['adagrad'].name}, η = 0.06"
    schedules = [SCHEDULES[id].name for id in ("inverse_sqrt", "warmup")]
    assert [run["name"] for run in data["runs"]] == [name, *(f"{name} · {schedule}" for schedule in schedules)]
    for place, (run, path) in enumerate(zip(data["runs"], trajectories(SCENES["burst_and_brake"]), strict=True)):
        assert (run["place"], run["kind"], run["sentence"]) == (place, path.outcome.kind, path.outcome.sentence)
        assert (run["light"], run["dark"], run["marker"]) == (
            STYLES[place].light,
            STYLES[place].dark,
            STYLES[place].marker,
        )
        assert run["end"] is None
    diverged = payload(scene_of("quadratic", 1000, new_run("gd", eta=0.2)))["runs"][0]
    assert diverged["end"] == "step 321: loss 4.61·10³⁰⁷"
    assert diverged["last"] == 321


def test_a_hidden_run_is_left_out_and_the_others_keep_their_colours() -> None:
    hidden = edit.set_run(ALL_FIVE, 1, replace(ALL_FIVE.runs[1], hidden=True))
    whole, data = payload(ALL_FIVE), payload(hidden)
    assert [run["place"] for run in data["runs"]] == [0, 2, 3, 4]
    assert data["runs"] == [whole["runs"][place] for place in (0, 2, 3, 4)]


def test_with_all_runs_hidden_there_is_still_a_picture() -> None:
    data = payload(replace(ALL_FIVE, runs=tuple(replace(run, hidden=True) for run in ALL_FIVE.runs)))
    assert data["runs"] == []
    assert "z" in data["surface"]
    assert [curve["range"] for curve in data["curves"]] == [[-1, 1], [-1, 1]]
    assert sent(data)


def test_the_surface_is_sent_with_its_heights_row_by_row() -> None:
    ground = payload(scene_of("bowl", 1, new_run("gd")))["surface"]
    height = unpacked(ground["z"]).reshape(GRID[1], GRID[0])
    (x0, x1), (y0, y1) = ground["domain"]
    for row, column in ((0, 0), (10, 100), (80, 3)):
        x, y = x0 + (x1 - x0) * column / (GRID[0] - 1), y0 + (y1 - y0) * row / (GRID[1] - 1)
        # Sent as float32.
        assert height[row, column] == pytest.approx(float(SURFACES["bowl"](x, y)), rel=1e-6)


def test_what_the_browser_has_is_not_sent_again() -> None:
    data = payload(ONE_RATE)
    again = payload(ONE_RATE, None, keys(data))
    assert keys(again) == keys(data)
    assert "z" not in again["surface"]
    assert [run["table"] for run in again["runs"]] == [{"key": key} for key in keys(data)[1:]]
    # Frames and words are most of what is left.
    assert len(sent(again)) < 14_500
    changed = payload(edit.set_knob(ONE_RATE, 1, "eta", 2e-7), None, keys(data))
    assert "z" not in changed["surface"]
    assert ["columns" in run["table"] for run in changed["runs"]] == [False, True]
    assert [name for name, value in again.items() if value != data[name]] == ["surface", "runs"]


def test_whatever_changes_the_numbers_changes_the_key_and_nothing_else_does() -> None:
    scene = scene_of("bowl", 50, new_run("gd"))
    (surface, table) = keys(payload(scene))
    parts = [("gd", "inverse_sqrt", "constant"), ("gd", "warmup", "constant"), ("gd", "warmup", "inverse_sqrt")]
    other_runs = [edit.set_parts(scene, 0, *other) for other in [*parts, ("momentum", "constant", "constant")]]
    other_runs += [edit.set_start(scene, -4, -0.3), edit.set_steps(scene, 51), edit.set_knob(scene, 0, "eta", 0.02)]
    assert [keys(payload(other))[0] for other in other_runs] == [surface] * len(other_runs)
    other_surfaces = [edit.set_number(scene, "c", 4.3), edit.set_surface(scene, "crescent")]
    all_keys = [surface, table, *(key for other in other_surfaces for key in keys(payload(other)))]
    all_keys += [keys(payload(other))[1] for other in other_runs]
    assert len(set(all_keys)) == len(all_keys)
    same = [edit.set_view(scene, "one"), edit.choose(scene, "clock", "log"), edit.add_run(scene, new_run("adam"))]
    assert [keys(payload(other))[:2] for other in same] == [[surface, table]] * 3
    after_another = edit.add_run(edit.set_knob(scene, 0, "eta", 1), scene.runs[0])
    assert keys(payload(after_another))[2] == table


@pytest.mark.parametrize(
    ("around", "first", "last"), [(0, 0, 150), (50_000, 49_850, 50_150), (100_000, 99_850, 100_000)]
)
def test_around_the_play_head_every_step_of_a_long_run_is_sent_exactly(around: int, first: int, last: int) -> None:
    assert AROUND == 150
    data, paths = payload(ONE_RATE, around), trajectories(ONE_RATE)
    for run, path in zip(data["runs"], paths, strict=True):
        assert run["window"]["from"] == first
        for name, column in own(path).items():
            rows = unpacked(run["window"]["columns"][name])
            assert rows.dtype == np.float64
            assert np.array_equal(rows, column[first : last + 1])


@pytest.mark.parametrize(("around", "rows"), [(-1000, 0), (-1, 150), (300, 172), (321, 151), (500, 0), (10**12, 0)])
def test_a_window_is_cut_at_both_ends_of_a_run(around: int, rows: int) -> None:
    data = payload(scene_of("quadratic", 100_000, new_run("gd", eta=0.2)), around)
    assert data["runs"][0]["last"] == 321
    assert {len(unpacked(data["runs"][0]["window"]["columns"][name])) for name in COLUMNS} == {rows}
    assert sent(data)


def test_a_short_run_needs_no_window() -> None:
    assert all("window" not in run for run in payload(ALL_FIVE, 10)["runs"])


@pytest.mark.parametrize(
    ("surface", "optimizer", "schedule"), among(cases(SURFACES, OPTIMIZERS, SCHEDULES, every=every()), 9)
)
def test_every_choice_is_sent_as_json_whether_it_converges_or_leaves_all_numbers(
    surface: str, optimizer: str, schedule: str
) -> None:
    usual, wild = new_run(optimizer, schedule), new_run(optimizer, schedule, eta=1000)
    for start in (SURFACES[surface].start, (1e200, -1e200), (1e300, 1e300)):
        data = payload(scene_of(surface, 40, usual, wild, start=start))
        assert len(json.loads(sent(data))["runs"]) == 2


def test_two_long_runs_with_another_rate_stay_below_300_kilobytes() -> None:
    known = keys(payload(ONE_RATE))[:1]
    sizes = []
    for eta, other in pairwise(10.0**exponent for exponent in range(-8, 1)):
        changed = edit.set_knob(edit.set_knob(ONE_RATE, 0, "eta", other), 1, "eta", eta)
        sizes.append(len(sent(payload(changed, None, known))))
    assert max(sizes) <= 300_000
    # Nothing is left out to get there.
    assert min(sizes) > 100_000


def test_no_word_of_the_player_is_missing() -> None:
    said = payload(ALL_FIVE)["words"]
    assert len(said) >= 15
    assert all(isinstance(word, str) and word.strip() for word in said.values())
    assert said["step"].format(step=1, steps=2) == "step 1 of 2"


@pytest.mark.parametrize(
    "scene",
    [
        *among(SCENES.values(), 8),
        scene_of("quadratic", 1000, new_run("gd", eta=0.2)),
        scene_of("quadratic", 3000, new_run("gd", eta=0.05)),
        scene_of("bowl", 0, new_run("gd")),
        scene_of("bowl", 10, new_run("gd"), start=(0.0, 0.0)),
        scene_of("crescent", 10, new_run("gd"), start=(1e70, 0.0)),
        scene_of("bowl", 10, new_run("gd"), start=(1e200, 0.0)),
        scene_of("bowl", 10, new_run("gd", eta=1e-8), start=(1e-100, 0.0)),
    ],
)
def test_the_axes_of_the_curves_are_whole_decades_that_show_the_start(scene: Scene) -> None:
    data, columns = payload(scene), [own(path) for path in trajectories(scene)]
    assert [curve["name"] for curve in data["curves"]] == ["loss L", "gradient ‖g‖"]
    for curve, name in zip(data["curves"], ("loss", "norm"), strict=True):
        low, high = curve["range"]
        assert low == round(low)
        assert high == round(high)
        assert 1 <= high - low <= 18
        begins = [np.log10(column[name][0]) for column in columns if 0 < column[name][0] < np.inf]
        assert all(begin <= high for begin in begins)
        values = np.concatenate([column[name] for column in columns])
        values = np.log10(values[(values > 0) & np.isfinite(values)])
        if len(values) and np.ptp(values) < 6:
            assert (low <= values).all()
            assert (values <= high).all()
        elif begins:
            assert high <= np.ceil(max(begins) + 6)
