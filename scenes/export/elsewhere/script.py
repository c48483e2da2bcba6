"""The whole program: the surface, what chance brought, each run with its schedule and its method, and the check."""

import re
from typing import NamedTuple
from urllib.parse import urlencode

import numpy as np

from optimizers import optimizer
from optimizers.loop.sampling import Source
from scenes.bounds import fitting
from scenes.export.elsewhere.grounds import FORMULAS, TAKEN, data_of
from scenes.export.elsewhere.libraries import NAMES, NOT_WRITTEN, Call, Library, call_of
from scenes.export.elsewhere.methods import LOWEST, SLOPE, WHOLE, lines_of
from scenes.export.elsewhere.rates import looks_at_loss, rate_of
from scenes.export.elsewhere.steady import Agreed, agreed, made
from scenes.link import to_link
from scenes.scene import Run, Scene
from scenes.trajectories import path_at
from surfaces import SURFACES
from surfaces.network_slice import splines_of
from surfaces.split import parts
from words import compact, say

DRAWS = "draws.npz"

HEADS: dict[Library, str] = {
    "numpy": "import numpy as np",
    "optax": "import jax\nimport jax.numpy as jnp\nimport numpy as np\nimport optax\n\n"
    '# JAX computes in float32 unless told otherwise.\njax.config.update("jax_enable_x64", True)',
    "torch": "import numpy as np\nimport torch\n\n"
    "# PyTorch computes in float32 unless told otherwise.\ntorch.set_default_dtype(torch.float64)",
}
GRADIENTS: dict[Library, str] = {
    "numpy": '''
def gradient(theta{weights}):
    """By a complex step: Im L(θ + ih)/h. Nothing is subtracted, so that it is exact but for roundings."""
    x, y = theta
    return np.array([{first}.imag, {second}.imag]) / 1e-100
''',
    "optax": """
@jax.jit
@jax.grad
def gradient(theta{weights}):
    return {plain}
""",
    "torch": """
def gradient(theta{weights}):
    theta = theta.detach().requires_grad_()
    {plain}.backward()
    return theta.grad
""",
}
WHOLES: dict[Library, str] = {
    "numpy": "whole = int",
    "optax": "def whole(value):\n    return value.astype(int)",
    "torch": "def whole(value):\n    return int(value.detach())",
}


class Script(NamedTuple):
    """A program, and the arrays it reads from the file `draws.npz` beside it; none for most."""

    text: str
    arrays: dict[str, np.ndarray]


def not_elsewhere(scene: Scene) -> list[str]:
    """Why there is no such program, a sentence for each method that stands in its way; nothing is computed for that."""
    methods = dict.fromkeys(run.optimizer for run in scene.runs if not run.hidden)
    return [say(NOT_WRITTEN[id]) for id in methods if id in NOT_WRITTEN]


def elsewhere(scene: Scene, library: Library) -> Script:
    """A program for all runs on show that needs this library and NumPy, and nothing of this package.

    It ends with an error if a run differs at its last step by more than a relative 1e-10. Where its last digits decide
    the end, it is held to the last step up to which they do not (`agreed`), and says so.

    Raises:
        ValueError: a method on show is in no such program, with the reason (`not_elsewhere`).
    """
    scene = fitting(scene)[0]
    for sentence in not_elsewhere(scene):
        raise ValueError(sentence)
    shown = [place for place, run in enumerate(scene.runs) if not run.hidden]
    arrays: dict[str, np.ndarray] = {}
    blocks = [*_before(scene, library, arrays), *(_run(scene, place, library, arrays) for place in shown)]
    plain = blocks if library == "numpy" else [
        *_before(scene, "numpy", arrays), *(_run(scene, place, "numpy", arrays) for place in shown)
    ]  # fmt: skip
    checks = []
    for place, path in zip(shown, agreed("\n".join([HEADS["numpy"], *plain]), scene, arrays), strict=True):
        checks.append(_check(place, path))
    if arrays:
        blocks.insert(0, f'with np.load(Path(__file__).with_name("{DRAWS}")) as file:\n    draws = dict(file)')
    text = "\n\n\n".join([*blocks, *checks]) + "\n"
    imports = [*["import math"] * ("math." in text), *["from pathlib import Path"] * bool(arrays)]
    head = "\n".join([_docstring(scene, library), "", *imports, *[""] * bool(imports), HEADS[library]])
    return Script(f"{head}\n\n{text}", arrays)


def _for(library: Library, text: str) -> str:
    """With the library's own names."""
    module = {"numpy": "np", "optax": "jnp", "torch": "torch"}[library]
    text = text.replace("xp.array(", "torch.tensor(") if library == "torch" else text
    return text.replace("xp.", f"{module}.")


def _docstring(scene: Scene, library: Library) -> str:
    surface = SURFACES[scene.surface]
    return (
        f'"""{surface.name}: runs of the error surface laboratory, made again with {NAMES[library]}.\n\n'
        f"The scene: explore?{urlencode(to_link(scene))}\n"
        'It ends with an error if a run differs from the laboratory\'s by more than a relative 1e-10.\n"""'
    )


def _before(scene: Scene, library: Library, arrays: dict[str, np.ndarray]) -> list[str]:
    """What all runs have in common: the surface and its gradient."""
    base = parts(scene.surface)[0]
    numbers, blocks = dict(scene.numbers), []
    if base == "network_slice":
        arrays["splines"] = splines_of(numbers["skip"])
    lines = [f"# The surface, {_source(scene)}"]
    used = [id for id in numbers if id in FORMULAS[base]]
    lines += [f"{id} = {compact(numbers[id])}" for id in used]
    lines += [data] if (data := data_of(scene.surface, numbers)) else []
    for name in TAKEN.get(base, ()):
        values = 'draws["splines"]' if name == "splines" else name
        lines.append(f"{name} = xp.array({values})")
    if base == "network_slice":
        lines.append(WHOLES[library])
    blocks.append("\n".join(lines))
    many = bool(SURFACES[scene.surface].examples)
    body = "\n".join(line[4:] for line in FORMULAS[base].strip("\n").rstrip().splitlines())
    blocks.append(f"def {'losses' if many else 'loss'}(x, y):\n{body}")
    if many:
        blocks.append("def loss(x, y):\n    return losses(x, y).mean()")
    batched = any(_batched(scene, run) for run in scene.runs if not run.hidden)
    called = "weights @ losses({})" if batched else "loss({})"
    places = {"first": "x + 1e-100j, y", "second": "x, y + 1e-100j", "plain": "theta[0], theta[1]"}
    filled = {name: called.format(at) for name, at in places.items()}
    if batched and library == "torch":
        filled["plain"] = f"({filled['plain']})"
    blocks.append(GRADIENTS[library].strip("\n").format(weights=", weights" * batched, **filled))
    return [_for(library, block) for block in blocks]


def _source(scene: Scene) -> str:
    return SURFACES[scene.surface].source.replace("\n", " ")


def _batched(scene: Scene, run: Run) -> bool:
    return scene.sampling(run).batch not in (None, SURFACES[scene.surface].examples)


def _run(scene: Scene, place: int, library: Library, arrays: dict[str, np.ndarray]) -> str:
    """The function of one run."""
    run, last = scene.runs[place], made(path_at(scene, place))
    numbers = dict(run.numbers)
    epoch = scene.sampling(run).steps_per_epoch(SURFACES[scene.surface])
    numbers |= {"steps_per_epoch": float(epoch)} if epoch is not None and "steps_per_epoch" in numbers else {}
    epsilon = numbers.get("epsilon")
    call = call_of(library, run.optimizer, epsilon)
    drawn, gradient = _chance(scene, run, last, arrays)
    begins, step = _method(run, call, library, epsilon)
    lowest = SURFACES[scene.surface].lowest(**dict(scene.numbers))[1]
    begins = [line.replace(LOWEST, compact(lowest) if np.isfinite(lowest) else "math.inf") for line in begins]
    elsewhere = re.compile(re.escape(SLOPE).replace(r"\{\}", r"(\w+)"))
    step = [elsewhere.sub(lambda found: gradient.replace("theta", found[1]), line) for line in step]
    body = [
        f'"""{optimizer(run.optimizer).name or run.optimizer}; the learning rate: {run.schedule}."""',
        *(f"{id} = {compact(value)}" for id, value in numbers.items()),
        *drawn, "", *rate_of(run), "",
        *([f"# {call.note}"] if call.note else []),
        f"theta = xp.array([{compact(scene.start[0])}, {compact(scene.start[1])}], dtype=xp.float64)",
        *begins, "path = [theta]", "for t in range(steps):", f"    g = {gradient}",
        f"    rate_t = rate(t{', float(loss(*theta))' * looks_at_loss(run)})",
        *(f"    {line}" for line in step), "    path.append(theta)", "return path",
    ]  # fmt: skip
    lines = [f"def run_{place + 1}(steps):", *(f"    {line}" if line else "" for line in body)]
    return _for(library, "\n".join(lines))


def _check(place: int, found: Agreed) -> str:
    all, last, at, point = found
    said = (
        "" if at == last else f"# From step {at + 1} on its last digits decide where it goes: this one is compared.\n"
    )
    if last < all:
        said += f"# After {last} steps its numbers are too large for a formula as it is written.\n"
    return (
        f"path = run_{place + 1}({last})\n{said}"
        f"np.testing.assert_allclose(path[{at}], {point!r}, rtol=1e-10, atol=1e-12)\n"
        f'print("run {place + 1} ends at", *map(float, path[-1]))'
    )


def _chance(scene: Scene, run: Run, last: int, arrays: dict[str, np.ndarray]) -> tuple[list[str], str]:
    """The lines that read what chance brought to a run, and its gradient of step t with it."""
    draws = Source(scene.sampling(run), SURFACES[scene.surface]).take(max(last, 1))
    lines, given, added = [], "", ""
    if draws.weights is not None:
        key = f"taken_{scene.sampling(run).batch}"
        taken = np.asarray(draws.weights) > 0
        arrays[key] = max(taken, arrays.get(key, taken), key=len)
        lines += [f'taken = draws["{key}"]', "weights = xp.array(taken / taken.sum(axis=1, keepdims=True))"]
        given = ", weights[t]"
    elif any(_batched(scene, other) for other in scene.runs if not other.hidden):
        count = SURFACES[scene.surface].examples
        lines, given = [f"weights = xp.array(np.full({count}, 1 / {count}))"], ", weights"
    if draws.noise is not None:
        noise = np.asarray(draws.noise)
        arrays["noise"] = max(noise, arrays.get("noise", noise), key=len)
        lines.append('noise = xp.array(draws["noise"])')
        added = " + noise[t]"
    return lines, f"gradient(theta{given}){added}"


def _method(run: Run, call: Call, library: Library, epsilon: float | None) -> tuple[list[str], list[str]]:
    """How the method begins, and the lines of a step: the library's own, or written out."""
    if call.name and library == "optax":
        given = ", ".join(["learning_rate=0.0", *filter(None, [call.given])])
        begins = [
            f"optimizer = optax.inject_hyperparams(optax.{call.name})({given})",
            "state, update = optimizer.init(theta), jax.jit(optimizer.update)",
        ]
        step = [
            'state.hyperparams["learning_rate"] = xp.array(rate_t)',
            "updates, state = update(g, state, theta)",
            "theta = optax.apply_updates(theta, updates)",
        ]
        return begins, step
    if call.name:
        given = ", ".join(["[moved]", "lr=eta", *filter(None, [call.given])])
        begins = [
            "moved = theta.clone().requires_grad_()",
            f"optimizer = torch.optim.{call.name}({given})",
        ]
        step = [
            'moved.grad, optimizer.param_groups[0]["lr"] = g, rate_t',
            "optimizer.step()",
            "theta = moved.detach().clone()",
        ]
        return begins, step
    lines = lines_of(run.optimizer)
    begins, step = [f"{name} = {first}" for name, first in lines.begins.items()], list(lines.step)
    divides = any(line.lstrip().startswith("sigma =") for line in step)
    if epsilon == 0 and run.optimizer in WHOLE:
        begins.insert(0, "epsilon = 1e-300  # as good as 0, which would make 0/0 where there is no slope")
    elif epsilon == 0 and divides:
        step.append("sigma = xp.where(m == 0, 1.0, sigma)  # no 0/0: where m is 0 there is no step")
    return begins, [*step, f"theta = theta - rate_t{' / sigma' * divides} * m"]
