"""What the form of a body's act offers of how the body decided, and how an act on record was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.procedures.case import Step
from bureau.core.procedures.deciding import FREE, SeatRole, Way
from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance import models
from bureau.institution.governance.forms.manner import Deciders
from bureau.institution.governance.queries.ballots import ballots_of
from bureau.institution.governance.queries.deciding import (
    ballots_on,
    counted_votes,
    decides_how,
    deciding_today,
    is_open,
    is_told,
    seats_named,
)
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.texts.deciding import (
    OUTCOMES,
    WAYS,
    demands_in_words,
    said_by_act,
    tally_in_words,
)
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import OnRecord
from bureau.institution.procedures.store import decided_of, manner_of
from bureau.web.formats import day_in_words
from bureau.web.multilingual import here


def deciders(
    on_record: OnRecord,
    step: Step,
    kind: ActKind,
    day: date,
    *,
    is_alone: bool,
    amendment: str = "",
) -> Deciders | None:
    """None where the body has no rule, or the act decides nothing; `amendment` is the hash of what
    it adopts in other words."""
    deciding = deciding_today(on_record, step, day)
    if deciding is None or kind in FREE:
        return None
    together = [way for way in Way if way is not Way.CHAIR_ALONE and way in deciding.rule.ways]
    offered = [Way.CHAIR_ALONE] if is_alone else together
    shown = offered if is_alone else [way for way in Way if way in deciding.rule.ways]
    names = seats_named(models.Seat.objects.filter(pk__in=[one.id for one in deciding.voting()]))
    return Deciders(
        ways=offered,
        demands=[(str(WAYS[way]), demands_in_words(deciding, way)) for way in shown],
        ballots=list(_ballots(on_record, step, kind, amendment)),
        seats=[(str(id), name) for id, name in names.items()],
        is_alone=is_alone,
    )


def deciders_in_session(body: int, day: date) -> Deciders | None:
    """In session alone: a ballot and its chair need a reorganisation; None where the body has no
    rule."""
    deciding = decides_how(body, day)
    if deciding is None:
        return None
    ways = [way for way in (Way.IN_SESSION,) if way in deciding.rule.ways]
    names = seats_named(models.Seat.objects.filter(pk__in=[one.id for one in deciding.voting()]))
    return Deciders(
        ways=ways,
        demands=[(str(WAYS[way]), demands_in_words(deciding, way)) for way in ways],
        ballots=[],
        seats=[(str(id), name) for id, name in names.items()],
    )


def _ballots(
    on_record: OnRecord, step: Step, kind: ActKind, amendment: str
) -> Iterable[tuple[str, str]]:
    """The ballots that ended, on this act."""
    for row in ballots_on(on_record, step.key):
        put = row.amendment.difference_hash if hasattr(row, "amendment") else ""
        if not is_open(row) and (row.kind, put) == (kind, amendment):
            said = _("Ballot {number}, closed {day}: {outcome}").format(
                number=row.pk, day=day_in_words(row.end.day), outcome=OUTCOMES[row.end.outcome]
            )
            yield str(row.pk), said


@dataclass(frozen=True, slots=True)
class DissentLine:
    """What a member said against it, or kept open; "" where it was erased."""

    who: str
    said: str


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """How a body decided an act on record."""

    way: str
    tally: str
    outcome: str
    mark: str
    is_alone: bool
    ballot: int | None
    address: str
    dissents: list[DissentLine]
    report: models.ReportOwed | None
    report_to: str


def decided_lines(reorganisation: int, acts: Iterable[ProcedureAct]) -> dict[int, DecidedLine]:
    """By act; in a constant number of reads, and none where no body decided by a rule."""
    listed = [act for act in acts if act.decided]
    if not listed:
        return {}
    ballots = {row.pk: row for row in ballots_of(reorganisation)}
    numbers = {seat for act in listed for seat, _role, _post in decided_of(act)["seats"]}
    names = seats_named(models.Seat.objects.filter(pk__in=numbers))
    rows = models.ReportOwed.objects.filter(act__in=listed).select_related("to", "made")
    owed = {row.act_id: row for row in rows}
    return {
        act.pk: _decided(act, ballots.get(decided_of(act)["ballot"]), names, owed.get(act.pk))
        for act in listed
    }


def _decided(
    act: ProcedureAct,
    ballot: models.Ballot | None,
    names: Mapping[int, str],
    owed: models.ReportOwed | None,
) -> DecidedLine:
    data = decided_of(act)
    manner, outcome = manner_of(data), data["outcome"]
    said, mark = said_by_act(ActKind(act.kind), outcome) if outcome else ("", "")
    seats = sum(SeatRole(role).votes for _seat, role, _post in data["seats"])
    case = act.round.subject if act.round.kind == KIND else 0
    return DecidedLine(
        way=str(WAYS[manner.way]),
        tally=tally_in_words(manner.tally, seats) if manner.tally else "",
        outcome=said,
        mark=mark,
        is_alone=manner.way is Way.CHAIR_ALONE,
        ballot=manner.ballot,
        address=reverse("reorganisation-ballot", args=[case, ballot.pk]) if ballot else "",
        dissents=[
            *(DissentLine(names.get(one.seat, ""), one.said) for one in act.dissents.all()),
            *(_dissents_of(ballot, names) if ballot else ()),
        ],
        report=owed,
        report_to=here(owed.to.name) if owed else "",
    )


def _dissents_of(ballot: models.Ballot, names: Mapping[int, str]) -> Iterable[DissentLine]:
    """What was said with the votes that count; without the name where the rule keeps it."""
    for vote in counted_votes(ballot):
        if hasattr(vote, "words") and not is_open(ballot):
            who = names.get(vote.seat_id, "") if is_told(ballot) else ""
            yield DissentLine(who, vote.words.said)
