"""While a picture is computed the one before is not taken for it; where that is quick, nothing flickers."""

from scenes import SCENES
from tests.browser.conftest import Reader

# How visible the sentence has been, at every frame since.
WATCHED = """() => {
  window.told = 0;
  const look = () => {
    const one = document.querySelector(".coming");
    if (one) window.told = Math.max(window.told, Number(getComputedStyle(one).opacity));
    requestAnimationFrame(look);
  };
  look();
}"""


def test_where_a_picture_takes_long_it_is_said_and_where_it_is_quick_it_is_not(reader: Reader) -> None:
    reader.open("/explore", SCENES["ball"])
    reader.page.evaluate(WATCHED)
    reader.nudge("η · learning rate")
    reader.rest()
    assert reader.page.evaluate("window.told") == 0
    # A million updates of each of two runs, which no other test has asked for.
    reader.page.get_by_role("slider", name="t · steps").focus()
    reader.page.keyboard.press("End")
    reader.page.wait_for_function("() => window.told === 1")
    reader.page.wait_for_function("() => location.search.includes('steps=1000000')")
    reader.rest()
    assert reader.page.locator(".coming").count() == 0
    assert reader.errors == []
