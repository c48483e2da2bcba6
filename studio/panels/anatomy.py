"""The lists of the summary formula: what is chosen from them, what it is called, and what it is compared with."""

from functools import partial

import streamlit as st

from optimizers import OPTIMIZERS, SCHEDULES, Optimizer, composed, optimizer, title_of
from optimizers.parts.momenta import MOMENTA
from optimizers.parts.sigmas import SIGMAS
from optimizers.parts.turned import DIVIDED_BY_A_MATRIX
from optimizers.recipes.schedules import schedule_part
from scenes import Run, Scene, knobs_of, new_run
from scenes.scene import usual_numbers
from studio.look.palette import STYLES
from studio.page import edit
from studio.page.shown import Shown
from studio.panels import controls
from studio.panels.explore.sidebar import stacked
from surfaces import SURFACES
from words import formula, say

# RMSProp's σ with a heavy ball, on the bowl, beside RMSProp itself.
SCENE = Scene(
    "bowl", usual_numbers("bowl"), SURFACES["bowl"].start, 300,
    (new_run("heavy_ball.moving_square", eta=0.01), new_run("rmsprop", eta=0.01)), "one",
)  # fmt: skip


def choose(shown: Shown) -> None:
    """The three lists, each with the formula of what is chosen, and the method to compare with."""
    run = shown.scene.runs[0]
    record = optimizer(run.optimizer)
    with st.container(key="anatomy lists"):
        _lists(shown, run, record)


def assembled(shown: Shown) -> None:
    """The summary formula, and what the method is called that comes out."""
    whole, name = st.columns([2, 3], vertical_alignment="center")
    whole.latex(r"\theta^{t+1} = \theta^t - \frac{\eta^t}{\sigma^t}\, m^t")
    name.markdown(_said(optimizer(shown.scene.runs[0].optimizer)))


def numbers(shown: Shown) -> None:
    """Where both run, for how long, and with which numbers."""
    scene = shown.scene
    controls.choice(
        "L · surface", "Where both run.", list(SURFACES), scene.surface, "anatomy surface",
        lambda id: say(SURFACES[id].name, "surface"), shown.setter(edit.set_surface, "surface"),
    )  # fmt: skip
    controls.handle(shown, "steps")
    for place, run in enumerate(scene.runs):
        _numbers(shown, place, run)


def _lists(shown: Shown, run: Run, record: Optimizer) -> None:
    chosen = partial(shown.setter, _composed)
    eta, sigma, m, beside = st.columns(4)
    with eta:
        controls.choice(
            "η · when", "How the learning rate moves with the step.", list(SCHEDULES), run.schedule,
            "anatomy schedule", lambda id: say(SCHEDULES[id].name, "part"), chosen("schedule"),
        )  # fmt: skip
        st.latex(stacked(formula(schedule_part(run.schedule, run.then).formula)))
    with sigma:
        controls.choice(
            "σ · how far", "What the step of each parameter is divided by.", list(SIGMAS),
            record.sigma.id if record.sigma.id in SIGMAS else "one", "anatomy sigma",
            lambda id: say(SIGMAS[id].name, "part"), chosen("sigma"),
        )  # fmt: skip
        st.latex(stacked(formula(record.sigma.formula)))
    with m:
        controls.choice(
            "m · which way", "The direction of the step, and how far the past carries.", list(MOMENTA),
            record.m.id if record.m.id in MOMENTA else "gradient", "anatomy m",
            lambda id: say(MOMENTA[id].name, "part"), chosen("m"),
        )  # fmt: skip
        st.latex(stacked(formula(record.m.formula)))
    with beside:
        other = shown.scene.runs[1].optimizer if len(shown.scene.runs) > 1 else "gd"
        controls.choice(
            "Compared with", "A named method, on the same clock.", list(OPTIMIZERS),
            other if other in OPTIMIZERS else "gd", "anatomy other",
            lambda id: title_of(OPTIMIZERS[id]), lambda id: shown.change(partial(_beside, id=id)),
        )  # fmt: skip


def _composed(scene: Scene, m: str = "", sigma: str = "", schedule: str = "") -> Scene:
    """The scene with what is named chosen for its first run; η stays, for the eye to compare."""
    record = optimizer(scene.runs[0].optimizer)
    if not m and not sigma:
        return edit.set_parts(scene, 0, schedule=schedule, keep_rate=True)
    asked = ((m or record.m.id, MOMENTA), (sigma or record.sigma.id, SIGMAS))
    m, sigma = (part if part in known else next(iter(known)) for part, known in asked)
    named = composed(MOMENTA[m], SIGMAS[sigma])
    return edit.set_parts(scene, 0, named.id if named else f"{m}.{sigma}", keep_rate=True)


def _beside(scene: Scene, id: str) -> Scene:
    first = scene.runs[0]
    run = new_run(id, eta=dict(first.numbers)["eta"])
    return edit.set_run(scene, 1, run) if len(scene.runs) > 1 else edit.add_run(scene, run)


def _said(record: Optimizer) -> str:
    """What the choice is called."""
    if record.library:
        return say("{name}: the step of a library, which is not taken apart here.", name=title_of(record))
    if record.m is DIVIDED_BY_A_MATRIX:
        return say("{name}: it divides by a matrix, which is no σ of one parameter.", name=title_of(record))
    if other := [part for part, known in ((record.m, MOMENTA), (record.sigma, SIGMAS)) if part.id not in known]:
        message = "{name}: in none of these lists is “{part}”."
        return say(message, name=title_of(record), part=say(other[0].name, "part"))
    if record.id in OPTIMIZERS:
        return say("This is **{name}**. {help}", name=say(record.name, "optimizer"), help=say(record.help))
    return say("This is {name}: **nobody named it**.", name=title_of(record))


def _numbers(shown: Shown, place: int, run: Run) -> None:
    st.markdown(f"{STYLES[place].sign} **{title_of(optimizer(run.optimizer))}**")
    for number, _ in knobs_of(run.optimizer, run.schedule, run.then):
        controls.handle(shown, f"{number.id}.{place + 1}")
