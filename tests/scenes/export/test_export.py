"""What is taken away is read back by other programs, and is the run to the last bit."""

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from urllib.parse import parse_qsl

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from optimizers import Path
from scenes import SCENES, Scene, from_link, new_run, trajectories
from scenes.export import FORMATS, name_of, refused, script, taken
from scenes.export.table import COLUMNS
from scenes.tour import first_look
from tests.server import ROOT

ALONE = SCENES["burst"]
NOISY = SCENES["noise_escapes"]
SEVERAL = replace(
    SCENES["all_five"], runs=(*SCENES["all_five"].runs[:2], replace(SCENES["all_five"].runs[2], hidden=True))
)
DIVERGES = replace(ALONE, runs=(new_run("gd", eta=1.0),), steps=2000)


def columns(path: Path) -> dict[str, np.ndarray]:
    updates = (path.eta, path.sigma[:, 0], path.sigma[:, 1], path.m[:, 0], path.m[:, 1])
    points = (path.point[:, 0], path.point[:, 1], path.loss, path.grad[:, 0], path.grad[:, 1])
    return dict(zip(COLUMNS, (*points, *(np.append(one, np.nan) for one in updates)), strict=True))


def assert_same(read: dict[str, np.ndarray], path: Path) -> None:
    for name, own in columns(path).items():
        assert np.array_equal(read[name], own, equal_nan=True), name


@pytest.mark.parametrize("scene", [ALONE, replace(NOISY, seeds=1), DIVERGES], ids=["exact", "noisy", "diverges"])
def test_the_numbers_of_a_run_are_read_back_to_the_last_bit_from_every_kind_of_file(scene: Scene) -> None:
    path = trajectories(scene)[0]
    scene = replace(scene, runs=scene.runs[:1], beside="")
    text = taken(scene, "csv")
    rows = pd.read_csv(io.BytesIO(text), comment="#", index_col="t")
    assert list(rows) == list(COLUMNS)
    assert list(rows.index) == list(range(len(path.loss)))
    assert_same({name: rows[name].to_numpy() for name in rows}, path)
    arrow = pq.read_table(io.BytesIO(taken(scene, "parquet")))
    assert_same({name: arrow[name].to_numpy() for name in COLUMNS}, path)
    with np.load(io.BytesIO(taken(scene, "npz"))) as arrays:
        assert_same({name: arrays[name] for name in COLUMNS}, path)
        said = json.loads(str(arrays["head"]))
    # All three say the same first, and their link leads back to the scene.
    assert dict(re.findall(r"^# ([\w ]+): (.*)$", text.decode(), re.MULTILINE)) == said
    assert {key.decode(): value.decode() for key, value in arrow.schema.metadata.items()}.items() >= said.items()
    assert from_link(dict(parse_qsl(said["link"].split("?")[1])), SCENES["one_rate"]) == (scene, [])
    assert said["outcome"].startswith(path.outcome.kind)
    assert "jax" in said["made with"]


@pytest.mark.parametrize("kind", FORMATS)
def test_several_runs_are_files_of_an_archive_and_a_hidden_one_is_left_out(kind: str) -> None:
    content = taken(SEVERAL, kind)
    assert name_of(SEVERAL, kind) == f"bowl-{kind}.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == [f"run-1-gd.{kind}", f"run-2-momentum.{kind}"]
        assert archive.testzip() is None
        first = archive.read(f"run-1-gd.{kind}")
    assert first != b""
    assert taken(SEVERAL, kind) == content


def test_both_surfaces_of_a_scene_beside_another_are_taken() -> None:
    scene = SCENES["moved"]
    with zipfile.ZipFile(io.BytesIO(taken(scene, "csv"))) as archive:
        names = archive.namelist()
        assert len(names) == 2 * len(scene.runs)
        assert len({archive.read(name) for name in names}) == len(names)


def test_what_is_too_large_or_nothing_is_refused_in_a_sentence_and_nothing_is_computed() -> None:
    large = replace(ALONE, steps=1_000_000)
    sentence = refused(large, "csv")
    assert re.fullmatch(r"The numbers of these runs are about \d+ MB as CSV; 100 MB are allowed\. .*", sentence)
    with pytest.raises(ValueError, match="Take fewer steps, or hide a run"):
        taken(large, "csv")
    none = replace(ALONE, runs=tuple(replace(run, hidden=True) for run in ALONE.runs))
    assert refused(none, "npz") == "No run is on show: there is nothing to take away."
    assert [refused(ALONE, kind) for kind in FORMATS] == [""] * 3


@pytest.mark.parametrize("scene", [ALONE, NOISY, SCENES["no_rate_fits"], DIVERGES])
def test_the_program_makes_the_runs_again(scene: Scene) -> None:
    exec(compile(script(scene), "runs.py", "exec"), {})


def test_the_program_runs_by_itself_and_fails_where_a_run_ends_elsewhere() -> None:
    source = script(ALONE)
    assert source.count("assert_allclose") == 1
    other = source.replace("eta=0.06", "eta=0.0601")
    assert other != source
    for text, code in ((source, 0), (other, 1)):
        done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, timeout=120)
        assert done.returncode == code, done.stderr
    assert "Mismatched elements" in done.stderr


def test_of_a_chaotic_run_the_first_steps_are_compared() -> None:
    source = script(replace(first_look("ackley"), runs=(new_run("momentum", eta=0.3),), steps=300))
    assert "# The last digits of the start decide where this run ends: its first steps are compared." in source
    assert "path.point[20]" in source
    exec(compile(source, "runs.py", "exec"), {})
    assert "path.point[300]" in script(replace(SCENES["one_rate"], runs=SCENES["one_rate"].runs[:1]))
