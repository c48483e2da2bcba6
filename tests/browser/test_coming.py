"""While a picture is computed the one before is not taken for it; what says so neither flickers nor is in the way."""

from playwright.sync_api import WebSocketRoute

from scenes import SCENES
from tests.browser.conftest import Reader

# How visible the sentence has been, at every frame since; how long it waits, and whether a hand can touch it.
WATCHED = """() => {
  window.told = 0;
  const look = () => {
    const one = document.querySelector(".coming");
    if (one) {
      const { opacity, animationDelay, pointerEvents } = getComputedStyle(one);
      Object.assign(window, { told: Math.max(window.told, Number(opacity)), how: [animationDelay, pointerEvents] });
    }
    requestAnimationFrame(look);
  };
  look();
}"""
COMING = b"This picture is being computed"


class Held:
    """The socket of a page: what comes after the sentence waits until it is let go, however fast the server is."""

    def __init__(self, reader: Reader) -> None:
        self.waiting: list[str | bytes] | None = None
        self.holds = False
        reader.page.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, page: WebSocketRoute) -> None:
        self.page = page
        page.connect_to_server().on_message(self._come)

    def _come(self, message: str | bytes) -> None:
        if self.waiting is not None:
            self.waiting.append(message)
            return
        self.page.send(message)
        if self.holds and COMING in bytes(message if isinstance(message, bytes) else message.encode()):
            self.waiting = []

    def let_go(self) -> None:
        waiting, self.waiting, self.holds = self.waiting, None, False
        for message in waiting or []:
            self.page.send(message)


def test_where_a_picture_takes_long_it_is_said_and_where_it_is_quick_there_is_no_time_to_see_it(reader: Reader) -> None:
    held = Held(reader)
    reader.open("/explore", SCENES["ball"])
    reader.page.evaluate(WATCHED)
    before, held.holds = reader.link(), True
    reader.page.get_by_role("slider", name="t · steps").focus()
    reader.page.keyboard.press("ArrowRight")
    reader.page.wait_for_function("() => window.told === 1")
    # What is there at once waits for half a second, and lets every click through to the picture.
    assert reader.page.evaluate("window.how") == ["0.5s", "none"]
    held.let_go()
    reader.rest()
    assert reader.link()["steps"] != before["steps"]
    assert reader.page.locator(".coming").count() == 0
    assert reader.errors == []
