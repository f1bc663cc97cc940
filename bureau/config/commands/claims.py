"""What is claimed of a case, each sentence with its verdict as of now and what speaks for it."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from bureau.config import naming, shell
from bureau.config.shell import say

if TYPE_CHECKING:
    from bureau.institution.governance.texts.claims_told import ClaimTold

SIGNS = {"true": "✓", "false": "✕", "cannot_tell": "?"}


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", metavar="CASE", help="the case by its reference, or its number")
    command.add_argument("--json", action="store_true", help="for programs")
    command.add_argument("--language", default="en", help="of the sentences; default: en")
    shell.declare_asking(command)


def execute(options: argparse.Namespace) -> int:
    """0 whatever the verdicts are: what they mean is for whoever asked."""
    from django.utils import translation

    from bureau.institution.governance.queries.previews import preview
    from bureau.institution.governance.texts.claims_told import claims_of_case
    from bureau.record.journal.queries import reading

    actor = shell.actor_in_the_shell(options.login)
    with reading(), translation.override(options.language):
        seen = naming.case_given(actor, options.case, options.organisation)
        told = claims_of_case(actor, seen, preview(seen))
    if options.json:
        say(json.dumps([_plain(one) for one in told], ensure_ascii=False, indent=1))
        return 0
    if not told:
        say(f"Nothing is claimed of {seen.row.reference}.")
    for one in told:
        say(*_lines(one), sep="\n")
    return 0


def _plain(one: "ClaimTold") -> dict[str, Any]:
    return {
        "claim": one.claim.kind.value,
        "subject": one.subject,
        "verdict": one.now.code,
        "evidence": [each.sentence for each in one.now.evidence],
        "sentence": one.sentence,
        "verdict_kept": one.kept.code,
        "rests_on": list(one.rests_on),
    }


def _lines(one: "ClaimTold") -> list[str]:
    """The sign, the verdict in words and the sentence; below it what speaks for the verdict."""
    turned = f" (was: {one.kept.word})" if one.has_turned else ""
    first = f"{SIGNS[one.now.code]} {one.now.word:<12}{one.claim.place:>3}. {one.sentence}{turned}"
    return [first, *(f"{'':19}{each.sentence}" for each in one.now.evidence)]
