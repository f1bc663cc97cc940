"""Recording what is done on a step: the one way in which a case moves on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import pgettext_lazy

from bureau.core.actors import CLOCK, NO_PERSON
from bureau.core.changes.actions import canonical
from bureau.core.procedures.acts import gated
from bureau.core.procedures.case import Route, Step
from bureau.core.procedures.conditions import met_on
from bureau.core.procedures.consequences import DROPPING, Consequence
from bureau.core.procedures.deciding import Deciding
from bureau.core.procedures.kinds import ENDED, ActKind, Gate, Phase
from bureau.core.procedures.route import days_ahead
from bureau.core.procedures.stand_ins import Candidate, Stand
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.institution.instruments.models import Meeting
from bureau.institution.procedures import models
from bureau.institution.procedures.queries.cases import (
    OnRecord,
    act_line,
    case_on_record,
    posts_acting,
    stand_of,
)
from bureau.institution.procedures.queries.rehearsing import (
    Rehearsed,
    Said,
    rehearsed,
    rehearsed_lapse,
)
from bureau.institution.procedures.queries.who_answers import people_on
from bureau.institution.procedures.services.cases import end_round
from bureau.institution.procedures.services.questions import put_questions
from bureau.institution.procedures.store import (
    amended_data,
    case_of,
    closing_data,
    condition_data,
    decided_data,
)
from bureau.record.journal.services import Act, service


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act on record and what it did: the actions it lets enter into force (`gated`) or be
    released, all that are decided after it, and of those held back by conditions the day on which
    the last was met."""

    act: int
    what: Consequence
    gated: frozenset[int]
    released: frozenset[int]
    decided: frozenset[int]
    met: Mapping[int, Day]
    route: Route
    phase: Phase


@service(
    "procedures.record_act", pgettext_lazy("act in the journal", "Record an act of a procedure")
)
def record_act(
    act: Act,
    *,
    subject: Reference,
    said: Said,
    deciding: Deciding | None,
) -> Recorded:
    """Record an act on the case of `subject`; joined by the subject's own app.

    Refused with every reason at once: out of order, by the author, by one who may not act today,
    on what has changed since it was seen, or not as the body decides by its own rule (`deciding`).
    """
    if act.actor.prepares_for is not None:
        raise Refused(Reason("prepares_only"))
    before = _locked(act, subject)
    _lock_session(act, said.meeting)
    tried = rehearsed(act.actor, before, said, deciding=deciding)
    row = _write(act, said, tried)
    put_questions(act, row, said.questions)
    return _settled(act, tried, row)


@service(
    "procedures.record_lapse",
    pgettext_lazy("act in the journal", "Record that a condition of a procedure lapsed"),
)
def record_lapse(
    act: Act, *, subject: Reference, step: str, also: frozenset[int] = frozenset()
) -> Recorded:
    """The clock's: what a condition held back falls after its last day, with what builds on it."""
    if act.actor != CLOCK:
        raise Refused(Reason("not_yours_to_do"))
    tried = rehearsed_lapse(_locked(act, subject), step, also)
    row = _write(act, Said(ActKind.LAPSE, tried.day, step), tried)
    return _settled(act, tried, row)


def _settled(act: Act, tried: Rehearsed, row: models.ProcedureAct) -> Recorded:
    """The case after the act, its round ended where nothing is left to do."""
    before, after = tried.before, tried.after
    if ahead := days_ahead(before.case, tried.day.toordinal()):
        act.details["days_ahead"] = [date.fromordinal(day).isoformat() for day in ahead]
    if case_of(before.round, [*before.acts, row]) != after:
        raise RuntimeError("the row of an act does not say what the act did")
    if outcome := outcome_of(tried.route, after.phase):
        end_round(act, before.round, tried.day, outcome, _posts_named(tried, row))
    gates = (Gate.ENTRY_INTO_FORCE, Gate.RELEASE)
    core_act = tried.act
    freed = [gated(tried.route, core_act, gate) if core_act else frozenset[int]() for gate in gates]
    return Recorded(
        act=row.pk,
        what=tried.what,
        gated=freed[0],
        released=freed[1],
        decided=tried.route.decided(),
        met=met_on(after),
        route=tried.route,
        phase=after.phase,
    )


def _posts_named(tried: Rehearsed, row: models.ProcedureAct) -> set[int]:
    """The posts that the steps of the route name, those that acted on them, this act's among them,
    and those that sat in bodies which decided: their holders still see the case."""
    organisation = tried.before.case.organisation
    stand = tried.stand or stand_of(tried.before, people_on(tried.day, [organisation]))
    deciding = tried.act.deciding if tried.act else None
    seats = [seat.post for seat in deciding.seats] if deciding else []
    said = [one.decided for one in tried.before.acts if one.decided]
    seats += [post for one in said for _seat, _role, post in one["seats"]]
    asked = (*tried.route.steps, *tried.before.asked)
    named = {post for one in asked for post in stand.posts_of(one)}
    return named | posts_acting([*tried.before.acts, row]) | {one for one in seats if one}


def outcome_of(standing: Route, phase: Phase) -> models.Outcome | None:
    """How a round ends with what now stands; None where it goes on."""
    if phase in ENDED:
        return models.Outcome(phase.value)
    if not standing.is_done():
        return None
    return models.Outcome.SETTLED if standing.is_settled() else models.Outcome.DONE


def _locked(act: Act, subject: Reference) -> OnRecord:
    """The case as it stands, with its open round locked against every other act on it."""
    rounds = models.Round.objects.filter(kind=subject.kind, subject=subject.id)
    latest = rounds.order_by("-number").values_list("pk", flat=True).first()
    if latest is None:
        raise Refused(Reason("not_submitted"))
    (row,) = act.lock(models.Round, latest)
    if row.ended is not None:
        raise Refused(Reason("case_ended", {"ended": row.ended.isoformat()}))
    found = case_on_record(subject)
    if found is None or found.round.pk != row.pk:
        raise Refused(Reason("changed_since_seen"))
    return found


def _lock_session(act: Act, meeting: int | None) -> None:
    """The session of a meeting that an act cites: its days and agenda stay while it is judged."""
    for row in Meeting.objects.filter(pk=meeting or 0):
        act.lock(Meeting, row.under_id or row.pk)


def _write(act: Act, said: Said, tried: Rehearsed) -> models.ProcedureAct:
    before, what, step, candidate = tried.before, tried.what, tried.step, tried.candidate
    closing = what.closings[-1] if what.closings else None
    conditions = [
        condition_data(one, text.said.strip())
        for one, text in zip(what.conditions, said.conditions, strict=True)
    ]
    decided = decided_data(tried.act) if tried.act else None
    parts_said = {"conditions": conditions, "decided": decided}
    bound = {name: _hash(one) for name, one in parts_said.items() if one}
    hashes = {**before.hashes(), **said.cites, **bound}
    row = models.ProcedureAct.objects.create(
        round=before.round,
        place=len(before.acts) + 1,
        kind=said.kind,
        step=said.step,
        parts=sorted(_parts(what, step)),
        closing=closing_data(closing) if closing else None,
        conditions=conditions,
        amended=amended_data(what),
        decided=decided,
        answer=said.answer,
        until=said.until,
        hashes=hashes,
        body_id=tried.act.body if tried.act else None,
        meeting_id=said.meeting,
        agenda_item=said.agenda_item,
        document=said.document,
        day=said.day,
        rule_id=step.parts[0].rule if step else None,
        person=act.actor.person or NO_PERSON,
        post=candidate.post if candidate else act.actor.post,
        capacity=candidate.capacity if candidate else "",
        on_behalf=_on_behalf(tried.judged, candidate, tried.stand),
        at=act.at,
    )
    _keep_words(act, row, said)
    act.touch(before.subject.kind, before.subject.id)
    act.touch("round", before.round.pk)
    act.touch("procedure_act", row.pk)
    act.details.update(
        procedure_act=row.pk,
        step=said.step,
        kind=said.kind,
        parts=row.parts,
        day=said.day.isoformat(),
        cites=hashes,
    )
    act.bind("act", act_line(row))
    return row


def _hash(said: Any) -> str:
    """SHA-256 (hex) of the conditions an act sets, with their words; of how a body decided."""
    return sha256(canonical(said).encode()).hexdigest()


def _parts(what: Consequence, step: Step | None) -> Collection[int]:
    if what.kind in DROPPING:
        return what.dropped
    if what.closings:
        return what.closings[-1].step.actions()
    return step.actions() if step else ()


def _on_behalf(step: Step | None, candidate: Candidate | None, stand: Stand | None) -> int | None:
    """The post that answers for the step, where another acts for it."""
    if step is None or candidate is None or stand is None:
        return None
    named = stand.posts_of(step)
    return None if candidate.post in named else named[0]


def _keep_words(act: Act, row: models.ProcedureAct, said: Said) -> None:
    """Free words stay out of the journal: it holds only a commitment to them."""
    if said.note:
        models.ProcedureNote.objects.create(act=row, said=said.note)
    for seat, words in said.dissents:
        dissent = models.Dissent.objects.create(act=row, seat=seat, said=words.strip())
        act.details.setdefault("dissents", {})[str(dissent.pk)] = seat
