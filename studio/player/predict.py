"""What is asked before a run is seen, as the player is told it, and what is covered until then."""

from dataclasses import dataclass, replace

from lessons import Prediction
from scenes import Scene
from studio.player.pack import Json
from words import Message, say


@dataclass(frozen=True)
class Question:
    """A prediction that is asked for: of which lesson, of so many seeds and steps; `covered` until it is to be seen.

    `own`: the scene on show is the one that is predicted.
    `recall`: what was seen is asked for when the run has been played, with the picture covered; `saw` is that question.
    """

    id: str
    prediction: Prediction
    seeds: int
    steps: int
    covered: bool
    own: bool
    recall: bool
    saw: Message


def cover(scene: Scene) -> Scene:
    """What may be seen of a scene before it has been predicted: the surface, the start, and which runs there are."""
    runs = tuple(replace(run, steps=None, changes=()) for run in scene.runs)
    return replace(scene, steps=0, runs=runs, marks=(), seeds=1, space="2d")


def asked_of(question: Question) -> Json:
    """The question and the words around it, in the reader's language."""
    asked = question.prediction
    return {
        "id": question.id,
        "covered": question.covered,
        "own": question.own,
        "kind": asked.kind,
        "place": asked.place,
        "prompt": say(asked.prompt),
        "meets": say(asked.meets),
        "close": asked.close,
        "seeds": question.seeds,
        "paper": asked.decades and {"low": asked.decades[0], "high": asked.decades[1], "steps": question.steps},
        "answers": [{"text": say(one.text), "meets": say(one.meets)} for one in asked.answers],
        "groups": [{"name": say(one.name), "at": one.at} for one in asked.groups],
        "recall": question.recall,
        "words": _words(asked.kind)
        | {
            "recall": say("{question} Answer from memory; then look again.", question=say(question.saw)),
            "uncover": say("Uncover (U)"),
        },
    }


def _words(kind: str) -> dict[str, str]:
    gaps = {
        "path": say("On average your path runs {share} of the picture's width away from the true one."),
        "end": say("Your end lies {share} of the picture's width away from the true one."),
        "arrow": say("Your arrow points {degrees}° away from the true one and is {times} times as long."),
        "curve": say("On average your curve runs {share} of the height away from the true one."),
        "divide": say("{wrong} of {all} seeds would have to change sides."),
    }
    hands = {
        "path": say("Draw on the picture, or move the pencil with the arrow keys; Backspace takes back."),
        "end": say("Click on the picture, or move the pencil with the arrow keys."),
        "arrow": say("Draw from the start, or move the tip with the arrow keys."),
        "curve": say("Draw over the curves, or move the pencil with the arrow keys; Backspace takes back."),
        "divide": say("Move the bar between the dots, with the mouse, a finger or the arrow keys."),
    }
    return {
        "hands": hands[kind],
        "gap": gaps[kind],
        "pencil": say("Pencil: {prompt}"),
        "sure": say("How sure are you?"),
        "guess": say("a guess", "predict"),
        "fairly": say("fairly sure", "predict"),
        "certain": say("certain", "predict"),
        "show": say("Show the run"),
        "skip": say("Skip (S)"),
        "clear": say("Start over", "predict"),
        "close": say("That is close."),
        "right": say("That is right."),
        "chosen": say("Your choice is right."),
        "certain_wrong": say("You were certain, and it is otherwise:"),
        "own": say("Your prediction: {counts}. The runs: {truth}."),
        "outside": say("Part of it lies outside the picture and was counted as it stands."),
        "loss": say("loss L"),
    }
