"""Scene → Python that makes its runs: the few lines of one of them, and a whole program that checks itself."""

from urllib.parse import urlencode

import numpy as np

from optimizers import descend
from scenes.bounds import fitting
from scenes.link import to_link
from scenes.scene import Scene, knobs_of
from scenes.trajectories import origin_of, path_at
from surfaces import SURFACES
from words import compact

# Two runs from starts that differ in their last digits, and end so far from each other: as a share of the picture, or
# of how far out they are.
CHAOTIC, APART, FIRST = 1e-12, 1e-6, 20


def program(scene: Scene, place: int = 0) -> str:
    """Lines that can be run as they are; what they end with is the run's last point, as `path.point[-1]`."""
    run, surface = scene.runs[place], SURFACES[scene.surface]
    sampling, lines = scene.sampling(run), ["from surfaces import SURFACES"]
    names = ["descend", "optimizer"]
    given = [f"start=({compact(scene.start[0])}, {compact(scene.start[1])})", f"steps={scene.steps_of(run)}"]
    if run.schedule != "constant":
        given.append(f'schedule="{run.schedule}"')
    if run.then != "constant":
        given.append(f'then="{run.then}"')
    if run.changes:
        given.append(f"changes={[(at, float(compact(eta))) for at, eta in run.changes]}")
    if not sampling.is_exact(surface):
        names.append("Sampling")
        given.append(
            f"sampling=Sampling(noise={compact(sampling.noise)}, batch={sampling.batch}, "
            f"shuffle={sampling.shuffle}, seed={sampling.seed})"
        )
    usual = {number.id: number.default for number in surface.numbers}
    usual |= {number.id: value for number, value in knobs_of(run.optimizer, run.schedule, run.then)}
    values = {**dict(scene.numbers), **dict(run.numbers)}
    given += [f"{id}={compact(value)}" for id, value in values.items() if id == "eta" or value != usual[id]]
    lines.insert(0, f"from optimizers import {', '.join(sorted(names, key=str.lower))}")
    arguments = "".join(f"    {one},\n" for one in given)
    return "\n".join([
        *lines, "",
        f'path = descend(\n    SURFACES["{scene.surface}"],\n    optimizer("{run.optimizer}"),\n{arguments})',
        "print(path.point[-1], path.loss[-1])",
    ])  # fmt: skip


WHERE = "To be run in the folder of the laboratory, with its Python."


def script(scene: Scene) -> str:
    """A program for all runs on show, to be run in the folder of the laboratory; it ends with an error if one differs.

    Each is compared where it ends, to a relative 1e-10. Where digits that no two machines share decide the end, it is
    the first steps that are compared, and the program says so.
    """
    scene = fitting(scene)[0]
    parts = [
        f'"""The runs of a scene of the laboratory: explore?{urlencode(to_link(scene))}\n\n{WHERE}\n"""',
        "import numpy as np",
    ]
    for place, run in enumerate(scene.runs):
        if run.hidden:
            continue
        path = path_at(scene, place)
        at, note = len(path.point) - 1, ""
        if _is_chaotic(scene, place, path.point[-1]):
            at = min(at, FIRST)
            note = "# The last digits of the start decide where this run ends: its first steps are compared.\n"
        point = ", ".join(repr(float(value)) for value in path.point[at])
        parts.append(
            f"# Run {place + 1}\n{program(scene, place)}\n{note}"
            f"np.testing.assert_allclose(path.point[{at}], [{point}], rtol=1e-10, atol=1e-12)"
        )
    return "\n\n".join(parts) + "\n"


def _is_chaotic(scene: Scene, place: int, end: np.ndarray) -> bool:
    origin, steps = origin_of(scene, scene.runs[place]), scene.steps_of(scene.runs[place])
    start = tuple(float(value) * (1 + CHAOTIC) + CHAOTIC for value in origin.start)
    other = descend(steps=steps, **{**origin.choice, "start": start}).point[-1]
    sides = np.array([high - low for low, high in SURFACES[scene.surface].domain])
    return not bool((np.abs(other - end) <= APART * np.maximum(sides, np.abs(end))).all())
