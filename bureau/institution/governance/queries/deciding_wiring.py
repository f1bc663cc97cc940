"""What the wiring table asks of seats, ballots and reports owed; words are in `texts`."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bureau.core.actors import NO_PERSON, Actor
from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind, WhoKind
from bureau.core.procedures.rules import Who
from bureau.core.procedures.stand_ins import who_may_act
from bureau.core.references import Reference
from bureau.core.telling import Urgency
from bureau.institution.governance import models
from bureau.institution.governance.queries.ballots import (
    Alone,
    Polled,
    alone_after,
    deadline_of,
    ended_to_tell,
    open_ballots,
    polls,
)
from bureau.institution.governance.queries.deciding import address_alone, is_called_off
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.reports import reports_for, reports_open
from bureau.institution.governance.queries.wiring import DAYS_TOLD
from bureau.institution.organisation.queries.structure import not_over
from bureau.institution.organisation.queries.wiring import organisations_visible
from bureau.institution.procedures.queries.cases import days_of
from bureau.institution.procedures.queries.who_answers import people_on
from bureau.web.answers import Telling


def seats_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """To those signed in, of the organisations that they see."""
    if actor.person is None:
        return set()
    rows = models.Seat.objects.filter(pk__in=ids).values_list("pk", "body__organisation")
    pairs = list(rows)
    seen = organisations_visible(actor, {of for _number, of in pairs})
    return {number for number, of in pairs if of in seen}


def seats_hanging(ended: Collection[Reference]) -> list[tuple[Reference, Reference]]:
    """Seats that a post bears which ends."""
    still = not_over("body__organisation")
    posts = [one.id for one in ended if one.kind == "post"]
    rows = models.Seat.objects.filter(still, post__in=posts).order_by("pk")
    return [(Reference("post", row.post or 0), Reference("seat", row.pk)) for row in rows]


def ballots_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those on cases that the actor may see."""
    rows = models.Ballot.objects.filter(pk__in=ids).values_list("pk", "reorganisation")
    pairs = list(rows)
    seen = seen_by(actor, {case for _number, case in pairs})
    return {number for number, case in pairs if case in seen}


def _running(ids: Collection[int] | None) -> list[Polled]:
    """The ballots in which a vote may still be cast."""
    return [poll for poll in polls(open_ballots(ids)) if poll.takes_votes]


def ballots_tell(ids: Collection[int] | None) -> list[Telling]:
    """To everyone who may vote for a seat that has not; once all have, to who closes it; and
    while its step is open what came of it, to who goes on by it or had a vote."""
    running = [telling for poll in _running(ids) for telling in _told(poll)]
    return running + [told for poll in _ended(ids) for told in _told_of_end(poll)]


def _ended(ids: Collection[int] | None) -> list[Polled]:
    """What ended within `DAYS_TOLD` days and nothing was done about yet."""
    since = timezone.now() - timedelta(days=DAYS_TOLD)
    return [poll for poll in polls(ended_to_tell(since, ids)) if poll.is_current]


def _told_of_end(poll: Polled) -> list[Telling]:
    """Of what the clock counted, who keeps it is to go on by it, and to those who had a vote it is
    news, as that one was called off; whoever may now decide alone is told so, whoever closed it."""
    is_unattended = poll.row.end.person == NO_PERSON
    keepers = {who.person for who in poll.keepers.candidates} if is_unattended else set()
    voters = {who.person for line in poll.lines for who in line.judged.candidates}
    alone = alone_after(poll)
    chairs = {who.person for who in alone.judged.candidates} if alone else set()
    is_news_to_voters = is_unattended or is_called_off(poll.row)
    return [
        Telling(
            number=poll.row.pk,
            person=person,
            key="counted",
            **_how_it_ended(poll, alone if person in chairs else None),
            urgency=Urgency.HOLDS_UP if person in keepers else Urgency.TELLS,
            is_news=person not in keepers,
        )
        for person in sorted(keepers | chairs | (voters if is_news_to_voters else set()))
    ]


def _how_it_ended(poll: Polled, alone: Alone | None) -> dict[str, Any]:
    row = poll.row
    if is_called_off(row):
        return {"code": "called_off", "address": ballot_address(row)}
    facts: dict[str, Any] = {"outcome": row.end.outcome, "kind": row.kind}
    if alone is None:
        return {"code": "counted", "facts": facts, "address": ballot_address(row)}
    facts |= {"to": alone.reports_to, "days": alone.report_days}
    address = address_alone(row.reorganisation_id, row.step, row.kind)
    return {"code": "alone", "facts": facts, "address": address}


def _told(poll: Polled) -> list[Telling]:
    row = poll.row
    deadline = deadline_of(row)
    waits = {(who.person, line.row.pk) for line in poll.missing for who in line.judged.candidates}
    code = "vote" if waits or not poll.all_voted else "count"
    keepers = {(who.person, 0) for who in poll.keepers.candidates} if poll.all_voted else set()
    return [
        Telling(
            number=row.pk,
            person=person,
            key=f"{code}:{seat}",
            code=code,
            address=ballot_address(row),
            due=deadline.day,
            zone=deadline.zone,
            closes=deadline.closes,
        )
        for person, seat in sorted(waits | keepers)
    ]


def ballot_address(row: models.Ballot) -> str:
    """Its page, where the installation has pages of reorganisations."""
    try:
        return reverse("reorganisation-ballot", args=[row.reorganisation_id, row.pk])
    except NoReverseMatch:
        return ""


def reports_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    return {one.row.pk for one in reports_for(actor, ids)}


def report_address(number: int) -> str:
    try:
        return reverse("report-owed", args=[number])
    except NoReverseMatch:
        return ""


def reports_tell(ids: Collection[int] | None) -> list[Telling]:
    """To everyone who acts in the post of the secretary of the body that owes it."""
    rows = reports_open(ids)
    days = days_of({row.body.organisation for row in rows})
    people = {one: people_on(day, [one]) for one, day in days.items()}
    found = []
    for row in rows:
        organisation = row.body.organisation
        who, day = Who(WhoKind.BODY, (row.body_id,)), days[organisation]
        stand = people[organisation].stand([who], (), organisation, ())
        judged = who_may_act(
            Step("report", 1, who, ActKind.CONFIRM, (), ()), stand, day.toordinal()
        )
        found += [
            Telling(
                number=row.pk,
                person=person,
                key="report",
                code="report",
                address=report_address(row.pk),
                due=row.due,
            )
            for person in sorted({one.person for one in judged.candidates})
        ]
    return found
