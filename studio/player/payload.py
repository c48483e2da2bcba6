"""Scene and trajectories → what the player in the browser is given, as JSON."""

import base64
import hashlib
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS, SCHEDULES, Path
from scenes import Scene, trajectories
from scenes.scene import Values
from studio.palette import STYLES
from studio.player.visible import FULL, frames, visible
from surfaces import SURFACES
from words import compact, say

Json = dict[str, Any]

# Points of the contour's grid. Odd, so that the middle of the domain is a grid point.
GRID = (121, 81)
# How many steps around the play head are sent one by one when a run is too long to send whole.
AROUND = 150


def payload(scene: Scene, around: int | None = None, known: Collection[str] = ()) -> Json:
    """Everything the player shows.

    The surface and the table of each run are `{"key": …}` with or without their contents.

    Args:
        scene: what is on show; hidden runs are left out.
        around: where the play head stands, if single steps of a long run are wanted there.
        known: the keys of what the browser has already; that is not sent again.
    """
    paths = trajectories(scene)
    shown = [(place, path) for place, path in enumerate(paths) if not scene.runs[place].hidden]
    domain = SURFACES[scene.surface].domain
    stands = frames(scene.steps)
    runs = [
        _run(scene, place, path)
        | {"table": _unless_known(_run_key(scene, place), known, partial(_table, path, domain, scene.steps))}
        | _window(path, around, scene.steps)
        for place, path in shown
    ]
    return {
        # Its name is not kept with the grid: it is said anew, in the reader's language.
        "surface": {"name": say(SURFACES[scene.surface].name)}
        | _unless_known(_key(scene.surface, scene.numbers), known, partial(_grid, scene.surface, scene.numbers)),
        "runs": runs,
        "steps": scene.steps,
        "frames": None if len(stands) == scene.steps + 1 else _packed(stands.astype(np.int32)),
        "start": scene.start,
        "view": scene.view,
        "clock": scene.clock,
        "log_steps": scene.steps > 1000,
        "curves": [
            _curve(say("loss L"), [path.loss for _, path in shown]),
            _curve(say("gradient ‖g‖"), [_norm(path) for _, path in shown]),
        ],
        "words": _words(),
    }


def keys(data: Json) -> list[str]:
    """The keys of what a payload has sent, or counts on."""
    return [data["surface"]["key"], *(run["table"]["key"] for run in data["runs"])]


def _unless_known(key: str, known: Collection[str], contents: Callable[[], Json]) -> Json:
    return {"key": key} if key in known else {"key": key} | contents()


def _key(*what: object) -> str:
    """A short name that two different things do not share."""
    return hashlib.sha256(repr(what).encode()).hexdigest()[:20]


def _run_key(scene: Scene, place: int) -> str:
    return _key(scene.surface, scene.numbers, scene.start, scene.steps, replace(scene.runs[place], hidden=False))


@lru_cache(maxsize=32)
def _grid(id: str, numbers: Values) -> Json:
    surface = SURFACES[id]
    (x0, x1), (y0, y1) = surface.domain
    x, y = np.linspace(x0, x1, GRID[0]), np.linspace(y0, y1, GRID[1])
    z = np.asarray(surface(x[None, :], y[:, None], **dict(numbers)))
    minima = surface.minima(**dict(numbers))
    if surface.levels == "log":
        # Level lines are spread over the logarithm of the height above the lowest grid point.
        height = z - z.min()
        z = np.log10(height + 1e-3 * np.median(height))
    return {
        "domain": surface.domain,
        "grid": GRID,
        "z": _packed(z.astype(np.float32)),
        "minima": minima,
    }


def _run(scene: Scene, place: int, path: Path) -> Json:
    run, style, last = scene.runs[place], STYLES[place], len(path.loss) - 1
    eta = dict(run.numbers)["eta"]
    schedule = "" if run.schedule == "constant" else f" · {say(SCHEDULES[run.schedule].name)}"
    return {
        "name": f"{say(OPTIMIZERS[run.optimizer].name)}, η = {compact(eta)}{schedule}",
        "place": place,
        "light": style.light,
        "dark": style.dark,
        "dash": style.dash,
        "marker": style.marker,
        "last": last,
        "kind": path.outcome.kind,
        "sentence": path.outcome.sentence,
        "end": say("step {step:,}: loss {loss:.3g}", step=last, loss=path.loss[-1])
        if path.outcome.kind == "diverged"
        else None,
    }


def _table(path: Path, domain: tuple[tuple[float, float], tuple[float, float]], steps: int) -> Json:
    # A path is one object for as long as it is cached, so its table is made once.
    return _tables(_Same(path), domain, steps)


class _Same:
    """A cache key that means this very path: equal by identity, and keeping it alive."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.path is self.path

    def __hash__(self) -> int:
        return id(self.path)


@lru_cache(maxsize=12)
def _tables(same: _Same, domain: tuple[tuple[float, float], tuple[float, float]], steps: int) -> Json:
    path = same.path
    norm = _norm(path)
    kept = visible(path.point, [path.loss, norm], domain, frames(steps))
    return {
        "steps": None if len(kept.steps) == len(norm) else _packed(kept.steps.astype(np.int32)),
        "lifted": None if not kept.lifted.any() else _packed(kept.lifted.astype(np.uint8)),
        **{name: _packed(_narrow(name, column)) for name, column in _rows(path, norm, kept.steps).items()},
    }


def _window(path: Path, around: int | None, steps: int) -> Json:
    if around is None or steps <= FULL:
        return {}
    inside = np.arange(max(0, around - AROUND), min(len(path.loss), around + AROUND + 1))
    exact = {name: _packed(column) for name, column in _rows(path, _norm(path), inside).items()}
    return {"window": {"from": int(inside[0]) if len(inside) else 0, **exact}}


def _rows(path: Path, norm: np.ndarray, steps: np.ndarray) -> dict[str, np.ndarray]:
    columns = {"x": path.point[:, 0], "y": path.point[:, 1], "loss": path.loss, "norm": norm}
    return {name: column[steps] for name, column in columns.items()}


def _norm(path: Path) -> np.ndarray:
    return np.hypot(path.grad[:, 0], path.grad[:, 1])


def _narrow(name: str, column: np.ndarray) -> np.ndarray:
    """float32 where that loses nothing the eye can see; float64 where it would become infinite.

    A tiny place is as good as 0, but a tiny loss has its own place on a logarithmic axis.
    """
    size = np.abs(column)
    fits = size < 1e37
    if name in ("loss", "norm"):
        fits &= (size > 1e-37) | (size == 0)
    return column.astype(np.float32) if fits.all() else column


def _packed(values: np.ndarray) -> Json:
    """Little-endian bytes in base64, with their type: the browser's typed arrays read them as they are."""
    values = np.ascontiguousarray(values)
    return {"type": values.dtype.name, "bytes": base64.b64encode(values.tobytes()).decode("ascii")}


def _curve(name: str, values: list[np.ndarray]) -> Json:
    """A logarithmic axis in whole decades, so that most changes of a number leave it as it is.

    At most 18 decades are shown, and 6 above the start: a diverging run leaves at the top.
    """
    positive = [column[(column > 0) & np.isfinite(column)] for column in values]
    if not any(len(column) for column in positive):
        return {"name": name, "range": [-1, 1]}
    high = max(np.log10(column.max()) for column in positive if len(column))
    begin = max(np.log10(column[0]) for column in positive if len(column))
    high = np.ceil(min(high, begin + 6))
    low = np.floor(min(np.log10(column.min()) for column in positive if len(column)))
    return {"name": name, "range": [float(max(low, high - 18)), float(high) if high > low else float(low) + 1]}


def _words() -> Json:
    """The words of the player's own controls."""
    return {
        "player": say("Player. Space plays and pauses, the arrow keys step, Home and End jump."),
        "play": say("Play (space)"),
        "pause": say("Pause (space)"),
        "restart": say("Back to the start (Home)"),
        "end": say("To the end (End)"),
        "back": say("One step back (←)"),
        "forward": say("One step forward (→)"),
        "scrub": say("Step on show"),
        "speed": say("Speed"),
        "clock": say("Clock"),
        "linear": say("even steps"),
        "log": say("log steps"),
        "step": say("step {step} of {steps}"),
        "steps": say("step"),
        "picture": say("Click to set the start, drag to move, wheel to zoom."),
        "minimum": say("minimum"),
        "start": say("start"),
        "outside": say("outside the picture"),
        "empty": say("No run is shown. Add one, or show a hidden one."),
        "failed": say("The picture could not be drawn: {reason}. Reload the page."),
    }
