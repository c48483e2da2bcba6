"""The fonts of the PDF (scenes/export/vector/fonts), made anew: the characters that there are words for, and no more.

    python -m tools.fonts DejaVuSans.ttf NotoSansCJK-Regular.ttc

Both come with Debian's packages fonts-dejavu-core and fonts-noto-cjk. DejaVu has Latin, Greek and mathematics; what it
has not is taken from Noto, in the shapes of Taiwan and in those of the mainland.
"""

import sys
from pathlib import Path

from babel.messages.pofile import read_po
from fontTools.misc.timeTools import timestampFromString
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

from words.catalogue import TABLE
from words.languages import FOLDER

FONTS = Path(__file__).parents[1] / "scenes" / "export" / "vector" / "fonts"
FACES = {"tc": "Noto Sans CJK TC", "sc": "Noto Sans CJK SC"}
CATALOGUES = {"tc": "zh_TW", "sc": "zh_CN"}
# What English sentences, formulas and numbers are written with, beside what the catalogues have.
LATIN = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x391, 0x3CA))} | set(
    "⁰⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉‖−√∞≈≤≥→←∇…·–“”‘’ᵗᵢ∝∂ŁłŐő"
)
# A part of an em by which a curve of three may differ from those of two that stand for it.
CLOSE = 0.5


def letters(catalogue: str) -> set[str]:
    """The characters that a catalogue and the table of terms are written with."""
    with (FOLDER / catalogue / "LC_MESSAGES" / "messages.po").open("rb") as file:
        said = [message.string for message in read_po(file)]
    texts = [text for one in said for text in ([one] if isinstance(one, str) else one)]
    return {letter for text in (*texts, TABLE.read_text("utf-8")) for letter in text if letter.isprintable()}


def subset(font: TTFont, wanted: set[str]) -> set[str]:
    """The font without all other characters and without what only typesetters ask for; what it has of them."""
    options = Options(layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True, hinting=False)
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE", "vhea", "vmtx", "VORG", "kern", "FFTM"]
    subsetter = Subsetter(options)
    here = {letter for letter in wanted if ord(letter) in font.getBestCmap()}
    subsetter.populate(text="".join(sorted(here)))
    subsetter.subset(font)
    # The same file whenever it is made.
    font["head"].modified = font["head"].created = timestampFromString("Thu Jan  1 00:00:00 2026")
    font.recalcTimestamp = False
    return here


def quadratic(font: TTFont) -> None:
    """A font with PostScript's curves as one with TrueType's, which every program that writes PDF can embed."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    made = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, CLOSE, reverse_direction=True))
        made[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, made
    del font["CFF "]
    top = font["maxp"]
    top.tableVersion = 0x00010000
    top.maxZones = 1
    for field in (
        "TwilightPoints",
        "Storage",
        "FunctionDefs",
        "InstructionDefs",
        "StackElements",
        "SizeOfInstructions",
    ):
        setattr(top, f"max{field}", 0)
    top.maxComponentElements = top.maxComponentDepth = 0
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    font.sfntVersion = "\0\1\0\0"
    for name, glyph in made.items():
        glyph.recalcBounds(font["glyf"])
        width, _ = font["hmtx"][name]
        font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))


def main(latin: str, chinese: str) -> None:
    """Write the three fonts, and say how large they are."""
    wanted = {name: letters(catalogue) for name, catalogue in CATALOGUES.items()}
    font = TTFont(latin)
    here = subset(font, LATIN | {letter for some in wanted.values() for letter in some if ord(letter) < 0x2E80})
    font.save(FONTS / "latin.ttf")
    for face in TTCollection(chinese).fonts:
        for name, full in FACES.items():
            if face["name"].getDebugName(4) == full:
                subset(face, wanted[name] - here)
                quadratic(face)
                face.save(FONTS / f"{name}.ttf")
    for file in sorted(FONTS.glob("*.ttf")):
        print(f"{file.name}: {file.stat().st_size:,} bytes, {len(TTFont(file).getBestCmap())} characters")


if __name__ == "__main__":
    main(*sys.argv[1:])
