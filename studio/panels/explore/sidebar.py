"""The groups of controls beside the picture: a scene to begin with, the surface, chance, the curves.

What does not apply is not shown, and what is seldom needed is folded away.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from optimizers.parts.knobs import START
from scenes import SCENES, Scene
from scenes.lecture import TELLS, TITLES, after, alike
from scenes.scene import CURVES, MAX_CURVES, SHUFFLE, switches
from studio.look.curves import curve_name
from studio.page import edit
from studio.page.shown import Shown
from studio.panels import controls
from studio.panels.lessons import course
from surfaces import SURFACES, Number
from surfaces.split import most_held, parts
from words import formula, say


def lecture(shown: Shown) -> None:
    """A list of the lecture's scenes; choosing one shows it."""

    def chosen() -> None:
        if id := st.session_state["explore scene"]:
            _show(shown, id)

    # What is on show stays chosen, until it is another surface.
    st.session_state["explore scene"] = picked(shown.scene)
    st.selectbox(
        say("Scene of the lecture"), list(SCENES), index=None, key="explore scene", on_change=chosen,
        format_func=lambda id: say(TITLES[id]), placeholder=say("choose a scene to begin with"),
        help=say("Sets everything on this page; you can go on from there."),
    )  # fmt: skip


def told(shown: Shown) -> None:
    """What there is to see in the scene on show, of one's own lesson or of the lecture, and the way to the next one."""
    if course.told(shown):
        return
    id = picked(shown.scene)
    # It keeps its height when the sentences go, or the picture would move while its start is dragged.
    words, way = st.container(key="explore told").columns([5, 1], vertical_alignment="center")
    if id:
        parts = [f"**{say(TITLES[id])}**"]
        # What is looked at in another way is not changed; of a scene with other numbers what is told might not be true.
        same = alike(shown.scene, SCENES[id])
        parts.append(say(TELLS[id]) if same else say("changed", "scene"))
        words.markdown(" · ".join(parts))
    following = after(id) if id else next(iter(SCENES))
    way.button(say("Next scene"), on_click=lambda: _show(shown, following), width="stretch")


def picked(scene: Scene) -> str | None:
    """The scene of the lecture that is on show, or from which what is on show has come; None if there is none."""
    same = [id for id, one in SCENES.items() if one == scene]
    before = st.session_state.get("explore lecture")
    id = same[0] if same else before if before and SCENES[before].surface == scene.surface else None
    st.session_state["explore lecture"] = id
    return id


def _show(shown: Shown, id: str) -> None:
    course.leave()
    shown.change(lambda _: SCENES[id])


def surface(shown: Shown) -> None:
    """Which surface it is."""
    controls.choice(
        "L · surface", "What the runs go down. Click on the picture to set their start.", list(SURFACES),
        parts(shown.scene.surface)[0], "explore surface", lambda id: say(SURFACES[id].name, "surface"),
        shown.setter(edit.set_surface, "surface"),
    )  # fmt: skip


def steps(shown: Shown) -> None:
    """How many steps all runs take."""
    controls.handle(shown, "steps")


def ground(shown: Shown) -> None:
    """The numbers of the surface, and where on it the runs start."""
    scene = shown.scene
    record = SURFACES[scene.surface]
    turned = switches(scene.surface)
    _numbers(shown, turned)
    if scene.view != "grid":
        _beside(shown, turned)
    if most_held(SURFACES[parts(scene.surface)[0]]):
        controls.handle(shown, "held")

    def content() -> None:
        st.latex(stacked(formula(record.formula)))
        st.caption(say(record.help))
        _numbers(shown, [number for number in record.numbers if number not in turned])
        controls.handle(shown, "shift")
        _start(shown)

    controls.folded(say("Numbers of the surface"), "explore numbers open", content)


def _beside(shown: Shown, turned: Sequence[Number]) -> None:
    """A toggle for each switch: the same runs with it turned, beside the first."""
    for number in turned:
        _both(shown, number, say("Both beside each other"))


def _both(shown: Shown, number: Number, label: str) -> None:
    surface = shown.scene.surface
    key, change = f"explore {surface} beside {number.id}", shown.setter(edit.set_beside, "id", surface=surface)
    st.session_state[key] = shown.scene.beside == number.id
    st.toggle(
        label, key=key, on_change=lambda: change(number.id if st.session_state[key] else ""),
        help=say("The same runs twice, on one clock: {switch}, off and on.", switch=say(number.name, "number")),
    )  # fmt: skip


def _numbers(shown: Shown, numbers: Sequence[Number]) -> None:
    for number in numbers:
        controls.handle(shown, f"{parts(shown.scene.surface)[0]}.{number.id}")


def _start(shown: Shown) -> None:
    """The start as two numbers, for those who do not click."""
    (x0, x1), (y0, y1) = SURFACES[shown.scene.surface].domain
    steps = (round((x1 - x0) / 100, 12), round((y1 - y0) / 100, 12))
    for column, axis, step in zip(st.columns(2), (0, 1), steps, strict=True):
        key = f"explore {'xy'[axis]}"

        def changed(value: float, axis: int = axis) -> None:
            start = list(shown.scene.start)
            start[axis] = value
            shown.change(partial(edit.set_start, x=start[0], y=start[1]))

        label = f"θ{'₁₂'[axis]}⁰ · {say(START.name, 'number')}"
        with column:
            controls.typed(START, float(shown.scene.start[axis]), key, changed, label, step)


def chance(shown: Shown) -> None:
    """Noise, mini-batches' order, and seeds; the same for all runs."""
    data = SURFACES[shown.scene.surface].examples > 0

    def content() -> None:
        for word in ("noise", "seed", "seeds"):
            controls.handle(shown, word)
        if data:
            _shuffle(shown)

    title = say("Chance: batches and seeds") if data else say("Chance: noise and seeds")
    controls.folded(title, "explore chance open", content)


def _shuffle(shown: Shown) -> None:
    key = "explore shuffle"
    st.session_state[key] = shown.scene.shuffle
    change = shown.setter(edit.set_shuffle, "shuffle")
    st.toggle(
        say("Shuffle for each epoch"), key=key, on_change=lambda: change(bool(st.session_state[key])),
        help=say(SHUFFLE.help),
    )  # fmt: skip
    if shown.scene.view != "grid":
        _both(shown, SHUFFLE, say("In both orders, beside each other"))


def curves(shown: Shown) -> None:
    """Which quantities are drawn against the step."""

    def content() -> None:
        key = "explore curves"
        st.session_state[key] = list(shown.scene.curves)
        change = shown.setter(edit.set_curves, "curves")
        st.multiselect(
            say("Drawn against the step"), CURVES, key=key, format_func=curve_name, max_selections=MAX_CURVES,
            on_change=lambda: change(st.session_state[key]), help=say("Up to four, below the picture."),
            placeholder=say("choose curves"),
        )  # fmt: skip

    controls.folded(say("Curves", "control"), "explore curves open", content)


def stacked(formula: str) -> str:
    """A formula of several parts, one below the other: the sidebar is narrow. It is in the reader's language."""
    lines = formula.replace(r",\quad ", r",\\ ")
    return rf"\small\begin{{gathered}}{lines}\end{{gathered}}"
