"""Collect every sentence of the product into the six catalogues, say what is missing, take it."""

import argparse
import csv
import os
import sys
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages

from bureau.config.catalogues import LOCALES, catalogue
from bureau.config.shell import say
from bureau.config.translating import is_missing, take, write_missing


def declare(command: argparse.ArgumentParser) -> None:
    one = command.add_mutually_exclusive_group()
    one.add_argument("--check", action="store_true", help="only say what is missing")
    one.add_argument("--missing", action="store_true", help="print what is missing as CSV")
    one.add_argument("--take", type=Path, metavar="FILE", help="take translations from such a CSV")


def execute(options: argparse.Namespace) -> int:
    if options.missing:
        write_missing(sys.stdout)
        return 0
    if options.take:
        return taken_from(options.take)
    if not options.check:
        collect()
    return count_missing()


def count_missing() -> int:
    missing = {locale: untranslated(catalogue(locale)) for locale in LOCALES}
    for locale, count in missing.items():
        say(f"{locale}: {count} missing or fuzzy")
    return 1 if any(missing.values()) else 0


def taken_from(path: Path) -> int:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            wrong = take(file)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        say(f"{path} cannot be read: {error}. Save it as CSV in UTF-8.", file=sys.stderr)
        return 2
    for line in wrong:
        say(line, file=sys.stderr)
    if wrong:
        say("Nothing was taken. Correct these rows, then take the file again.", file=sys.stderr)
        return 1
    return count_missing()


class Collecting(makemessages.Command):
    """What a sentence was is no guess at what it is now."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]


def collect() -> None:
    """Needs gettext on the machine. English says what the code says.

    Entries are sorted, and name no source file: where a sentence stands in the code changes none.
    """
    os.chdir(Path(settings.LOCALE_PATHS[0]).parent)
    call_command(
        Collecting(),
        locale=list(LOCALES),
        no_wrap=True,
        no_location=True,
        no_obsolete=True,
        verbosity=0,
        extensions=["py", "html", "txt"],
    )
    for locale in LOCALES:
        path = catalogue(locale)
        entries = polib.pofile(str(path), wrapwidth=0)
        for entry in entries if locale == "en" else ():
            say_the_same(entry)
        entries.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
        entries.metadata = _header(locale, entries.metadata["Plural-Forms"])
        entries.metadata_is_fuzzy = False
        entries.header = "Every sentence of Bureau."
        entries.save(str(path))


def _header(locale: str, plurals: str) -> dict[str, str]:
    return {
        "Project-Id-Version": "Bureau",
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plurals,
    }


def say_the_same(entry: Any) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


def untranslated(path: Path) -> int:
    """How many sentences of a catalogue have no translation, or one that nobody has confirmed."""
    if not path.exists():
        say(f"{path} is not there", file=sys.stderr)
        return 1
    return sum(map(is_missing, polib.pofile(str(path))))
