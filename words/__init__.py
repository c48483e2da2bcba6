"""Every word a user reads goes through `say`.

Messages are written in English where they are used (a record's name, a control's help, a
sentence about a run) and looked up in the catalogue of the reader's language at the moment they
are shown, as with `gettext` anywhere else. This room stands to the left of all others, because
outcomes and errors have sentences too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from string import Formatter
from typing import TypeAlias

Message: TypeAlias = str
"""English that is looked up when it is shown. What is declared with this type is found by `make words`: fields of
records, arguments, tables `dict[…, Message]`. As `Annotated[Message, "surface"]` it is looked up in that context."""

ENGLISH = NullTranslations()
# So many ids are named in a sentence, one and all; of more than that the first few.
MANY, FEW = 8, 5

# In sentences numbers below the first and from the second of these powers of ten on are written with the power; how
# digits are asked for; and what a sentence ends with, where a name does not.
_LEAST, _MOST, _DIGITS, _ENDS = -4, 6, "efg", ".。:：!?？)）"
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_catalogue: ContextVar[NullTranslations] = ContextVar("catalogue", default=ENGLISH)
_WORDS_IN_LATEX = re.compile(r"(?<=\\text\{)[^{}]+(?=\})")


def speak(catalogue: NullTranslations) -> None:
    """From here on, in this thread or task, `say` answers from `catalogue`."""
    _catalogue.set(catalogue)


@contextmanager
def speaking(catalogue: NullTranslations) -> Iterator[None]:
    """Inside, in this thread or task, `say` answers from `catalogue`."""
    before = _catalogue.set(catalogue)
    try:
        yield
    finally:
        _catalogue.reset(before)


def say(message: Message, context: str = "", /, **facts: object) -> str:
    """The message in the reader's language, with `facts` put into its braces.

    One word can mean several things: `context` says which, "step" of the axis or of the arrow. A message without facts
    is returned as it stands, so that it may contain braces.
    """
    if not message:
        return message
    spoken = _catalogue.get()
    translated = spoken.pgettext(context, message) if context else spoken.gettext(message)
    return _bound(_finished(spoken, _filled(translated, facts)) if facts else translated)


def language() -> str:
    """The id of the language that `say` answers in here: "en", "zh-TW"."""
    return _catalogue.get().info().get("language", "en").replace("_", "-")


def count(one: Message, several: Message, number: int, /, **facts: object) -> str:
    """`one` if there is one, else `several`, in the reader's language, with `number` put into {count}."""
    spoken = _catalogue.get()
    return _bound(_finished(spoken, _filled(spoken.ngettext(one, several, number), {"count": number, **facts})))


class _Filler(Formatter):
    """Puts numbers into sentences as a lecturer writes them: 1,000 where Python has 1e+03."""

    def format_field(self, value: object, spec: str) -> str:
        text = str(super().format_field(value, spec))
        return numeral(text) if isinstance(value, float) and spec[-1:] in _DIGITS else text


_fill = _Filler()


def _filled(message: str, facts: Mapping[str, object]) -> str:
    # Formatter takes three times as long as the method of a text.
    plain = not any(isinstance(fact, float) for fact in facts.values())
    return message.format(**facts) if plain else _fill.vformat(message, (), facts)


def numeral(number: str) -> str:
    """A number that Python has written, as a lecturer writes it: `numeral("8.57e-12")` is '8.57·10⁻¹²'.

    `numeral("7.0e-01")` is '0.70', `numeral("1e+03")` is '1,000', `numeral("-0.26")` is '−0.26', with the minus of
    mathematics.
    """
    mantissa, _, exponent = number.partition("e")
    if exponent and _LEAST <= int(exponent) < _MOST:
        digits = len(mantissa.partition(".")[2])
        sign = "+" if number.startswith("+") else ""
        number = f"{float(number):{sign},.{max(0, digits - int(exponent))}f}"
    elif exponent:
        power = f"10{str(int(exponent)).translate(_RAISED)}"
        number = f"{mantissa}·{power}" if mantissa.lstrip("-") != "1" else mantissa[:-1] + power
    return number.replace("-", "−")


def _bound(text: str) -> str:
    """A sentence, whose formulas do not break over two lines at their equals sign; LaTeX is left alone."""
    if " = " not in text or text[-1] not in _ENDS or "$" in text:
        return text
    return text.replace(" = ", "\u00a0=\u00a0")


def _finished(spoken: NullTranslations, text: str) -> str:
    """A text whose facts may be words; where they meet a catalogue may have a rule of its own."""
    finished = getattr(spoken, "finished", None)
    return str(finished(text)) if finished else text


def few(ids: Iterable[str]) -> str:
    """Ids for a sentence, of many the first few: `few("abcdefghi")` is 'a, b, c, d, e and 4 more'."""
    all = list(ids)
    if len(all) <= MANY:
        return ", ".join(all)
    return say("{ids} and {count} more", ids=", ".join(all[:FEW]), count=len(all) - FEW)


def formula(latex: str) -> str:
    r"""A formula with the words in it, those in \text{…}, in the reader's language."""
    return _WORDS_IN_LATEX.sub(lambda words: say(words[0], "formula"), latex)


def compact(value: float) -> str:
    """A number for people and for links: the shortest text that gives the same float64 back.

    `compact(1e-7)` is '1e-7', `compact(100000.0)` is '100000', `compact(0.06)` is '0.06'.
    """
    value = float(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value).replace("e-0", "e-").replace("e+", "e")


def latex(value: float, digits: int = 4) -> str:
    """A number in LaTeX: `latex(1e-7)` is '1 \\cdot 10^{-7}'."""
    mantissa, _, exponent = f"{float(value):.{digits}g}".partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


__all__ = ["ENGLISH", "Message", "compact", "count", "few", "formula", "latex", "numeral", "say", "speak", "speaking"]
