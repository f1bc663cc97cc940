"""The evidence of a decision in one file, which checks on a machine without Bureau."""

import argparse
import sys
from typing import TYPE_CHECKING

from bureau.config import naming, shell
from bureau.config.shell import say

if TYPE_CHECKING:
    from bureau.core.actors import Actor
    from bureau.institution.governance.queries.evidence import Story


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "case",
        metavar="CASE",
        help="the case by its reference or number, or instrument:NUMBER for what an act made",
    )
    command.add_argument("-o", "--output", required=True, metavar="FILE")
    command.add_argument(
        "--until", type=int, metavar="ENTRY", help="show it under the head of this entry"
    )
    command.add_argument("--language", default="en", help="of the README")
    shell.declare_asking(command)


def execute(options: argparse.Namespace) -> int:
    from django.utils import translation

    from bureau.documents.packs import packed
    from bureau.institution.governance.queries.evidence import evidence_of, rows_amiss
    from bureau.institution.governance.texts.evidence import readme
    from bureau.record.journal.queries import head, reading

    actor = shell.actor_in_the_shell(options.login)
    if options.until is not None and not 0 < options.until <= head().sequence:
        raise shell.Mistake(f"There is no entry {options.until}.")
    with reading(), translation.override(options.language):
        story = story_of(actor, options)
        if story is None:
            raise shell.NotSeen(f"There is no case {options.case} whose evidence you may take.")
        parts = evidence_of(story, readme(story), options.until)
        amiss = list(rows_amiss(story))
    shell.write_out(packed(parts), options.output)
    if amiss:
        say(
            "Warning: the pack is made from rows that were edited past the journal.",
            *amiss,
            sep="\n",
            file=sys.stderr,
        )
    if options.output != "-":
        say(f"{options.output} written. Check it anywhere: python3 verifier.py {options.output}")
    return 1 if amiss else 0


def story_of(actor: "Actor", options: argparse.Namespace) -> "Story | None":
    """The case or instrument that is asked for, where the actor may take its evidence."""
    from bureau.institution.governance.queries.evidence import story_of_case, story_of_instrument
    from bureau.institution.governance.queries.evidence.allowed import cases_allowed, with_evidence
    from bureau.institution.governance.queries.reorganisations import numbers_of, seen_by
    from bureau.institution.instruments.models import Instrument

    word, until = options.case, options.until
    kind, _colon, number = word.partition(":")
    if kind == "instrument" and number.isascii() and number.isdecimal():
        allowed = with_evidence(actor, [int(number[:18])])
        row = Instrument.objects.filter(pk__in=allowed).first()
        return story_of_instrument(row, until) if row else None
    seen = seen_by(actor, numbers_of(word))
    found = {one: seen[one] for one in cases_allowed(actor, seen.values())}
    chosen = naming.one_case(found, word, options.organisation)
    return None if chosen is None else story_of_case(found[chosen].row, until)
