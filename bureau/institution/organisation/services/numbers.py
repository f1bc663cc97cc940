"""How numbers of posts are written, and numbers kept for posts to come: reserved, released."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.numbers import pattern
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.organisation.models import NumberPattern, Organisation, ReservedNumber
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.numbers import (
    free_numbers,
    numbers_given,
    open_reservations,
    reservations_seen,
)
from bureau.institution.organisation.queries.structure import belonging, today, today_in_force
from bureau.institution.organisation.services.dated import place_among
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act, service

AT_ONCE_MOST = 100


@service(
    "organisation.set_number_pattern",
    pgettext_lazy("act in the journal", "Set a pattern of post numbers"),
)
def set_number_pattern(
    act: Act,
    *,
    organisation: int,
    text: str,
    valid_from: date,
    place: str = "",
    grade_class: str = "",
    first_serial: int = 1,
    valid_until: date | None = None,
) -> int:
    """Say how numbers are written from a day on. The one of the same reach ends where it begins,
    and it replaces one that would begin then; where a later one begins, it ends."""
    _allow(act, organisation)
    pattern(text)
    if valid_until and valid_until <= valid_from:
        raise Refused(Reason("ends_before_it_begins"))
    same = NumberPattern.objects.filter(
        organisation=organisation, place=place, grade_class=grade_class
    )
    (owner,) = act.lock(Organisation, organisation)
    taken = Reason("already_there", {"code": text})
    later = place_among(act, same, valid_from, today(owner), taken)
    ends = [day for day in (valid_until, later) if day is not None]
    row = NumberPattern.objects.create(
        organisation_id=organisation,
        place=place,
        grade_class=grade_class,
        pattern=text,
        first_serial=first_serial,
        valid_from=valid_from,
        valid_until=min(ends, default=None),
    )
    act.touch("organisation", organisation)
    act.touch("settings", organisation)
    act.details.update(pattern=text, number_pattern=row.pk)
    return row.pk


@service("organisation.reserve_number", pgettext_lazy("act in the journal", "Reserve a number"))
def reserve_number(
    act: Act,
    *,
    organisation: int,
    number: str,
    reason: str,
    valid_until: date,
    reuses: bool = False,
) -> int:
    """Keep a number for a post to come; a former one only where `reuses` says so."""
    found, on = _begin(act, organisation, reason, valid_until)
    kept = open_reservations(organisation, on)
    if number in kept:
        raise Refused(Reason("number_reserved", {"number": number}))
    given = numbers_given(today_in_force(), organisation)
    if number in given and (not reuses or _stands(number, organisation)):
        code = "number_stands" if _stands(number, organisation) else "number_used_before"
        raise Refused(Reason(code, {"number": number}))
    return _keep(act, found, number, reason, (on, valid_until), reuses and number in given)


@service(
    "organisation.reserve_next_numbers",
    pgettext_lazy("act in the journal", "Reserve the next numbers"),
)
def reserve_next_numbers(
    act: Act,
    *,
    organisation: int,
    asked: Sequence[Mapping[str, str]],
    reason: str,
    valid_until: date,
    plan: Reference | None = None,
) -> list[int]:
    """Keep the next free number for each asking, which says its parts: unit, grade, place.

    For a `plan`, only who may see the plan is told of what is kept.
    """
    found, on = _begin(act, organisation, reason, valid_until)
    if len(asked) > AT_ONCE_MOST:
        raise Refused(Reason("too_many_at_once", {"most": AT_ONCE_MOST}))
    numbers = free_numbers(act.actor, found, on, asked)
    if not numbers:
        raise Refused(Reason("no_pattern_for_it"))
    return [_keep(act, found, each, reason, (on, valid_until), False, plan) for each in numbers]


@service(
    "organisation.release_number", pgettext_lazy("act in the journal", "Release a reserved number")
)
def release_number(act: Act, *, reservation: int) -> None:
    """Keep a number no longer; anybody may reserve it, though it counts as given.

    What a plan keeps that the actor may not see is not there for them.
    """
    (row,) = act.lock(ReservedNumber, reservation)
    _allow(act, row.organisation_id)
    reservations_seen(act.actor, row.organisation_id).get(pk=row.pk)
    if row.released:
        raise Refused(Reason("already_settled"))
    on = today(Organisation.objects.get(pk=row.organisation_id))
    ReservedNumber.objects.filter(pk=row.pk).update(released=on)
    act.touch("organisation", row.organisation_id)
    act.touch("settings", row.organisation_id)
    act.details.update(released=row.number)


def _begin(
    act: Act, organisation: int, reason: str, valid_until: date
) -> tuple[Organisation, date]:
    """The organisation, locked so that no number is given twice, and the day it is there."""
    _allow(act, organisation)
    (found,) = act.lock(Organisation, organisation)
    on = today(found)
    if valid_until <= on:
        raise Refused(Reason("ends_before_it_begins"))
    if not reason.strip():
        raise Refused(Reason("reason_missing"))
    return found, on


def _stands(number: str, organisation: int) -> bool:
    """Whether a post of the organisation has the number on its day."""
    now = today_in_force(Organisation.objects.get(pk=organisation))
    posts = now.standing("post")
    found = posts.where("number", posts.table.vocabulary.known(number))
    return bool(belonging("post", posts.ids[found].tolist(), organisation))


def _keep(
    act: Act,
    organisation: Organisation,
    number: str,
    reason: str,
    days: tuple[date, date],
    reuses: bool,
    plan: Reference | None = None,
) -> int:
    """What lapsed without being released makes room first."""
    lapsed = ReservedNumber.objects.filter(
        organisation=organisation, number=number, released__isnull=True
    )
    lapsed.update(released=days[0])
    row = ReservedNumber.objects.create(
        organisation=organisation,
        number=number,
        reserved_by_id=act.actor.person or 0,
        post=act.actor.post,
        reason=reason.strip(),
        reuses=reuses,
        plan_kind=plan.kind if plan else "",
        plan=plan.id if plan else None,
        record=record_number_now(),
        valid_from=days[0],
        valid_until=days[1],
    )
    act.touch("organisation", organisation.pk)
    act.touch("settings", organisation.pk)
    act.details.setdefault("reserved", []).append(number)
    return row.pk


def _allow(act: Act, organisation: int) -> None:
    if not may_keep_reference_data(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))
