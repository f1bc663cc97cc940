"""What every read of the structure asks first: where in time, whose it is, and who may see it."""

from datetime import date

from django.db.models import Model, Q, QuerySet

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.asked import reading_of
from bureau.institution.organisation.queries.organisations import organisation_of, organisation_seen
from bureau.institution.organisation.queries.structure import roots_of, snapshot, today
from bureau.record.journal.queries import record_number_now
from bureau.web import kinds
from bureau.web.api.calls import Call, ask_for
from bureau.web.api.problems import Problem
from bureau.web.api.words import AsKnown, AsPlanned, Known, OnDay, Spanned, Stood
from bureau.web.formats import as_date
from bureau.web.requests import Reading


def stand(request: Call, at: AsKnown, of: Organisation | None = None) -> Snapshot:
    """The structure at the coordinates asked for; they are put on the request for all its reads.

    Days are counted where the organisation `of` is that things are asked of; else where the
    caller's is.
    """
    found = stood_at(request, at, of)
    return snapshot(found.at, found.overlay)


def stood_at(request: Call, at: AsKnown, of: Organisation | None = None) -> Reading:
    """The coordinates asked for, put on the request, for a read that needs no structure."""
    valid = at.valid if isinstance(at, OnDay) else None
    plan = at.plan if isinstance(at, AsPlanned) else None
    if plan:
        ask_for(request, Scope.CASES)
    try:
        found = reading_of(
            request.actor,
            of or organisation_of(request.actor),
            record_number_now(),
            valid=valid.isoformat() if valid else "",
            recorded=at.recorded or "",
            plan=plan or "",
        )
    except ValueError as wrong:
        raise Problem(422, "coordinates_wrong", {"why": str(wrong)}, "recorded") from None
    if found is None:
        raise Problem(404, "no_such_plan", pointer="plan")
    request.reading = found
    return found


def stood(request: Call) -> Stood:
    at = request.reading.at
    return Stood(
        valid=as_date(at.valid), recorded=at.recorded, plan=str(at.plan) if at.plan else None
    )


def known(request: Call) -> Known:
    at = request.reading.at
    return Known(recorded=at.recorded, plan=str(at.plan) if at.plan else None)


def day_asked(request: Call, at: OnDay) -> date:
    """The day looked at; without one that on which it is now where the caller's organisation is."""
    return at.valid or today(organisation_of(request.actor))


def held_then[M: Model](request: Call, rows: QuerySet[M], asked: Spanned) -> QuerySet[M]:
    """Those of the rows that hold on the day asked for; all where all there ever was is asked."""
    if asked.whole:
        return rows
    day = day_asked(request, asked)
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    return rows.filter(still, valid_from__lte=day)


def organisation_for(request: Call, subject: Reference | None = None) -> Organisation:
    """The organisation of a thing that the caller may see; one they may not see is not there."""
    found = organisation_seen(request.actor, subject)
    if found is None:
        raise Problem(404, "nothing_there")
    return found


def organisation_asked(request: Call, number: int | None) -> Organisation:
    """The organisation of that number, or the caller's own."""
    if number is None:
        return organisation_for(request)
    if Reference("organisation", number) not in kinds.visible(
        request.actor, [Reference("organisation", number)]
    ):
        raise Problem(404, "nothing_there")
    return Organisation.objects.get(pk=number)


def roots_for(now: Snapshot, organisation: Organisation, under: int | None) -> list[int]:
    """The units to look below: one that was asked for, of this organisation, or all its roots."""
    roots = roots_of(now, organisation.pk)
    if under is None:
        return roots
    path = now.path(under)
    if not path or path[0].id not in roots:
        raise Problem(404, "nothing_there", pointer="unit")
    return [under]
