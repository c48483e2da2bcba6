"""A scene as the page takes it along: what the player is sent, with all that a reader may want to see of it later."""

from collections.abc import Sequence
from dataclasses import replace

from scenes import Scene, to_link
from scenes.bounds import DIAL, fitting
from scenes.drawn.thinning import FULL
from scenes.family import family
from scenes.grid import spread
from scenes.scene import MARKS, POINTS, grounds
from studio.player.columns import goal_of
from studio.player.facts import numbers_of
from studio.player.marks import flows
from studio.player.marks.microscope import FACTORS
from studio.player.on_show import on_show
from studio.player.pack import Json
from studio.player.payload import keys, payload
from words import say, speaking
from words.catalogue import Terms, catalogue
from words.languages import LANGUAGES

# Of a single step, in every digit: where it is, and what its update is made of.
EXACT = ("x", "y", "loss", *FACTORS, *POINTS)


def has_steps(scene: Scene) -> bool:
    """Whether every step of every run is there, with its numbers; of longer runs there is what the eye tells apart."""
    return scene.steps <= FULL


def complete(scene: Scene) -> Scene:
    """The scene with every mark that a reader of the page can put on: the dial is there only if it was chosen."""
    left = {*DIAL} if not {*DIAL} & {*scene.marks} or scene.view == "grid" else set()
    left |= {"probe"} if has_steps(scene) else {"probe", "numbers"}
    return replace(scene, marks=tuple(mark for mark in MARKS if mark not in left))


def taken(scene: Scene, languages: Sequence[str], terms: Terms) -> dict[str, Json]:
    """For each language, by its id, what the player is sent there; columns are sent with the first of them.

    `turned` are the numbers of the run with each value of the dial, `flowing` what is said of a flow while it is seen.
    """
    whole, found, known = complete(scene), dict[str, Json](), list[str]()
    near = (0, whole.steps) if has_steps(scene) else (None, None)
    fit = fitting(spread(whole))[0]
    goals = [goal_of(side.surface, side.numbers, side.shift) for side in grounds(fit)]
    tried = family(fit) if {*DIAL} & {*whole.marks} else None
    for lang in languages:
        how: Terms = terms if lang == languages[0] else "own"
        with speaking(catalogue(lang, how)):
            data = payload(whole, near[0], known, reach=near[1])
            # For nothing is waited here.
            # Runs have names in this language.
            shown = on_show(fit, *goals)
            flowing = {id: [text for one in shown for text in flows.unsaid(one, (id,))] for id in flows.FLOWS}
            waiting = say("Of this run the page has no numbers of single steps.")
        known = [*known, *keys(data)]
        share(data)
        found[lang] = data | {
            "flowing": flowing,
            "notices": [text for text in data["notices"] if not any(text in said for said in flowing.values())],
            "marks": list(scene.marks), "link": to_link(scene),
            "words": data["words"] | {"waiting": waiting},
            "turned": [numbers_of(origin) for origin in tried.origins] if tried and data["dial"] else [],
            "changeable": False, "taken": 0, "anew": "", "question": None, "worked": None, "tells": "",
            "spoken": {"lang": lang, "terms": how}, "fonts": LANGUAGES[lang].fonts,
        }  # fmt: skip
    return found


def share(data: Json) -> None:
    """What is there of every step of a run in float64 is not there in float32 once more."""
    for run in data["runs"]:
        _share(run)


def _share(run: Json) -> None:
    table, window = run["table"].get("columns"), run.get("window")
    if not window:
        return
    own = {name: column for name, column in window["columns"].items() if name in EXACT or name.startswith("last_")}
    run["window"] = {**window, "columns": own}
    if table:
        # What is kept by the server is not written into.
        shared = {name: own.get(name, column) for name, column in table.items()}
        run["table"] = {**run["table"], "columns": shared}
