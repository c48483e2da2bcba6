"""What is said of a word of a link that is wrong."""

import re

from words import say


def blamed(key: str, error: ValueError) -> str:
    """What is wrong with a key of a link, named once: `eta.2 (learning rate) is 'fast'; it must be …`."""
    word, said = key.partition(".")[0], str(error)
    # In brackets, or before "is" in the languages of the catalogues.
    if re.match(rf"{word}(?: ?[(（是]| is )", said):
        return key + said.removeprefix(word)
    return say("{key}: {error}", key=key, error=said)
