"""Each schedule η^t written out, as plain Python: the body of `rate(t)`, its numbers as variables by their ids."""

from scenes.scene import Run

RATES: dict[str, str] = {
    "constant": """
        return eta
    """,
    "inverse_time": """
        return eta / (1 + decay * (t // steps_per_epoch))
    """,
    "exponential": """
        return eta * gamma ** (t // steps_per_epoch)
    """,
    "inverse_sqrt": """
        return eta / math.sqrt(1 + t / horizon)
    """,
    "inverse_sqrt_epoch": """
        return eta / math.sqrt(1 + t // steps_per_epoch)
    """,
    "inverse_sqrt_step": """
        return eta / math.sqrt(1 + t)
    """,
    "staircase": """
        return eta * drop ** (t // every)
    """,
    "linear": """
        return eta * (final + (1 - final) * (1 - min(t / span, 1)))
    """,
    "cosine": """
        return eta * (final + (1 - final) * (1 + math.cos(math.pi * min(t / span, 1))) / 2)
    """,
    "stable_decay": """
        stays = min(round(stable * span), span - 1)
        return eta * (final + (1 - final) * min(max((span - t) / (span - stays), 0), 1))
    """,
    "manual": """
        return eta
    """,
    "resnet": """
        nonlocal reached
        reached = reached or value < threshold or t >= patience
        return eta if reached else first_rate
    """,
    "transformer": """
        return eta / math.sqrt(d_model) * min(1 / math.sqrt(t + 1), (t + 1) / peak_at**1.5)
    """,
    "one_cycle": """
        top = min(max(round(rise * span), 1), span - 1)
        if t < top:
            return eta * (start_share + (1 - start_share) * t / top)
        return eta * (end_share + (1 - end_share) * max(span - t, 0) / (span - top))
    """,
    "triangular": """
        return eta * (start_share + (1 - start_share) * (1 - abs(t % (2 * half_cycle) - half_cycle) / half_cycle))
    """,
    "plateau": """
        nonlocal best, waited, dropped
        best, waited = (value, 0) if value < (1 - progress) * best else (best, waited + 1)
        if waited >= wait:
            waited, dropped = 0, dropped * drop
        return eta * dropped
    """,
    "cosine_restarts": """
        period = restart
        if stretch == 1:
            t = t % period
        while t >= period:
            t, period = t - period, period * stretch
        return eta * (final + (1 - final) * (1 + math.cos(math.pi * t / period)) / 2)
    """,
}
"""All but the warm-up, which stands before another; a test wants one for every schedule."""


KEPT = {"resnet": "reached = False", "plateau": "best, waited, dropped = math.inf, 0, 1.0"}
"""What those keep that look at the loss."""


def looks_at_loss(run: Run) -> bool:
    """Whether its rate depends on the loss: then the function is `rate(t, value)`."""
    return bool({*KEPT} & {run.schedule, run.then})


def rate_of(run: Run) -> list[str]:
    """The lines that define `rate`, for the inside of a function: the schedule, and around it what goes around it."""
    value = ", value" * looks_at_loss(run)
    around: list[tuple[str, list[str]]] = []
    if run.schedule == "warmup":
        rise = ["    if t < warmup:", "        return eta * (t + 1) / warmup"]
        around.append(("after", [*rise, f"    return after(t - warmup{value})"]))
    if run.changes:
        changes = [(at, float(rate)) for at, rate in run.changes]
        passed = f"    passed = [new for at, new in {changes!r} if at <= t]"
        # Asked even where it has no say any more: what it keeps of the losses it goes on keeping.
        asked = f"    before = planned(t{value})"
        around.append(("planned", [passed, asked, "    return passed[-1] if passed else before"]))
    id = run.then if run.schedule == "warmup" else run.schedule
    names = [*(name for name, _ in around), "rate"]
    bodies = [[line[4:] for line in RATES[id].strip("\n").rstrip().splitlines()], *(body for _, body in around)]
    lines = [KEPT[id]] if id in KEPT else []
    for name, body in zip(names, bodies, strict=True):
        lines += [f"def {name}(t{value}):", *body]
    return lines
