"""A random walk of a reader through the app: whatever they do, what is on show is the scene of the address."""

import random
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator

from scenes import from_link, to_link, trajectories
from scenes.bounds import fitting
from scenes.grid import spread
from scenes.scene import grounds
from studio.look.numbers import spoken
from tests.browser.conftest import Reader
from tests.visitor import DEFAULTS, ETA, without_test_loss

MENU = ("One learning rate", "Explore", "Anatomy", "Surfaces")
# No controls of the page: tooltips, Streamlit's own menu and the tools on its table, and what opens a list, which the
# list does itself.
# In another language the walker does not find its way: what is on show is found by its English name.
NOT_TRIED = ("Help for", "Main menu", "Open", "Download", "Search", "Fullscreen", "Show/hide", "Close fullscreen",
             "繁體中文", "简体中文")  # fmt: skip
KEYS = (*"ancdgtk3lhfp?+-0,.[]<>", "Space", "Home", "End", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Escape")
SLIDES = ("ArrowLeft", "ArrowRight", "ArrowRight", "PageUp", "PageDown", "Home", "End")
TYPED = ("0", "1", "7", "-2", "3.25", "1e400", "abc", "")
# What the player shows, and what the sliders of η say.
SHOWN = """({ data, runs }) => {
  const { steps, view, clock, space, trail, marks, start } = data, all = (css) => [...document.querySelectorAll(css)];
  return {
    steps, view, clock, space, trail, marks, start, sentences: runs.map((run) => run.sentence),
    eta: all("[data-testid=stSlider] input[aria-label='ETA']").map((one) => one.ariaValueText),
    at_hand: all("[aria-label=Runs] [role=radio]").findIndex((one) => one.ariaChecked === "true"),
    failed: document.querySelector(".player .notice").textContent.match(/.*could not be drawn.*/)?.[0],
  };
}""".replace("ETA", ETA)
# Of each element its name; null if it is beside the screen, as all of a sidebar that was folded away.
NAMES = """(all) => all.map((one) => {
  return one.getBoundingClientRect().right > 0 ? one.ariaLabel || one.innerText || "" : null;
})"""
# What a field says of what was typed there, or of a step too far.
REFUSED = re.compile(r"it stays \S+\.$")
WRONG = "[data-testid=stException], [data-testid=stErrorElement], [data-testid=stAlertContentError]"


class Walker:
    """A reader who does anything, and looks at all of it after each deed. `done` is what they did, for the next one."""

    def __init__(self, reader: Reader, seed: int) -> None:
        self.reader, self.page, self.chance = reader, reader.page, random.Random(seed)
        self.done: list[str] = []

    def walk(self, actions: int) -> None:
        """So many deeds; raises an AssertionError that tells the last of them."""
        self.reader.open()
        for _ in range(actions):
            try:
                self.do()
                self.look()
            except Exception as error:
                raise AssertionError(f"{error}\nafter {'; '.join(self.done[-8:])}") from error

    def do(self) -> None:
        """Any one thing."""
        if self.page.get_by_role("dialog").filter(visible=True).count():
            self.say("Escape from a dialog")
            self.page.keyboard.press("Escape")
            return
        ways: list[tuple[int, Callable[[], bool]]] = [
            (2, self.menu), (2, self.back_or_forward), (1, self.reload), (3, self.key), (2, self.drag), (6, self.slide),
            (5, self.press), (3, self.choose), (3, self.pick), (2, self.switch), (2, self.type), (2, self.fold),
        ]  # fmt: skip
        weights, deeds = zip(*ways, strict=True)
        while not self.chance.choices(deeds, weights)[0]():
            pass

    def say(self, deed: str) -> bool:
        self.done.append(deed)
        return True

    def any(self, role: Any) -> Locator | None:
        """One of the controls of this role that are there to be used."""
        found = self.page.get_by_role(role, disabled=False).filter(visible=True)
        names = found.evaluate_all(NAMES)
        usable = [place for place, name in enumerate(names) if name is not None and not name.startswith(NOT_TRIED)]
        if not usable:
            return None
        place = self.chance.choice(usable)
        self.say(f"{role} {names[place][:40]!r}")
        return found.nth(place)

    def menu(self) -> bool:
        link = self.page.get_by_role("link", name=self.chance.choice(MENU), exact=True).filter(visible=True)
        if not link.count():
            return False
        self.say(f"menu {link.inner_text()}")
        path = link.get_attribute("href")
        link.click()
        # It may take the browser longer to begin than it takes to look whether all is done.
        self.page.wait_for_function("(path) => location.pathname === new URL(path, location.href).pathname", arg=path)
        return True

    def back_or_forward(self) -> bool:
        way = self.chance.choice(["back", "forward"])
        # No further than the app: what lies before it is not ours.
        if not self.page.evaluate(f"() => navigation.can{'Go' + way.capitalize()}"):
            return False
        self.page.evaluate(f"() => history.{way}()")
        return self.say(way)

    def reload(self) -> bool:
        before = self.page.url
        self.page.reload()
        self.say("reload")
        self.reader.rest()
        same("reloaded", self.page.url, before)
        return True

    def key(self) -> bool:
        if not self.has_player():
            return False
        key = self.chance.choice(KEYS)
        self.reader.press(key)
        return self.say(f"key {key}")

    def drag(self) -> bool:
        """The start, or wherever the hand falls on a picture."""
        frames = self.page.locator(".player .frame").filter(visible=True)
        if not frames.count():
            return False
        frame = frames.nth(self.chance.randrange(frames.count()))
        frame.scroll_into_view_if_needed()
        box = frame.bounding_box()
        assert box
        spots = [
            (box["x"] + self.chance.uniform(0.1, 0.9) * box["width"],
             box["y"] + self.chance.uniform(0.2, 0.9) * box["height"]) for _ in range(2)
        ]  # fmt: skip
        self.say(f"drag {spots}")
        self.page.mouse.move(*spots[0])
        self.page.mouse.down()
        self.page.mouse.move(*spots[1], steps=3)
        self.page.mouse.up()
        return True

    def slide(self) -> bool:
        slider = self.any("slider")
        if slider is None:
            return False
        slider.focus()
        key = self.chance.choice(SLIDES)
        self.page.keyboard.press(key)
        return self.say(key)

    def strike(self, role: str, key: str) -> bool:
        """A key on one of the controls of this role."""
        control = self.any(role)
        if control is None:
            return False
        control.focus()
        self.page.keyboard.press(key)
        return True

    def press(self) -> bool:
        # The marks of chapters may lie one over the other; all buttons hear the keyboard.
        return self.strike("button", "Enter")

    def pick(self) -> bool:
        radio = self.any("radio")
        if radio is None:
            return False
        radio.click()
        return True

    def choose(self) -> bool:
        box = self.any("combobox")
        if box is None:
            return False
        options = box.evaluate(
            "(one) => one instanceof HTMLSelectElement ? [...one.options].map(({ value }) => value) : []"
        )
        if options:
            option = self.chance.choice(options)
            box.select_option(option)
            return self.say(option)
        down = self.chance.randrange(1, 8)
        box.click()
        for _ in range(down):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Escape")
        return self.say(f"{down} down")

    def switch(self) -> bool:
        return self.strike("switch", "Space")

    def type(self) -> bool:
        box = self.any("spinbutton")
        if box is None:
            return False
        typed = self.chance.choice(TYPED)
        box.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(typed)
        self.page.keyboard.press("Enter")
        return self.say(f"type {typed!r}")

    def fold(self) -> bool:
        folds = self.page.locator("summary").filter(visible=True)
        places = [place for place, name in enumerate(folds.evaluate_all(NAMES)) if name is not None]
        if not places:
            return False
        fold = folds.nth(self.chance.choice(places))
        self.say(f"fold {fold.inner_text()[-30:]!r}")
        fold.click()
        return True

    def has_player(self) -> bool:
        return self.reader.player.filter(visible=True).count() == 1

    def look(self) -> None:
        """The page is whole, nothing has gone wrong, and what is on show is the scene of the address."""
        self.reader.rest()
        assert not self.reader.errors, self.reader.errors
        for said in self.page.locator(WRONG).all_inner_texts():
            assert REFUSED.search(said), said
        if self.has_player():
            shown = self.reader.ask(SHOWN)
            assert not shown["failed"], shown["failed"]
            page = self.page.url.partition("?")[0].rpartition("/")[2] or "one_rate"
            check(page, self.reader.link(), shown)


def check(page: str, link: dict[str, str], shown: dict[str, Any]) -> None:
    """A page shows the scene of its link, and the link says nothing else."""
    scene, wrong = from_link(link, DEFAULTS[page])
    same("link", (link, []), (to_link(scene), wrong))
    # On Explore those of one run, with its rates from later steps on; elsewhere all runs have one.
    runs = [scene.runs[shown["at_hand"]]] if page == "explore" else scene.runs
    later = [eta for run in runs for _, eta in run.changes if page == "explore"]
    same("η", shown["eta"], [spoken(eta) for eta in (*(dict(run.numbers)["eta"] for run in runs), *later)])
    for name in ("view", "clock", "space", "trail"):
        same(name, shown[name], getattr(scene, name))
    same("marks", tuple(shown["marks"]), scene.marks)
    same("start", tuple(shown["start"]), scene.start)
    # What is too much to compute is said, and left out.
    scene, _ = fitting(spread(scene))
    same("steps", shown["steps"], scene.steps)
    sides = [[path for path, run in zip(trajectories(side), scene.runs, strict=True) if not run.hidden]
             for side in grounds(scene)]  # fmt: skip
    # Each run is followed by itself on the other surface.
    seen = [path for runs in zip(*sides, strict=True) for path in runs]
    told = without_test_loss(shown["sentences"], scene)
    same("sentences", told, [path.outcome.sentence for path in seen])


def same(what: str, shown: object, meant: object) -> None:
    assert shown == meant, f"{what}: {shown!r} on show, {meant!r} in the address"
