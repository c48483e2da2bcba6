"""What films are encoded with: the pinned versions, with their licences, and not loaded before a film is made."""

import json

from studio.server.assets import ENCODERS, WEB, address, names
from tests.studio.server.test_assets import asked
from tools.encoders import BUNDLE, LICENCES, ROOT, SOURCES, bundled, licences


def test_the_bundle_is_made_of_the_versions_that_are_pinned() -> None:
    assert BUNDLE == ENCODERS
    assert bundled() == BUNDLE.read_text("utf-8"), "run `python -m tools.encoders`"
    assert licences() == LICENCES.read_text("utf-8")
    pinned = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    head = BUNDLE.read_text("utf-8").partition("\n")[0]
    for name, (_, source) in SOURCES.items():
        assert f"{name} {pinned[name]}, {source}" in head
    assert "Mozilla Public License" in LICENCES.read_text("utf-8")


def test_no_page_names_it_or_what_makes_films_in_its_head() -> None:
    film = {f"film/{path.name}" for path in (WEB / "film").glob("*.js")}
    assert len(film) > 5
    assert not {*names()} & {ENCODERS.name, *film}
    for name in (ENCODERS.name, *film):
        assert asked(address(name)).status_code == 200
    # No module that a page loads from the beginning imports them.
    rest = [path for path in WEB.rglob("*.js") if path.parent.name != "film"]
    assert [str(path) for path in rest if "/film/" in path.read_text("utf-8")] == []
