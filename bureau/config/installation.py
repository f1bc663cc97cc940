"""Bringing an installation to the point where it can serve: folders, tables, catalogues, static."""

import sqlite3
import sys
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command

from bureau.config.home import shut
from bureau.config.shell import fault_told, say

SQLITE_AT_LEAST = (3, 40, 0)


def prepare() -> None:
    """Make what is missing; does nothing where all is there. Raises SystemExit with a sentence
    where the machine does not let it."""
    try:
        _prepare()
    except Exception as error:
        if not (told := fault_told(error)):
            raise
        raise SystemExit(told) from None


def _prepare() -> None:
    settings.BUREAU_HOME.mkdir(parents=True, exist_ok=True)
    shut(settings.BUREAU_HOME)
    check_sqlite()
    compile_catalogues()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    tell_of_key()


def tell_of_key() -> None:
    """Say where the key of the journal is not the one on record: what it signs would be refused."""
    from bureau.record.journal.queries.heads import is_of_another_key

    if is_of_another_key():
        say(
            "The journal's key is not the one of this record. Put the former one in its place, or"
            " say so: bureau journal declare-key --as LOGIN --reason WHY",
            file=sys.stderr,
        )


def check_sqlite() -> None:
    """Refuse to start on an SQLite that lacks what we rely on."""
    if sqlite3.sqlite_version_info < SQLITE_AT_LEAST:
        raise SystemExit(f"SQLite {sqlite3.sqlite_version} is too old: 3.40 or newer is needed.")
    try:
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    except sqlite3.OperationalError as error:
        raise SystemExit("This Python's SQLite was built without FTS5.") from error


def compile_catalogues() -> None:
    """Write each language's .mo file where its .po file is newer."""
    for source in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        polib.pofile(str(source)).save_as_mofile(str(target))
