"""A picture in four parts, for who cannot see it: what is there, what can be moved, what is the case, what to try."""

import math

from optimizers import Path
from optimizers.outcomes.outcome import Kind
from scenes.bounds import fitting
from scenes.drawn.names import name_of
from scenes.grid import spread, varied_of
from scenes.scene import Run, Scene, grounds, knobs_of
from scenes.trajectories import origin_of, path_at
from surfaces import SURFACES
from words import Message, compact, count, numeral, say

# What is worth trying of a run, by what became of it; the first of these that a run is.
TRIES: dict[Kind, Message] = {
    "diverged": "What to try: halve η of {name} until it no longer diverges. Where is the limit?",
    "oscillating": "What to try: halve η of {name}. Does it still go to and fro, and what is its loss then?",
    "crawling": "What to try: take ten times the η of {name}. Does it get there, or does it bounce?",
    "stuck": "What to try: move the start of {name} a little to the side. Does it stay there all the same?",
    "wandering": "What to try: halve η of {name}. Does its loss become lower, and does it calm down?",
    "hovering": "What to try: halve η of {name}. Does it stay nearer to the minimum?",
    "descending": "What to try: double the steps of {name}. How much lower does its loss become?",
    "converged": "What to try: double η of {name} until it no longer comes to rest. Where is the limit?",
}


def description(scene: Scene, *, covered: bool = False) -> list[str]:
    """Four sentences about the picture, in the reader's language; true of its runs, however they went.

    `covered`: what the runs do is still to be predicted, and is not told.
    """
    fitted = fitting(spread(scene))[0]
    side, shown = grounds(fitted)[0], [run for run in fitted.runs if not run.hidden]
    paths = [] if covered else [(run, path_at(side, fitted.runs.index(run))) for run in shown]
    return [_there(scene, side, shown), _moved(scene), _case(side, paths, covered=covered), _tried(side, paths)]


def _there(scene: Scene, side: Scene, shown: list[Run]) -> str:
    (x0, x1), (y0, y1) = SURFACES[side.surface].domain
    surface, numbers = SURFACES[side.surface], dict(side.numbers)
    minima, lowest = surface.lowest(**numbers)
    facts = {
        "surface": say(surface.name, "surface"), "x0": _number(x0), "x1": _number(x1),
        "y0": _number(y0), "y1": _number(y1), "x": _number(side.start[0]), "y": _number(side.start[1]),
    }  # fmt: skip
    message = "What is there: {surface} from above as level lines, θ₁ from {x0} to {x1} and θ₂ from {y0} to {y1}."
    told = [say(message, **facts)]
    if len(minima):
        places = say("; ", "player").join(f"({_number(x)}, {_number(y)})" for x, y in minima.tolist())
        one = "Its lowest point is at {places}, with the loss {loss}."
        several = "Its lowest points are at {places}, with the loss {loss}."
        told.append(count(one, several, len(minima), places=places, loss=_number(lowest)))
    else:
        told.append(say("It falls for ever and has no lowest point."))
    if not shown:
        told.append(say("No run is on show; the start is at ({x}, {y}).", **facts))
    else:
        names = say("; ", "player").join(name_of(origin_of(side, run), side.steps_of(run), side.runs) for run in shown)
        alone = "From ({x}, {y}) begins the path of {count} run: {names}."
        together = "From ({x}, {y}) begin the paths of {count} runs: {names}."
        told.append(count(alone, together, len(shown), names=names, **facts))
    if len(grounds(scene)) > 1:
        told.append(say("Beside it stands the same surface with one switch turned, with the same runs."))
    return _joined(told)


def _moved(scene: Scene) -> str:
    """Which numbers there are: of the surface, of chance, and of each run."""
    own = [say(number.name, "number") for number in SURFACES[scene.surface].numbers]
    runs = [run for run in scene.runs if not run.hidden] or list(scene.runs)
    knobs = dict.fromkeys(
        say(number.name, "number") for run in runs for number, _ in knobs_of(run.optimizer, run.schedule, run.then)
    )
    told = [say("What can be moved: the start, the number of steps, and of the runs: {knobs}.", knobs=_list([*knobs]))]
    if own:
        told.append(say("Of the surface: {numbers}.", numbers=_list(own)))
    if scene.view == "grid":
        place, number = varied_of(scene.runs, scene.varied)
        message = "Each of the pictures has another value of {number}."
        told.append(say(message, number=say(number.name, "number"), place=place + 1))
    return _joined(told)


def _case(side: Scene, paths: list[tuple[Run, Path]], *, covered: bool) -> str:
    if covered:
        return say("What is the case: that is to be predicted, and is not told here.")
    if not paths:
        return say("What is the case: nothing moves.")
    told = []
    for run, path in paths:
        name, last = name_of(origin_of(side, run), side.steps_of(run), side.runs), len(path.loss) - 1
        x, y = (float(value) for value in path.point[-1])
        message = "{name}: at step {step:,} it is at ({x}, {y}), loss {loss}. {outcome}"
        facts = {"x": _number(x), "y": _number(y), "loss": _number(float(path.loss[-1]))}
        told.append(say(message, name=name, step=last, outcome=path.outcome.sentence, **facts))
    return say("What is the case: {runs}", runs=_joined(told))


def _tried(side: Scene, paths: list[tuple[Run, Path]]) -> str:
    for kind, message in TRIES.items():
        for run, path in paths:
            if path.outcome.kind == kind:
                return say(message, name=name_of(origin_of(side, run), side.steps_of(run), side.runs))
    return say("What to try: foretell where a run from this start ends, and then let it run.")


def _list(names: list[str]) -> str:
    return say(", ", "player").join(names)


def _joined(sentences: list[str]) -> str:
    """Sentences behind each other: between Chinese ones there is no space."""
    first, *others = sentences
    return say("{one} {other}", "sentences", one=first, other=_joined(others)) if others else first


def _number(value: float) -> str:
    """With the digits that are heard: three."""
    if not math.isfinite(value):
        return numeral(str(value)) if math.isnan(value) else ("−∞" if value < 0 else "∞")
    return numeral(compact(float(f"{value:.3g}")))
