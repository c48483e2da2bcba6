"""The handout of a lesson, two pages of paper: picture, formula and three questions; then the answers."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from lessons import TITLES, Lesson
from lessons.link import words
from optimizers import Path
from scenes import Scene, trajectories
from scenes.drawn.names import name_of, switched
from scenes.scene import grounds
from scenes.trajectories import origin_of
from studio.look.palette import STYLES
from studio.look.still import still
from studio.page import address, frame
from studio.panels.lessons import contents
from surfaces import SURFACES
from words import formula, say


def show(lesson: Lesson, *, predict: bool) -> None:
    """Both pages, and the way back to the lesson."""
    with st.container(key="handout ways", horizontal=True, vertical_alignment="center"):
        st.button(
            say("Back to the lesson"), key="handout back", on_click=partial(contents.go, lesson.id, predict=predict)
        )
        st.caption(say("Two pages of A4, the answers on the second: print them with Ctrl+P or ⌘P."))
    with st.container(key="handout front"):
        _front(lesson)
    with st.container(key="handout answers"):
        _answers(lesson)
    own = {key: text for key, text in words(lesson.id, predict=predict, print=True).items() if text}
    st.query_params.from_dict(address.named("lessons", own))


def _front(lesson: Lesson) -> None:
    frame.title(TITLES[lesson.id])
    st.markdown(f"**{say(lesson.question)}**")
    _picture(lesson.scene, ())
    st.latex(formula(lesson.formula))
    st.markdown(f"**1** · {say(lesson.prediction.prompt)}")
    answers = "  \n".join(f"☐ {say(one.text)}" for one in lesson.observation.answers)
    st.markdown(f"**2** · {say(lesson.observation.question)}  \n{answers}")
    st.markdown(f"**3** · {say(lesson.tries[0].text)}")


def _answers(lesson: Lesson) -> None:
    scene, answers = lesson.scene, lesson.observation.answers
    st.subheader(say("Answers", "lessons"), anchor=False)
    sides = grounds(scene)
    # Two surfaces stand beside each other here too, and so the answers stay on their page.
    for side, place in zip(sides, st.columns(len(sides)), strict=True):
        with place:
            _picture(side, trajectories(side))
            names = [name_of(origin_of(side, run), side.steps_of(run), side.runs) for run in side.runs]
            runs = [f"{STYLES[number].sign} {name}" for number, name in enumerate(names)]
            turned = [switched(origin_of(side, side.runs[0]), scene.beside)] if scene.beside else []
            st.markdown(" · ".join(runs + turned))
    st.markdown(f"**{say(lesson.claim, **lesson.facts(scene))}**")
    st.markdown(f"**1** · {say(lesson.prediction.meets)}")
    judged = "  \n".join(
        f"☐ {say(one.text)} {say(one.meets)}" if one.meets else f"☒ {say(one.text)}" for one in answers
    )
    st.markdown(f"**2** · {judged}")
    st.markdown(f"**3** · {say('Do it on the page of the lesson: there it is ticked when it is done.')}")
    st.markdown(say("**A common mistake:** {misconception}", misconception=say(lesson.misconception)))
    st.caption(say("Sources: {sources}", sources="; ".join(lesson.sources)))


def _picture(scene: Scene, paths: Sequence[Path]) -> None:
    name = say(SURFACES[scene.surface].name, "surface")
    st.image(still(scene, paths), width=760, alt=say("{name} from above.", name=name))
