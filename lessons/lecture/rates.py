"""Lesson 2: one learning rate does not fit all parameters."""

from collections.abc import Mapping

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import distance, is_flat, run, turns, way
from scenes import SCENES, Scene, new_run, trajectories
from scenes.grid import spread
from scenes.lecture import on
from surfaces import SURFACES

SLIDE = "Training can be difficult even without critical points"
NEEDS = "Different parameters need different learning rates"
SCENE = SCENES["one_rate"]
LEVELS = on("bowl", 300, new_run("gd", eta=1e-3), view="side")
# With η = 1e-7 all 100,000 updates go down the wall; with ten times that the corner is in the picture, after a tenth.
CORNER = on("bowl", 100_000, new_run("gd", eta=1e-6), view="side", clock="log")


# On the floor of the valley so much is left of the height at the start.
FLOOR = 0.02


def is_convex(scene: Scene) -> bool:
    """Nowhere in the picture does the surface curve down."""
    surface, numbers = SURFACES[scene.surface], dict(scene.numbers)
    places = [np.linspace(*span, 9) for span in surface.domain]
    return all(
        np.linalg.eigvalsh(np.asarray(surface.at(float(x), float(y), **numbers).hessian)).min() > -1e-9
        for x in places[0]
        for y in places[1]
    )


def _long(scene: Scene) -> float:
    """How many times as long as wide level lines are: the square root of how much more it curves across."""
    surface, numbers = SURFACES[scene.surface], dict(scene.numbers)
    curved = np.asarray(surface.at(*surface.minima(**numbers)[0], **numbers).hessian)
    return float(np.sqrt(curved[1][1] / curved[0][0]))


def is_long(scene: Scene) -> bool:
    """Level lines are ten times as long as wide, or more."""
    return _long(scene) > 10


def _shape(scene: Scene) -> Mapping[str, object]:
    across, up = (high - low for low, high in SURFACES[scene.surface].domain)
    return {"long": _long(scene), "across": across, "up": up}


def bounces(scene: Scene) -> bool:
    """Every update leads to the other wall, and the loss stands still."""
    return turns(run(scene)) == 1.0 and is_flat(run(scene))


def crawls(scene: Scene) -> bool:
    """Not a hundredth of the way along the valley, and nothing that bounces."""
    return way(scene, run(scene, 1)) < 0.01 and turns(run(scene, 1)) == 0.0


def only_down(scene: Scene) -> bool:
    """Down the steep side most of the way, along the flat one next to nothing."""
    path = run(scene, 1)
    return way(scene, path, 1) > 0.9 and way(scene, path, 0) < 0.05


def turns_the_corner(scene: Scene) -> bool:
    """A third of the updates or fewer lead down to the floor; after that corner not a twentieth of the way is made."""
    path = run(scene)
    side = np.abs(path.point[:, 1])
    corner = np.flatnonzero(side < FLOOR * side[0])
    return bool(len(corner) and corner[0] < len(side) / 3 and way(scene, path) < 0.05)


def none_arrives(scene: Scene) -> bool:
    """Of the rates side by side none is within a tenth of the minimum."""
    return all(distance(scene, path)[-1] > 0.1 for path in trajectories(spread(scene)))


def compromise_is_slow(scene: Scene) -> bool:
    """The second rate bounces no more, and is not there at its end."""
    path = run(scene, 1)
    return turns(path) < 0.1 and way(scene, path) < 0.95


def follows_the_rule(scene: Scene) -> bool:
    """θ^{t+1} = θ^t − η g^t, with one η for both parameters."""
    path, eta = run(scene), dict(scene.runs[0].numbers)["eta"]
    return np.allclose(np.diff(path.point, axis=0), -eta * path.grad[:-1], rtol=1e-9, atol=1e-300)


def flat_asks_for_more(scene: Scene) -> bool:
    """What would lead to the minimum of each parameter in one step, 1/λ, is larger along the flat one, ten "
    "times and more."""
    surface, numbers = SURFACES[scene.surface], dict(scene.numbers)
    curved = np.asarray(surface.at(*surface.minima(**numbers)[0], **numbers).hessian)
    return bool(1 / curved[0][0] > 10 / curved[1][1])


def _facts(scene: Scene) -> Mapping[str, object]:
    path = run(scene, 1)
    return {"steps": len(path.loss) - 1, "down": 100 * way(scene, path, 1), "along": 100 * way(scene, path, 0)}


SLOW = Over("eta.2", (8e-8, 1e-7, 1.5e-7, 2e-7), wrong=1e-4)
TURN = Over("eta.1", (4e-7, 5e-7, 7e-7, 1e-6), wrong=1e-7)
SHAPE = Over("b", (0.05, 0.06, 0.08, 0.1), wrong=1.9)

CLAIMS: tuple[Claim, ...] = (
    Claim("convex", "The error surface is convex.", SLIDE, "rates", SCENE, is_convex, Over("b", (0.05, 0.06, 0.1))),
    Claim("ellipses", "Its level lines are ellipses, very long one way and short the other: {long:.0f} times as long "
          "as wide. They look rounder than that, for the picture spans {across:.3g} of θ₁ and only {up:.3g} of θ₂; "
          "“Equal scales on both axes” draws them as they are.", SLIDE, "rates", LEVELS, is_long, SHAPE, facts=_shape),
    Claim("large", "With η = 10⁻² the run bounces between the walls.", SLIDE, "rates", SCENE, bounces,
          Over("eta.1", (8e-3, 1e-2, 1.5e-2), wrong=1e-3)),
    Claim("small", "With η = 10⁻⁷ it no longer bounces, and never arrives.", SLIDE, "rates", SCENE, crawls, SLOW),
    Claim("corner", "The steep part is soon done; after the turn the same η makes no headway.", SLIDE, "rates", CORNER,
          turns_the_corner, TURN),
    Claim("many_updates", "The updates after the turn, most of a hundred thousand, lead hardly any further: not a "
          "twentieth of the way.", SLIDE, "rates", CORNER, turns_the_corner, TURN),
    Claim("no_size", "The learning rate cannot be one size that fits all.", SLIDE, "rates", SCENES["no_rate_fits"],
          none_arrives, Over("steps", (500, 1_000, 2_000, 3_000), wrong=30_000)),
    Claim("compromise", "What does not bounce is slow.", SLIDE, "rates", SCENES["compromise"], compromise_is_slow,
          Over("steps", (500, 1_000, 3_000), wrong=30_000)),
    Claim("plain_rule", "The rule for one parameter: θᵢ ← θᵢ − η gᵢ.", NEEDS, "rates", SCENES["compromise"],
          follows_the_rule, Over("eta.1", (1e-4, 1e-3, 1e-2))),
    Claim("flat_needs_more", "Where it is flat the rate should be larger, where it is steep smaller.", NEEDS, "rates",
          SCENE, flat_asks_for_more, SHAPE),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="rates",
    question="A large η bounces. Is a small one safe, and does it arrive?",
    scene=SCENE,
    prediction=Prediction(
        "end",
        "The second run makes 100,000 updates with η = 1e-7. Click where it ends.",
        place=1,
        meets="A smaller η is not always safer: what the steep wall allows is far too short for the flat valley.",
    ),
    observation=Observation(
        "What did the second run do?",
        (
            Answer("It went down the steep side, and along the valley it hardly moved."),
            Answer("It reached the minimum, slowly.", "It has made less than a hundredth of the way along the valley."),
            Answer("It bounced in small jumps.", "It never changes sides: its steps are far too short for that."),
        ),
    ),
    claim="After {steps:,} updates the second run has made {down:.0f}% of the way down the wall, and "
    "{along:.1f}% of the "
    "way along the valley. One η does not fit both.",
    facts=_facts,
    holds=only_down,
    tries=(
        Try("Find an η for the second run with which it makes half of the way along the valley.",
            lambda scene: way(scene, run(scene, 1)) > 0.5),
        Try("Make both runs bounce.", lambda scene: turns(run(scene, 0)) > 0.9 and turns(run(scene, 1)) > 0.9),
        Try("Make the valley as wide as it is long: b as large as a.", lambda scene: not is_long(scene)),
    ),
    knobs=("eta.1", "eta.2", "b"),
    formula=r"\theta_i^{t+1} = \theta_i^t - \eta\, g_i^t",
    misconception="“A smaller η is always safer.” It bounces no more, and it does not arrive either.",
    sources=("Hung-yi Lee, Machine Learning 2021: adaptive learning rate",),
)  # fmt: skip
