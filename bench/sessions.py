"""A class on one server: `python -m bench.sessions 60` has so many readers, who each move a slider every two seconds.

Before that it measures what a change costs in each language, and after it what many changes leave in the server.

They speak Streamlit's own protocol over its socket, so that no browser takes the processor that the server needs. Each
has a language of their own and moves η of their own; an answer with another's value or words is counted.
"""

import asyncio
import itertools
import os
import statistics
import sys
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from bench.row import Row
from scenes import SCENES, to_link
from tests.reader import Reader
from tests.server import ROOT, serve
from words.languages import ENGLISH, LANGUAGES

EVERY, SECONDS = 2.0, 60.0  # seconds
WARM = 10  # changes before those that count
SLIDER, LINK = "one_rate eta.1", to_link(SCENES["one_rate"])


class Class(NamedTuple):
    """What a class has seen: seconds until each change was on show, and how many answers were wrong."""

    times: list[float]
    wrong: int


async def one(app: str, place: int, of: int, seconds: float) -> Class:
    """The reader at this place of a class: opens the first page, and moves η until the time is up."""
    lang = [*LANGUAGES][place % len(LANGUAGES)]
    times, wrong, loop = [], 0, asyncio.get_running_loop()
    async with Reader(app, "", {"lang": lang} | LINK) as reader:
        await reader.open()
        values = itertools.cycle(reader.values(SLIDER)[place % 7 :: 7])
        # Not all at once: as far apart as they come.
        next_at = loop.time() + EVERY * (1 + place / of)
        until = next_at + seconds
        while next_at < until:
            await asyncio.sleep(max(0.0, next_at - loop.time()))
            value = next(values)
            times.append(await reader.slide(SLIDER, value))
            seen = reader.seen
            wrong += bool(seen.failed) or seen.player["link"]["eta.1"] != value or seen.player["spoken"]["lang"] != lang
            next_at += EVERY
    return Class(times, wrong)


async def whole(app: str, readers: int, seconds: float) -> Class:
    """A class of so many readers."""
    seen = await asyncio.gather(*(one(app, place, readers, seconds) for place in range(readers)))
    return Class([time for each in seen for time in each.times], sum(each.wrong for each in seen))


def measure(app: str, readers: int, most: float, seconds: float = SECONDS) -> Row:
    """So many readers for so long; `most` is asked of the 95th percentile, in seconds."""
    times, wrong = asyncio.run(whole(app, readers, seconds))
    late = statistics.quantiles(times, n=20)[-1]
    return Row(
        f"{readers} readers, each moves η every {EVERY:g} s for {seconds:g} s: changes at the 95th percentile",
        f"{late * 1000:.0f} ms (median {statistics.median(times) * 1000:.0f}), {wrong} wrong of {len(times)}",
        "",
        f"≤ {most * 1000:.0f} ms, 0 wrong",
        late <= most and not wrong,
    )


async def _in_turn(app: str, changes: int) -> dict[str, list[float]]:
    """Seconds of so many changes in each language, one reader of each, in turn: all feel the same machine."""
    times: dict[str, list[float]] = {lang: [] for lang in LANGUAGES}
    async with AsyncExitStack() as stack:
        readers = {lang: await stack.enter_async_context(Reader(app, "", {"lang": lang} | LINK)) for lang in LANGUAGES}
        for reader in readers.values():
            await reader.open()
        for change, (lang, reader) in itertools.product(range(WARM + changes), readers.items()):
            # No two readers ask for the same: what one has computed would be there for the next.
            values = reader.values(SLIDER)
            place = change * len(readers) + [*readers].index(lang)
            took = await reader.slide(SLIDER, values[place % len(values)])
            if change >= WARM:
                times[lang].append(took)
    return times


def languages(app: str, changes: int = 120) -> list[Row]:
    """The server's part of a change of a slider in each other language, against English."""
    times = asyncio.run(_in_turn(app, changes))
    english = times.pop(ENGLISH.id)
    rows = []
    for lang, own in times.items():
        ratio = statistics.median(one / other for one, other in zip(own, english, strict=True))
        rows.append(
            Row(
                f"a change in {lang}, at the server, median of {changes}",
                f"{statistics.median(own) * 1000:.1f} ms",
                f"in English, {statistics.median(english) * 1000:.1f} ms",
                "≤ 1.05 ×",
                ratio <= 1.05,
                f"{ratio:.2f} ×",
            )
        )
    return rows


async def _wander(app: str, changes: tuple[int, ...], pid: int) -> list[int]:
    """The server's memory in bytes after so many changes, each to a start that nobody had before."""
    async with Reader(app, "", LINK) as reader:
        await reader.open()
        seen = []
        for change in range(1, max(changes) + 1):
            start = {"x": f"{-4 + change * 1e-4:g}"}
            await reader.turn(LINK | start)
            wrong = reader.seen.failed or reader.seen.player["link"]["x"] != start["x"]
            assert not wrong, f"another start than {start['x']}: {wrong}"
            if change in changes:
                fields = Path(f"/proc/{pid}/statm").read_text().split()
                seen.append(int(fields[1]) * os.sysconf("SC_PAGE_SIZE"))
        return seen


def _process(app: str) -> int | None:
    port = f"--server.port={urlsplit(app).port}".encode()
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # another may have ended meanwhile
            if port in line.read_bytes().split(b"\0"):
                return int(line.parent.name)
    return None


def lasting(app: str, changes: int = 10_000) -> list[Row]:
    """The memory of the server after many changes against that after 500 of them; on Linux, which tells it."""
    pid = _process(app)
    if pid is None:
        return []
    early, late = asyncio.run(_wander(app, (500, changes), pid))
    return [
        Row(
            f"memory of the server after {changes:,} changes with ever new values",
            f"{late / 1e6:.0f} MB",
            f"after the first 500, {early / 1e6:.0f} MB",
            "≤ 5 % more",
            late <= 1.05 * early,
            f"{late / early - 1:+.0%}",
        )
    ]


if __name__ == "__main__":
    count = int(sys.argv[1]) if sys.argv[1:] else 60
    with serve(ROOT / "app.py") as address:
        for row in (*languages(address), measure(address, count, 0.3 if count <= 30 else 0.6), *lasting(address)):
            print(" | ".join(row.cells), flush=True)
