"""The dial in Chromium: it is turned, and the path follows without a word to the server; let go, the slider has it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from scenes import Scene, new_run
from scenes.scene import usual_numbers
from studio.page import edit
from studio.player.payload import payload
from tests.browser.conftest import PLAYER, Reader, computed
from tests.crossing import among

pytestmark = pytest.mark.stays

SCENE = Scene(
    "bowl", usual_numbers("bowl"), (-3.5, -0.3), 300, (new_run("gd", eta=0.01), new_run("momentum", eta=1e-3)), "one",
    marks=("dial",),
)  # fmt: skip


@cache
def values() -> list[float]:
    """The values of the dial; what is computed here is not to be computed wherever tests are collected."""
    return list(payload(SCENE)["dial"]["values"])


@cache
def usual() -> int:
    """The place of the scene's own value among them."""
    return int(payload(SCENE)["dial"]["at"])


RANGE = f"{PLAYER} .knob input"
# Whatever is drawn on a canvas, as the bytes of its picture.
DRAWN = "(player) => player.root.querySelector('.planes {canvas}').toDataURL()"
CURVES = "(player) => player.root.querySelector('.curves .ink').toDataURL()"
ROWS = "(player) => player.pictures.planes[0].bundles.map((bundle) => [bundle.paths.count, bundle.row])"


def open_at_the_end(reader: Reader, scene: Scene, path: str = "/explore") -> None:
    reader.open(path, scene)
    reader.press("End")
    reader.until(step=scene.steps)


def listen(reader: Reader) -> list[str]:
    """What the browser sends to the server, from the next page on."""
    frames: list[str] = []
    reader.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: frames.append(str(frame))))
    reader.page.on("request", lambda request: frames.append(request.url) if "/picture" in request.url else None)
    return frames


def detent(reader: Reader, i: int) -> tuple[float, float]:
    """Where on the window the thumb stands at value i."""
    box = reader.page.locator(RANGE).bounding_box()
    assert box is not None
    thumb = 16
    share = i / (len(values()) - 1)
    return box["x"] + thumb / 2 + share * (box["width"] - thumb), box["y"] + box["height"] / 2


def said(reader: Reader) -> str:
    return reader.page.locator(f"{PLAYER} .knob output").inner_text()


def check_paths(reader: Reader, scene: Scene) -> None:
    """The runs on show are those of the scene, at every tenth step."""
    for i, path in enumerate(computed(scene)):
        steps = list(range(0, len(path.loss), 10))
        shown = reader.ask(
            f"(player) => {steps}.map((t) => {{ const {{x, y}} = player.runs[{i}].at(t); return [x, y]; }})"
        )
        for (x, y), point in zip(shown, path.point[steps].tolist(), strict=True):
            assert (x, y) == pytest.approx(point, rel=1e-6, abs=1e-12)


@pytest.mark.fresh
def test_turning_changes_the_path_and_says_nothing_to_the_server_and_letting_go_sets_the_slider(reader: Reader) -> None:
    frames, received = listen(reader), list[int]()
    reader.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    open_at_the_end(reader, SCENE)
    reader.page.mouse.move(*detent(reader, usual()))
    reader.page.mouse.down()
    pictures, before = [reader.ask(DRAWN.format(canvas=".ink"))], len(frames)
    for i in (usual() + 2, usual() + 5, usual() - 9):
        reader.page.mouse.move(*detent(reader, i))
        reader.page.wait_for_function(f"(i) => document.querySelector('{RANGE}').value === String(i)", arg=i)
        pictures.append(reader.ask(DRAWN.format(canvas=".ink")))
        check_paths(reader, edit.set_knob(SCENE, 0, "eta", values()[i]))
        assert said(reader) == f"{values()[i]:g}".replace("e-0", "e-")
        # Its name and its end are those of the value, too.
        sentence = computed(edit.set_knob(SCENE, 0, "eta", values()[i]))[0].outcome.sentence
        assert sentence in reader.page.locator(f"{PLAYER} .outcome").first.inner_text()
        assert f"η\u00a0=\u00a0{said(reader)}" in reader.page.locator(f"{PLAYER} .outcome .name").first.inner_text()
    assert len(set(pictures)) == 4
    assert len(frames) == before
    assert "eta.1=0.01&" in reader.page.url + "&"
    revision, turned, curves = int(reader.state("revision")), pictures[-1], reader.ask(CURVES)
    come = len(received)
    reader.page.mouse.up()
    reader.until_query(eta_1=said(reader))
    reader.until(revision=revision + 1)
    # A number, and not sixty-four runs.
    assert 0 < sum(received[come:]) < 200_000
    # The run itself is here now, and nothing has moved: not the path, not the curves, not the play head.
    assert reader.ask("(player) => player.dial.index") is None
    assert reader.ask(DRAWN.format(canvas=".ink")) == turned
    assert reader.ask(CURVES) == curves
    assert reader.step == 300
    reader.rest()  # the controls come after the picture
    slider = reader.page.get_by_role("slider", name="η · learning rate").first
    assert slider.get_attribute("aria-valuetext") == said(reader)
    assert reader.errors == []


@pytest.mark.long
def test_what_was_sent_is_a_number_and_not_sixty_four_runs(reader: Reader) -> None:
    received: list[int] = []
    reader.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    open_at_the_end(reader, SCENE)
    reader.page.wait_for_timeout(500)
    before = len(received)
    reader.press("]")
    reader.until_query(eta_1=f"{values()[usual() + 1]:g}")
    reader.page.wait_for_timeout(500)
    assert 0 < sum(received[before:]) < 200_000


@pytest.mark.long
def test_brackets_turn_from_anywhere_and_arrows_on_the_dial_turn_and_do_not_step(reader: Reader) -> None:
    open_at_the_end(reader, SCENE)
    reader.press("[", "[", "[")
    assert said(reader) == f"{values()[usual() - 3]:g}"
    reader.until_query(eta_1=f"{values()[usual() - 3]:g}")
    reader.page.locator(RANGE).focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        reader.page.keyboard.press(key)
    assert said(reader) == f"{values()[usual() - 1]:g}"
    reader.until_query(eta_1=f"{values()[usual() - 1]:g}")
    assert reader.step == 300
    # What the dial does not need, the player gets.
    reader.page.keyboard.press("a")
    reader.until_query(show="arrows.dial")
    reader.page.locator(RANGE).focus()
    reader.page.keyboard.press("Home")
    assert reader.step == 300
    assert reader.errors == []


def test_the_dial_and_all_its_paths_go_on_and_off_by_key_and_by_button(reader: Reader) -> None:
    open_at_the_end(reader, replace(SCENE, marks=()))
    row = reader.page.locator(f"{PLAYER} .knob")
    assert not row.is_visible()
    reader.press("d")
    reader.until_query(show="dial")
    row.wait_for()
    empty = reader.ask(DRAWN.format(canvas=".faint"))
    assert reader.ask(ROWS) == []
    reader.press("m")
    reader.until_query(show="dial.family")
    reader.page.wait_for_function(
        "() => document.querySelector('.knob .family').getAttribute('aria-pressed') === 'true'"
    )
    reader.page.wait_for_timeout(300)
    assert reader.ask(ROWS) == [[len(values()), 300]]
    family = reader.ask(DRAWN.format(canvas=".faint"))
    assert family != empty
    # The faint paths are those of all values: turning does not change them.
    reader.press("[")
    assert reader.ask(DRAWN.format(canvas=".faint")) == family
    reader.until_query(eta_1=f"{values()[usual() - 1]:g}")
    row.locator(".family").click()
    reader.until_query(show="dial")
    reader.page.wait_for_timeout(300)
    assert reader.ask(DRAWN.format(canvas=".faint")) == empty
    reader.in_the_menu("Dial for one number").click()
    row.wait_for(state="hidden")
    assert reader.errors == []


def test_another_number_of_another_run_is_put_on_the_dial_in_the_player(reader: Reader) -> None:
    open_at_the_end(reader, SCENE)
    choice = reader.page.locator(f"{PLAYER} .knob select")
    assert choice.locator("option").all_inner_texts() == [
        "● η · learning rate", "■ η · learning rate", "■ β · momentum",
    ]  # fmt: skip
    choice.select_option("■ β · momentum")
    reader.until_query(vary="beta.2")
    reader.page.wait_for_function(f"() => document.querySelector('{PLAYER} .knob output').textContent === '0.900'")
    reader.press("]")
    value = float(said(reader))
    assert value > 0.9
    check_paths(reader, edit.set_knob(SCENE, 1, "beta", value))
    reader.until_query(beta_2=f"{value:g}")
    assert reader.errors == []


def test_the_clock_goes_on_while_the_dial_is_turned(reader: Reader) -> None:
    open_at_the_end(reader, SCENE)
    reader.press("Home", "Space")
    reader.until(playing="true")
    x, y = detent(reader, usual())
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    before = reader.step
    for i in range(10):
        reader.page.mouse.move(detent(reader, usual() - i)[0], y)
        reader.page.wait_for_timeout(50)
    assert reader.step > before
    assert reader.state("playing") == "true"
    reader.page.mouse.up()
    reader.until_query(eta_1=said(reader))
    assert reader.state("playing") == "true"


@pytest.mark.parametrize(("path", "id"), among([("/anatomy", "eta_1"), ("/", "eta_1")], 1))
def test_the_dial_is_on_the_other_pages_too(reader: Reader, path: str, id: str) -> None:
    reader.open(path)
    reader.press("d")
    reader.page.locator(f"{PLAYER} .knob").wait_for()
    reader.press("[")
    wanted = said(reader)
    reader.until_query(**{id: wanted})
    assert said(reader) == wanted
    assert reader.errors == []


def test_a_finger_turns_the_dial(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(reduced_motion="reduce", has_touch=True, viewport={"width": 390, "height": 844})
    open_at_the_end(reader, SCENE)
    reader.page.locator(RANGE).scroll_into_view_if_needed()
    reader.page.touchscreen.tap(*detent(reader, usual() - 6))
    reader.page.wait_for_function(f"(at) => +document.querySelector('{RANGE}').value < at", arg=usual())
    wanted = said(reader)
    assert wanted in {f"{value:g}" for value in values()[: usual()]}
    reader.until_query(eta_1=wanted)
    assert reader.errors == []


def test_a_run_that_is_hidden_or_gone_leaves_the_dial_to_the_first_one(reader: Reader) -> None:
    open_at_the_end(reader, replace(SCENE, varied=(1, "beta")))
    assert said(reader) == "0.900"
    reader.page.get_by_role("radio", name="■ 2").click()
    reader.page.get_by_role("button", name="Hide", exact=True).click()
    reader.page.wait_for_function(f"() => document.querySelector('{PLAYER} .knob output').textContent === '0.01'")
    reader.page.get_by_role("button", name="Remove", exact=True).click()
    reader.page.wait_for_function("() => !location.search.includes('run.2')")
    assert said(reader) == "0.01"
    assert reader.errors == []
