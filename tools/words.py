"""`python -m tools.words` brings the catalogues up to date with the sources, and compiles them.

The template `messages.pot` and the catalogue of each language get what is new and lose what is no more; nothing is
guessed from what is alike. What is new has no translation yet, and the tests say so.
"""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.messages import Found, messages, unique
from words.languages import FOLDER

TEMPLATE = FOLDER / "messages.pot"
HEADER = "# {name} of the error-surface laboratory. ⟨…⟩ is a term of words/terms.csv; CONTRIBUTING.md says more."


def template(found: list[Found]) -> Catalog:
    """All messages, with the files they stand in."""
    made = Catalog(header_comment=HEADER.format(name="Messages"), fuzzy=False)
    for (context, text), places in unique(found).items():
        several = next((one.several for one in places if one.several), "")
        # Lines would change with every edit of a file.
        files = [(file, 0) for file in dict.fromkeys(one.file for one in places)]
        made.add((text, several) if several else text, context=context or None, locations=files)
    return made


def read(file: Path, locale: str | None = None) -> Catalog:
    """A catalogue as it stands in its file."""
    with file.open("rb") as opened:
        return read_po(opened, locale=locale)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as its file has it: without dates, and what is no more left out."""
    file = io.BytesIO()
    write_po(file, catalogue, width=120, omit_header=False, ignore_obsolete=True, include_lineno=False)
    lines = file.getvalue().decode().splitlines(keepends=True)
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Language-Team', '"Project-Id', '"Report-')
    return "".join(line for line in lines if not line.startswith(dated)).encode()


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    # The same messages are to be the same file, whenever it is made.
    catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def renew() -> None:
    """Write the template, and every catalogue with what it is compiled to; say what is missing."""
    all = template(messages())
    TEMPLATE.write_bytes(written(all))
    for folder in sorted(file.parent for file in FOLDER.glob("*/language.toml")):
        po = folder / "LC_MESSAGES" / "messages.po"
        if po.exists():
            own = read(po, folder.name)
        else:
            po.parent.mkdir(exist_ok=True)
            own = Catalog(folder.name, header_comment=HEADER.format(name=folder.name), fuzzy=False)
        own.update(all, no_fuzzy_matching=True, update_header_comment=False)
        own.obsolete.clear()
        po.write_bytes(written(own))
        # Compiled is what stands in the file, without what only this run knows.
        po.with_suffix(".mo").write_bytes(compiled(read(po, folder.name)))
        missing = [one.id for one in own if one.id and not one.string]
        print(f"{folder.name}: {len(own)} messages, {len(missing)} without a translation")


if __name__ == "__main__":
    renew()
