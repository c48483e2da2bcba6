"""One lesson on one screen: the question, the runs, what was seen, the claim, and what to try."""

from dataclasses import replace
from functools import partial

import streamlit as st

from lessons import TITLES, Answer, Lesson, after
from lessons.link import words
from optimizers.parts.knobs import STEPS
from scenes import Scene, to_link
from scenes.lecture import alike
from scenes.program import program
from scenes.scene import grounds
from scenes.trajectories import origin_of
from studio.page import address, frame
from studio.page.handles import handles
from studio.page.shown import Shown
from studio.panels import controls
from studio.panels.lessons import contents
from studio.player import Question
from studio.player.facts import name_of
from surfaces.split import parts
from words import formula, say

# The lessons whose runs have been seen in this session, and what was answered in each.
SEEN, ANSWERED = "lessons seen", "lessons answered"
STEPS_OF_RUN = replace(STEPS, help="How many updates this run makes.", slider=(1, 200))


def shown(lesson: Lesson, *, predict: bool) -> Shown:
    """What the page has on show: the scene of the lesson, or what the link has made of it."""
    return Shown("lessons", lesson.scene, words(lesson.id, predict=predict))


def _covered(lesson: Lesson, scene: Scene, *, predict: bool) -> bool:
    return predict and lesson.id not in st.session_state.get(SEEN, ()) and alike(scene, lesson.scene)


def head(lesson: Lesson, shown: Shown, *, predict: bool) -> None:
    """Its title, and the ways to the others."""
    name, setting, ways = st.columns([6, 2, 3], vertical_alignment="center")
    with name:
        frame.title(TITLES[lesson.id])
    with setting:
        contents.switch(lesson.id, to_link(shown.scene), predict=predict)
    following = after(lesson.id)
    back, on = ways.columns(2)
    to_contents = partial(contents.go, "", predict=predict)
    back.button(say("Contents", "lessons"), on_click=to_contents, width="stretch", key="lessons contents")
    if following:
        on.button(
            say("Next lesson"), on_click=partial(contents.go, following, predict=predict), width="stretch",
            key="lessons next", help=say(TITLES[following], "page"),
        )  # fmt: skip


def headline(lesson: Lesson, shown: Shown, *, predict: bool) -> None:
    """The question; once the runs are seen the claim, with the numbers of what is on show. Both stay on the stage."""
    with st.container(key=frame.ON_STAGE):
        st.markdown(f"**{say(lesson.question)}**")
        if not _covered(lesson, shown.scene, predict=predict):
            st.markdown(_claimed(lesson, shown.scene))


def _claimed(lesson: Lesson, scene: Scene) -> str:
    if lesson.holds(scene):
        return say(lesson.claim, **lesson.facts(scene))
    return say("With the numbers on show now it is otherwise: what the lesson claims of its own runs is not so here.")


def play(lesson: Lesson, shown: Shown, *, predict: bool) -> None:
    """The player; while it is covered it asks for the prediction."""

    def seen() -> None:
        st.session_state[SEEN] = {*st.session_state.get(SEEN, ()), lesson.id}

    covered = _covered(lesson, shown.scene, predict=predict)
    scene, asked = shown.scene, lesson.prediction
    steps = scene.steps_of(scene.runs[min(asked.place, len(scene.runs) - 1)])
    unanswered = lesson.id not in st.session_state.get(ANSWERED, {})
    recall = unanswered and alike(scene, lesson.scene)
    question = Question(lesson.id, asked, scene.seeds, steps, covered, recall, lesson.observation.question)
    frame.play(shown, question=question if predict else None, on_reveal=seen)


def beside(lesson: Lesson, shown: Shown, *, predict: bool) -> None:
    """What comes after the run has been seen; before, there is nothing that would tell."""
    scene = shown.scene
    if _covered(lesson, scene, predict=predict):
        st.markdown(say("First predict; then the run is shown, with what there is to see in it."))
        return
    _observe(lesson)
    st.markdown(f"**{say('Try this')}**")
    for one in lesson.tries:
        st.markdown(f"{'☑' if one.done(scene) else '☐'} {say(one.text)}")
    for word in lesson.knobs:
        _knob(shown, word)
    st.latex(formula(lesson.formula))
    contents.sheets(lesson.id, predict=predict)
    st.markdown(say("**A common mistake:** {misconception}", misconception=say(lesson.misconception)))
    controls.folded(say("In Python"), "lessons program open", partial(_program, scene))
    st.button(
        say("Go on in Explore"), key="lessons explore", width="stretch",
        on_click=lambda: st.switch_page("pages/explore.py", query_params=address.of("explore", shown.scene)),
    )  # fmt: skip
    st.button(
        say("Handout", "lessons"), key="lessons handout", width="stretch",
        on_click=partial(contents.go, lesson.id, predict=predict, print=True),
    )  # fmt: skip
    st.caption(say("Sources: {sources}", sources="; ".join(lesson.sources)))


def _observe(lesson: Lesson) -> None:
    """What was seen, and what is said of an answer that is wrong."""
    key, answered = f"lessons saw {lesson.id}", st.session_state.get(ANSWERED, {})
    answers = lesson.observation.answers

    def chosen() -> None:
        st.session_state[ANSWERED] = answered | {lesson.id: st.session_state[key]}

    st.session_state[key] = answered.get(lesson.id)
    st.radio(
        f"**{say(lesson.observation.question)}**", range(len(answers)), index=None, key=key, on_change=chosen,
        format_func=lambda place: say(answers[place].text),
    )  # fmt: skip
    place = answered.get(lesson.id)
    if place is not None:
        st.markdown(_judged(answers[place]))


def _judged(answer: Answer) -> str:
    return say("Not so. {meets}", meets=say(answer.meets)) if answer.meets else say("So it was.")


def _program(scene: Scene) -> None:
    for side in grounds(scene):
        for place in range(len(side.runs)):
            st.code(program(side, place), language="python")


def _knob(shown: Shown, word: str) -> None:
    """A number of the scene that can be moved, by its word in the link; none if it has no such number any more."""
    scene = shown.scene
    known = handles(scene)
    own = word if word in known else f"{parts(scene.surface)[0]}.{word}"
    if own not in known:
        return
    place = int(word.rpartition(".")[2]) - 1 if "." in word else None
    if place is not None and len(scene.runs) > 1:
        st.caption(name_of(origin_of(scene, scene.runs[place])))
    controls.handle(shown, own, STEPS_OF_RUN if word.startswith("steps.") else None)
