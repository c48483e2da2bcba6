"""The first sight of a page's scene, for its document: made in a thread, kept, and never waited for long."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from words import speaking
from words.catalogue import TERMS, Terms, catalogue

Make = Callable[[str, Mapping[str, str]], str]
"""The markup for a page and the query of its address, in the language that is spoken; "" for none."""

PATIENCE = 0.15
"""Seconds that a document waits: what is kept is there at once, and what is computed already takes some 50 ms."""
KEPT = 64
"""As many are kept, those that were asked for last; each is some 100 kB."""
WAITING = 8
"""As many wait to be made; more than that are not made, and their documents go out without."""

_log = logging.getLogger(__name__)


class FirstSights:
    """What `make` gives, kept by what it was asked for."""

    def __init__(self, make: Make, patience: float = PATIENCE) -> None:
        self.make, self.patience = make, patience
        self._kept: OrderedDict[object, Future[str]] = OrderedDict()
        # One at a time: the pages themselves come first.
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="first sight")

    async def of(self, page: str, query: Mapping[str, str], lang: str, terms: str) -> str:
        """The markup, if it is there soon; otherwise "", and it is there for who comes next."""
        how = next((one for one in TERMS if one == terms), TERMS[0])
        made = self._asked((page, tuple(sorted(query.items())), lang, how), page, query, lang, how)
        if made is None:
            return ""
        await asyncio.wait([asyncio.wrap_future(made)], timeout=self.patience)
        return made.result() if made.done() else ""

    def ahead(self, page: str, lang: str) -> None:
        """Begin with that of a page as it opens: who comes first finds it made, or under way."""
        self._asked((page, (), lang, TERMS[0]), page, {}, lang, TERMS[0])

    def _asked(self, key: object, page: str, query: Mapping[str, str], lang: str, terms: Terms) -> Future[str] | None:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if sum(not one.done() for one in self._kept.values()) >= WAITING:
            return None
        made = self._kept[key] = self._worker.submit(self._made, page, dict(query), lang, terms)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made

    def _made(self, page: str, query: Mapping[str, str], lang: str, terms: Terms) -> str:
        try:
            with speaking(catalogue(lang, terms)):
                return self.make(page, query)
        except Exception:
            # A page must open without it, and says itself what is wrong.
            _log.exception("no first sight of %s", page)
            return ""
