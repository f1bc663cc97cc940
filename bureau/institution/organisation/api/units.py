"""Units: many, one, and what is on record of one."""

from collections.abc import Sequence

from ninja import Query, Router, Schema
from pydantic import Field

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.organisation.api.histories import History, history_of
from bureau.institution.organisation.api.shapes import PostOut, UnitOut, Units, posts_out, units_out
from bureau.institution.organisation.api.standing import (
    organisation_asked,
    organisation_for,
    roots_for,
    stand,
    stood,
)
from bureau.institution.organisation.queries.lineage import Step, became, came_from
from bureau.record.journal.queries import reading
from bureau.web.api import pages
from bureau.web.api.calls import Call, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import AsKnown, At, Id, Short, Stood
from bureau.web.formats import as_date

router = Router(tags=["units"])


class UnitsAsked(Paged, At):
    organisation: Id | None = None
    under: Id | None = Field(None, description="Only the unit of this number and all below it.")
    code: Short | None = Field(None, description="Only units of this code.")


class LineageStep(Schema):
    """One step of lineage: how it came about, from which day, and the thing at its other end."""

    manner: str
    day: str
    id: int
    called: str


class UnitPage(Schema):
    """A unit with those right below it, its head, and what it was and became."""

    at: Stood
    unit: UnitOut
    path: list[int]
    head: PostOut | None
    below: list[UnitOut]
    was: list[LineageStep]
    became: list[LineageStep]


@router.get("units", response={200: Units, **REFUSED})
@needs(Scope.STRUCTURE)
def units(request: Call, asked: Query[UnitsAsked]) -> object:
    """Units of an organisation (yours where none is named), in order of their number."""
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        now = stand(request, asked, organisation)
        roots = roots_for(now, organisation, asked.under)
        found = _found(now, roots, asked)
        shown, following = pages.page_of(found, asked, lambda unit: (unit.id,))
        return {"at": stood(request), "items": units_out(now, shown), "next": following}


def _found(now: Snapshot, roots: Sequence[int], asked: UnitsAsked) -> list[Unit]:
    after = pages.read(asked.cursor, int)
    ids = sorted({id for root in roots for id in now.subtree(root)})
    rest = [id for id in ids if after is None or id > after[0]]
    if asked.code is None:
        return [unit for id in rest[: asked.limit + 1] if (unit := now.unit(id))]
    listed = (unit for id in rest if (unit := now.unit(id)))
    return [unit for unit in listed if unit.code.casefold() == asked.code.casefold()]


@router.get("units/{unit}", response={200: UnitPage, **REFUSED})
@needs(Scope.STRUCTURE)
def unit(request: Call, unit: Id, at: Query[At]) -> object:
    """One unit as it stands."""
    with reading():
        now = stand(request, at, organisation_for(request, Reference("unit", unit)))
        found = now.unit(unit)
        if found is None:
            raise Problem(404, "not_standing")
        head = now.post(found.head) if found.head else None
        own, *below = units_out(now, [found, *now.children(unit)])
        return UnitPage(
            at=stood(request),
            unit=own,
            path=[each.id for each in now.path(unit)],
            head=posts_out(request.namer, now, [head])[0] if head else None,
            below=below,
            was=steps_out(came_from(now, found.reference)),
            became=steps_out(became(now, found.reference)),
        )


@router.get("units/{unit}/history", response={200: History, **REFUSED})
@needs(Scope.STRUCTURE)
def unit_history(request: Call, unit: Id, at: Query[AsKnown]) -> object:
    """All that was decided of a unit and all that Bureau held of it, up to a record number."""
    with reading():
        return history_of(request, Reference("unit", unit), at)


def steps_out(steps: Sequence[Step]) -> list[LineageStep]:
    return [
        LineageStep(
            manner=step.manner,
            day=as_date(step.day).isoformat(),
            id=step.other.reference.id,
            called=step.other.short,
        )
        for step in steps
    ]
