"""Lesson 3: each parameter its own rate, from the root mean square of its gradients."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import rate, run
from lessons.sheets.terms import SIGMAS, factors, rates
from lessons.sheets.vectors import FOUR, Typed, link_of
from scenes import Scene, new_run
from scenes.scene import usual_numbers
from surfaces import SURFACES

SLIDE = "Root mean square"
NEEDS = "Different parameters need different learning rates"
ADAGRAD = "Adagrad"
PAST = "The past gradients decide about the learning rate"

SCENE = Scene(
    "quadratic", usual_numbers("quadratic"), SURFACES["quadratic"].start, 60,
    (new_run("gd", eta=0.04), new_run("adagrad", eta=0.5)), view="side", curves=("loss", "rate1", "rate2"),
)  # fmt: skip
SUMS = replace(
    SCENE, runs=(new_run("adagrad", eta=0.5), new_run("adagrad_sum", eta=0.5)), curves=("loss", "s2", "rate2")
)
ETA, ETA1 = Over("eta.2", (0.1, 0.2, 0.5, 1.0)), Over("eta.1", (0.1, 0.2, 0.5, 1.0))


def divides_by_sigma(scene: Scene) -> bool:
    """θ^{t+1} = θ^t − η/σ^t · g^t, for each parameter."""
    path = run(scene, 1)
    step = path.eta[:, None] / path.sigma * path.grad[:-1]
    return np.allclose(np.diff(path.point, axis=0), -step, rtol=1e-9, atol=1e-12)


def _roots(scene: Scene, place: int, *, mean: bool = True) -> bool:
    path, floor = run(scene, place), dict(scene.runs[place].numbers)["epsilon"]
    sums = np.cumsum(path.grad[:-1] ** 2, axis=0)
    sigma = np.sqrt(sums / np.arange(1, len(sums) + 1)[:, None] if mean else sums) + floor
    return np.allclose(path.sigma, sigma, rtol=1e-9)


def all_sigmas(scene: Scene) -> bool:
    """σᵗ = √(the mean of the squares of g⁰ … gᵗ)."""
    return _roots(scene, 1)


def sums_not_means(scene: Scene) -> bool:
    """The second run's σ is the root of the sum."""
    return _roots(scene, 1, mean=False)


def first_step_is_eta(scene: Scene) -> bool:
    """The first step is η long along each parameter, however steep it is."""
    path, eta = run(scene, 1), dict(scene.runs[1].numbers)["eta"]
    return np.allclose(np.abs(path.point[1] - path.point[0]), eta, rtol=1e-6)


def flat_gets_more(scene: Scene) -> bool:
    """The flat parameter has the larger rate at the first step, and the steep one the smaller."""
    path = run(scene, 1)
    return bool(rate(path, 0)[0] > 2 * rate(path, 1)[0])


def sum_only_falls(scene: Scene) -> bool:
    """The rate of the sum never rises; that of the mean does."""
    mean, sums = rate(run(scene), 1), rate(run(scene, 1), 1)
    return bool((np.diff(sums) <= 0).all() and (np.diff(mean) > 0).any())


def depends_on_step_and_parameter(scene: Scene) -> bool:
    """σ differs between the parameters, and between the steps."""
    sigma = run(scene, 1).sigma
    return bool((sigma[0, 0] != sigma[0, 1]) and np.ptp(sigma[:, 0]) > 0 and np.ptp(sigma[:, 1]) > 0)


def _scaled(times: float) -> tuple[np.ndarray, np.ndarray]:
    """The slide's four with g₂ so many times as large, and the σ that grow from them as the mean has it."""
    typed = Typed(tuple((one, two * times) for one, two in FOUR))
    return typed.gradients, factors(typed, SIGMAS["mean"])


def first_sigma(times: float) -> bool:
    """σ⁰ = |g⁰|."""
    g, sigma = _scaled(times)
    return np.allclose(sigma[0], np.abs(g[0]), rtol=1e-12)


def second_sigma(times: float) -> bool:
    """σ¹ = √(½ ((g⁰)² + (g¹)²))."""
    g, sigma = _scaled(times)
    return np.allclose(sigma[1], np.sqrt((g[0] ** 2 + g[1] ** 2) / 2), rtol=1e-12)


def each_sigma(times: float) -> bool:
    """σᵗ = √(the mean of the squares of g⁰ … gᵗ), for every t."""
    g, sigma = _scaled(times)
    return np.allclose(sigma, [np.sqrt(np.mean(g[: t + 1] ** 2, axis=0)) for t in range(len(g))], rtol=1e-12)


def flat_gets_more_by_hand(times: float) -> bool:
    """With the slide's four, and g₂ so many times as large, θ₁ has the smaller rate at every step, for all three σ."""
    typed = Typed(tuple((one, two * times) for one, two in FOUR))
    found = [rates(typed, part) for part in SIGMAS.values()]
    return all(bool((each[:, 0] < each[:, 1]).all()) for each in found)


def _facts(scene: Scene) -> Mapping[str, object]:
    path = run(scene, 1)
    return {"eta": dict(scene.runs[1].numbers)["eta"], "one": abs(path.grad[0, 0]), "two": abs(path.grad[0, 1])}


FOUR_LINK, TIMES = link_of(Typed(FOUR)), Over("times", (0.01, 1.0, 100.0))

CLAIMS: tuple[Claim, ...] = (
    Claim("own_rate", "Each parameter gets its own rate: η divided by "
    "σᵢᵗ.", NEEDS, "rms", SCENE, divides_by_sigma, ETA),
    Claim("depends", "σ depends on the parameter and on the step.", NEEDS, "rms", SCENE, depends_on_step_and_parameter,
          Over("kappa", (5.0, 20.0, 50.0))),
    Claim("first_sigma", "σ⁰ is |g⁰|.", SLIDE, "rms", sheet="gradients", link=FOUR_LINK, proof=first_sigma,
          over=TIMES),
    Claim("second_sigma", "σ¹ is the root of the mean of (g⁰)² and (g¹)².", SLIDE, "rms", sheet="gradients",
          link=FOUR_LINK, proof=second_sigma, over=TIMES),
    Claim("sigma", "σᵗ is the root of the mean of all squares so far: written out term by term.", SLIDE, "rms",
          sheet="gradients", link=FOUR_LINK, proof=each_sigma, over=TIMES),
    Claim("first_step", "The first step is η long in each parameter.", SLIDE, "rms", SCENE, first_step_is_eta, ETA),
    Claim("in_adagrad", "It is used in Adagrad.", SLIDE, "rms", SCENE, all_sigmas,
          Over("steps", (10, 60, 200))),
    Claim("flat_larger", "A small slope makes σ small and the rate large; a steep one the other way round.", SLIDE,
          "rms", SCENE, flat_gets_more, Over("kappa", (10.0, 20.0, 50.0), wrong=1.0)),
    Claim("sum", "Published Adagrad adds the squares and takes no mean.", ADAGRAD, "rms", SUMS, sums_not_means, ETA),
    Claim("average", "“Average?”: with the sum the rate can only fall, with the mean it can rise again.", ADAGRAD,
          "rms", SUMS, sum_only_falls, ETA1),
    Claim("vectors", "Four gradients, (500, 0.4) to (139, 0.1), and the σ that grows from them.", PAST, "rms",
          sheet="gradients", link=FOUR_LINK, proof=flat_gets_more_by_hand,
          over=Over("times", (1.0, 10.0, 100.0), wrong=1e4)),
    Claim("large_small", "The parameter with large gradients gets a smaller rate, the other one a larger.", PAST, "rms",
          SCENE, flat_gets_more, Over("kappa", (10.0, 20.0, 50.0), wrong=1.0)),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="rms",
    question="Up the picture it is much steeper than across. How long is the first step along each?",
    scene=SCENE,
    prediction=Prediction(
        "arrow",
        "Adagrad starts at the ring with η = 0.5. Draw its first step.",
        place=1,
        close=0.15,
        meets="The gradient points almost straight up, but each parameter is divided by its own σ, at first by |g⁰|: "
        "both move by η, whatever the slope.",
    ),
    observation=Observation(
        "How did the two runs begin?",
        (
            Answer("Gradient descent almost straight up, Adagrad by the same length along both."),
            Answer("Both along the gradient.", "Only the first one did: dividing by σ turns the step."),
            Answer("Adagrad along the steeper parameter.", "Along both by the same length: σ⁰ is |g⁰|."),
        ),
    ),
    claim="At the start |g₁| = {one:.3g} and |g₂| = {two:.3g}; divided by σ⁰ = |g⁰| both first steps are "
    "{eta:.3g} long.",
    facts=_facts,
    holds=first_step_is_eta,
    tries=(
        Try("Make it steeper still: κ = 50 or more.", lambda scene: dict(scene.numbers)["kappa"] >= 50),
        Try("Make Adagrad's first step 1 long.", lambda scene: 0.95 < dict(scene.runs[-1].numbers)["eta"] < 1.05),
        Try(
            "Make the bowl round, κ = 1: gradient descent goes straight to the minimum.",
            lambda scene: dict(scene.numbers)["kappa"] == 1,
        ),
    ),
    knobs=("kappa", "eta.1", "eta.2"),
    formula=r"\sigma_i^t = \sqrt{\tfrac{1}{t+1}\textstyle\sum_{k=0}^{t} (g_i^k)^2} \qquad "
    r"\theta_i^{t+1} = \theta_i^t - \frac{\eta}{\sigma_i^t}\, g_i^t",
    misconception="“The step goes down the gradient.” Divided by σ each parameter has a rate of its own, and the "
    "step turns.",
    sources=(
        "Hung-yi Lee, Machine Learning 2021: adaptive learning rate",
        "Duchi, Hazan, Singer 2011, JMLR 12: 2121",
    ),
)  # fmt: skip
