"""Making an organisation and keeping its reference data: dated, with no recorded axis."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Role
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.organisation.models import (
    Grade,
    Office,
    OfStandardCost,
    Organisation,
    Place,
    PostRole,
    Remark,
    StandardCost,
)
from bureau.institution.organisation.permissions import (
    may_give_roles,
    may_keep_reference_data,
)
from bureau.institution.organisation.queries.structure import belonging, day_in
from bureau.institution.organisation.services.standing_in import refuse_own_case
from bureau.institution.organisation.store import IDENTITIES
from bureau.record.journal.services import Act, service


@service(
    "organisation.create_organisation", pgettext_lazy("act in the journal", "Begin an organisation")
)
def create_organisation(
    act: Act,
    *,
    code: str,
    name: Text,
    zone: str = "UTC",
    currency: str = "CHF",
    number_pattern: str = "",
    chart_is_public: bool = False,
) -> int:
    """Make a root organisation; by an administrator."""
    _allow(act.actor.is_administrator())
    _refuse_twice(act, Organisation.objects.all(), code)
    row = Organisation.objects.create(
        code=code,
        name=name,
        zone=zone,
        currency=currency,
        number_pattern=number_pattern,
        chart_is_public=chart_is_public,
    )
    act.touch("organisation", row.pk)
    return row.pk


@service(
    "organisation.keep_organisation",
    pgettext_lazy("act in the journal", "Change the facts of an organisation"),
)
def keep_organisation(
    act: Act,
    *,
    organisation: int,
    name: Text,
    zone: str,
    currency: str,
    number_pattern: str,
    chart_is_public: bool,
) -> None:
    """Say anew what an organisation is called, where it is and whether its chart is public.

    The zone decides when days end. So an administrator changes it, who has no case of their own in
    the organisation, at an hour that is of one day in both zones. Raises Refused otherwise.
    """
    _allow(may_keep_reference_data(act.actor, organisation))
    (before,) = act.lock(Organisation, organisation)
    if zone != before.zone:
        if not act.actor.is_administrator():
            raise Refused(Reason("administrator_only"))
        refuse_own_case(act, Reference("organisation", organisation))
        if day_in(act.at, zone) != day_in(act.at, before.zone):
            raise Refused(Reason("zone_of_another_day"))
    facts: dict[str, str | bool] = {"zone": zone, "currency": currency}
    facts |= {"number_pattern": number_pattern, "chart_is_public": chart_is_public}
    Organisation.objects.filter(pk=organisation).update(name=name, **facts)
    act.touch("organisation", organisation)
    act.details.update(facts)


@service("organisation.add_grade", pgettext_lazy("act in the journal", "Add a grade"))
def add_grade(
    act: Act, *, organisation: int, code: str, grade_class: str, order: int, valid_from: date
) -> int:
    act.need("organisation", organisation)
    _allow(may_keep_reference_data(act.actor, organisation))
    _refuse_twice(act, Grade.objects.filter(organisation=organisation), code)
    row = Grade.objects.create(
        organisation_id=organisation,
        code=code,
        grade_class=grade_class,
        order=order,
        valid_from=valid_from,
    )
    act.touch("grade", row.pk)
    return row.pk


@service("organisation.add_place", pgettext_lazy("act in the journal", "Add a place"))
def add_place(act: Act, *, organisation: int, code: str, name: Text, valid_from: date) -> int:
    act.need("organisation", organisation)
    _allow(may_keep_reference_data(act.actor, organisation))
    _refuse_twice(act, Place.objects.filter(organisation=organisation), code)
    row = Place.objects.create(
        organisation_id=organisation, code=code, name=name, valid_from=valid_from
    )
    act.touch("place", row.pk)
    return row.pk


@service(
    "organisation.add_standard_cost", pgettext_lazy("act in the journal", "Add a standard cost")
)
def add_standard_cost(
    act: Act,
    *,
    organisation: int,
    grade: str,
    place: str,
    amount_minor: int,
    currency: str,
    source: Text,
    valid_from: date,
    valid_until: date | None = None,
    people: Collection[int] = (),
) -> int:
    """What a post of a grade at a place costs a year, in minor units; one amount a day.

    Joined by what two persons do, and by the first filling of an organisation; on pages one person
    only proposes it. `people` are those who had a hand in it, who proposed it first.
    """
    first, *others = [*people, act.actor.person]
    row = StandardCost(
        organisation_id=organisation,
        grade=grade,
        place=place,
        amount_minor=amount_minor,
        currency=currency,
        source=source,
        set_by_id=first,
        also_by=sorted({one for one in others if one} - {first}),
        valid_from=valid_from,
        valid_until=valid_until,
    )
    refuse_unfit_cost(act, row)
    row.save(force_insert=True)
    act.touch("standard_cost", row.pk)
    return row.pk


def refuse_unfit_cost(act: Act, cost: OfStandardCost) -> None:
    """Refuse whoever keeps no reference data, and what cannot be a standard cost, or meets one."""
    act.lock(Organisation, cost.organisation_id)
    _allow(may_keep_reference_data(act.actor, cost.organisation_id))
    if cost.valid_until and cost.valid_until <= cost.valid_from:
        raise Refused(Reason("ends_before_it_begins"))
    if cost.amount_minor <= 0:
        raise Refused(Reason("cost_not_above_zero"))
    same = {"organisation": cost.organisation_id, "grade": cost.grade, "place": cost.place}
    refuse_second_cost(StandardCost.objects.filter(**same), cost.valid_from, cost.valid_until)


def refuse_second_cost(
    rows: QuerySet[StandardCost], valid_from: date, valid_until: date | None
) -> None:
    """Refused where one of the rows, all of a grade at a place, holds on some of these days."""
    met = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=valid_from))
    if valid_until:
        met = met.filter(valid_from__lt=valid_until)
    if other := met.order_by("valid_from").first():
        until = other.valid_until.toordinal() if other.valid_until else None
        facts = {"grade": other.grade, "place": other.place, "amount": other.amount_minor}
        facts |= {"currency": other.currency, "from": other.valid_from.toordinal(), "until": until}
        raise Refused(Reason("costs_overlap", facts))


@service("organisation.name_office", pgettext_lazy("act in the journal", "Name an office"))
def name_office(
    act: Act,
    *,
    organisation: int,
    code: str,
    name: Text,
    post: int,
    valid_until: date | None = None,
) -> int:
    """Say which post bears an office that rules are to name.

    By one person: no rule names it yet, so it decides nothing.
    """
    act.need("organisation", organisation)
    act.need("post", post)
    _allow(may_keep_reference_data(act.actor, organisation))
    refuse_foreign("post", post, organisation)
    _refuse_twice(act, Office.objects.filter(organisation=organisation), code)
    row = Office.objects.create(
        organisation_id=organisation, code=code, name=name, post_id=post, valid_until=valid_until
    )
    act.touch("office", row.pk)
    return row.pk


@service("organisation.give_role", pgettext_lazy("act in the journal", "Give a role to a post"))
def give_role(
    act: Act,
    *,
    post: int,
    role: str,
    valid_from: date,
    scope: Reference | None = None,
    valid_until: date | None = None,
    confirmed_by: int | None = None,
) -> int:
    """Give a role to a post; by an administrator, confirmed by another."""
    _allow(may_give_roles(act.actor))
    act.name_anew(confirmed_by)
    if confirmed_by == act.actor.person:
        raise Refused(Reason("two_persons_needed"))
    row = PostRole.objects.create(
        post_id=post,
        role=Role(role),
        scope_kind=scope.kind if scope else "",
        scope=scope.id if scope else None,
        valid_from=valid_from,
        valid_until=valid_until,
        given_by_id=act.actor.person if confirmed_by else None,
        confirmed_by_id=confirmed_by,
    )
    act.touch("post_role", row.pk)
    act.touch("post", post)
    act.details.update(role=role, post_role=row.pk)
    return row.pk


@service("organisation.end_role", pgettext_lazy("act in the journal", "End a role of a post"))
def end_role(act: Act, *, post_role: int, valid_until: date) -> None:
    """Take a role from a post from a day on."""
    _allow(may_give_roles(act.actor))
    (row,) = act.lock(PostRole, post_role)
    PostRole.objects.filter(pk=row.pk).update(valid_until=valid_until)
    act.touch("post_role", row.pk)
    act.touch("post", row.post_id)
    act.details.update(post_role=row.pk, valid_until=valid_until.isoformat())


@service("organisation.remark_on", pgettext_lazy("act in the journal", "Remark on a unit or post"))
def remark_on(act: Act, *, organisation: int, subject: Reference, said: Text) -> int:
    """Say on a page what is demonstration or what a source leaves open."""
    act.need("organisation", organisation)
    _allow(may_keep_reference_data(act.actor, organisation))
    if subject.kind in IDENTITIES:
        refuse_foreign(subject.kind, subject.id, organisation)
    row = Remark.objects.create(
        organisation_id=organisation, kind=subject.kind, subject=subject.id, said=said
    )
    act.touch(subject.kind, subject.id)
    return row.pk


def _allow(allowed: bool) -> None:
    if not allowed:
        raise Refused(Reason("not_yours_to_do"))


def refuse_foreign(kind: str, number: int, organisation: int) -> None:
    """Refused where there is no such thing of that organisation."""
    if not belonging(kind, [number], organisation):
        raise Refused(Reason("not_of_organisation"))


def _refuse_twice(act: Act, others: QuerySet[Any], code: str) -> None:
    """Refused where one of these has the code, or one that a reader takes for it."""
    if act.is_taken(code, others):
        raise Refused(Reason("already_there", {"code": code}))


@service(
    "organisation.open_chart_at",
    pgettext_lazy("act in the journal", "Choose where the chart opens"),
)
def open_chart_at(act: Act, *, organisation: int, unit: int) -> None:
    """The unit that the chart shows first, where a reader names none."""
    act.need("unit", unit)
    _allow(may_keep_reference_data(act.actor, organisation))
    refuse_foreign("unit", unit, organisation)
    Organisation.objects.filter(pk=organisation).update(opens_at=unit)
    act.touch("organisation", organisation)
    act.details.update(opens_at=unit)
