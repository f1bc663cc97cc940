"""A case against what is decided now: each field as it was expected, as it stands, as it is set."""

from collections.abc import Collection
from dataclasses import dataclass

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action
from bureau.core.changes.check import Answer
from bureau.core.changes.expand import overlay
from bureau.core.changes.rebase import Compared, three_way
from bureau.core.changes.sentences import Sentence
from bureau.core.references import Reference
from bureau.institution.governance.queries.naming import Naming, naming
from bureau.institution.governance.queries.previews import answers_to, remaining
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.queries.structure import world
from bureau.web.multilingual import here

LATER = "conflict_with_adopted"


@dataclass(frozen=True, slots=True)
class Standing:
    """All lines of a case; `instruments` are the titles of what decided for later."""

    actions: tuple[Action, ...]
    lines: tuple[Compared, ...]
    instruments: dict[int, str]

    @property
    def open(self) -> list[Compared]:
        return [one for one in self.lines if one.is_open]


def standing_of(seen: Seen) -> Standing:
    """The case as it would go on from here, line by line."""
    actions, known = remaining(seen), world(seen.row.organisation_id)
    lines = three_way(actions, known, answered_later(answers_to(seen)))
    named = {later.instrument for one in lines for later in one.later}
    rows = Instrument.objects.filter(pk__in=named)
    return Standing(actions, lines, {row.pk: here(row.title) for row in rows})


def answered_later(answers: Collection[Answer]) -> frozenset[Reference]:
    """The things of which what is decided for later was left on purpose."""
    return frozenset(one.subject for one in answers if one.code == LATER)


def names_of_lines(actor: Actor, seen: Seen, standing: Standing, recorded: int) -> Naming:
    """Names for all values of all lines."""
    known = world(seen.row.organisation_id)
    told = [
        Sentence(one.action.kind, one.action.day, _facts(one), (one.action.id,))
        for one in standing.lines
    ]
    days = {action.day for action in standing.actions}
    laid, own = overlay(standing.actions, known), seen.row.organisation_id
    return naming(actor, laid, days, recorded, told, organisation=own)


def _facts(one: Compared) -> dict[str, object]:
    values = [one.base, one.theirs, one.mine, *(later.value for later in one.later)]
    return {"subject": one.subject.id, "n": values, "values": one.action.values}
