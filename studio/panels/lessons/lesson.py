"""One lesson on one screen: the question, the runs, what was seen, the claim, and what to try."""

from dataclasses import replace
from functools import partial

import streamlit as st

from lessons import TITLES, Answer, Lesson, after, kin, opened_by, shown_by, to_try
from lessons.link import LESSON, words
from optimizers import SCHEDULES, optimizer, title_of
from optimizers.parts.knobs import STEPS
from optimizers.recipes.schedules import schedule_part
from scenes import Run, Scene, from_link, knobs_of, to_link
from scenes.drawn.names import name_of
from scenes.export.program import program
from scenes.grid import spread
from scenes.lecture import alike
from scenes.scene import grounds
from scenes.trajectories import origin_of
from studio.page import address, frame
from studio.page.handles import handles
from studio.page.shown import Shown
from studio.panels import away, controls
from studio.panels.explore.sidebar import stacked
from studio.panels.lessons import contents
from studio.player import Question
from surfaces import SURFACES
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
    """The question; once the runs are seen the claim, with the numbers of what is on show. Both stay on the stage.

    Where other runs are on show it is not asked, and what stands there is the claim that these are there for.
    """
    with st.container(key=frame.ON_STAGE):
        if kin(lesson.scene, shown.scene):
            st.markdown(f"**{say(lesson.question)}**")
        if not _covered(lesson, shown.scene, predict=predict):
            with _answers("claim"):
                st.markdown(_claimed(lesson, shown.scene))


def _answers(name: str) -> st.delta_generator.DeltaGenerator:
    """A place for what says how the run went: it is out of sight while the reader is asked that (look/frame.css)."""
    return st.container(key=f"lessons answers {name}")


def told(lesson: Lesson, scene: Scene, opened: str = "") -> dict[str, list[str]]:
    """What is said of the scene on show, by its place: the claim, and the lines of things to try.

    `opened` is the claim whose picture the reader has opened, "" for the lesson's own.
    """
    tries = _tries(lesson, scene, opened) if kin(lesson.scene, scene) else []
    return {"claim": [_claimed(lesson, scene)], "tries": tries}


def _tries(lesson: Lesson, scene: Scene, opened: str) -> list[str]:
    """What there is to try, ticked where the reader has done it: what was so when they came is not offered."""
    return [f"{'☑' if one.done(scene) else '☐'} {say(one.text)}" for one in to_try(lesson, opened)]


def _opened(lesson: Lesson) -> str:
    """The claim whose picture the reader has opened; "" for the lesson's own, whatever they have made of it."""
    link = address.opened("lessons")
    own = {key: text for key, text in link.items() if key not in {address.NAME, *words()}}
    if link.get(LESSON) != lesson.id or not own:
        return ""
    return opened_by(lesson, from_link(own, lesson.scene)[0])


def _claimed(lesson: Lesson, scene: Scene) -> str:
    if not alike(lesson.scene, scene) and (claims := shown_by(lesson, scene)):
        return "  \n".join([*(claim.told(scene) for claim in claims), *_by_chance(scene)])
    if kin(lesson.scene, scene) and lesson.holds(scene):
        return say(lesson.claim, **lesson.facts(scene))
    return say("With the numbers on show now it is otherwise: what the lesson claims of its own runs is not so here.")


def _by_chance(scene: Scene) -> list[str]:
    """What of the noise no name of a run tells; nothing where the gradients are exact and one seed is shown."""
    noisy = scene.noise > 0 or (scene.seeds > 1 and not SURFACES[scene.surface].examples)
    if scene.noise and scene.seeds > 1:
        return [say("In the picture: noise {noise:.3g} on the gradient, {seeds} seeds.", noise=scene.noise,
                    seeds=scene.seeds)]  # fmt: skip
    return [say("In the picture: noise {noise:.3g} on the gradient.", noise=scene.noise)] if noisy else []


def play(lesson: Lesson, shown: Shown, *, predict: bool) -> None:
    """The player; while it is covered it asks for the prediction."""

    def seen() -> None:
        st.session_state[SEEN] = {*st.session_state.get(SEEN, ()), lesson.id}

    covered = _covered(lesson, shown.scene, predict=predict)
    scene, asked = shown.scene, lesson.prediction
    steps = scene.steps_of(scene.runs[min(asked.place, len(scene.runs) - 1)])
    unanswered = lesson.id not in st.session_state.get(ANSWERED, {})
    own = alike(scene, lesson.scene)
    recall = unanswered and own
    question = Question(lesson.id, asked, scene.seeds, steps, covered, own, recall, lesson.observation.question)
    tells = f"lesson.{lesson.id}.{_opened(lesson)}"
    frame.play(shown, question=question if predict else None, on_reveal=seen, tells=tells)


def beside(lesson: Lesson, shown: Shown, *, predict: bool) -> None:
    """What comes after the run has been seen; before, there is nothing that would tell."""
    scene = shown.scene
    if _covered(lesson, scene, predict=predict):
        st.markdown(say("First predict; then the run is shown, with what there is to see in it."))
        return
    own, opened = kin(lesson.scene, scene), _opened(lesson)
    if own:
        _observe(lesson, own=alike(scene, lesson.scene))
        if lines := _tries(lesson, scene, opened):
            with _answers("tries"):
                st.markdown(f"**{say('Try this')}**")
                for line in lines:
                    st.markdown(line)
    else:
        st.button(
            say("The lesson's own runs"), key="lessons own", width="stretch",
            on_click=partial(contents.go, lesson.id, predict=predict),
        )  # fmt: skip
    for word in lesson.knobs if own else _words(lesson, scene):
        _knob(shown, word)
    with _answers("formula"):
        if own:
            _written(formula(lesson.formula))
        else:
            _formulas(lesson, scene)
    contents.sheets(lesson.id, predict=predict)
    # It is the lesson's own runs that refute it, not every claim's.
    if own and not opened:
        with _answers("misconception"):
            st.markdown(say("**A common mistake:** {misconception}", misconception=say(lesson.misconception)))
    controls.folded(say("In Python"), "lessons program open", partial(_program, scene))
    away.show(shown)
    st.button(
        say("Go on in Explore"), key="lessons explore", width="stretch",
        on_click=lambda: st.switch_page("pages/explore.py", query_params=address.of("explore", shown.scene)),
    )  # fmt: skip
    st.button(
        say("Handout", "lessons"), key="lessons handout", width="stretch",
        on_click=partial(contents.go, lesson.id, predict=predict, print=True),
    )  # fmt: skip
    st.caption(say("Sources: {sources}", sources="; ".join(lesson.sources)))


def _words(lesson: Lesson, scene: Scene) -> list[str]:
    """What can be moved where other runs than the lesson's own are on show.

    The noise first, where there is some; and all numbers of one run, or η of several.
    """
    chance = ["noise"] if scene.noise or (scene.seeds > 1 and "noise" in lesson.knobs) else []
    if len(scene.runs) > 1:
        return chance + [f"eta.{place}" for place in range(1, len(scene.runs) + 1)]
    run = scene.runs[0]
    return chance + [f"{number.id}.1" for number, _ in knobs_of(run.optimizer, run.schedule, run.then)]


def _written(whole: str) -> None:
    """Formulas beside each other are set as words of a line are: what has no room begins a new one."""
    every = whole.split(r"\qquad")
    if len(every) == 1:
        st.latex(whole)
    else:
        st.markdown(" &emsp; ".join(rf"$\displaystyle {one.strip()}$" for one in every))


def _formulas(lesson: Lesson, scene: Scene) -> None:
    """Of what the claims on show speak of; or of each method, where η changes of its schedule, with its name if there
    are several."""
    if said := [claim.formula for claim in shown_by(lesson, scene) if claim.formula]:
        for one in said:
            _written(formula(one))
        return
    found = list(dict.fromkeys(_named_formula(run) for run in spread(scene).runs if not run.hidden))
    for name, written in found:
        if len(found) > 1:
            st.caption(name)
        st.latex(stacked(formula(written)))


def _named_formula(run: Run) -> tuple[str, str]:
    """Of the schedule of a run, or of its method where η is constant: its name and its formula."""
    if run.schedule != "constant":
        return say(SCHEDULES[run.schedule].name, "part"), schedule_part(run.schedule, run.then).formula
    record = optimizer(run.optimizer)
    return title_of(record), record.formula


def _observe(lesson: Lesson, *, own: bool) -> None:
    """What was seen, and what is said of an answer; only while the lesson's own numbers are on show is it so."""
    key, answered = f"lessons saw {lesson.id}", st.session_state.get(ANSWERED, {})
    answers = lesson.observation.answers

    def chosen() -> None:
        st.session_state[ANSWERED] = answered | {lesson.id: st.session_state[key]}

    st.session_state[key] = answered.get(lesson.id)
    st.radio(
        f"**{say(lesson.observation.question)}**", range(len(answers)), index=None, key=key, on_change=chosen,
        format_func=lambda place: say(answers[place].text), disabled=not own,
    )  # fmt: skip
    place = answered.get(lesson.id)
    if not own:
        st.markdown(say("The question is about the lesson's own numbers; now others are on show."))
    elif place is not None:
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
    if "." in word and len(scene.runs) > 1:
        run = scene.runs[int(word.rpartition(".")[2]) - 1]
        st.caption(name_of(origin_of(scene, run), scene.steps_of(run), scene.runs))
    controls.handle(shown, own, STEPS_OF_RUN if word.startswith("steps.") else None)
