"""Scene → the few lines of Python that make one of its runs."""

from scenes.scene import Scene, knobs_of
from surfaces import SURFACES
from words import compact


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
