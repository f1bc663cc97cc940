"""What is missing in the catalogues as a table for translators, and such a table taken back.

One row for each sentence, one column for each language. The plural forms of a sentence stand in one
cell, each on a line of its own, in the order of the catalogue. An empty cell changes nothing.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

import polib
from django.conf import settings

from bureau.config.catalogues import OTHERS, catalogue, entries, faults, said
from bureau.documents.tables import csv_line, unescaped

SENTENCE = ("context", "English", "English plural", "terms")
HEADINGS = [*SENTENCE, *OTHERS]
type Key = tuple[str, str]


def write_missing(file: TextIO) -> None:
    """Every sentence that some language lacks, with what the other languages say."""
    books = {locale: _by_key(entries(locale)) for locale in OTHERS}
    words = list(glossary())
    file.write(csv_line(HEADINGS))
    missing = {key for book in books.values() for key in book if is_missing(book[key])}
    for key in sorted(missing, key=lambda key: key[::-1]):
        of = {locale: book[key] for locale, book in books.items() if key in book}
        plural = next(iter(of.values())).msgid_plural
        cells = ["\n".join(said(of[each])).strip("\n") if each in of else "" for each in OTHERS]
        file.write(csv_line([*key, plural, terms(key[1], words), *cells]))


def take(file: TextIO) -> list[str]:
    """Write what the rows say into the catalogues, or nothing and return what is wrong."""
    books = {locale: entries(locale) for locale in OTHERS}
    wrong = list(_filled(books, csv.DictReader(file)))
    for locale, book in books.items() if not wrong else ():
        book.save(str(catalogue(locale)))
    return wrong


def _filled(books: dict[str, polib.POFile], rows: "csv.DictReader[str]") -> Iterator[str]:
    if rows.fieldnames != HEADINGS:
        yield f"Row 1: the columns are not {', '.join(HEADINGS)}."
        return
    keyed = {locale: _by_key(book) for locale, book in books.items()}
    for number, safe in enumerate(rows, start=2):
        row = {name: unescaped(cell or "") for name, cell in safe.items() if name}
        key = (row["context"], row["English"])
        for locale in OTHERS:
            cell = row[locale].replace("\r\n", "\n")
            entry = keyed[locale].get(key)
            if entry is None:
                yield f"Row {number}: Bureau does not say this sentence: {row['English']}"
                break
            if cell.strip():
                forms = cell.split("\n") if entry.msgid_plural else [cell]
                plurals = books[locale].metadata["Plural-Forms"]
                for fault in faults(entry, forms, plurals):
                    yield f"Row {number}, {locale}: {fault}. {row['English']}"
                _say(entry, forms)


def _say(entry: polib.POEntry, forms: list[str]) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = dict(enumerate(forms))
    else:
        entry.msgstr = forms[0]
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]


def is_missing(entry: polib.POEntry) -> bool:
    """Without a translation, or with one that nobody has confirmed."""
    return not entry.obsolete and (not entry.translated() or entry.fuzzy)


def _by_key(book: polib.POFile) -> dict[Key, polib.POEntry]:
    return {(entry.msgctxt or "", entry.msgid): entry for entry in book if not entry.obsolete}


def glossary() -> Iterator[tuple[str, dict[str, str]]]:
    """Each word of the glossary in English, and what it is in the other languages; none where
    Bureau is installed without its documents."""
    path = Path(settings.LOCALE_PATHS[0]).parents[1] / "docs" / "glossary.md"
    for line in path.read_text().splitlines() if path.exists() else ():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == len(OTHERS) + 1 and cells[0] != "English" and cells[0].strip("-"):
            yield cells[0], dict(zip(OTHERS, cells[1:], strict=True))


def terms(sentence: str, words: Iterable[tuple[str, dict[str, str]]]) -> str:
    """The words of the glossary that a sentence has, each on a line with its translations."""
    return "\n".join(
        f"{english}: {', '.join(f'{locale} {word}' for locale, word in others.items())}"
        for english, others in words
        if re.search(rf"\b{re.escape(english)}s?\b", sentence, re.IGNORECASE)
    )
