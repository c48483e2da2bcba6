"""Lesson 14: batch and the clock. Its claims are about time, which is measured on the reader's machine.

Its runs are counted in updates, examples and epochs; no second is told that nobody has measured.
"""

from collections.abc import Mapping
from dataclasses import replace

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import distance, run
from lessons.sheets.batch import all_six, hardly_longer, shorter_epoch, updates_of_an_epoch
from lessons.sheets.quoted import names_its_time
from scenes import SCENES, Scene, new_run
from surfaces import SURFACES

SLIDE = "Small batch against large batch"
BOTH = "Have both fish and bear's paws?"
_GD = new_run("gd", eta=0.1)
# As many updates of each, with ten of the 300 examples and with all of them: 2 epochs, and 60.
SCENE = Scene(
    "sorted_classes", (), SURFACES["sorted_classes"].start, 60, (replace(_GD, batch=10), replace(_GD, batch=300)),
    curves=("loss", "distance"),
)  # fmt: skip
# Ten epochs of each: 200 updates, 40 and 10.
_SAME = new_run("gd", eta=0.1)
SIZES = replace(
    SCENES["epochs"],
    runs=(replace(_SAME, batch=1), replace(_SAME, batch=5, steps=40), replace(_SAME, batch=20, steps=10)), view="side",
)  # fmt: skip
# Of the way to the minimum a run that is there has made so much.
THERE = 0.9


def _size(scene: Scene, place: int) -> int:
    """How many examples an update of a run looks at."""
    return scene.sampling(scene.runs[place]).batch or SURFACES[scene.surface].examples


def _epochs(scene: Scene, place: int) -> float:
    """How many epochs the updates of a run are; 0 where there are no examples."""
    length = scene.sampling(scene.runs[place]).steps_per_epoch(SURFACES[scene.surface])
    return scene.steps_of(scene.runs[place]) / length if length else 0.0


def _end(scene: Scene, place: int) -> float:
    """How far from the minimum a run ends."""
    return float(distance(scene, run(scene, place))[-1])


def as_far_by_updates(scene: Scene) -> bool:
    """With as many updates both are there, though the second has looked at ten times as many examples, or more."""
    if len(scene.runs) < 2 or not SURFACES[scene.surface].examples:
        return False
    first = float(distance(scene, run(scene))[0])
    there = all(_end(scene, place) < (1 - THERE) * first for place in range(2))
    same = scene.steps_of(scene.runs[0]) == scene.steps_of(scene.runs[1])
    return there and same and _size(scene, 1) >= 10 * _size(scene, 0)


def middle_is_lowest(scene: Scene) -> bool:
    """After as many epochs the batch between the smallest and the largest has the lowest loss."""
    smallest, middle, largest = (float(run(scene, place).loss[-1]) for place in range(3))
    same = len({_epochs(scene, place) for place in range(3)}) == 1
    return same and middle < min(smallest, largest) and _size(scene, 0) < _size(scene, 1) < _size(scene, 2)


def _facts(scene: Scene) -> Mapping[str, object]:
    return {
        "updates": scene.steps, "small": _size(scene, 0), "large": _size(scene, 1), "few": _epochs(scene, 0),
        "many": _epochs(scene, 1), "times": _size(scene, 1) / _size(scene, 0), "near": _end(scene, 0),
        "nearer": _end(scene, 1),
    }  # fmt: skip


CLAIMS: tuple[Claim, ...] = (
    Claim("update_time", "A larger batch does not need longer for an update, unless it is too large.", SLIDE, "clock",
          sheet="clock", proof=hardly_longer, over=Over("size", (2, 4, 8), wrong=60_000)),
    Claim("epoch_time", "A smaller batch needs longer for an epoch.", SLIDE, "clock", sheet="clock",
          proof=shorter_epoch, over=Over("size", (10, 100, 1_000), wrong=1)),
    Claim("sixty_thousand", "60,000 updates against 60 for one epoch of 60,000 examples.", SLIDE, "clock",
          sheet="clock", link={"part": "counted"}, proof=updates_of_an_epoch,
          over=Over("size", (1, 1_000, 60_000), wrong=7)),
    Claim("six_rows", "Small against large: the table of six rows.", BOTH, "clock", sheet="clock",
          link={"part": "rows"}, proof=all_six, over=Over("measured", (0, 1, 2))),
    Claim("batch_size", "The batch size is a hyperparameter that you have to choose: here neither the smallest nor the "
          "largest ends lowest.", BOTH, "clock", SIZES, middle_is_lowest,
          Over("eta.2", (0.07, 0.1, 0.12), wrong=0.005)),
    Claim("both", "Large batches that train well all the same: five papers.", BOTH, "clock", sheet="clock",
          link={"part": "papers"}, proof=names_its_time, over=Over("place", (0, 1, 4), wrong=3)),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="clock",
    question="60 updates with 10 examples each, or 60 with all 300: thirty times the work. Is it thirty times the way?",
    scene=SCENE,
    prediction=Prediction(
        "path",
        "Both runs make 60 updates from the ring. Draw the way of the first one, with batches of 10 out of 300 "
        "examples; and choose: how many epochs is that?",
        meets="“A bigger batch is always better.” Ten examples already tell which way is down: update for update "
        "the first run gets nearly as far as the other.",
        answers=(
            Answer("2 epochs"),
            Answer("6 epochs", "60 divided by 10 is not the number of epochs: an epoch is 300 / 10 = 30 updates, so "
                   "these are 2."),
            Answer("60 epochs", "That many are the other run's, which sees all 300 examples at each update. With "
                   "batches of 10 an epoch is 30 updates, so these are 2."),
        ),
    ),
    observation=Observation(
        "What did the two runs do?",
        (
            Answer("They went about as far; the first one wavered, and most at the end."),
            Answer("The first one hardly got off, for it saw too little.", "It came nearly as far: each update of ten "
                   "examples is as long a step, only less exactly aimed."),
            Answer("The second one took thirty steps for one of the first.", "Both made as many updates; what the "
                   "second did more of is looking at examples."),
        ),
    ),
    claim="After {updates} updates batches of {small} are {near:.2g} from the minimum, in {few:.3g} epochs; batches "
    "of {large} are {nearer:.1g} from it, in {many:.3g}, with {times:.3g} times as many examples. Which of the two is "
    "done sooner only a clock tells: what one update takes on your machine is measured on the sheet “The clock”.",
    facts=_facts,
    holds=as_far_by_updates,
    tries=(
        Try("Now count by epochs: give the second run as few updates as it needs for 2 epochs.",
            lambda scene: len(scene.runs) > 1 and _epochs(scene, 1) == 2),
        Try("Find a batch of less than 100 for the first run with which it ends within 0.05 of the minimum.",
            lambda scene: _size(scene, 0) < 100 and _end(scene, 0) < 0.05),
        Try("Let the first run look at single examples, and find an η with which it ends within 0.3 of the minimum.",
            lambda scene: _size(scene, 0) == 1 and _end(scene, 0) < 0.3),
    ),
    knobs=("batch.1", "eta.1", "steps.2"),
    formula=r"\begin{gathered} \text{1 epoch} = \lceil N / |B| \rceil\ \text{updates} \\ "
    r"T_{\text{epoch}} = \lceil N / |B| \rceil \cdot T_{\text{update}}(|B|) \end{gathered}",
    misconception="“A batch a hundred times as large takes a hundred times as long.” Where examples are computed side "
    "by side it does not, until the machine is full; measure it.",
    sources=("Hung-yi Lee, Machine Learning 2021: batch and momentum",),
)  # fmt: skip
