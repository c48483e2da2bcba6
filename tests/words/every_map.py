"""Everything that a map can say: on its page, in its answers, and of what is wrong in its words."""

from dataclasses import replace

import numpy as np

from scenes import Scene, from_link, new_run, to_link
from scenes.maps import Axis, Map, Pixels, part, parts, sizes, whole
from scenes.maps.link import read
from scenes.maps.record import OVER, TELLS
from studio.panels.maps import answers, picture, words
from tests.visitor import calm, newcomer, visit

SCENE = Scene("himmelblau", (), (4.2, 4.0), 40, (new_run("gd", eta=0.02),))
WRONG = (
    {"over": "x"}, {"target": "x"}, {"across": "x~1~1"}, {"across": "x~2~1"}, {"across": "x"},
    {"across": f"x~1~{1 + 2**-52}"}, {"over": "numbers", "across": "eta~0.1~1", "up": "eta~0.1~1"},
)  # fmt: skip


def every_map() -> None:
    """The page of each kind, and each kind of answer."""
    at = newcomer()
    at.session_state["maps numbers open"] = True
    for over in OVER:
        for tells in TELLS:
            at = calm(visit(at, "maps", {"page": "maps", "over": over, "tells": tells} | to_link(SCENE)))
    for link in WRONG:
        assert read(link, SCENE)[1]
    assert read({}, replace(SCENE, steps=1_000_000))[1]
    assert read({}, replace(SCENE, steps=20_000, noise=1.0, seeds=200))[1]
    starts, _ = read({}, SCENE)
    numbers = Map(SCENE, "numbers", Axis("eta", 1e-4, 1e-1), Axis("y", -5.0, 5.0))
    rates, _ = read({"over": "rates"}, SCENE)
    noisy = replace(starts, scene=replace(SCENE, noise=1.0, seeds=2))
    for map in (starts, replace(starts, across=Axis("x", -6.0, 6.0)), numbers, noisy):
        assert words.lines(map, whole(map, 64), 64)
    # What is said of a border for good: of the finest grid, a straight one and one that is everywhere.
    finest, chance = sizes(starts)[-1], np.random.default_rng(1)
    fine = Pixels(*(np.resize(column, finest * finest) for column in whole(starts, 64)))
    for kind in (np.arange(finest * finest) // finest > finest // 3, chance.integers(0, 3, finest * finest)):
        assert words.lines(starts, fine._replace(kind=kind.astype(np.int64)), finest)
    # Of all lines one is as good as another.
    line = part(rates, 512, parts(rates, 512) - 1)
    words.lines(rates, Pixels(*(np.tile(column, len(rates.methods)) for column in line)), 512)
    many, valley = (from_link({"surface": surface, "steps": "9"}, SCENE)[0] for surface in ("rastrigin", "quadratic"))
    slopes = Map(valley, "numbers", Axis("eta", 0.1, 1.0), Axis("kappa", 2.0, 9.0))
    for map in (starts, read({}, many)[0], slopes):
        picture.data(map)
    assert words.class_name(starts, words.CYCLE, 2)
    wild = replace(starts, scene=replace(SCENE, runs=(new_run("gd", eta=0.03),), steps=300))
    asked = {"size": "64", "part": "0"}
    said = [answers.run(wild, asked | {"column": str(at), "row": str(at)}).body for at in range(64)]
    assert any(b"Chaotic" in one for one in said)
