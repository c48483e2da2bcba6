"""Any scene there can be, for tests that try what holds for all of them."""

from dataclasses import replace
from typing import get_args

from hypothesis import strategies as st

from optimizers import OPTIMIZERS, SCHEDULES
from optimizers.parts.knobs import CHANGE_AT, ETA, NOISE, SEED, SEEDS, START, STEPS
from optimizers.recipes.schedules import FOLLOWERS, MOST_CHANGES
from scenes import MAX_RUNS, Run, Scene, knobs_of
from scenes.scene import CURVES, MARKS, MAX_CURVES, Clock, Height, Space, Trail, View
from surfaces import SURFACES
from tests.allowed import inside

# Every choice of parts, with the records of its numbers; looked up before hypothesis draws from them.
PARTS = {
    (optimizer, schedule, then): [number for number, _ in knobs_of(optimizer, schedule, then)]
    for optimizer in OPTIMIZERS
    for schedule in SCHEDULES
    for then in (FOLLOWERS if schedule == "warmup" else ["constant"])
}


@st.composite
def runs(draw: st.DrawFn) -> Run:
    parts = draw(st.sampled_from(list(PARTS)))
    numbers = tuple((number.id, draw(inside(number))) for number in PARTS[parts])
    changes = draw(st.dictionaries(inside(CHANGE_AT).map(int), inside(ETA), max_size=MOST_CHANGES))
    batch = draw(st.none() | st.just(1))
    return Run(*parts, numbers, draw(st.booleans()), tuple(sorted(changes.items())), batch)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    surface = draw(st.sampled_from(list(SURFACES)))
    scene = Scene(
        surface,
        tuple((number.id, draw(inside(number))) for number in SURFACES[surface].numbers),
        (draw(inside(START)), draw(inside(START))),
        int(draw(inside(STEPS))),
        tuple(draw(st.lists(runs(), min_size=1, max_size=MAX_RUNS))),
        *(draw(st.sampled_from(get_args(choice))) for choice in (View, Clock, Space, Height, Trail)),
        varied=(draw(st.integers(0, MAX_RUNS - 1)), draw(st.sampled_from(["eta", "beta", "alpha", "warmup"]))),
        curves=tuple(draw(st.lists(st.sampled_from(CURVES), unique=True, max_size=MAX_CURVES))),
        marks=tuple(draw(st.lists(st.sampled_from(MARKS), unique=True))),
        noise=draw(inside(NOISE)),
        seed=int(draw(inside(SEED))),
        shuffle=draw(st.booleans()),
        seeds=int(draw(inside(SEEDS))),
    )
    place, id = scene.varied
    run = scene.runs[place if place < len(scene.runs) else 0]
    numbers = PARTS[run.optimizer, run.schedule, run.then]
    end = inside(next((number for number in numbers if number.id == id), numbers[0]))
    return replace(scene, grid=(draw(end), draw(end), draw(st.integers(2, 9))))
