"""Each method written out, once for all libraries: how its memory begins, and how m and σ of a step come about.

`g` is the gradient, `t` the step from 0 on, `theta` the point, `xp` the library. What is named in a line is what the
formula of the part has. Steps are `theta - rate_t / sigma * m`, or `theta - rate_t * m` where σ is 1.
"""

from typing import NamedTuple

from optimizers import optimizer
from optimizers.recipes.record import Optimizer

ZERO = "0 * theta"
# Of the scene: the gradient of step t elsewhere, and the lowest loss of its surface.
SLOPE, LOWEST = "SLOPE({})", "LOWEST"


class Lines(NamedTuple):
    """What is kept, by its name with its first value, and the lines of one step."""

    begins: dict[str, str]
    step: tuple[str, ...]


def _average(memory: str, name: str = "m") -> Lines:
    first = f"{name} = g if t == 0 else {memory} * {name} + (1 - {memory}) * g"
    return Lines({name: ZERO}, (first,))


MOMENTA: dict[str, Lines] = {
    "gradient": Lines({}, ("m = g",)),
    "heavy_ball": Lines({"m": ZERO}, ("m = beta * m + g",)),
    "sum": Lines({"m": ZERO}, ("m = m + g",)),
    "nesterov": Lines({"v": ZERO}, ("v = beta * v + g", "m = g + beta * v")),
    "average": _average("beta"),
    "average_from_zero": Lines({"m": ZERO}, ("m = beta1 * m + (1 - beta1) * g",)),
    "corrected_average": Lines(
        {"mean": ZERO}, ("mean = beta1 * mean + (1 - beta1) * g", "m = mean / (1 - beta1 ** (t + 1))")
    ),
}  # fmt: skip

_SQUARE = "square = beta2 * square + (1 - beta2) * g**2"
_ROOT = "xp.sqrt(square / (1 - beta2 ** (t + 1)))"
_RADAM = (
    "n, longest = t + 1, 2 / (1 - beta2) - 1",
    "rho = longest - 2 * n * beta2**n / (1 - beta2**n)",
    "sigma = 1.0",
    "if rho > 5:",
    "    r = math.sqrt((rho - 4) * (rho - 2) * longest / ((longest - 4) * (longest - 2) * rho))",
    f"    sigma = ({_ROOT} + epsilon) / r",
)

SIGMAS: dict[str, Lines] = {
    "one": Lines({}, ()),
    "mean_square": Lines({"square": ZERO}, ("square = square + g**2", "sigma = xp.sqrt(square / (t + 1)) + epsilon")),
    "sum_square": Lines({"square": ZERO}, ("square = square + g**2", "sigma = xp.sqrt(square) + epsilon")),
    "moving_square": Lines(
        {"square": ZERO},
        ("square = g**2 if t == 0 else alpha * square + (1 - alpha) * g**2", "sigma = xp.sqrt(square) + epsilon"),
    ),
    "moving_square_from_zero": Lines(
        {"square": ZERO}, ("square = alpha * square + (1 - alpha) * g**2", "sigma = xp.sqrt(square) + epsilon")
    ),
    "corrected_square": Lines({"square": ZERO}, (_SQUARE, f"sigma = {_ROOT} + epsilon")),
    "rectified_square": Lines({"square": ZERO}, (_SQUARE, *_RADAM)),
}

_A = ("mean = beta1 * mean + (1 - beta1) * g", "mean_hat = mean / (1 - beta1 ** (t + 1))")
_S_HAT = "square_hat = square / (1 - beta2 ** (t + 1))"

_SIZE = "size = math.hypot(float(g[0]), float(g[1]))"
_SEQUENCES = {"z": "1 * theta", "x": "1 * theta", "total": "0.0", "peak": "0.0"}


def _free(along: str) -> tuple[str, ...]:
    """The step of a schedule-free method whose own steps lead along this."""
    return (
        "m = 0 * g",
        "if rate_t > 0:",
        "    peak = max(peak, rate_t)",
        "    total = total + peak**2",
        f"    z = z - rate_t * {along}",
        "    x = (1 - peak**2 / total) * x + peak**2 / total * z",
        "    m = (theta - ((1 - share) * z + share * x)) / rate_t",
    )


WHOLE: dict[str, Lines] = {
    "adam_matrix": Lines(
        {"mean": ZERO, "root": "xp.stack([0 * theta, 0 * theta])"},
        (
            "mean = beta1 * mean + (1 - beta1) * g",
            "# A root W of V = β₂ V + (1 − β₂) g gᵀ, WᵀW = V; its axes are those of the valley.",
            "rows = xp.stack([*(math.sqrt(beta2) * root), math.sqrt(1 - beta2) * g])",
            "_, size, axes = xp.linalg.svd(rows, full_matrices=False)",
            "known = size > 1e-15 * size.max()",
            "along = axes @ mean / (1 - beta1 ** (t + 1))",
            "divisor = size / math.sqrt(1 - beta2 ** (t + 1)) + epsilon",
            "m = axes.T @ xp.where(known, along / xp.where(known, divisor, 1.0), 0.0)",
            "root = size[:, None] * axes",
        ),
    ),
    "adamw": Lines(
        {"mean": ZERO, "square": ZERO},
        (*_A, _SQUARE, f"m = mean_hat / ({_ROOT} + epsilon) + weight_decay * theta"),
    ),
    "nadam": Lines(
        {"mean": ZERO, "square": ZERO},
        (
            _A[0], _SQUARE,
            "ahead = beta1 * mean / (1 - beta1 ** (t + 2)) + (1 - beta1) * g / (1 - beta1 ** (t + 1))",
            f"m = ahead / ({_ROOT} + epsilon)",
        ),
    ),
    "amsgrad": Lines(
        {"mean": ZERO, "square": ZERO, "highest": ZERO},
        (
            *_A, _SQUARE, _S_HAT, "highest = xp.maximum(highest, square_hat)",
            "m = mean_hat / (xp.sqrt(highest) + epsilon)",
        ),
    ),
    "adadelta": Lines(
        {"square": ZERO, "moved": ZERO},
        (
            "square = alpha * square + (1 - alpha) * g**2",
            "m = xp.sqrt((moved + epsilon_inside) / (square + epsilon_inside)) * g",
            "moved = alpha * moved + (1 - alpha) * m**2",
        ),
    ),
    "adamax": Lines(
        {"mean": ZERO, "peak": ZERO},
        (*_A, "peak = xp.maximum(beta2_peak * peak, abs(g) + epsilon)", "m = mean_hat / peak"),
    ),
    "yogi": Lines(
        {"mean": "1e-6 + 0 * theta", "square": "1e-6 + 0 * theta"},
        (
            *_A, "square = square - (1 - beta2) * xp.sign(square - g**2) * g**2", _S_HAT,
            "m = mean_hat / (xp.sqrt(square_hat) + epsilon)",
        ),
    ),
    "lion": Lines(
        {"mean": ZERO},
        (
            "m = xp.sign(beta1 * mean + (1 - beta1) * g) + weight_decay * theta",
            "mean = beta2_kept * mean + (1 - beta2_kept) * g",
        ),
    ),
    "sam": Lines(
        {}, (_SIZE, "ascent = theta + uphill * g / size if size else theta", f"m = {SLOPE.format('ascent')}"),
    ),
    "sign_descent": Lines({}, ("m = xp.sign(g)",)),
    "clipped": Lines({}, (_SIZE, "m = g / max(1.0, size / clip)")),
    "polyak": Lines(
        {"lowest": LOWEST},
        (_SIZE, "height = max(float(loss(*theta)) - lowest, 0.0)", "m = height / size * (g / size) if size else g"),
    ),
    "averaged": Lines(
        {"mean": "1 * theta", "moving": "1 * theta"},
        ("mean = mean + (theta - mean) / (t + 1)", "moving = kept * moving + (1 - kept) * theta", "m = g"),
    ),
    "lookahead": Lines(
        {"slow": "1 * theta"},
        (
            "m = g",
            "if rate_t > 0 and (t + 1) % sync == 0:",
            "    slow = slow + way * (theta - rate_t * g - slow)",
            "    m = (theta - slow) / rate_t",
        ),
    ),
    "schedule_free": Lines(_SEQUENCES, _free("g")),
    "schedule_free_adamw": Lines(
        {**_SEQUENCES, "square": ZERO}, (_SQUARE, *_free(f"(g / ({_ROOT} + epsilon) + weight_decay * theta)"))
    ),
    "ademamix": Lines(
        {"fast": ZERO, "slow": ZERO, "square": ZERO},
        (
            "fast = beta1 * fast + (1 - beta1) * g", "slow = beta3 * slow + (1 - beta3) * g", _SQUARE,
            f"m = (fast / (1 - beta1 ** (t + 1)) + mix * slow) / ({_ROOT} + epsilon)",
        ),
    ),
    "prodigy": Lines(
        {"mean": ZERO, "square": ZERO, "gathered": ZERO, "along": "0.0", "begin": "theta", "d": "first_distance"},
        (
            "fix = math.sqrt(1 - beta2 ** (t + 1)) / (1 - beta1 ** (t + 1))",
            "old, weight = d, d / first_distance * d * rate_t * fix",
            "mean = beta1 * mean + (1 - beta1) * d * g",
            "square = beta2 * square + (1 - beta2) * (d * g) ** 2",
            "along = math.sqrt(beta2) * along + weight * float((g * (begin - theta)).sum())",
            "gathered = math.sqrt(beta2) * gathered + weight * g",
            "across = float(abs(gathered).sum())",
            "d = max(d, along / across) if across else d",
            "m = old * fix * mean / (xp.sqrt(square) + 1e-8 * d)",
        ),
    ),
}  # fmt: skip
"""Those that are no m over a σ."""


def lines_of(id: str) -> Lines:
    """The method of this id, or the pair of parts, written out; the parts' memories under the names of its numbers.

    Raises:
        KeyError: there is no such method, or it has not been written out.
    """
    if id in WHOLE:
        return WHOLE[id]
    one = optimizer(id)
    m, sigma = _named(MOMENTA[one.m.id], "beta", one), _named(SIGMAS[one.sigma.id], "alpha", one)
    return Lines({**m.begins, **sigma.begins}, (*m.step, *sigma.step))


def _named(lines: Lines, memory: str, one: Optimizer) -> Lines:
    """With the number that this method has: β₁ or β₂ in place of β or α."""
    ids = {number.id for number in one.numbers}
    other = {"beta": "beta1", "alpha": "beta2"}[memory]
    if memory in ids or other not in ids:
        return lines
    return Lines(lines.begins, tuple(line.replace(f"{memory} ", f"{other} ").replace(f"{memory})", f"{other})")
                                     for line in lines.step))  # fmt: skip
