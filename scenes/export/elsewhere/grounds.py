"""Each surface written out, once for all libraries: `xp` is the library that differentiates, `np` is NumPy, as it is.

A text is the body of `loss(x, y)`; of a surface of data it is that of `losses(x, y)`, a value for each example, and a
text that makes the data stands before it. The numbers of a surface are variables with their ids as names. Where the
textbook's form loses its digits at the minimum the text has the one that keeps them; what float64 cannot hold far
outside the picture is left as it is. `tests/scenes/export/test_grounds.py` holds all of them, and their gradients,
against the surfaces themselves.
"""

import numpy as np

from surfaces.batch_norm import EPSILON
from surfaces.data import HEIGHTS, INPUTS, PASSED, PLACES, SIGNALS
from surfaces.network_slice import POINTS, REACH, WALL
from surfaces.split import kept_out, parts

FORMULAS: dict[str, str] = {
    "bowl": """
        r2 = (x / a) ** 2 + (y / b) ** 2
        # c (√(1 + r²) − 1), written so that nothing cancels near 0.
        return c * r2 / (xp.sqrt(1 + r2) + 1)
    """,
    "quadratic": """
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        u, v = x * cos + y * sin, -x * sin + y * cos
        return (u**2 + kappa * v**2) / 2
    """,
    "crescent": """
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        # x² + y² − 1, with the 1 taken apart into cos² + sin².
        outside = (x - cos) * (x + cos) + (y + sin) * (y - sin)
        return wall * outside**2 + pull * ((x - cos) ** 2 + (y + sin) ** 2)
    """,
    "saddle": """
        return x**2 / 2 + falloff / 4 * (y**2 - 1) ** 2
    """,
    "monkey_saddle": """
        plain = x**3 - 3 * x * y**2 + 3 * (x**2 + y**2) ** 2 / (4 * radius) + radius**3 / 4
        # Farther out the same as two terms that are 0 at the minima, where those above cancel.
        far = (x**2 + y**2).real > radius**2 / 4
        u, v = xp.where(far, x, radius), xp.where(far, y, 0.0)
        r, left = xp.sqrt(u**2 + v**2), u.real < 0
        across = xp.where(left, v**2 / (r + xp.where(left, -u, u)), r + u) * (2 * u - r) ** 2
        along = ((u - radius) * (u + radius) + v**2) / (r + radius)
        return xp.where(far, across + along**2 * (3 * r**2 + 2 * radius * r + radius**2) / (4 * radius), plain)
    """,
    "plateau": """
        return (x - 2) ** 2 * ((3 * x**2 + 4 * x + 4) / 12 + slope / 2) + y**2 / 2
    """,
    "cliff": """
        gentle = 0.5
        bent = xp.log((wall + gentle * xp.exp(bend * x)) / (wall + gentle))
        return (wall + gentle) / bend * bent - gentle * x + y**2 / 2
    """,
    "double_well": """
        return (x + 1) ** 2 * (barrier * (x - 1) ** 2 + tilt / 4) + y**2
    """,
    "sharp_flat": """
        first, second = (x + 1.5) ** 2 + y**2, (x - 1.5) ** 2 + y**2
        return first * second / (2 * (flat**2 * first + sharp**2 * second))
    """,
    "edge": """
        return (1 + y**2) * x**2 / (xp.sqrt(1 + x**2) + 1) + pull / 2 * (y - 5) ** 2
    """,
    "river": """
        return wall * (x - xp.sin(y / 2) / 2) ** 2 - fall * y
    """,
    "rosenbrock": """
        return (a - x) ** 2 + b * (y - x**2) ** 2
    """,
    "beale": """
        # (cᵢ − x + x yⁱ)² for i = 1, 2, 3, written from the minimum (3, ½).
        left, rise = x - 3, x * (y - 0.5)
        first, second = rise - 0.5 * left, rise * (y + 0.5) - 0.75 * left
        third = (rise * y + rise / 2) * y + rise / 4 - 0.875 * left
        return first**2 + second**2 + third**2
    """,
    "booth": """
        u, v = x - 1, y - 3
        return (u + 2 * v) ** 2 + (2 * u + v) ** 2
    """,
    "matyas": """
        return 0.26 * (x**2 + y**2) - 0.48 * x * y
    """,
    "mccormick": """
        return xp.sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1
    """,
    "himmelblau": """
        # (x² + y − 11)² + (x + y² − 7)², written from the minimum (3, 2).
        u, v = x - 3, y - 2
        return (u * (x + 3) + v) ** 2 + (u + v * (y + 2)) ** 2
    """,
    "six_hump_camel": """
        return (4 - 2.1 * x**2 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2
    """,
    "styblinski_tang": """
        return (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y) / 2
    """,
    "goldstein_price": """
        p = 19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2
        q = 18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2
        return (1 + (x + y + 1) ** 2 * p) * (30 + (2 * x - 3 * y) ** 2 * q)
    """,
    "rastrigin": """
        return x**2 + y**2 + 2 * amplitude * (xp.sin(math.pi * x) ** 2 + xp.sin(math.pi * y) ** 2)
    """,
    "ackley": """
        ripples = xp.sin(math.pi * x) ** 2 + xp.sin(math.pi * y) ** 2
        return -a * xp.expm1(-b * xp.sqrt((x**2 + y**2) / 2)) - math.e * xp.expm1(-ripples)
    """,
    "easom": """
        return -xp.cos(x) * xp.cos(y) * xp.exp(-((x - math.pi) ** 2) - (y - math.pi) ** 2)
    """,
    "linear_regression": """
        return (x * inputs + y - heights) ** 2
    """,
    "logistic_regression": """
        return xp.log1p(xp.exp((1 - 2 * passed) * (x * inputs + y)))
    """,
    "tiny_network": """
        return (y * xp.tanh(x * inputs) - heights) ** 2
    """,
    "batch_norm": """
        return (x * first + y * second - heights) ** 2
    """,
    "sorted_classes": """
        return ((x - across) ** 2 + (y - up) ** 2) / 2
    """,
    "network_slice": f"""
        # A cubic spline through a grid of {POINTS} × {POINTS} losses; its coefficients come from the file. The last
        # term is the wall around the grid.
        reach = {REACH}

        def inside(value):
            value = xp.where(value.real > reach, 0 * value + reach, value)
            return xp.where(value.real < -reach, 0 * value - reach, value)

        def weights(t):
            u = 1 - t
            return xp.stack([u**3 / 6, (3 * t**3 - 6 * t**2 + 4) / 6, (3 * u**3 - 6 * u**2 + 4) / 6, t**3 / 6])

        across, up = ((inside(value) + reach) * ({POINTS - 1} / (2 * reach)) for value in (x, y))
        column, row = (whole(xp.clip(xp.floor(place.real), 1, {POINTS - 3})) for place in (across, up))
        near = splines[(row - 1 + np.arange(4))[:, None], column - 1 + np.arange(4)]
        # All weights add up to 1: counted from a neighbour, what is added up is small.
        total = weights(up - row) @ (near - near[1, 1]) @ weights(across - column)
        return near[1, 1] + total + {WALL} * ((x - inside(x)) ** 2 + (y - inside(y)) ** 2)
    """,
}  # fmt: skip
"""The body of `loss(x, y)`, or of `losses(x, y)` where there are examples; a test wants one for every surface."""


def _listed(values: np.ndarray) -> str:
    return repr([float(value) for value in values])


def data_of(surface: str, numbers: dict[str, float]) -> str:
    """What makes the data of a surface of data, as NumPy: of those that are not kept out. Of another surface ""."""
    base, held, _ = parts(surface)

    def those(values: np.ndarray) -> str:
        return _listed(np.delete(values, kept_out(len(values), held)) if held else values)

    match base:
        case "linear_regression" | "logistic_regression":
            named, second = ("heights", HEIGHTS) if base == "linear_regression" else ("passed", PASSED)
            lines = [f"inputs = np.array({those(INPUTS)})"]
            if numbers["standardised"] > 0:
                lines.append("inputs = (inputs - inputs.mean()) / inputs.std()")
            return "\n".join([*lines, f"{named} = np.array({those(second)})"])
        case "tiny_network":
            return f"inputs = np.array({those(PLACES)})\nheights = np.array({those(SIGNALS)})"
        case "batch_norm":
            lines = [
                f"inputs = np.array({those(PLACES)})",
                "first, second = np.tanh(1.5 * inputs + 4), np.tanh(0.5 * inputs - 2)",
            ]
            if numbers["normalised"] > 0:
                lines.append(
                    f"first, second = ((h - h.mean()) / np.sqrt(h.var() + {EPSILON}) for h in (first, second))"
                )
            return "\n".join([*lines, f"heights = np.array({those(SIGNALS)})"])
        case "sorted_classes":
            lines = [
                "# Ten by ten around the centre of each class: first the hundred of A, then those of B and of C.",
                "offsets = np.linspace(-0.9, 0.9, 10)",
                "across = np.concatenate([centre + np.tile(offsets, 10) for centre in (-2.0, 0.0, 2.0)])",
                "up = np.concatenate([centre + np.repeat(offsets, 10) for centre in (-1.0, 2.0, -1.0)])",
            ]
            if held:
                lines.append(f"kept = np.setdiff1d(np.arange(300), {kept_out(300, held).tolist()})")
                lines.append("across, up = across[kept], up[kept]")
            return "\n".join(lines)
    return ""


TAKEN: dict[str, tuple[str, ...]] = {
    "linear_regression": ("inputs", "heights"),
    "logistic_regression": ("inputs", "passed"),
    "tiny_network": ("inputs", "heights"),
    "batch_norm": ("first", "second", "heights"),
    "sorted_classes": ("across", "up"),
    "network_slice": ("splines",),
}
"""The arrays that a formula reads, which have to be the library's own."""
