"""Every sheet, every lesson and one's own, seen for what they say."""

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from lessons import CLAIMS, LESSONS
from lessons.course import LARGEST, from_file
from lessons.exercises import EXERCISES
from lessons.exercises.optimizer import CASES, STEPS
from lessons.exercises.unnamed import ASKS, drawn
from lessons.link import words
from lessons.sheets import SHEETS
from optimizers.timing import Timing
from scenes import SCENES, to_link
from studio.server.clock import CLOCK, Reading
from tests.visitor import calm, newcomer, visit


def every_sheet(at: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sheet, with what it says of words that it cannot have, and the clock in all its states."""
    wrong = {"g": "x", "alpha": "x", "at": "x", "notation": "x", "beta2": "x"}
    calm(visit(at, "lessons", {"page": "lessons", "sheet": "profile", "at": "3"}))
    for id in SHEETS:
        calm(visit(at, "lessons", {"page": "lessons", "sheet": id}))
        nothing_to_move = id in ("clock", "accuracy", "methods")
        assert visit(at, "lessons", {"page": "lessons", "sheet": id} | wrong).warning or nothing_to_move
    for text in ("", "1, 1\n" * 99, "1, 1e300"):
        calm(visit(at, "lessons", {"page": "lessons", "sheet": "gradients"}))
        at.text_area(key="sheet gradients lines").set_value(text).run()
    calm(visit(at, "lessons", {"page": "lessons", "sheet": "notations", "notation": "ng"}))
    assert visit(at, "lessons", {"page": "lessons", "sheet": "algorithm", "run.1": "rmsprop"}).warning
    calm(visit(at, "lessons", {"page": "lessons", "sheet": "rectified", "beta2": "0.5"}))
    times = (1e-5, 1e-2, 1.0)
    whole = tuple(Timing(size, time, time, time, 5) for size, time in zip((1, 1_000, 60_000), times, strict=True))
    level = (whole[0], whole[0]._replace(size=1_000))
    states = (
        Reading(timings=whole),
        Reading(timings=level),
        Reading("x", running=True),
        Reading(stopped=True),
        Reading(failed=True),
    )
    mine = newcomer()
    mine.session_state["clock owner"] = "me"
    for who, reading in ((at, Reading()), *((at, one) for one in states), (mine, Reading("me", running=True))):
        monkeypatch.setattr(CLOCK, "reading", reading)
        calm(visit(who, "lessons", {"page": "lessons", "sheet": "clock"}))
    for part in ("counted", "rows", "networks", "papers"):
        calm(visit(at, "lessons", {"page": "lessons", "sheet": "clock", "part": part}))
    monkeypatch.setattr(CLOCK, "reading", Reading())
    at.session_state["clock refused"] = True
    calm(visit(at, "lessons", {"page": "lessons", "sheet": "clock"}))


def every_lesson(at: AppTest) -> None:
    """The contents, and each lesson: covered, seen, with each answer, and where its claim is not true."""
    calm(visit(at, "lessons", {"page": "lessons"}))
    calm(visit(at, "lessons", {"page": "lessons", "lesson": "x", "predict": "x"}))
    calm(visit(at, "lessons", {"page": "lessons", "lesson": "outline"}))
    own_lesson(at)
    for exercise in EXERCISES:
        calm(visit(at, "lessons", {"page": "lessons", "lesson": exercise}))
    # Of each optimizer one, guessed rightly and wrongly.
    for seed in (0, 1, 2, 6, 26):
        for ask in ASKS:
            at = calm(visit(at, "lessons", {"page": "lessons", "lesson": "unnamed", "ask": ask, "seed": str(seed)}))
            calm(at.button(key=f"lessons guess {drawn(ask, seed).choices[0]}").click().run())
    # Of each case what is said before the first mark and after each.
    for case in CASES:
        for marked in range(STEPS + 1):
            at.session_state["lessons marked"] = {case: marked}
            calm(visit(at, "lessons", {"page": "lessons", "lesson": "optimizer", "case": case}))
    # Runs that differ in α alone, and pictures with noise, of one seed and of many.
    for claim in CLAIMS:
        if claim.scene and claim.id in ("small_alpha", "full_stays", "large_trapped", "improvements"):
            link = {"page": "lessons"} | words(claim.lesson, predict=False) | to_link(claim.scene)
            calm(visit(at, "lessons", link))
    for id, lesson in LESSONS.items():
        calm(visit(at, "lessons", {"page": "lessons", "lesson": id}))
        calm(visit(at, "lessons", {"page": "lessons", "lesson": id, "print": "yes"}))
        open_it = {"page": "lessons", "lesson": id, "predict": "off"}
        at = calm(visit(at, "lessons", open_it))
        for place in range(len(lesson.observation.answers)):
            at = calm(at.radio(key=f"lessons saw {id}").set_value(place).run())
        calm(visit(at, "lessons", open_it | to_link(replace(lesson.scene, steps=1))))
    # A lesson with other runs than its own.
    calm(visit(at, "lessons", {"page": "lessons", "lesson": "stuck"} | to_link(SCENES["ball"])))


def own_lesson(at: AppTest) -> None:
    """A lesson of one's own: without scenes, with one, and on Explore; and what is said of files that are none."""
    at = calm(visit(at, "lessons", {"page": "lessons", "lesson": "mine", "print": "x"}))
    at = calm(at.button(key="course add").click().run())
    at.session_state["course at"] = 0
    calm(visit(at, "explore"))
    at.session_state["course at"] = None
    scene = {"title": "", "note": "", "page": "explore", "link": {"surface": "x"}}
    whole = {"lesson": 1, "title": "", "scenes": [scene]}
    for spoilt in (
        "", 5, {"lesson": 2}, {"lesson": 1}, whole, whole | {"title": "x" * 81, "scenes": []},
        whole | {"scenes": [scene] * 41}, whole | {"scenes": [scene | {"page": "x"}]}, " " * LARGEST,
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r"lesson|file"):
            from_file(json.dumps(spoilt).encode() if spoilt else b"")
