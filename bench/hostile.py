"""Pictures that nobody means well by: `python -m bench.hostile 500` asks a server of its own for so many (Linux).

Runs as long and as many as a link may ask for, with seeds, noise and the dial, and links that are none. The first ones
one by one, for what each takes; then as many as fill what is kept of earlier answers; then the others, three at a time.
Printed are the slowest answer, the largest, and the memory of the server from tenth to tenth.
"""

import os
import random
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from urllib.parse import urlencode

from optimizers import OPTIMIZERS, SCHEDULES
from scenes import MAX_RUNS, Scene, new_run, to_link
from scenes.scene import CURVES, MARKS, MAX_CURVES, usual_numbers
from surfaces import SURFACES
from tests.server import ROOT, serve

COUNT, AT_ONCE, ALONE, FILLING, TENTHS = 200, 3, 30, 150, 10
# Compiling the pairs takes memory that stays, and is no fault: so many surfaces and optimizers are asked for.
PAIRS = 4
TICKS = os.sysconf("SC_CLK_TCK")


class Server(NamedTuple):
    """What a process has taken so far: seconds of CPU, MB now, MB at most."""

    seconds: float
    memory: float
    peak: float


def link(chance: random.Random) -> dict[str, str]:
    """A link that asks for much; one in ten holds what no link may."""
    surface = chance.choice(list(SURFACES)[:PAIRS])
    methods, schedules = list(OPTIMIZERS)[:PAIRS], list(SCHEDULES)[:2]
    runs = [
        new_run(chance.choice(methods), chance.choice(schedules), eta=float(f"{10 ** chance.uniform(-6, 1):.3g}"))
        for _ in range(chance.randint(1, MAX_RUNS))
    ]
    (x0, x1), (y0, y1) = SURFACES[surface].domain
    scene = Scene(surface, usual_numbers(surface), (chance.uniform(x0, x1), chance.uniform(y0, y1)), 300, tuple(runs))
    scene = replace(
        scene,
        steps=chance.choice((1_000_000, 300_000, 100_000, 5_000)),
        view=chance.choice(("side", "one", "grid")),
        curves=tuple(chance.sample(CURVES, MAX_CURVES)),
        marks=tuple(id for id in MARKS if chance.random() < 0.5),
        noise=chance.choice((0.0, 3.0)),
        seeds=chance.choice((1, 1, 200)),
    )
    asked = to_link(scene)
    if chance.random() < 0.1:
        asked[chance.choice(list(asked))] = chance.choice(("nan", "1e999", "-1", "<b>", "9" * 400, ""))
    return asked


def ask(url: str, asked: dict[str, str]) -> tuple[float, int]:
    """How long the answer took, and how many bytes it has."""
    begun = perf_counter()
    with urllib.request.urlopen(f"{url}/picture?{urlencode(asked)}", timeout=120) as answer:
        size = len(answer.read())
    return perf_counter() - begun, size


def look(pid: int) -> Server:
    """What the process has taken."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    memory, peak = (float(status.get(name, "0").split()[0]) / 1e3 for name in ("VmRSS", "VmHWM"))
    return Server((int(fields[11]) + int(fields[12])) / TICKS, memory, peak)


def main(count: int) -> None:
    """Ask, and print what it took."""
    chance = random.Random(1)
    with serve(ROOT / "app.py") as url:
        own = os.getpid()
        pid = int(Path(f"/proc/{own}/task/{own}/children").read_text().split()[-1])
        alone = []
        for _ in range(ALONE):
            asked, before = link(chance), look(pid)
            ask(url, asked)
            alone.append(look(pid).seconds - before.seconds)
        print(f"{ALONE} one by one, with compiling: {max(alone):.1f} s of CPU at most, ", end="")
        print(f"median {sorted(alone)[ALONE // 2]:.2f}.")
        with ThreadPoolExecutor(AT_ONCE) as threads:

            def answers(count: int) -> list[tuple[float, int]]:
                return list(threads.map(lambda asked: ask(url, asked), [link(chance) for _ in range(count)]))

            answers(FILLING)
            before = after = look(pid)
            print(f"Memory {before.memory:.0f} MB", end="", flush=True)
            slowest, largest = 0.0, 0
            for _ in range(TENTHS):
                waits, sizes = zip(*answers(count // TENTHS), strict=True)
                slowest, largest, after = max(slowest, *waits), max(largest, *sizes), look(pid)
                print(f", {after.memory:.0f}", end="", flush=True)
    print(f" ({after.memory / before.memory - 1:+.0%}), {after.peak:.0f} at most.")
    print(f"{count} pictures, {AT_ONCE} at a time: the slowest {slowest:.1f} s of waiting, ", end="")
    print(f"{(after.seconds - before.seconds) / count:.2f} s of CPU each; the largest {largest / 1e6:.1f} MB.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
