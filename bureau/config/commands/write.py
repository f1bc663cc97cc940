"""A paper in one language and format, written from the record."""

import argparse
from typing import TYPE_CHECKING

from bureau.config import naming, shell
from bureau.config.shell import say
from bureau.core.papers.kinds import KINDS, WITH_MARKUP
from bureau.core.papers.kinds.chart_poster import SHEETS
from bureau.core.texts import LANGUAGES

if TYPE_CHECKING:
    from bureau.core.actors import Actor
    from bureau.institution.governance.texts.papers.writing import Gathered

BY_SHORT_NAME = {"zh": "zh-hans"}


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    command.add_argument(
        "on",
        metavar="ON",
        help="what it is on: a case by its reference or number, a unit by its code, a year, or the"
        " number of a line of the list of people affected",
    )
    command.add_argument(
        "--language",
        default="en",
        choices=(*LANGUAGES, *BY_SHORT_NAME),
        help="of the paper; default: en",
    )
    command.add_argument("--format", default="pdf", choices=WITH_MARKUP, help="default: pdf")
    command.add_argument(
        "--size", choices=tuple(SHEETS), help="of the sheet of a chart-poster; default: what fits"
    )
    command.add_argument(
        "--post", metavar="NUMBER", help="of a job-description, where the case adopts several"
    )
    command.add_argument("-o", "--output", required=True, metavar="FILE")
    shell.declare_asking(command)


def execute(options: argparse.Namespace) -> int:
    language = BY_SHORT_NAME.get(options.language, options.language)
    one = _gathered(options)
    if options.size and options.size not in one.sheets:
        raise shell.Mistake(f"A {options.kind} has no size to choose; a chart-poster has.")
    one = one.on_sheet(options.size) if options.size else one
    if options.format not in one.formats:
        known = ", ".join(one.formats)
        raise shell.Mistake(f"A {options.kind} is written as {known}, not as {options.format}.")
    shell.write_out(_written(one, language, options.format), options.output)
    if options.output != "-":
        say(f"{options.output} written.", *one.set_in(language).marks)
    return 0


def _written(one: "Gathered", language: str, format: str) -> bytes:
    from bureau.documents.papers.pdf import CannotBeSet

    try:
        return one.written(language, format)
    except CannotBeSet as error:
        told = f"This paper cannot be set as {format}: {error}."
        raise shell.NotDone(f"{told} Write it as docx or html.") from None


def _gathered(options: argparse.Namespace) -> "Gathered":
    from bureau.institution.governance.texts.papers import GATHERED
    from bureau.institution.governance.texts.papers.writing import each_gathered, gathered
    from bureau.record.journal.queries import reading

    gathering = GATHERED[options.kind]
    if options.post and gathering.by_post is None:
        raise shell.Mistake(f"A {options.kind} is not of one post; a job-description is.")
    actor = shell.actor_in_the_shell(options.login)
    with reading():
        actor, number = _FOUND[gathering.of](actor, options)
        try:
            if gathering.by_post is not None:
                return _of_post(each_gathered(actor, options.kind, number), options)
            return gathered(actor, options.kind, number)
        except LookupError:
            told = f"There is no {options.kind} on {options.on} that you may see"
            raise shell.NotSeen(f"{told}, or nothing to say in one.") from None


def _of_post(many: "list[Gathered]", options: argparse.Namespace) -> "Gathered":
    """The one of the post that is asked for; without, the only one that there is."""
    there = [one.value.post for one in many]
    asked = options.post or (there[0] if len(many) == 1 else "")
    found = [one for one in many if one.value.post == asked]
    if len(found) == 1:
        return found[0]
    listed = f"of these posts: {', '.join(there)}"
    if options.post:
        raise shell.Mistake(f"{options.on} adopts no {options.kind} of {asked}, only {listed}.")
    raise shell.Mistake(f"{options.on} adopts several, {listed}. Choose one with --post.")


def _case(actor: "Actor", options: argparse.Namespace) -> "tuple[Actor, int]":
    return actor, naming.case_given(actor, options.on, options.organisation).row.pk


def _unit(actor: "Actor", options: argparse.Namespace) -> "tuple[Actor, int]":
    """A unit that stands today, where its organisation is."""
    from bureau.institution.organisation.queries.asked import Side
    from bureau.institution.organisation.queries.structure import today_in_force

    asked = naming.unit_given(
        actor,
        options.on,
        options,
        lambda organisation: [Side(today_in_force(organisation).coordinates)],
    )
    return actor, asked.unit.id


def _year(actor: "Actor", options: argparse.Namespace) -> "tuple[Actor, int]":
    """A year, for who looks at the organisation asked for."""
    from bureau.institution.organisation.queries.actors import working_on

    organisation = naming.organisation_given(actor, options.organisation)
    return working_on(actor, organisation.pk), _number(options.on, "is no year")


def _line(actor: "Actor", options: argparse.Namespace) -> "tuple[Actor, int]":
    return actor, _number(
        options.on,
        "is no number of a line of the list of people affected. That is in the address of each"
        " letter to which the list leads: /papers/letter/NUMBER/",
    )


def _number(word: str, is_none: str) -> int:
    if not (word.isascii() and word.isdecimal()):
        raise shell.Mistake(f"{word} {is_none}.")
    return int(word[:18])


_FOUND = {"reorganisation": _case, "unit": _unit, "year": _year, "affected_person": _line}
