"""Languages for the tests: one that knows which messages there are, one that remembers which were asked for."""

from gettext import GNUTranslations, NullTranslations

from words.languages import FOLDER

# What tests call their own records.
OURS = "test: "


def compiled(language: str) -> dict[tuple[str, str], str]:
    """The messages of a compiled catalogue as they stand in it, by context and English."""
    with (FOLDER / language.replace("-", "_") / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        found = vars(GNUTranslations(file))["_catalog"]
    texts = {(key[0] if isinstance(key, tuple) else key): text for key, text in found.items()}
    parted = {key.rpartition("\x04"): text for key, text in texts.items() if key}
    return {(context, english): text for (context, _, english), text in parted.items()}


class Known(NullTranslations):
    """English, which refuses a message that is in no catalogue: nobody would find it in another language."""

    def __init__(self) -> None:
        super().__init__()
        self.known = {*compiled("zh-TW")}
        self.asked: set[tuple[str, str]] = set()

    def _ask(self, context: str, message: str) -> str:
        assert (context, message) in self.known or message.startswith(OURS), f"in no catalogue: {context!r} {message!r}"
        self.asked.add((context, message))
        return message

    def gettext(self, message: str) -> str:
        return self._ask("", message)

    def pgettext(self, context: str, message: str) -> str:
        return self._ask(context, message)

    def ngettext(self, one: str, several: str, number: int) -> str:
        self._ask("", one)
        return one if number == 1 else several


KNOWN = Known()
