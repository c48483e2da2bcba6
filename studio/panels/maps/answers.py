"""What is answered about a map: a part of its picture, its numbers, the run under the pointer, its table, its file."""

import csv
import io
from collections.abc import Mapping

import numpy as np
from PIL import Image
from starlette.responses import JSONResponse, Response

from optimizers import optimizer, title_of
from scenes.maps import Map, part, parts, run_at, sizes, whole
from scenes.maps.exact import exact
from scenes.maps.record import places, variable
from scenes.maps.shades import painted
from studio.look.map_colours import table_of
from studio.panels.maps.words import class_name, lines, rows
from studio.player.pack import narrow, packed
from studio.player.payload import surface_of
from words import numeral, say

# A line of a map over rates is so many points high in a file.
HIGH = 16


def tile(map: Map, asked: Mapping[str, str]) -> Response:
    """The inks of one part of the picture, from the left and from below, and after them as many shades: bytes."""
    size = _size(map, asked)
    ink, shade = painted(map, part(map, size, _whole(asked["part"], parts(map, size))))
    return Response(ink.tobytes() + shade.tobytes(), media_type="application/octet-stream")


def numbers(map: Map, asked: Mapping[str, str]) -> Response:
    """What the map of this size says in numbers: the share of each class, and sentences."""
    pixels, size = whole(map, _size(map, asked)), _size(map, asked)
    return JSONResponse({"rows": rows(map, pixels, size), "lines": lines(map, pixels, size)})


def run(map: Map, asked: Mapping[str, str]) -> Response:
    """The run at a point, computed by itself: its path, what became of it, and whether the map says the same."""
    size = _size(map, asked)
    column, row = _whole(asked["column"], size), _whole(asked["row"], _high(map, size))
    one = exact(map, column, row, size)
    said = [class_name(map, one.kind, one.period), one.path.outcome.sentence]
    if not one.settled:
        said.append(say("Chaotic: here a last bit of float64 decides where the run ends."))
    x, y = (packed(narrow(name, one.path.point[:, axis])) for axis, name in enumerate("xy"))
    there = run_at(map, column, row, size)
    # Where a number of the surface is varied each run has a ground of its own.
    ground = surface_of(there) if there.numbers != map.scene.numbers else None
    return JSONResponse({"x": x, "y": y, "says": said, "at": _at(map, column, row, size), "surface": ground})


def table(map: Map, asked: Mapping[str, str]) -> Response:
    """All points as a table: the two numbers of each, its class and what is known of its end."""
    size = _size(map, asked)
    pixels, known = whole(map, size), variable(map.scene)
    across = places(known[map.across.id], map.across, size)
    if map.over == "rates":
        up: list[object] = [run.optimizer for run in map.methods]
    else:
        up = [*plain(places(known[map.up.id], map.up, size))]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    second = "method" if map.over == "rates" else map.up.id
    writer.writerow([map.across.id, second, "class", "period", "loss", "mean loss", "reached", "updates", "share"])
    names = {int(kind): class_name(map, int(kind), 0) for kind in np.unique(pixels.kind)}
    for row, at in enumerate(up):
        line = slice(row * size, (row + 1) * size)
        named = [names[int(kind)] for kind in pixels.kind[line]]
        ends = (pixels.period, pixels.loss, pixels.mean, pixels.reached, pixels.made, pixels.share)
        columns = (plain(across), [at] * size, named, *(plain(one[line]) for one in ends))
        writer.writerows(zip(*columns, strict=True))
    return Response(file.getvalue(), media_type="text/csv", headers=_saved("map.csv"))


def file(map: Map, asked: Mapping[str, str]) -> Response:
    """The picture as a PNG."""
    made = io.BytesIO()
    Image.fromarray(image(map, _size(map, asked))).save(made, "PNG")
    return Response(made.getvalue(), media_type="image/png", headers=_saved("map.png"))


def image(map: Map, size: int) -> np.ndarray:
    """The picture of a map, (rows, columns, 3) from above, in bytes."""
    ink, shade = painted(map, whole(map, size))
    picture = table_of(map)[ink, shade].reshape(-1, size, 3)[::-1]
    return np.repeat(picture, HIGH, axis=0) if map.over == "rates" else picture


ANSWERS = {"part": tile, "numbers": numbers, "run": run, "csv": table, "png": file}
"""By what the address is asked for (`studio/server/maps.py`)."""


def plain(values: np.ndarray) -> list[float]:
    """NumPy's numbers as Python's, which are written with all their digits."""
    return list(values.tolist())


def _saved(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


def _size(map: Map, asked: Mapping[str, str]) -> int:
    """The size that is asked for, the coarsest if there is none such."""
    return next((size for size in sizes(map) if str(size) == asked["size"]), sizes(map)[0])


def _whole(text: str, count: int) -> int:
    """A place among so many, the nearest to what is written."""
    return min(int(text), count - 1) if text.isdecimal() and len(text) < 10 else 0


def _high(map: Map, size: int) -> int:
    return len(map.methods) if map.over == "rates" else size


def _at(map: Map, column: int, row: int, size: int) -> str:
    """'η = 0.01, β = 0.9': the numbers of a point."""
    known, scene = variable(map.scene), run_at(map, column, row, size)
    ids = [map.across.id] if map.over == "rates" else [map.across.id, map.up.id]
    values = dict(scene.numbers) | dict(scene.runs[0].numbers) | dict(zip("xy", scene.start, strict=True))
    told = [f"{known[id].symbol or id} = {numeral(f'{values[id]:.4g}')}" for id in ids]
    if map.over == "rates":
        told.append(title_of(optimizer(scene.runs[0].optimizer)))
    return " · ".join(told)
