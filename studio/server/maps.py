"""Parts of maps, one after the other: what the browser asks for while a map becomes finer, and of a point under a hand.

A map is never computed as a whole for anybody. Whoever looks at one asks for its next part when the last one has come,
and stops asking when it is cancelled or something has moved; so everybody's parts take turns.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Condition

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from scenes import SCENES, from_link
from scenes.maps import Map
from scenes.maps.link import WORDS, read
from studio.server.base import below
from words import speaking
from words.catalogue import TERMS, catalogue
from words.languages import LANGUAGES

PATH = "/map"
"""`GET /map?<link>&as=<what>&size=<points>&…` is a part of the map of a link, its table, its file, or a run of it."""

# So many wait for their turn, with a thread each; who comes then is told so, and asks again.
MOST_WAITING = 6

Answer = Callable[[Map, Mapping[str, str]], Response]


class Full(Exception):
    """As many as may wait are waiting already."""


class Queue:
    """One at a time, in the order in which they came, and no more than so many of them."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        self.most = most
        self._waiting: deque[object] = deque()
        self._moved = Condition()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn; the next one has it afterwards. Raises Full at once where too many wait."""
        mine = object()
        with self._moved:
            # Who is at work stands first.
            if len(self._waiting) > self.most:
                raise Full
            self._waiting.append(mine)
            self._moved.wait_for(lambda: self._waiting[0] is mine)
        try:
            yield
        finally:
            with self._moved:
                self._waiting.popleft()
                self._moved.notify_all()


QUEUE = Queue()
"""The server's."""


def route(answers: Mapping[str, Answer], queue: Queue = QUEUE) -> Route:
    """The address, for functions that answer by what is asked for. The server knows of no page and no panel."""

    def answer(request: Request) -> Response:
        """What is asked for, of the map of a link; what is wrong in the link is replaced as on a page."""
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return JSONResponse({}, status_code=403)
        query = dict(request.query_params)
        made = answers.get(query.pop("as", ""))
        asked = {key: query.pop(key, "") for key in ("size", "part", "column", "row")}
        lang, terms = query.pop("lang", "en"), query.pop("terms", "")
        if made is None:
            return JSONResponse({}, status_code=404)
        said = catalogue(lang if lang in LANGUAGES else "en", next((one for one in TERMS if one == terms), TERMS[0]))
        with speaking(said):
            scene, _ = from_link({key: text for key, text in query.items() if key not in WORDS}, SCENES["one_rate"])
            map, _ = read(query, scene)
            try:
                with queue.turn():
                    return made(map, asked)
            except Full:
                return JSONResponse({"waiting": queue.most}, status_code=503, headers={"retry-after": "1"})

    return Route(below(PATH), answer)
