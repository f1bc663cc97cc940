"""What changed between two papers of one kind: as a page, or as tracked changes for Word."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bureau.config import shell
from bureau.config.shell import say
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.shipped import BOOK
from bureau.core.texts import LANGUAGES

if TYPE_CHECKING:
    from bureau.core.papers.blocks import Paper
    from bureau.documents.papers.reading import Returned

FORMATS = ("html", "docx")


def declare(command: argparse.ArgumentParser) -> None:
    for name in ("earlier", "later"):
        told = f"the {name} one: a PDF or DOCX that Bureau wrote"
        command.add_argument(name, metavar=name.upper(), type=Path, help=told)
    command.add_argument("-o", "--output", required=True, metavar="FILE")
    command.add_argument("--format", default="html", choices=FORMATS, help="default: html")
    command.add_argument(
        "--language", default="", choices=LANGUAGES, help="default: that of the later one"
    )
    command.add_argument(
        "--author", default="Bureau", metavar="NAME", help="of tracked changes; default: Bureau"
    )
    command.add_argument(
        "--at",
        type=datetime.fromisoformat,
        default=None,
        metavar="INSTANT",
        help="when they were made; default: now",
    )


def execute(options: argparse.Namespace) -> int:
    """0 whether or not something changed."""
    from bureau.core.papers.redline import redline
    from bureau.documents.papers.docx.tracking import By
    from bureau.documents.papers.redlines import write_redline

    earlier, later = _read(options.earlier), _read(options.later)
    if earlier.kind != later.kind:
        raise shell.Mistake(f"They are of two kinds: {earlier.kind}, and {later.kind}.")
    language = options.language or later.language
    found = redline(_set(options.earlier, earlier, language), _set(options.later, later, language))
    by = By(options.author, options.at or datetime.now(UTC))
    shell.write_out(write_redline(found, options.format, BOOK, by), options.output)
    if options.output != "-":
        counted = found.counted
        told = f"{counted.changed} changed, {counted.added} added, {counted.gone} removed"
        say(f"{options.output} written: {told}.")
    return 0


def _read(file: Path) -> "Returned":
    """What it says, while its words are those that it went out with."""
    from bureau.documents.papers.reading import NotOurs, read

    try:
        said = read(shell.content_of(file))
    except OSError as error:
        raise shell.Mistake(f"{file} cannot be read: {error.strerror}.") from None
    except NotOurs as error:
        raise shell.Mistake(f"{file}: {error}.") from None
    if said.is_edited:
        raise shell.Mistake(f"{file}: its words were changed since it was written.")
    if not said.phrases:
        told = (
            "it does not tell the phrases that it was written with, and is set in those that ship"
        )
        say(f"{file}: {told}.", file=sys.stderr)
    return said


def _set(file: Path, said: "Returned", language: str) -> "Paper":
    """In the phrases that it was written with where it tells them, else in those that ship."""
    kind = KINDS.get(said.kind)
    try:
        if kind is None or language not in LANGUAGES:
            raise ValueError
        book = said.worded(BOOK) if language == said.language else BOOK
        return kind.setting(kind.read(said.value), language, book)
    except (KeyError, TypeError, ValueError):
        raise shell.Mistake(f"{file}: this Bureau has no such kind of paper.") from None
