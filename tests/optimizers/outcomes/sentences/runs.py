"""Random runs over all surfaces, optimizers and schedules, each with the line that runs it again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from optimizers import OPTIMIZERS, SCHEDULES, Path, Sampling, descend
from optimizers.descent import task
from optimizers.loop.scan import Rows, run
from surfaces import SURFACES

# Points that a start is drawn from now and then: far outside, on an axis, next to the origin.
ODD = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1e-9, 1e-9), (30.0, -20.0), (-200.0, 150.0), (1e4, 1e4))
# No continuation is longer: it takes a tenth of a second.
LONGEST = 200_000
EXACT = Sampling()


@dataclass(frozen=True)
class Run:
    """One run, as it is asked for."""

    surface: str
    optimizer: str
    eta: float
    start: tuple[float, float]
    steps: int
    schedule: str = "constant"
    sampling: Sampling = EXACT
    numbers: tuple[tuple[str, float], ...] = ()

    def __str__(self) -> str:
        """The line of Python that runs it again."""
        chance = "" if self.sampling == EXACT else f", sampling={self.sampling}"
        schedule = "" if self.schedule == "constant" else f', schedule="{self.schedule}"'
        numbers = "".join(f", {id}={value!r}" for id, value in self.numbers)
        return (
            f'descend(SURFACES["{self.surface}"], OPTIMIZERS["{self.optimizer}"], eta={self.eta!r}, '
            f"start={self.start!r}, steps={self.steps}{schedule}{chance}{numbers})"
        )

    @cached_property
    def path(self) -> Path:
        """What the app shows of it, with its sentence."""
        return descend(SURFACES[self.surface], OPTIMIZERS[self.optimizer], **self._choice)

    @cached_property
    def rows(self) -> Rows:
        """Its numbers alone, one row more than updates, without what the app says of them."""
        return run(task(SURFACES[self.surface], OPTIMIZERS[self.optimizer], **self._choice))

    @property
    def _choice(self) -> dict:
        return {
            "eta": self.eta,
            "start": self.start,
            "steps": self.steps,
            "schedule": self.schedule,
            "sampling": self.sampling,
            **dict(self.numbers),
        }

    def longer(self, times: float, least: int = 0) -> "Run":
        """The same run, continued until it is so many times as long, and has made `least` steps."""
        return replace(self, steps=min(max(round(self.steps * times), least), max(LONGEST, self.steps)))

    def slower(self, times: float) -> "Run":
        return replace(self, eta=self.eta / times)

    def quiet(self, start: tuple[float, float] | None = None) -> "Run":
        """Without chance, from the same point or another."""
        return replace(self, sampling=EXACT, start=start or self.start)

    def reseeded(self, seed: int) -> "Run":
        return replace(self, sampling=replace(self.sampling, seed=seed))


def _start(draw: np.random.Generator, surface: str) -> tuple[float, float]:
    kind = draw.random()
    if kind < 0.15:
        return SURFACES[surface].start
    if kind < 0.2:
        return ODD[draw.integers(len(ODD))]
    x, y = (draw.uniform(low, high) for low, high in SURFACES[surface].domain)
    return float(f"{x:.4g}"), float(f"{y:.4g}")


def _chance(draw: np.random.Generator, surface: str, kind: str) -> Sampling:
    seed = int(draw.integers(1000))
    if kind == "noise":
        return Sampling(noise=float(f"{10 ** draw.uniform(-3, 1):.3g}"), seed=seed)
    if kind == "batch":
        return Sampling(batch=int(draw.integers(1, SURFACES[surface].examples)), seed=seed)
    return EXACT


def random_runs(count: int, seed: int, each: int = 1) -> Iterator[Run]:
    """So many runs; `each` that follow one another differ in numbers only, so that they share one compiled loop.

    Four of ten have a schedule that is not constant every fourth time; three of ten have noise or batches.
    """
    draw = np.random.default_rng(seed)
    for i in range(count):
        if i % each == 0:
            surface, optimizer = (str(draw.choice(list(record))) for record in (SURFACES, OPTIMIZERS))
            schedule = str(draw.choice(list(SCHEDULES))) if draw.random() < 0.25 else "constant"
            kinds = ["noise", "batch"] if SURFACES[surface].examples else ["noise"]
            kind = str(draw.choice(kinds)) if draw.random() < 0.3 else ""
        grows = schedule == "exponential" and draw.random() < 0.5
        yield Run(
            surface,
            optimizer,
            eta=float(f"{10 ** draw.uniform(-6, 1):.3g}"),
            start=_start(draw, surface),
            steps=int(10 ** draw.uniform(0, np.log10(5000))),
            schedule=schedule,
            sampling=_chance(draw, surface, kind),
            numbers=(("gamma", float(f"{draw.uniform(0.97, 1.1):.3g}")),) if grows else (),
        )
