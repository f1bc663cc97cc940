"""The evidence of a decision in one file, which checks on a machine without Bureau."""

import argparse

from bureau.config import shell


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", metavar="CASE", help="the case by its reference, or its number")
    command.add_argument("-o", "--output", required=True, metavar="FILE")
    command.add_argument(
        "--until", type=int, metavar="ENTRY", help="show it under the head of this entry"
    )
    command.add_argument("--language", default="en", help="of the README")
    command.add_argument(
        "--as", dest="login", default="", metavar="LOGIN", help="who asks; default: the operator"
    )


def execute(options: argparse.Namespace) -> int:
    from django.utils import translation

    from bureau.documents.packs import packed
    from bureau.institution.governance.permissions import may_take_evidence
    from bureau.institution.governance.queries.evidence import evidence_of
    from bureau.institution.governance.queries.reorganisations import (
        is_on_route,
        numbers_of,
        seen_by,
    )
    from bureau.institution.governance.texts.evidence import readme
    from bureau.record.journal.queries import head, reading

    actor = shell.actor_in_the_shell(options.login)
    if options.until is not None and not 0 < options.until <= head().sequence:
        raise shell.Mistake(f"There is no entry {options.until}.")
    with reading(), translation.override(options.language):
        found = [
            seen
            for seen in seen_by(actor, numbers_of(options.case)).values()
            if may_take_evidence(actor, seen.row, is_on_route=is_on_route(actor, seen))
        ]
        if len(found) != 1:
            raise shell.Mistake(f"There is no one case {options.case} whose evidence you may take.")
        parts = evidence_of(found[0].row, readme(found[0].row), options.until)
    shell.write_out(packed(parts), options.output)
    if options.output != "-":
        print(f"{options.output} written. Check it anywhere: python3 verifier.py {options.output}")
    return 0
