"""Every word a user reads goes through `say`.

Messages are written in English where they are used (a record's name, a control's help, a
sentence about a run) and looked up in the catalogue of the reader's language at the moment they
are shown, as with `gettext` anywhere else. This room stands to the left of all others, because
outcomes and errors have sentences too.
"""

from contextvars import ContextVar
from gettext import NullTranslations

_catalogue: ContextVar[NullTranslations] = ContextVar("catalogue", default=NullTranslations())


def speak(catalogue: NullTranslations) -> None:
    """From here on, in this thread or task, `say` answers from `catalogue`."""
    _catalogue.set(catalogue)


def say(message: str, **facts: object) -> str:
    """The message in the reader's language, with `facts` put into its braces.

    A message without facts is returned as it stands, so that a formula may contain braces.
    """
    translated = _catalogue.get().gettext(message) if message else message
    return translated.format(**facts) if facts else translated


def compact(value: float) -> str:
    """A number for people and for links: the shortest text that gives the same float64 back.

    `compact(1e-7)` is '1e-7', `compact(100000.0)` is '100000', `compact(0.06)` is '0.06'.
    """
    value = float(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value).replace("e-0", "e-").replace("e+", "e")


__all__ = ["compact", "say", "speak"]
