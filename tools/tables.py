"""`python -m tools.tables` writes the tables of README.md anew from the records."""

import re
from pathlib import Path

from optimizers import OPTIMIZERS, SCHEDULES, Part
from surfaces import SURFACES

README = Path(__file__).parent.parent / "README.md"
SIGNS = {"g": "g", "t": "t", "n": "(t + 1)"}


def line_of(part: Part) -> str:
    """The formula of a part in plain signs, as a later step has it: 'β · mᵗ⁻¹ + g'."""
    knobs = {number.id: float(number.default) for number in part.numbers}
    signs = SIGNS | {number.id: number.symbol for number in part.numbers} | {"last": part.memory}
    # What is kept as a root, so that no square has to be a float64, is a plain sum or average on paper.
    text = part.written(10, knobs).replace("{last}²", "{last}" if "√" in part.memory else "{last}²")
    signs |= {"last": re.sub(r"^\(√(.*)\)$", r"\1", part.memory)}
    return re.sub(r"{([^}=]+)(=[^}]*)?}", lambda found: signs.get(found[1], found[1]), text)


def optimizers() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("optimizer", "m", "σ", "changes", "elsewhere")]
    for one in OPTIMIZERS.values():
        own = not one.library
        # What is no formula of one parameter has its name.
        m, sigma = (f"`{line}`" if (line := line_of(part)) else part.name for part in (one.m, one.sigma))
        m = m if own else f"from {one.library}"
        rows.append((f"`{one.id}`", m, sigma, ", ".join(one.changes), one.differs))
    return rows


def schedules() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("schedule", "what it does", "its numbers")]
    for one in SCHEDULES.values():
        numbers = ", ".join(f"`{number.id}`" for number in one.part.numbers if number.id != "eta")
        rows.append((f"`{one.id}`", one.help, numbers))
    return rows


def surfaces() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("surface", "what it shows", "its numbers", "lowest points", "source")]
    for one in SURFACES.values():
        numbers = {number.id: float(number.default) for number in one.numbers}
        rows.append((
            f"`{one.id}`", one.help, ", ".join(f"`{id}`" for id in numbers), str(len(one.minima(**numbers))), one.source
        ))  # fmt: skip
    return rows


TABLES = {"optimizers": optimizers, "schedules": schedules, "surfaces": surfaces}


def renewed(text: str) -> str:
    """The text with each table between its marks written anew."""
    for name, rows in TABLES.items():
        head, *body = rows()
        lines = [head, tuple("---" for _ in head), *body]
        table = "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)
        begin, end = f"<!-- {name}: made by `make tables` -->", f"<!-- end of {name} -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        if not pattern.search(text):
            raise ValueError(f"README.md has no place for the table of {name}: {begin} … {end}")
        text = pattern.sub(lambda _, table=table, begin=begin, end=end: f"{begin}\n{table}\n{end}", text)
    return text


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
