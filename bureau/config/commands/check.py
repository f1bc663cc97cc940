"""What is wrong with a paper, ours or of others."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from bureau.config import naming, shell
from bureau.config.commands.write import BY_SHORT_NAME
from bureau.config.shell import say
from bureau.core.papers.kinds import KINDS
from bureau.core.texts import LANGUAGES

if TYPE_CHECKING:
    from bureau.core.papers.checks import Known
    from bureau.core.papers.phrases import PhraseBook


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=("paper",))
    command.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="a PDF that Bureau wrote; a DOCX, HTML, Akoma Ntoso or text of anybody",
    )
    command.add_argument("--json", action="store_true", help="for programs")
    command.add_argument(
        "--language",
        default="",
        choices=(*LANGUAGES, *BY_SHORT_NAME),
        help="of a paper of others; default: by its words",
    )
    command.add_argument(
        "--kind", default="", choices=KINDS, help="of a paper of others; default: by its box"
    )
    shell.declare_organisation(command, "whose phrases and register; default: the only one")


def execute(options: argparse.Namespace) -> int:
    """1 where something was found that is a fault of the paper."""
    from bureau.documents.papers.checking import NothingOfAPaper, findings
    from bureau.documents.papers.reading_blocks import CannotBeRead
    from bureau.institution.governance.texts.papers.faults import fault_in_words
    from bureau.institution.papers.texts import file_sentence

    language = BY_SHORT_NAME.get(options.language, options.language)
    try:
        content = shell.content_of(options.file)
        found = findings(
            content, *_here(options.organisation), language=language, kind=options.kind
        )
    except CannotBeRead as error:
        why = "".join(f" {file_sentence(one)}" for one in error.reasons)
        raise shell.Mistake(f"{options.file}: {error}.{why}") from None
    except NothingOfAPaper as error:
        raise shell.Mistake(f"{options.file}: {error}.") from None
    said = [{"fault": f.fault, "where": f.where, "words": fault_in_words(f)} for f in found]
    if options.json:
        say(json.dumps(said, ensure_ascii=False, indent=1))
    else:
        say("\n".join(one["words"] for one in said) or "Nothing was found.")
    return 1 if any(one.fault.is_of_the_paper for one in found) else 0


def _here(code: str) -> "tuple[PhraseBook, Known | None]":
    """The phrases and the register of the organisation of that code, or of the only one; where
    there is none, what ships, and none."""
    from django.db import DatabaseError

    from bureau.core.papers.shipped import BOOK
    from bureau.institution.governance.texts.papers.register import known_to
    from bureau.institution.organisation.models import Organisation
    from bureau.institution.papers.queries.phrases import book_of

    try:
        if not code and not Organisation.objects.exists():
            return BOOK, None
        organisation = naming.organisation_called(code)
        return book_of(organisation.pk), known_to(organisation.pk)
    except DatabaseError:
        return BOOK, None
