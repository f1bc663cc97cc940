"""Reference data for programs: grades, places, standard costs, reserved numbers, templates."""

from datetime import date

from ninja import Query, Router, Schema

from bureau.core.scopes import Scope
from bureau.institution.organisation.api.standing import day_asked, held_then, organisation_asked
from bureau.institution.organisation.models import (
    Grade,
    Place,
    StandardCost,
    UnitTemplate,
)
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.numbers import (
    Reservation,
    reservations_seen,
    with_states,
)
from bureau.institution.organisation.queries.templates import (
    posts_of_template,
    template_offered,
    templates_of,
    units_of_template,
)
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, needs
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import Id, OnDay, Said, Spanned, said

router = Router(tags=["reference"])


class GradeOut(Schema):
    """`order` is its place among grades, lowest first."""

    id: int
    code: str
    grade_class: str
    order: int
    valid_from: date
    valid_until: date | None


class Grades(Schema):
    items: list[GradeOut]


class PlaceOut(Schema):
    id: int
    code: str
    name: Said
    valid_from: date
    valid_until: date | None


class Places(Schema):
    items: list[PlaceOut]


class StandardCostOut(Schema):
    """What a post of a grade at a place costs a year, in minor units of the currency."""

    id: int
    grade: str
    place: str
    amount_minor: int
    currency: str
    source: Said
    valid_from: date
    valid_until: date | None


class StandardCosts(Schema):
    items: list[StandardCostOut]


class ReservedNumberOut(Schema):
    """`state` on the day is open, used, lapsed or released."""

    id: int
    number: str
    state: str
    reason: str
    reserved_by: int | None
    valid_from: date
    valid_until: date


class ReservedNumbers(Schema):
    items: list[ReservedNumberOut]


class TemplateLine(Schema):
    """`source` is the unit that it was made from, as it stood on `source_day`."""

    id: int
    name: Said
    unit_kind: str
    source: int | None
    source_day: date | None


class Templates(Schema):
    items: list[TemplateLine]


class TemplateUnitOut(Schema):
    """`under` is the place of the unit above it, null for the unit itself."""

    place: int
    name: Said
    code: str
    kind: str
    under: int | None


class TemplatePostOut(Schema):
    """`unit` and `superior` are places in the template; `fte` in hundredths."""

    place: int
    unit: int | None
    title: Said
    grade: str
    duty_station: str
    funding: str
    category: str
    contract: str
    fte: int
    count: int
    is_head: bool
    superior: int | None


class TemplatePage(Schema):
    template: TemplateLine
    units: list[TemplateUnitOut]
    posts: list[TemplatePostOut]


@router.get("grades", response={200: Grades, **REFUSED})
@needs(Scope.STRUCTURE)
def grades(request: Call, asked: Query[Spanned]) -> object:
    """The grades of your organisation, lowest first."""
    with reading():
        rows = Grade.objects.filter(organisation=_kept_by(request))
        return {"items": list(held_then(request, rows, asked).order_by("order", "pk"))}


@router.get("places", response={200: Places, **REFUSED})
@needs(Scope.STRUCTURE)
def places(request: Call, asked: Query[Spanned]) -> object:
    """The duty stations of your organisation, by code."""
    with reading():
        rows = held_then(request, Place.objects.filter(organisation=_kept_by(request)), asked)
        return {"items": [_place(row) for row in rows.order_by("code", "pk")]}


@router.get("standard-costs", response={200: StandardCosts, **REFUSED})
@needs(Scope.STRUCTURE)
def standard_costs(request: Call, asked: Query[Spanned]) -> object:
    """What posts cost a year, by grade and place, with the source."""
    with reading():
        rows = StandardCost.objects.filter(organisation=_kept_by(request))
        rows = held_then(request, rows, asked).order_by("grade", "place", "valid_from", "pk")
        return {"items": [_cost(row) for row in rows]}


@router.get("reserved-numbers", response={200: ReservedNumbers, **REFUSED})
@needs(Scope.STRUCTURE)
def reserved_numbers(request: Call, at: Query[OnDay]) -> object:
    """Numbers kept for posts to come, newest first; by whom, with the scope people alone."""
    with reading():
        rows = reservations_seen(request.actor, _kept_by(request)).order_by("-pk")
        found = with_states(list(rows), day_asked(request, at))
        return {"items": [_reserved(request, one) for one in found]}


@router.get("unit-templates", response={200: Templates, **REFUSED})
@needs(Scope.STRUCTURE)
def unit_templates(request: Call) -> object:
    """Templates of units that may be used, oldest first."""
    with reading():
        return {"items": [_template(row) for row in templates_of(_kept_by(request))]}


@router.get("unit-templates/{template}", response={200: TemplatePage, **REFUSED})
@needs(Scope.STRUCTURE)
def unit_template(request: Call, template: Id) -> object:
    """What a unit made from a template consists of."""
    with reading():
        row = template_offered(_kept_by(request), template)
        if row is None:
            raise Problem(404, "nothing_there")
        return TemplatePage(
            template=_template(row),
            units=[
                TemplateUnitOut(
                    place=one.place,
                    name=said(one.name.said),
                    code=one.code,
                    kind=one.kind,
                    under=one.under,
                )
                for one in units_of_template(template)
            ],
            posts=[
                TemplatePostOut(
                    place=one.place,
                    unit=one.unit,
                    title=said(one.title.said),
                    grade=one.grade,
                    duty_station=one.duty_station,
                    funding=one.funding,
                    category=one.category,
                    contract=one.contract,
                    fte=one.fte,
                    count=one.count,
                    is_head=one.is_head,
                    superior=one.superior,
                )
                for one in posts_of_template(template)
            ],
        )


def _kept_by(request: Call) -> int:
    """The caller's organisation, for whoever keeps its reference data, as on the pages."""
    if not may_keep_reference_data(request.actor):
        raise Problem(403, "not_yours_to_do")
    return organisation_asked(request, None).pk


def _place(row: Place) -> PlaceOut:
    return PlaceOut(
        id=row.pk,
        code=row.code,
        name=said(row.name),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _cost(row: StandardCost) -> StandardCostOut:
    return StandardCostOut(
        id=row.pk,
        grade=row.grade,
        place=row.place,
        amount_minor=row.amount_minor,
        currency=row.currency,
        source=said(row.source),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _reserved(request: Call, one: Reservation) -> ReservedNumberOut:
    row = one.row
    return ReservedNumberOut(
        id=row.pk,
        number=row.number,
        state=one.state,
        reason=row.reason,
        reserved_by=row.reserved_by_id if Scope.PEOPLE in request.scopes else None,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _template(row: UnitTemplate) -> TemplateLine:
    return TemplateLine(
        id=row.pk,
        name=said(row.name),
        unit_kind=row.unit_kind,
        source=row.source,
        source_day=row.source_day,
    )
