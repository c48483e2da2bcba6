"""The numbers of all runs on show as files: CSV, Parquet or NPZ, to the last digit."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Literal, get_args

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from scenes.bounds import fitting
from scenes.export.table import head, table
from scenes.scene import Scene, grounds
from scenes.trajectories import path_at
from words import say

Format = Literal["csv", "parquet", "npz"]
FORMATS: tuple[Format, ...] = get_args(Format)
NAMES = {"csv": "CSV", "parquet": "Parquet", "npz": "NPZ"}

MOST = 100_000_000
"""So many bytes of numbers are put into files at once."""
# Of one row: twenty-four characters a number, or eight bytes.
ROW = {"csv": 240, "parquet": 88, "npz": 88}


def refused(scene: Scene, kind: Format) -> str:
    """Why there is no such file, as a sentence for the reader; "" if there is one. Nothing is computed for that."""
    shown = [run for run in fitting(scene)[0].runs if not run.hidden]
    if not shown:
        return say("No run is on show: there is nothing to take away.")
    size = len(grounds(scene)) * sum(scene.steps_of(run) + 1 for run in shown) * ROW[kind]
    if size <= MOST:
        return ""
    message = (
        "The numbers of these runs are about {size:,} MB as {kind}; {most:,} MB are allowed. Take fewer steps, or "
    )
    message += "hide a run."
    return say(message, size=size // 1_000_000, kind=NAMES[kind], most=MOST // 1_000_000)


def name_of(scene: Scene, kind: Format) -> str:
    """What the file is called: an archive if there are several."""
    count = len(grounds(scene)) * sum(not run.hidden for run in scene.runs)
    return f"{scene.surface.replace('/', '-')}-{kind}.zip" if count > 1 else f"{scene.surface.replace('/', '-')}.{kind}"


def taken(scene: Scene, kind: Format) -> bytes:
    """What is in the file: the numbers of the only run on show, or an archive with a file for each.

    Raises:
        ValueError: it is `refused`.
    """
    if sentence := refused(scene, kind):
        raise ValueError(sentence)
    files = {f"{name}.{kind}": _WRITERS[kind](rows, said) for name, rows, said in _tables(scene)}
    if len(files) == 1:
        return next(iter(files.values()))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as all_of_them:
        for name, content in files.items():
            # A name without a time: the same bytes for the same scene, whenever it is taken.
            all_of_them.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _tables(scene: Scene) -> Iterator[tuple[str, pd.DataFrame, dict[str, str]]]:
    for beside, side in enumerate(grounds(scene)):
        for place, run in enumerate(side.runs):
            if not run.hidden:
                path = path_at(side, place)
                yield f"run-{place + 1}-{run.optimizer}{'-beside' * beside}", table(path), head(side, place, path)


def _csv(rows: pd.DataFrame, said: dict[str, str]) -> bytes:
    """With # in front of what is said; `pandas.read_csv(file, comment="#")` reads it."""
    lines = "".join(f"# {name}: {text}\n" for name, text in said.items())
    return (lines + rows.to_csv(lineterminator="\n")).encode()


def _parquet(rows: pd.DataFrame, said: dict[str, str]) -> bytes:
    """What is said stands in the metadata of its schema."""
    arrow, file = pa.Table.from_pandas(rows), io.BytesIO()
    pq.write_table(arrow.replace_schema_metadata({**(arrow.schema.metadata or {}), **said}), file)
    return file.getvalue()


def _npz(rows: pd.DataFrame, said: dict[str, str]) -> bytes:
    """An array for each column, and `head`, which is JSON."""
    file = io.BytesIO()
    np.savez_compressed(file, head=np.array(json.dumps(said)), **{name: rows[name].to_numpy() for name in rows})
    return file.getvalue()


_WRITERS: dict[str, Callable[[pd.DataFrame, dict[str, str]], bytes]] = {"csv": _csv, "parquet": _parquet, "npz": _npz}
