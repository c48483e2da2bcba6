"""The parts η^t that also rise: after a cautious start, once in the middle, or again and again."""

from collections.abc import Mapping

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float

from optimizers.parts.knobs import (
    D_MODEL,
    END_SHARE,
    ETA,
    FINAL,
    FIRST_RATE,
    HALF_CYCLE,
    PATIENCE,
    PEAK_AT,
    RESTART,
    RISE,
    SPAN,
    START_SHARE,
    STRETCH,
    THRESHOLD,
)
from optimizers.parts.part import Knobs, Part, Plane, State, Step, no_state
from surfaces.surface import Numbers

Rate = Float[Array, ""]


def _not_reached(knobs: Numbers, theta: Plane) -> Bool[Array, ""]:
    return jnp.asarray(np.zeros((), np.bool_))


def _resnet(step: Step, reached: Bool[Array, ""], knobs: Knobs) -> tuple[Rate, State]:
    reached = reached | (step.loss < knobs["threshold"]) | (step.t >= knobs["patience"])
    return jnp.where(reached, knobs["eta"], knobs["first_rate"]), reached


RESNET = Part(
    "resnet", "ResNet's start", r"\eta^t = \eta_0\ \text{until}\ L < L^*\ \text{or}\ t = N,\ \text{then}\ \eta",
    (ETA, FIRST_RATE, THRESHOLD, PATIENCE), _not_reached, _resnet,
    # Before step N it depends on the losses, which a line about t and the knobs cannot tell.
    lambda t, knobs: "{eta}" if t >= knobs["patience"] else "",
    usual={"eta": 0.1},
)  # fmt: skip
"""A small rate until the loss is low, then the rate itself.

η^t = η₀ as long as no loss L^0 … L^t was under L* and t < N, then η for good.

Source: He et al. 2015, arXiv:1512.03385, §4.2: 0.01 until the training error is under 80 %, "about 400 iterations",
then 0.1. Here the loss is looked at, and 400 is where the wait ends. The paper's later drops are break points here.
Not to be confused with `warmup`: the rate does not rise little by little, and the loss has a say.
"""


def _transformer(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    n = step.t + 1
    return knobs["eta"] / jnp.sqrt(knobs["d_model"]) * jnp.minimum(1 / jnp.sqrt(n), n / knobs["peak_at"] ** 1.5), state


def _transformer_written(t: int, knobs: Mapping[str, float]) -> str:
    return "{eta} / √{d_model} · " + ("{n} / {peak_at}^1.5" if t + 1 <= knobs["peak_at"] else "1 / √{n}")


TRANSFORMER = Part(
    "transformer", "Transformer",
    r"\eta^t = \frac{\eta}{\sqrt{d}}\,\min\Bigl(\frac{1}{\sqrt{t+1}}, \frac{t+1}{W^{1.5}}\Bigr)",
    (ETA, D_MODEL, PEAK_AT), no_state, _transformer, _transformer_written,
    usual={"eta": 1.0},
)  # fmt: skip
"""A linear rise over W steps, then ∝ 1/√step.

η^t = η d^−½ min(n^−½, n W^−1.5), n = t + 1.

The paper counts steps from 1 and has no η: it is 1 here unless set, whatever the optimizer's usual rate. With d = 512
and W = 4000 the peak is 1/√(512 · 4000) = 6.988e-4, at n = 4000. Source: Vaswani et al. 2017, arXiv:1706.03762, §5.3.
Not to be confused with `warmup` before `inverse_sqrt`, whose peak is η itself.
"""


def _one_cycle(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    s, e, span = knobs["start_share"], knobs["end_share"], knobs["span"]
    top = jnp.minimum(jnp.maximum(jnp.round(knobs["rise"] * span), 1), span - 1)
    up = s + (1 - s) * step.t / jnp.maximum(top, 1)
    down = e + (1 - e) * jnp.maximum(span - step.t, 0) / (span - top)
    return knobs["eta"] * jnp.where(step.t < top, up, down), state


def _one_cycle_written(t: int, knobs: Mapping[str, float]) -> str:
    span = int(knobs["span"])
    top = min(max(round(knobs["rise"] * span), 1), span - 1)
    if t < top:
        return f"{{eta}} · ({{start_share}} + (1 − {{start_share}}) · {{t}} / {{R={top}}})"
    if t < span:
        return f"{{eta}} · ({{end_share}} + (1 − {{end_share}}) · ({{span}} − {{t}}) / ({{span}} − {{R={top}}}))"
    return "{eta} · {end_share}"


ONE_CYCLE = Part(
    "one_cycle", "One cycle",
    r"\eta^t = \eta \cdot \begin{cases} s + (1-s)\,\frac{t}{R} & t < R \\"
    r"e + (1-e)\,\frac{N-t}{N-R} & R \le t < N \\ e & N \le t \end{cases},\quad R \approx rN",
    (ETA, SPAN, RISE, START_SHARE, END_SHARE), no_state, _one_cycle, _one_cycle_written,
)  # fmt: skip
"""A straight rise from a share s of η to η in the first R of N steps, then a straight fall to a tiny share e.

η^t = η (s + (1 − s) t/R) for t < R, η (e + (1 − e) (N − t)/(N − R)) up to N, then η e.

R is the whole number nearest to rN, from 1 to N − 1, so that η itself is the rate of a step; between two steps it would
never be reached. N = 1 has no rise. Source: Smith & Topin 2017, arXiv:1708.07120, whose momentum moves the other way,
down and up again; here the momentum stays as it is. The paper falls back to s first and then below it; PyTorch and
fastai fall in one go, as here, along a cosine unless told `anneal_strategy="linear"`. PyTorch reaches the end at step
N − 1, this at step N.
"""


def _cosine_restarts(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    since, period = _period(step.t, knobs["restart"], knobs["stretch"])
    f = knobs["final"]
    return knobs["eta"] * (f + (1 - f) * (1 + jnp.cos(jnp.pi * since / period)) / 2), state


def _period(t: Float[Array, ""], first: Float[Array, ""], stretch: Float[Array, ""]) -> tuple[Rate, Rate]:
    """How many steps the period that t lies in has lasted, and its length.

    Period i begins at first · (M^i − 1)/(M − 1) and lasts first · M^i steps. All of these are whole.
    """
    m = jnp.where(stretch > 1, stretch, 2.0)  # for M = 1 the formula is 0/0; any other M will do, it is not used

    def begin(i: Float[Array, ""]) -> Float[Array, ""]:
        return first * (jnp.round(m**i) - 1) / (m - 1)

    i = jnp.floor(jnp.log1p((m - 1) * t / first) / jnp.log(m))
    # Where a period begins the quotient of logarithms is whole, but for its roundings.
    i = jnp.where(begin(i) > t, i - 1, i)
    i = jnp.where(begin(i + 1) <= t, i + 1, i)
    growing = stretch > 1
    return jnp.where(growing, t - begin(i), t % first), jnp.where(growing, first * jnp.round(m**i), first)


def _cosine_restarts_written(t: int, knobs: Mapping[str, float]) -> str:
    period, stretch = int(knobs["restart"]), int(knobs["stretch"])
    since = t
    if stretch == 1:
        since = t % period
    else:
        while since >= period:
            since, period = since - period, period * stretch
    return f"{{eta}} · ({{final}} + (1 − {{final}}) · (1 + cos(π · {{T_cur={since}}} / {{T_i={period}}})) / 2)"


COSINE_RESTARTS = Part(
    "cosine_restarts", "Cosine with restarts",
    r"\eta^t = \eta\,\bigl(f + (1-f)\,\tfrac{1}{2}(1 + \cos(\pi\,T_\mathrm{cur}/T_i))\bigr),\quad T_i = T_0\,M^i",
    (ETA, FINAL, RESTART, STRETCH), no_state, _cosine_restarts, _cosine_restarts_written,
)  # fmt: skip
"""Half a cosine wave after the other, each from η again; period i lasts T₀ Mⁱ steps.

η^t = η (f + (1 − f) (1 + cos(π T_cur/T_i)) / 2), T_cur steps after the last restart.

The restart comes in place of the step that would have η f, so that this share is approached and never used. Only the
rate starts again; the optimizer's memory goes on. Source: SGDR, Loshchilov & Hutter 2017, arXiv:1608.03983, where T_cur
is counted in epochs and may stand between two; here it counts steps.
Not to be confused with `cosine`, which stays down.
"""


def _triangular(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    s, half = knobs["start_share"], knobs["half_cycle"]
    return knobs["eta"] * (s + (1 - s) * (1 - jnp.abs(step.t % (2 * half) - half) / half)), state


TRIANGULAR = Part(
    "triangular", "Triangular",
    r"\eta^t = \eta\,\Bigl(s + (1-s)\,\bigl(1 - \tfrac{|t \bmod 2N - N|}{N}\bigr)\Bigr)",
    (ETA, START_SHARE, HALF_CYCLE), no_state, _triangular,
    lambda t, knobs: "{eta} · ({start_share} + (1 − {start_share}) · (1 − |"
    f"{{t mod 2N={t % int(2 * knobs['half_cycle'])}}} − {{half_cycle}}| / {{half_cycle}}))",
)  # fmt: skip
"""Up in N steps from a share of η to η, down again in N, and so on.

η^t = η (s + (1 − s) (1 − |t mod 2N − N|/N))

Source: Smith 2017, arXiv:1506.01186, whose policy "triangular" it is with s η as the lower and η as the upper bound.
Not to be confused with `one_cycle`, which rises once.
"""
