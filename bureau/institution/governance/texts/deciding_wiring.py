"""What the wiring table says of seats, ballots and reports owed in words."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_report_for
from bureau.institution.governance.queries.deciding import seats_named
from bureau.institution.governance.queries.deciding_wiring import (
    ballot_address,
    ballots_tell,
    report_address,
)
from bureau.institution.governance.queries.reports import reports_for, reports_open
from bureau.institution.governance.texts.deciding import report_sentence, waiting_sentence
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.web.answers import Label, Waiting
from bureau.web.formats import labelled
from bureau.web.multilingual import here


def seats_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = list(models.Seat.objects.filter(pk__in=ids).select_related("body"))
    names = seats_named(rows)
    address = reverse("settings-seats") if may_keep_rules(actor) else ""
    return {row.pk: Label(labelled(here(row.body.name), names[row.pk]), address) for row in rows}


def ballots_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = models.Ballot.objects.filter(pk__in=ids).select_related("reorganisation")
    return {row.pk: Label(_called(row), ballot_address(row)) for row in rows}


def ballots_waiting(actor: Actor) -> list[Waiting]:
    """The votes that are the actor's to cast, the ballots that are theirs to close, and those that
    the clock counted and they go on by."""
    if actor.person is None or actor.prepares_for is not None:
        return []
    told = {
        one.number: one
        for one in ballots_tell(None)
        if one.person == actor.person and not one.is_news
    }
    labels = ballots_described(actor, list(told))
    return [
        Waiting(
            one.due,
            labels[number].name,
            waiting_sentence(Reason(one.code, one.facts)),
            _verb(one.code),
            one.address,
            zone=one.zone,
            closes=one.closes,
        )
        for number, one in told.items()
    ]


def _verb(code: str) -> str:
    return {
        "vote": pgettext("act", "Vote"),
        "count": pgettext("act", "Close"),
        "counted": _("Look at it"),
        "alone": _("Look at it"),
    }[code]


def reports_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    return {
        one.row.pk: Label(_report_called(one.row), report_address(one.row.pk))
        for one in reports_for(actor, ids)
    }


def reports_waiting(actor: Actor) -> list[Waiting]:
    """What the actor, as the secretary of a body, is to report."""
    if actor.person is None:
        return []
    return [
        Waiting(
            row.due,
            _report_called(row),
            report_sentence(Reason("report")),
            pgettext("act", "Report"),
            report_address(row.pk),
        )
        for row in reports_open()
        if may_report_for(actor, row.body)
    ]


def _called(row: models.Ballot) -> str:
    case = row.reorganisation
    return _("Ballot {number}: {case}").format(
        number=row.pk, case=f"{case.reference} · {here(case.title)}"
    )


def _report_called(row: models.ReportOwed) -> str:
    case = row.reorganisation
    about = f"{case.reference} · {here(case.title)}" if case else here(row.body.name)
    return _("Report to {body}: {about}").format(body=here(row.to.name), about=about)
