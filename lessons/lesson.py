"""What a lesson is, and what a claim of the lecture is: records that the page, the contents and the tests read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from scenes import Scene, from_link, to_link
from words import Message, say

Check = Callable[[Scene], bool]
Facts = Callable[[Scene], Mapping[str, object]]
Kind = Literal["path", "arrow", "end", "curve", "divide"]


@dataclass(frozen=True)
class Over:
    """Over which values of one number a claim is checked: a word of the link, as in `eta.1`; and where it is wrong.

    Without a value at which it is wrong a claim might be one that nothing can refute; None: it is true everywhere.
    """

    word: str
    values: tuple[float, ...]
    wrong: float | None = None


@dataclass(frozen=True)
class Claim:
    """A sentence, a picture, a table or a formula of the lecture, and what shows it.

    `slide` is the title under which the lecture has it, `lesson` whose it is. `check` is true of `scene`, and of it
    with all values of `over`. Where it is worked out by hand there is a `sheet` instead, with the words `link`, and
    `proof` is true of the values of `over`. What it says may have numbers: the `facts` of the scene on show. A
    `formula` that the sentence speaks of stands beside its picture.
    """

    id: str
    says: Message
    slide: str
    lesson: str
    scene: Scene | None = None
    check: Check | None = None
    over: Over | None = None
    sheet: str = ""
    link: Mapping[str, str] = field(default_factory=dict)
    proof: Callable[[float], bool] | None = None
    facts: Facts | None = None
    formula: str = ""

    def told(self, scene: Scene | None = None) -> str:
        """What it says, with the numbers of the scene on show, or else of its own."""
        shown = scene or self.scene
        return say(self.says, **(self.facts(shown) if self.facts and shown else {}))


@dataclass(frozen=True)
class Answer:
    """A possible answer; `meets`, if it is wrong, is what is said to who gives it: their misconception, by name."""

    text: Message
    meets: Message = ""


@dataclass(frozen=True)
class Group:
    """Where seeds may end: those that are nearer to this point than to the others'."""

    name: Message
    at: tuple[float, float]


@dataclass(frozen=True)
class Prediction:
    """What is asked before the run is seen.

    `kind`: the path, the next arrow, the end or the loss curve of the run at `place` is drawn, seeds are divided among
    two `groups`. Where there are `answers`, one of them is chosen as well. A curve is drawn between two `decades` of
    the loss. Within `close` of the truth, in shares of the picture's width, a curve's height, all seeds or a right
    angle, a prediction is right; within three times that only the gap is told; `meets` is said to who was farther off.
    Of a path that is not right the end is what is near or far.
    """

    kind: Kind
    prompt: Message
    place: int = 0
    meets: Message = ""
    close: float = 0.05
    answers: tuple[Answer, ...] = ()
    groups: tuple[Group, ...] = ()
    decades: tuple[int, int] | None = None


@dataclass(frozen=True)
class Observation:
    """What is asked after the run: what was seen. The answer that `meets` nothing is right."""

    question: Message
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Try:
    """Something to do with the scene; `done` is true of a scene in which it is done."""

    text: Message
    done: Check


@dataclass(frozen=True)
class Lesson:
    """One screen: a question, runs that contrast, a prediction, and what comes of it.

    `claim` is said with the `facts` of the scene on show, as long as it `holds` there. `knobs` are the numbers that can
    be moved, as words of the link: `eta.1`, `noise`. `misconception` is what the lesson refutes, in a sentence.
    """

    id: str
    question: Message
    scene: Scene
    prediction: Prediction
    observation: Observation
    claim: Message
    facts: Facts
    holds: Check
    tries: tuple[Try, ...]
    knobs: tuple[str, ...]
    formula: str
    misconception: Message
    sources: tuple[str, ...]


def with_word(scene: Scene, word: str, value: float) -> Scene:
    """The scene with another value for a word of its link.

    Raises:
        ValueError: the link has no such word, or it cannot have this value.
    """
    link = to_link(scene)
    changed, wrong = from_link(link | {word: repr(int(value) if float(value).is_integer() else value)}, scene)
    if wrong or (word not in link and to_link(changed) == link):
        raise ValueError(f"{word} = {value}: {wrong}")
    return changed
