"""The PDF has its text as text, in fonts that come with it."""

import io
import re
from dataclasses import replace

import numpy as np
import pytest
from pypdf import PdfReader

from scenes.export import pdf, svg
from scenes.export.vector.pdf import FONTS
from tests.scenes.export.test_vector import FIVE, Read, names
from words import speaking
from words.catalogue import catalogue
from words.languages import LANGUAGES


def test_the_pdf_has_its_text_as_text_its_fonts_and_the_path() -> None:
    read, made = Read(svg(FIVE)), pdf(FIVE)
    assert pdf(FIVE) == made
    (page,) = PdfReader(io.BytesIO(made)).pages
    text = page.extract_text()
    assert all(name in text for name in [*names(FIVE), "θ₁", "θ₂", "start", "minimum", "−4"])
    assert embedded(page) == {"DejaVuSansBook"}
    # Lines are written in points, and the page is turned over first, for its own count from below.
    written, high = page.get_contents().get_data(), float(page.mediabox.height)
    assert re.search(rf"1 0 0 -1 0 {high:g} cm".encode(), written)
    corners = np.array(re.findall(rb"([\d.-]+) ([\d.-]+) [ml]\b", written), float)
    for name in names(FIVE):
        (piece,) = read.pieces(name)
        assert max(np.abs(corners - spot).max(axis=1).min() for spot in 0.75 * piece[::7]) < 0.001


@pytest.mark.parametrize(("language", "font"), [("zh-TW", "TC"), ("zh-CN", "SC")])
def test_chinese_in_the_pdf_is_text_in_a_font_that_comes_with_it(language: str, font: str) -> None:
    scene = replace(FIVE, steps=40)
    with speaking(catalogue(language)):
        (page,) = PdfReader(io.BytesIO(pdf(scene))).pages
        wanted = names(scene)
    text = page.extract_text()
    assert any("梯度下" in name for name in wanted)
    assert all(name in text for name in wanted)
    assert any(f"Sans{font}" in name.replace("CJK", "").replace("-", "") for name in embedded(page))


def embedded(page: object) -> set[str]:
    """The names of the fonts of a page, all of which have to be in the file."""
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    found = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert all("/FontFile2" in one for one in found)
    return {str(one["/FontName"]).partition("+")[2] or str(one["/FontName"])[1:] for one in found}


def test_the_fonts_have_every_character_that_there_are_words_for() -> None:
    from fontTools.ttLib import TTFont

    from tools.fonts import letters
    from tools.messages import messages

    has = {name: TTFont(FONTS / f"{name}.ttf").getBestCmap().keys() for name in ("latin", "tc", "sc")}
    for name, folder in (("tc", "zh_TW"), ("sc", "zh_CN")):
        missing = {letter for letter in letters(folder) if ord(letter) not in has["latin"] | has[name]} - {"⟨", "⟩"}
        assert missing == set()
    english = {letter for found in messages() for letter in found.text if letter.isprintable()}
    assert {letter for letter in english if ord(letter) not in has["latin"]} == set()
    assert set(LANGUAGES) == {"en", "zh-TW", "zh-CN"}
