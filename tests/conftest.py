"""Holds the code to its word while the tests run: shapes, dtypes, ranks, and the number of compilations."""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from importlib.util import find_spec
from pathlib import Path

import pytest
from jaxtyping import install_import_hook

# At the edge wrong types come in, and are refused in words that the tests read; everywhere else a
# wrong type or shape is a mistake of ours, and beartype refuses it. An int where a float is asked
# for is none (PEP 484).
EDGE = {
    "surfaces.surface",
    "optimizers.descent",
    "optimizers.loop.sampling",
    "optimizers.recipes.adapter",
    "optimizers.recipes.foreign",
    "optimizers.recipes.settings",
}
ROOT = Path(__file__).parent.parent
FILES = [file for room in ("surfaces", "optimizers") for file in ROOT.glob(f"{room}/**/[!_]*.py")]
INSIDE = {".".join(file.relative_to(ROOT).with_suffix("").parts) for file in FILES} - EDGE
install_import_hook(sorted(INSIDE), "beartype.beartype(conf=beartype.BeartypeConf(is_pep484_tower=True))")

import words  # noqa: E402
import words.catalogue  # noqa: E402
from tests.spoken import KNOWN  # noqa: E402

# English while tests run: a message that is in no catalogue is a mistake.
words.ENGLISH = words.catalogue.ENGLISH = KNOWN
words._catalogue = ContextVar("catalogue", default=KNOWN)

# First of all, because it settles how XLA compiles loops before JAX computes anything.
import surfaces  # noqa: E402, F401, I001
import jax  # noqa: E402

from tests import firefox  # noqa: E402
from tests.crossing import every  # noqa: E402

# What one file of tests has compiled, or the app, another one reads from the disk, whatever process it is in; it counts
# as compiled all the same. JAX does not write a program in one go: what is read half written is said and compiled anew.
jax.config.update("jax_compilation_cache_dir", str(ROOT / ".cache" / "jax"))
jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)
jax.config.update("jax_persistent_cache_enable_xla_caches", "none")
# What is tested brings float64 along; the tests' own arithmetic has to be told.
jax.config.update("jax_enable_x64", True)
jax.config.update("jax_numpy_dtype_promotion", "strict")
jax.config.update("jax_numpy_rank_promotion", "raise")

COMPILED = "/jax/core/compile/backend_compile_duration"
_events: list[str] = []
_forgotten = [0]
jax.monitoring.register_event_duration_secs_listener(lambda event, *_, **__: _events.append(event))


# A compiled program takes some megabytes, and the tests compile thousands.
MOST_KEPT = 400


# Of these files some take minutes, however few tests they have: were one of them the last, a worker would be idle.
FIRST = ("tests/browser/", "tests/words/", "tests/pages/")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves what is marked as long to `make soak`; the summary counts it. Who names a test gets it."""
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))
    if every() or any("::" in name for name in config.args):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not tried is told, and is not to be taken for green."""
    missing = []
    if firefox.find() is None:
        missing.append("Firefox: none was found or could be installed (python tests/firefox.py, or FIREFOX=path).")
    if find_spec("torch") is None:
        missing.append("PyTorch: not installed, so that programs written for it were not run (pip install torch).")
    if missing:
        terminalreporter.section("not tried", yellow=True)
    for line in missing:
        terminalreporter.line(line)


@pytest.fixture(autouse=True, scope="module")
def _forget() -> Iterator[None]:
    """Lets go of what was compiled, once that is much."""
    yield
    if _events.count(COMPILED) - _forgotten[0] > MOST_KEPT:
        _forgotten[0] = _events.count(COMPILED)
        jax.clear_caches()


@pytest.fixture
def compilations() -> Callable[[], int]:
    """How many programs XLA has compiled since this function was last asked."""
    seen = len(_events)

    def count() -> int:
        nonlocal seen
        new, seen = _events[seen:], len(_events)
        return new.count(COMPILED)

    return count
