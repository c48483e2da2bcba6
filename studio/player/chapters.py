"""The chapters of a run, in words."""

from functools import lru_cache

from optimizers import Path
from optimizers.chapters import WORDS, Chapter, chapters
from scenes import Run, Scene
from studio.player.pack import Json
from studio.player.same import Same
from surfaces import SURFACES
from words import say


def chapters_in(scene: Scene, run: Run, path: Path) -> list[Json]:
    """What happens in a run and when: `[{"step": 74, "kind": "burst", "text": "burst"}, …]`, in order."""
    exact = scene.sampling(run).is_exact(SURFACES[scene.surface])
    found = _found(Same(path), scene.surface, exact)
    return [{"step": step, "kind": kind, "text": say(WORDS[kind])} for step, kind in found]


@lru_cache(maxsize=12)
def _found(path: Same[Path], surface: str, exact: bool) -> tuple[Chapter, ...]:
    return chapters(path.value, SURFACES[surface].domain, exact=exact)
