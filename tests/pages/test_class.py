"""Readers on one server at once, in three languages: nobody ever sees what is another's."""

import asyncio

from bench.sessions import LINK, SLIDER
from tests.coroutines import finish
from tests.crossing import every
from tests.reader import Reader
from tests.server import ROOT, serve
from words.languages import LANGUAGES

# A whole class where every case is asked for.
READERS, CHANGES = 60 if every() else 18, 3


async def opened(app: str, lang: str) -> dict[str, str]:
    """What the player says to one who is alone, in this language."""
    async with Reader(app, "", {"lang": lang} | LINK) as reader:
        await reader.open()
        return dict(reader.seen.player["words"])


async def moved(app: str, place: int, together: asyncio.Barrier) -> list[tuple[str, str, dict[str, str], list[str]]]:
    """One of the class, who moves η with all others at once: what was chosen, what came, and in which words."""
    lang = [*LANGUAGES][place % len(LANGUAGES)]
    async with Reader(app, "", {"lang": lang} | LINK) as reader:
        await reader.open()
        seen = []
        for change in range(CHANGES):
            await together.wait()
            value = reader.values(SLIDER)[place + change]
            await reader.slide(SLIDER, value)
            player = reader.seen.player
            seen.append((value, player["link"]["eta.1"], player["words"], reader.seen.failed))
        return seen


def test_readers_in_three_languages_each_see_their_own() -> None:
    async def come() -> None:
        words = {lang: await opened(app, lang) for lang in LANGUAGES}
        assert len({"".join(map(str, words[lang].values())) for lang in LANGUAGES}) == len(LANGUAGES)
        together = asyncio.Barrier(READERS)
        everybody = await asyncio.gather(*(moved(app, place, together) for place in range(READERS)))
        for place, seen in enumerate(everybody):
            lang = [*LANGUAGES][place % len(LANGUAGES)]
            assert [failed for *_, failed in seen] == [[]] * CHANGES
            assert [came for _, came, *_ in seen] == [chosen for chosen, *_ in seen]
            assert all(said == words[lang] for *_, said, _ in seen)

    with serve(ROOT / "app.py") as app:
        finish(come())
