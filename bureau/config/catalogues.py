"""The six catalogues: where each is, and what a translation must keep of its sentence."""

import gettext
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import polib
from django.conf import settings

LOCALES = ("ar", "en", "es", "fr", "ru", "zh_Hans")
OTHERS = tuple(locale for locale in LOCALES if locale != "en")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}|%%|<[^>]+>")
COUNTS = 2000
"""Plural forms are tried on counts below."""


def catalogue(locale: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / locale / "LC_MESSAGES" / "django.po"


def entries(locale: str) -> polib.POFile:
    return polib.pofile(str(catalogue(locale)), wrapwidth=0)


def said(entry: polib.POEntry) -> list[str]:
    """All translations of one sentence: its plural forms in order, or its only form."""
    if entry.msgid_plural:
        return [entry.msgstr_plural[place] for place in sorted(entry.msgstr_plural)]
    return [entry.msgstr]


@cache
def served(plurals: str) -> list[list[int]]:
    """Which counts each form serves, by the line `Plural-Forms` of a catalogue."""
    found = re.fullmatch(r"nplurals=(\d); plural=(.*);", plurals)
    if found is None:
        raise ValueError(f"these plural forms cannot be read: {plurals}")
    form = gettext.c2py(found[2])
    return [[each for each in range(COUNTS) if form(each) == n] for n in range(int(found[1]))]


def faults(entry: polib.POEntry, forms: Sequence[str], plurals: str) -> Iterator[str]:
    """What a translation breaks: it keeps each placeholder, and has every plural form. Only a form
    for a single count may leave out the count."""
    counts = served(plurals) if entry.msgid_plural else [[]]
    if len(forms) != len(counts):
        yield f"plural forms: {len(forms)}, not {len(counts)}"
        return
    every = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural or "")
    for form, of in zip(forms, counts, strict=True):
        found = _placeholders(form)
        lacking = set() if len(of) == 1 else every - found
        if lacking or found - every:
            yield f"placeholders {_listed(found)}, not {_listed(every)}"


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def _listed(placeholders: set[str]) -> str:
    return " ".join(sorted(placeholders)) or "none"
