"""While a picture is computed the one before is not taken for it; what says so neither flickers nor is in the way."""

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


def test_where_a_picture_takes_long_it_is_said_and_where_it_is_quick_there_is_no_time_to_see_it(reader: Reader) -> None:
    reader.open("/explore", SCENES["ball"])
    reader.page.evaluate(WATCHED)
    # A million updates of each of two runs, which no other test has asked for.
    reader.page.get_by_role("slider", name="t · steps").focus()
    reader.page.keyboard.press("End")
    reader.page.wait_for_function("() => window.told === 1")
    # What is there at once waits for half a second, and lets every click through to the picture.
    assert reader.page.evaluate("window.how") == ["0.5s", "none"]
    reader.page.wait_for_function("() => location.search.includes('steps=1000000')")
    reader.rest()
    assert reader.page.locator(".coming").count() == 0
    assert reader.errors == []
