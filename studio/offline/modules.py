"""The player's own modules in one file: no bundler, but an import map by the names that they have in the studio.

A relative specifier becomes the name of its module, `player/web/draw/pen.js`, and the map leads from there to the
source. Only what `START` leads to is taken along; comments too, for the modules are as they are served.
"""

import re
from functools import cache
from pathlib import Path, PurePosixPath

STUDIO = Path(__file__).parents[1]
START = "offline/web/alone.js"
PLOTLY = "player/web/plotly.min.js"
"""What the player loads by this name: Plotly's own file, or without 3D `AXES`, which does what planes need."""
AXES = "offline/web/axes.js"

SPECIFIER = re.compile(r"""(?<=["'])\.{1,2}/[^"'\s]+\.js(?=["'])""")


def named(module: str, specifier: str) -> str:
    """The name of the module that a relative specifier in `module` means."""
    parts: list[str] = []
    for part in (*PurePosixPath(module).parent.parts, *PurePosixPath(specifier).parts):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def rewritten(module: str, source: str) -> str:
    """The source with the names of modules in the place of relative specifiers."""
    return SPECIFIER.sub(lambda found: named(module, found[0]), source)


def imported(source: str) -> set[str]:
    """The names that a rewritten source imports, or will when it is asked to; not those of types in comments."""
    code = re.sub(r"/\*.*?\*/|^\s*//.*?$", "", source, flags=re.DOTALL | re.MULTILINE)
    return set(re.findall(r"""["']((?:player|offline)/web/[^"'\s]+\.js)["']""", code))


@cache
def modules(*, relief: bool) -> dict[str, str]:
    """The source of every module that the page needs, by its name; Plotly's own is not among them."""
    found: dict[str, str] = {}
    waiting = {START} if relief else {START, AXES}
    while waiting:
        name = waiting.pop()
        found[name] = rewritten(name, (STUDIO / name).read_text("utf-8"))
        waiting |= imported(found[name]) - {*found, PLOTLY}
    if not relief:
        found[PLOTLY] = found.pop(AXES)
    # In an order of their own: the same page is the same file, whoever makes it.
    return dict(sorted(found.items()))
