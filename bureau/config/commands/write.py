"""A paper on a case in one language and format, written from the record."""

import argparse
from typing import TYPE_CHECKING

from bureau.config import shell
from bureau.core.papers.kinds import KINDS, WITH_MARKUP
from bureau.core.texts import LANGUAGES

if TYPE_CHECKING:
    from bureau.institution.governance.texts.papers.writing import Gathered

BY_SHORT_NAME = {"zh": "zh-hans"}


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    command.add_argument("case", metavar="CASE", help="the case by its reference, or its number")
    command.add_argument(
        "--language",
        default="en",
        choices=(*LANGUAGES, *BY_SHORT_NAME),
        help="of the paper; default: en",
    )
    command.add_argument("--format", default="pdf", choices=WITH_MARKUP, help="default: pdf")
    command.add_argument("-o", "--output", required=True, metavar="FILE")
    command.add_argument(
        "--as", dest="login", default="", metavar="LOGIN", help="who asks; default: the operator"
    )


def execute(options: argparse.Namespace) -> int:
    language = BY_SHORT_NAME.get(options.language, options.language)
    one = _gathered(options)
    if options.format not in one.formats:
        known = ", ".join(one.formats)
        raise shell.Mistake(f"A {options.kind} is written as {known}, not as {options.format}.")
    shell.write_out(one.written(language, options.format), options.output)
    if options.output != "-":
        print(f"{options.output} written.", *one.papers[language].marks)
    return 0


def _gathered(options: argparse.Namespace) -> "Gathered":
    from bureau.institution.governance.queries.reorganisations import all_seen_by
    from bureau.institution.governance.texts.papers import NoSuchPaperError
    from bureau.institution.governance.texts.papers.writing import gathered
    from bureau.record.journal.queries import reading

    actor = shell.actor_in_the_shell(options.login)
    with reading():
        cases = list(all_seen_by(actor).values())
        found = [one for one in cases if options.case in (one.row.reference, str(one.row.pk))]
        if len(found) != 1:
            known = shell.near(options.case, [one.row.reference for one in cases])
            raise shell.Mistake(f"There is no one case {options.case} that you may see.{known}")
        try:
            return gathered(actor, found[0], options.kind)
        except NoSuchPaperError:
            told = f"{options.case} has nothing to say in a {options.kind}"
            raise shell.Mistake(f"{told}: no body on its route, or no description.") from None
