"""What each reader saw of a case: which state, first and last, and how that is known."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bureau.institution.governance import models
from bureau.institution.governance.queries.clearing import KIND as CLEARANCE
from bureau.institution.governance.queries.reorganisations import KIND, Seen, sent_back_by
from bureau.institution.governance.queries.versions import state_cited, state_put_to_vote
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.accounts.queries import people_by_id

HOW = ("wrote", "read", "voted", "cleared", "acted")
"""How it is known that somebody saw a state, the strongest last."""


@dataclass(frozen=True, slots=True)
class Reading:
    """That somebody had a state before them, first and last. `how` is the code of the strongest
    of the ways in which that is known; `person` is none where they came by a link, from outside."""

    person: int | None
    name: str
    state: str
    version: int
    first: datetime
    last: datetime
    how: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class _Moment:
    """One time that somebody had a state before them: a person, or a reviewer by invitation."""

    person: int | None
    invitation: models.Invitation | None
    state: str
    version: int
    first: datetime
    last: datetime
    how: str

    def __or__(self, other: "_Moment") -> "_Moment":
        return replace(
            self,
            version=min(self.version, other.version),
            first=min(self.first, other.first),
            last=max(self.last, other.last),
            how=max(self.how, other.how, key=HOW.index),
        )


def readings_of(seen: Seen, state: str) -> list[Reading]:
    """Who saw which state of a case, in order of time; `state` is that of now, as the reader reads
    it. From whom its draft is hidden, who saw what is drafted is hidden too."""
    found: dict[object, _Moment] = {}
    back = sent_back_by(seen.case) if seen.hides_draft and seen.case else None
    moments = (*_said(seen.row), *_commented(seen.row), *_acted(seen.row), *_voted(seen.row))
    for one in (
        each
        for each in moments
        if back is None or each.first < back.at or each.state == state or each.how == "acted"
    ):
        key = (one.person, one.invitation, one.state)
        found[key] = found[key] | one if key in found else one
    people = people_by_id({one.person for one in found.values() if one.person})
    names = {id: person.name for id, person in people.items()}
    readings = [
        Reading(
            one.person,
            one.invitation.name if one.invitation else names.get(one.person or 0, ""),
            one.state,
            one.version,
            one.first,
            one.last,
            one.how,
            one.state == state,
        )
        for one in found.values()
    ]
    return sorted(readings, key=lambda one: (one.first, one.person or 0))


def _said(row: models.Reorganisation) -> Iterator[_Moment]:
    for one in models.StateSeen.objects.filter(reorganisation=row):
        how = "read" if one.is_read else "wrote"
        yield _Moment(one.person, None, one.state, one.version, one.first, one.last, how)


def _commented(row: models.Reorganisation) -> Iterator[_Moment]:
    """By what they wrote, those from outside too."""
    for one in models.Comment.objects.filter(reorganisation=row).select_related("invitation"):
        yield _Moment(one.person, one.invitation, one.state, one.version, one.at, one.at, "wrote")


def _acted(row: models.Reorganisation) -> Iterator[_Moment]:
    """By their acts on its route, and on the way of its clearance."""
    clearances = list(models.Clearance.objects.filter(reorganisation=row).values_list("pk", "at"))
    submitted = models.Submission.objects.filter(reorganisation=row).values_list("at", flat=True)
    put_forward = {number: sum(one <= at for one in submitted) for number, at in clearances}
    acts = ProcedureAct.objects.filter(person__gt=0).select_related("round")
    for act in acts.filter(round__kind=KIND, round__subject=row.pk):
        yield _of_act(act, act.round.number, "acted")
    for act in acts.filter(round__kind=CLEARANCE, round__subject__in=put_forward):
        yield _of_act(act, put_forward[act.round.subject], "cleared")


def _of_act(act: ProcedureAct, version: int, how: str) -> _Moment:
    return _Moment(act.person, None, state_cited(act), version, act.at, act.at, how)


def _voted(row: models.Reorganisation) -> Iterator[_Moment]:
    """By the votes that they cast by correspondence; how they voted is not told."""
    votes = models.Vote.objects.filter(ballot__reorganisation=row)
    for one in votes.select_related("ballot__round"):
        state, version = state_put_to_vote(one.ballot), one.ballot.round.number
        yield _Moment(one.person, None, state, version, one.at, one.at, "voted")
