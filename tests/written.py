"""What a written step comes to: the lines of `Part.written`, read as arithmetic."""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping

import numpy as np

# How the lines write what Python writes otherwise. A filled place stands in brackets, so √ has them or a plain number.
SPELLED = ((r"√([\d.]+)", r"√(\1)"), ("√", "sqrt"), (r"\|([^|]*)\|", r"abs(\1)"), ("·", "*"), ("−", "-"))
SPELLED += (("²", "**2"), (r"\^", "**"), ("π", "pi"), ("∞", "inf"))

TWO: dict[type[ast.operator], Callable] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: pow,
}  # fmt: skip
NAMED: dict[str, Callable] = {"sqrt": np.sqrt, "cos": np.cos, "abs": abs, "min": min, "max": max}
CONSTANTS = {"pi": math.pi, "inf": math.inf, "nan": math.nan}


@np.errstate(all="ignore")  # a rate may leave float64, and ∞ is what the line then comes to
def value_of(line: str, facts: Mapping[str, float]) -> float:
    """The value of a line such as "{beta} · {last} + {r=0.25} · {g}²", with every {name} filled from `facts`.

    A place {name=0.25} brings its own number. Known are + − · / ^ ² √ |…| cos, min, max and π; all else is refused.

    Raises:
        KeyError: a place that `facts` has no number for.
        ValueError: something that is no arithmetic.
    """

    def filled(place: re.Match[str]) -> str:
        _, equals, own = place[1].rpartition("=")
        return f"({float(own) if equals else float(facts[place[1]])!r})"

    text = re.sub(r"\{([^{}]*)\}", filled, line)
    for sign, spelled in SPELLED:
        text = re.sub(sign, spelled, text)
    try:
        return float(_value(ast.parse(text, mode="eval").body))
    except SyntaxError:
        raise ValueError(f"{line!r} is no arithmetic") from None


def _value(node: ast.expr) -> np.float64:
    match node:
        case ast.Constant(value=int() | float() as number):
            return np.float64(number)
        case ast.Name(id=name) if name in CONSTANTS:
            return np.float64(CONSTANTS[name])
        case ast.UnaryOp(op=ast.USub(), operand=one):
            return -_value(one)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in TWO:
            return TWO[type(sign)](_value(left), _value(right))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in NAMED:
            return NAMED[name](*map(_value, arguments))
    raise ValueError(f"{ast.unparse(node)!r} is no arithmetic")
