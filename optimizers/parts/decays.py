"""The parts η^t that stay or fall. Each starts from η; t counts steps and epoch = t // steps per epoch, both from 0."""

from collections.abc import Mapping

import jax.numpy as jnp
from jaxtyping import Array, Float

from optimizers.parts.knobs import (
    DECAY,
    DROP,
    ETA,
    EVERY,
    FINAL,
    GAMMA,
    HORIZON,
    PROGRESS,
    SPAN,
    STABLE,
    STEPS_PER_EPOCH,
    WAIT,
)
from optimizers.parts.part import Knobs, Part, Plane, State, Step, no_state
from surfaces.surface import Numbers

Rate = Float[Array, ""]


def _constant(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    return knobs["eta"], state


def _epoch(step: Step, knobs: Knobs) -> Float[Array, ""]:
    return step.t // knobs["steps_per_epoch"]


def _inverse_time(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    return knobs["eta"] / (1 + knobs["decay"] * _epoch(step, knobs)), state


def _exponential(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    return knobs["eta"] * knobs["gamma"] ** _epoch(step, knobs), state


def _inverse_sqrt(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    return knobs["eta"] / jnp.sqrt(1 + step.t / knobs["horizon"]), state


def _inverse_sqrt_epoch(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    return knobs["eta"] / jnp.sqrt(1 + _epoch(step, knobs)), state


def _inverse_sqrt_step(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    return knobs["eta"] / jnp.sqrt(1 + step.t), state


def _staircase(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    return knobs["eta"] * knobs["drop"] ** (step.t // knobs["every"]), state


def _done(step: Step, knobs: Knobs) -> Float[Array, ""]:
    """The share of the N steps that is over."""
    return jnp.minimum(step.t / knobs["span"], 1)


def _linear(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    f = knobs["final"]
    return knobs["eta"] * (f + (1 - f) * (1 - _done(step, knobs))), state


def _cosine(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    f = knobs["final"]
    return knobs["eta"] * (f + (1 - f) * (1 + jnp.cos(jnp.pi * _done(step, knobs))) / 2), state


def _stable_decay(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    span, f = knobs["span"], knobs["final"]
    stays = jnp.minimum(jnp.round(knobs["stable"] * span), span - 1)
    left = jnp.clip((span - step.t) / (span - stays), 0, 1)
    return knobs["eta"] * (f + (1 - f) * left), state


def _stable_decay_written(t: int, knobs: Mapping[str, float]) -> str:
    span = int(knobs["span"])
    stays = min(round(knobs["stable"] * span), span - 1)
    if t <= stays:
        return "{eta}"
    if t < span:
        return f"{{eta}} · ({{final}} + (1 − {{final}}) · ({{span}} − {{t}}) / ({{span}} − {{R={stays}}}))"
    return "{eta} · {final}"


CONSTANT = Part("constant", "Constant", r"\eta^t = \eta", (ETA,), no_state, _constant, lambda t, knobs: "{eta}")
"""The plain case.

η^t = η.
"""

INVERSE_TIME = Part(
    "inverse_time", "Inverse time", r"\eta^t = \frac{\eta}{1 + d \cdot \mathrm{epoch}}",
    (ETA, DECAY, STEPS_PER_EPOCH), no_state, _inverse_time,
    lambda t, knobs: f"{{eta}} / (1 + {{decay}} · {{epoch={t // int(knobs['steps_per_epoch'])}}})",
)  # fmt: skip
"""Halved after 1/d epochs, a third after 2/d, and so on.

η^t = η / (1 + d · epoch).

Source: Robbins & Monro 1951, whose condition (Σ η^t = ∞, Σ (η^t)² < ∞) it meets; the slides' "learning rate decay".
Not to be confused with the `decay` of Keras, which counts steps: that is this one with 1 step per epoch.
"""

EXPONENTIAL = Part(
    "exponential", "Exponential", r"\eta^t = \eta\,\gamma^{\mathrm{epoch}}",
    (ETA, GAMMA, STEPS_PER_EPOCH), no_state, _exponential,
    lambda t, knobs: f"{{eta}} · {{gamma}}^{{epoch={t // int(knobs['steps_per_epoch'])}}}",
)  # fmt: skip
"""The same factor after every epoch; above 1 it grows, which is how one looks for a good η.

η^t = η γ^epoch.

A growing rate leaves float64 in the end, and the run ends there with an outcome that says so. Source of the search: the
"range test" of Smith 2017, arXiv:1506.01186, where the rate grows in a straight line.
Not to be confused with optax.exponential_decay, which is smooth unless told `staircase=True`.
"""

INVERSE_SQRT = Part(
    "inverse_sqrt", "Inverse square root", r"\eta^t = \frac{\eta}{\sqrt{1 + t/T}}", (ETA, HORIZON), no_state,
    _inverse_sqrt,
    lambda t, knobs: "{eta} / √(1 + {t}/{horizon})",
)  # fmt: skip
"""A brake that never stops the run, because Σ 1/√t grows for ever.

η^t = η / √(1 + t/T).

Not to be confused with `inverse_sqrt_step`: that is this one with T = 1.
"""

INVERSE_SQRT_EPOCH = Part(
    "inverse_sqrt_epoch", "One over √epoch", r"\eta^t = \frac{\eta}{\sqrt{\mathrm{epoch} + 1}}",
    (ETA, STEPS_PER_EPOCH), no_state, _inverse_sqrt_epoch,
    lambda t, knobs: f"{{eta}} / √{{epoch + 1={t // int(knobs['steps_per_epoch']) + 1}}}",
)  # fmt: skip
"""The slide's k/√epoch with k = η.

η^t = η / √(epoch + 1).

Epochs count from 0 everywhere in this house; the slide's first one is 1, or its rate would be infinite.
"""

INVERSE_SQRT_STEP = Part(
    "inverse_sqrt_step", "One over √t", r"\eta^t = \frac{\eta}{\sqrt{t + 1}}", (ETA,), no_state, _inverse_sqrt_step,
    lambda t, knobs: "{eta} / √{n}",
)  # fmt: skip
"""The slide's k/√t with k = η.

η^t = η / √(t + 1).

Steps count from 0 everywhere in this house; the slide's first one is 1, or its rate would be infinite.
Source: with plain gradients it is the rate of Zinkevich 2003, "Online convex programming".
"""

STAIRCASE = Part(
    "staircase", "Staircase", r"\eta^t = \eta\,f^{\lfloor t/N \rfloor}", (ETA, DROP, EVERY), no_state, _staircase,
    lambda t, knobs: f"{{eta}} · {{drop}}^{{t // N={t // int(knobs['every'])}}}",
)  # fmt: skip
"""Multiplied by f after every N steps; halved if nothing else is said.

η^t = η f^⌊t/N⌋.

The first drop is at step N, so N steps are made at each rate. Equals optax.exponential_decay with `staircase=True`.
Not to be confused with drops at epochs chosen by hand, as in the ResNet paper: those are break points of `manual`.
"""

LINEAR = Part(
    "linear", "Linear", r"\eta^t = \eta\,\bigl(f + (1-f)(1 - \min(\tfrac{t}{N}, 1))\bigr)",
    (ETA, FINAL, SPAN), no_state, _linear,
    lambda t, knobs: "{eta} · ({final} + (1 − {final}) · (1 − {t} / {span}))"
    if t < knobs["span"]
    else "{eta} · {final}",
)  # fmt: skip
"""A straight line from η down to a share f of it, over N steps; then it stays.

η^t = η (f + (1 − f) (1 − min(t/N, 1))).

The share is reached at step N, not at step N − 1: with f = 0 and N steps every update still moves.
Equals optax.linear_schedule(η, f η, N).
"""

COSINE = Part(
    "cosine", "Cosine", r"\eta^t = \eta\,\bigl(f + (1-f)\,\tfrac{1}{2}(1 + \cos(\pi \min(\tfrac{t}{N}, 1)))\bigr)",
    (ETA, FINAL, SPAN), no_state, _cosine,
    lambda t, knobs: "{eta} · ({final} + (1 − {final}) · (1 + cos(π · {t} / {span})) / 2)"
    if t < knobs["span"]
    else "{eta} · {final}",
)  # fmt: skip
"""Half a wave from η down to a share f of it, over N steps; then it stays.

η^t = η (f + (1 − f) (1 + cos(π min(t/N, 1))) / 2).

Source: Loshchilov & Hutter 2017, arXiv:1608.03983, without its restarts. Equals optax.cosine_decay_schedule(η, N, f).
Not to be confused with PyTorch's CosineAnnealingLR, which rises again after N steps.
"""

STABLE_DECAY = Part(
    "stable_decay", "Stable, then decay",
    r"\eta^t = \begin{cases} \eta & t < R \\ \eta\,\bigl(f + (1-f)\,\tfrac{N-t}{N-R}\bigr) & R \le t < N \\"
    r"\eta f & N \le t \end{cases},\quad R \approx sN",
    (ETA, FINAL, SPAN, STABLE), no_state, _stable_decay, _stable_decay_written,
)  # fmt: skip
"""η for the share s of N steps, then a straight line down to a share f of it; then it stays.

η^t = η for t < R, then η (f + (1 − f) (N − t)/(N − R)) up to step N, then η f.

R is the whole number nearest to sN, and N − 1 at most. After a warm-up it is warm-up–stable–decay (WSD). Source: Hu et
al. 2024, MiniCPM, arXiv:2404.06395; the straight line as in Hägele et al. 2024, arXiv:2405.18392.
Not to be confused with `linear`, which is this one with s = 0.
"""


def _nothing_seen(knobs: Numbers, theta: Plane) -> tuple[Rate, Rate, Rate]:
    return jnp.asarray(jnp.inf), jnp.zeros(()), jnp.ones(())


def _plateau(step: Step, seen: tuple[Rate, Rate, Rate], knobs: Knobs) -> tuple[Rate, State]:
    lowest, waited, share = seen
    lower = step.loss < (1 - knobs["progress"]) * lowest
    waited = jnp.where(lower, 0.0, waited + 1)
    over = waited >= knobs["wait"]
    share = jnp.where(over, share * knobs["drop"], share)
    return knobs["eta"] * share, (jnp.where(lower, step.loss, lowest), jnp.where(over, 0.0, waited), share)


PLATEAU = Part(
    "plateau", "On a plateau",
    r"\eta^t = \eta\, f^{k},\quad k\ \text{times no loss was lower by more than the share r for N steps}",
    (ETA, DROP, PROGRESS, WAIT), _nothing_seen, _plateau,
)  # fmt: skip
"""η until the loss makes no progress for N steps, then f times that, and so on.

Progress is a loss below (1 − r) times the lowest so far. Equals optax.contrib.reduce_on_plateau(f, N, r) without its
cooldown, and PyTorch's ReduceLROnPlateau with patience N − 1, where the loss is that of each step. What a line could
say of it depends on the losses.
Not to be confused with `staircase`, which drops by the clock.
"""
