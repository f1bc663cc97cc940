"""Posts counted for programs: by unit, by grade, figures, beside what was adopted; what ends."""

from datetime import date, timedelta

from ninja import Query, Router, Schema
from pydantic import Field

from bureau.core.scopes import Scope
from bureau.core.structure.figures import Figures
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.api.standing import (
    day_asked,
    held_then,
    organisation_asked,
    roots_for,
    stand,
    stood,
)
from bureau.institution.organisation.models import AdoptedTable
from bureau.institution.organisation.queries.adopted import beside_adopted
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.endings import DAYS, DAYS_MOST
from bureau.institution.organisation.queries.figures import figures_by_unit
from bureau.institution.organisation.queries.tallies import (
    Tally,
    counts_within,
    tallies_by_grade,
    tallies_by_unit,
    tally_of,
)
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.api.calls import Call, kinds_told, needs
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import At, Id, Spanned, Stood

router = Router(tags=["staffing"])


class UnitAsked(At):
    unit: Id | None = Field(None, description="The unit; the first root where left out.")


class EndingAsked(At):
    days: int = Field(DAYS, ge=1, le=DAYS_MOST, description="From the valid day on.")


class TallyOfPosts(Schema):
    """Posts by state; `fte` and `blocks`, what staffing blocks count besides, in hundredths."""

    encumbered: int
    vacant: int
    frozen: int
    fte: int
    blocks: int


class UnitTally(Schema):
    """A unit with all below it; the first is the unit asked for, itself alone."""

    unit: int
    code: str
    posts: TallyOfPosts


class UnitTallies(Schema):
    at: Stood
    items: list[UnitTally]


class GradeTally(Schema):
    grade: str
    posts: TallyOfPosts


class GradeTallies(Schema):
    at: Stood
    unit: int
    items: list[GradeTally]


class FiguresOut(Schema):
    """Of a unit and all below it: layers of posts, spans of control, the vacancy rate in per cent;
    null where nothing is counted."""

    unit: int
    code: str
    posts: int
    vacant: int
    frozen: int
    layers: int
    superiors: int
    span: float | None
    span_most: int
    vacancy_rate: float | None


class FiguresByUnit(Schema):
    at: Stood
    items: list[FiguresOut]


class AdoptedTableOut(Schema):
    """A staffing table of a unit as an instrument adopted it for a period."""

    id: int
    instrument: int
    unit: int
    valid_from: date
    valid_until: date | None


class AdoptedTables(Schema):
    items: list[AdoptedTableOut]


class AdoptedLine(Schema):
    """Posts of a grade in one unit itself: as adopted, and as they stand."""

    unit: int
    grade: str
    adopted: int
    standing: int


class AdoptedTablePage(Schema):
    at: Stood
    table: AdoptedTableOut
    lines: list[AdoptedLine]


class EndingOut(Schema):
    """`day` is the first without it; `owner` the post whose care it is."""

    day: date
    what: str
    name: str
    note: str
    unit: int | None
    owner: int | None


class Endings(Schema):
    at: Stood
    items: list[EndingOut]


@router.get("posts-by-unit", response={200: UnitTallies, **REFUSED})
@needs(Scope.STRUCTURE)
def posts_by_unit(request: Call, asked: Query[UnitAsked]) -> object:
    """The posts of a unit itself and of each right below it, counted by state."""
    with reading():
        now = stand(request, asked)
        top = _top(request, now, asked)
        own = tally_of(now.roll_up_all()[top].own)
        listed = [(now.unit(top), own), *tallies_by_unit(now, now.children(top))]
        items = [
            UnitTally(unit=unit.id, code=unit.code, posts=_tally(counts))
            for unit, counts in listed
            if unit
        ]
        return {"at": stood(request), "items": items}


@router.get("posts-by-grade", response={200: GradeTallies, **REFUSED})
@needs(Scope.STRUCTURE)
def posts_by_grade(request: Call, asked: Query[UnitAsked]) -> object:
    """The posts of a unit and all below it, counted by grade and state."""
    with reading():
        now = stand(request, asked)
        top = _top(request, now, asked)
        order = grade_order(organisation_asked(request, None).pk)
        found = tallies_by_grade(now, order, counts_within(now, [top]))
        items = [GradeTally(grade=grade, posts=_tally(counts)) for grade, counts in found]
        return {"at": stood(request), "unit": top, "items": items}


@router.get("figures", response={200: FiguresByUnit, **REFUSED})
@needs(Scope.STRUCTURE)
def figures(request: Call, asked: Query[UnitAsked]) -> object:
    """Layers, spans of control and vacancy rates of a unit and of each right below it."""
    with reading():
        now = stand(request, asked)
        top = _top(request, now, asked)
        units = [unit for unit in (now.unit(top), *now.children(top)) if unit]
        found = figures_by_unit(now, units)
        items = [_figures(unit.id, unit.code, one) for unit, one in found]
        return {"at": stood(request), "items": items}


@router.get("adopted-tables", response={200: AdoptedTables, **REFUSED})
@needs(Scope.STRUCTURE)
def adopted_tables(request: Call, asked: Query[Spanned]) -> object:
    """Staffing tables whose period has the day, or with `whole` all, latest period first."""
    with reading():
        organisation = organisation_asked(request, None)
        rows = AdoptedTable.objects.filter(organisation=organisation)
        rows = held_then(request, rows, asked).order_by("-valid_from", "-pk")
        return {"items": [_table(row) for row in rows]}


@router.get("adopted-tables/{table}", response={200: AdoptedTablePage, **REFUSED})
@needs(Scope.STRUCTURE)
def adopted_table(request: Call, table: Id, at: Query[At]) -> object:
    """A staffing table as adopted beside the posts as they stand, by unit and grade."""
    with reading():
        now = stand(request, at)
        organisation = organisation_asked(request, None).pk
        row = AdoptedTable.objects.filter(organisation=organisation, pk=table).first()
        if row is None:
            raise Problem(404, "nothing_there")
        found = beside_adopted(row, now, grade_order(organisation), only_different=False)
        lines = [
            AdoptedLine(unit=one.unit, grade=one.grade, adopted=one.adopted, standing=one.standing)
            for one in found
        ]
        return AdoptedTablePage(at=stood(request), table=_table(row), lines=lines)


@router.get("ending", response={200: Endings, **REFUSED})
@needs(Scope.PEOPLE)
def ending(request: Call, asked: Query[EndingAsked]) -> object:
    """What has its last day within so many days, by day; plans, steps and rules with `cases`."""
    with reading():
        stand(request, asked)
        first = day_asked(request, asked) + timedelta(days=1)
        until = first + timedelta(days=asked.days)
        told = kinds_told(request, "ends")
        found = kinds.endings(request.actor, first, until, request.reading, told)
        items = [
            EndingOut(
                day=one.day,
                what=one.what,
                name=one.name,
                note=one.note,
                unit=one.unit,
                owner=one.owner,
            )
            for one in found
        ]
        return {"at": stood(request), "items": items}


def _top(request: Call, now: Snapshot, asked: UnitAsked) -> int:
    roots = roots_for(now, organisation_asked(request, None), asked.unit)
    if not roots:
        raise Problem(404, "not_standing")
    return roots[0]


def _tally(counts: Tally) -> TallyOfPosts:
    return TallyOfPosts(
        encumbered=counts.encumbered,
        vacant=counts.vacant,
        frozen=counts.frozen,
        fte=counts.fte,
        blocks=counts.blocks,
    )


def _figures(unit: int, code: str, one: Figures) -> FiguresOut:
    return FiguresOut(
        unit=unit,
        code=code,
        posts=one.posts,
        vacant=one.vacant,
        frozen=one.frozen,
        layers=one.layers,
        superiors=one.superiors,
        span=one.span,
        span_most=one.span_most,
        vacancy_rate=one.vacancy_rate,
    )


def _table(row: AdoptedTable) -> AdoptedTableOut:
    return AdoptedTableOut(
        id=row.pk,
        instrument=row.instrument_id,
        unit=row.unit,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )
