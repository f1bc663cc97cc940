"""Mandates and what serves them, orphans in both directions, and strategic plans."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from ninja import Query, Schema

from bureau.core.instruments.mandates import MandateState
from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.instruments.models import Citation, PlanVersion, Settlement, StrategicPlan
from bureau.institution.instruments.permissions import may_look_for_orphans
from bureau.institution.instruments.queries.citations import (
    citations_of,
    subject_of,
    target_of,
)
from bureau.institution.instruments.queries.mandates import Mandate, mandates_of
from bureau.institution.instruments.queries.mandates import mandates as mandates_on
from bureau.institution.instruments.queries.plans import placed, plans_of, versions_in_force
from bureau.institution.organisation.api.instruments import ProvisionOut, provision_out, router
from bureau.institution.organisation.api.standing import day_asked, organisation_asked, stand, stood
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.orphans import unasked_of, unserved
from bureau.record.journal.api import shows_state_of
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.api import pages
from bureau.web.api.calls import Call, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import At, Id, OnDay, Said, Stood, said
from bureau.web.formats import as_date

KINDS = {"units": "unit", "posts": "post", "duties": "duty"}


class MandatesAsked(Paged, OnDay):
    organisation: Id | None = None
    state: MandateState | None = None


class OrphansAsked(Paged, At):
    organisation: Id | None = None
    side: Literal["mandates", "units", "posts", "duties"] = "mandates"


class MandateOut(Schema):
    """A provision that asks for something; `served_by` as in "unit:3", as far as you may see."""

    provision: int
    instrument: int
    path: list[str]
    gist: Said
    addressee: str | None
    due: date | None
    state: str
    is_overdue: bool
    served_by: list[str]


class Mandates(Schema):
    items: list[MandateOut]
    next: str | None


class SettlementOut(Schema):
    id: int
    state: str
    day: date
    reason: str
    instrument: int | None
    person: int | None


class CitationOut(Schema):
    """What `subject` says that it serves; `person` is who said so, where names are for you."""

    id: int
    subject: str
    of: str
    valid_from: date
    valid_until: date | None
    reason: str
    person: int | None


class ProvisionPage(Schema):
    instrument: int
    provision: ProvisionOut
    state: str | None
    settlements: list[SettlementOut]
    citations: list[CitationOut]


class Orphans(Schema):
    """Things that nothing asks for, or mandates ("provision:3") that nothing serves."""

    at: Stood
    items: list[str]
    next: str | None


class ElementOut(Schema):
    id: int
    under: int | None
    kind: str
    code: str
    name: Said
    says: Said | None


class StrategicPlanOut(Schema):
    """A plan with the version in force on the valid day (`version` None: there is none)."""

    id: int
    name: Said
    version: int | None
    instrument: int | None
    valid_from: date | None
    valid_until: date | None
    elements: list[ElementOut]


class StrategicPlans(Schema):
    items: list[StrategicPlanOut]


@router.get("mandates", response={200: Mandates, **REFUSED})
@needs(Scope.STRUCTURE)
def mandates(request: Call, asked: Query[MandatesAsked]) -> object:
    """The mandates of an organisation as they stand on the day, by number."""
    with reading():
        organisation = organisation_asked(request, asked.organisation).pk
        found = [
            one
            for one in mandates_of(organisation, day_asked(request, asked))
            if asked.state is None or one.state is asked.state
        ]
        shown, following = _page(sorted(found, key=lambda one: one.row.pk), asked)
        seen = kinds.visible(request.actor, {each for one in shown for each in one.cited_by})
        return Mandates(items=[_mandate_out(one, seen) for one in shown], next=following)


@router.get("provisions/{provision}", response={200: ProvisionPage, **REFUSED})
@needs(Scope.STRUCTURE)
def provision(request: Call, provision: Id, at: Query[OnDay]) -> object:
    """One provision: what became of it as a mandate, and what says that it serves it."""
    with reading():
        reference = Reference("provision", provision)
        refuse_unseen(request, reference)
        shows_state_of(request, reference)
        day = day_asked(request, at)
        mandate = mandates_on([provision], day)[provision]
        citations = citations_of(day, provisions=[provision])
        seen = kinds.visible(request.actor, map(subject_of, citations))
        names = may_see_names(request.namer)
        return ProvisionPage(
            instrument=mandate.row.instrument_id,
            provision=provision_out(mandate.row, mandate.cited.labels, mandate.standing),
            state=str(mandate.state) if mandate.row.is_mandate and mandate.state else None,
            settlements=[
                _settlement_out(row, names=names)
                for row in Settlement.objects.filter(provision=provision)
            ],
            citations=[
                citation_out(row, names=names) for row in citations if subject_of(row) in seen
            ],
        )


@router.get("orphans", response={200: Orphans, **REFUSED})
@needs(Scope.STRUCTURE)
def orphans(request: Call, asked: Query[OrphansAsked]) -> object:
    """What no mandate asks for, or which mandates nothing serves, as of a day; one side at a
    time."""
    if not may_look_for_orphans(request.actor):
        raise Problem(403, "not_yours_to_do")
    with reading():
        own = organisation_asked(request, asked.organisation)
        now = stand(request, asked, own)
        organisation = own.pk
        if asked.side == "mandates":
            known = mandates_of(organisation, as_date(request.reading.at.valid))
            ids = sorted(one.row.pk for one in unserved(now, known))
        else:
            ids = list(getattr(unasked_of(now, organisation), asked.side))
        after = pages.read(asked.cursor, int)
        left = [each for each in ids if not after or each > after[0]]
        shown, following = pages.page_of(left[: asked.limit + 1], asked, lambda each: (each,))
        kind = KINDS.get(asked.side, "provision")
        items = [str(Reference(kind, each)) for each in shown]
        return Orphans(at=stood(request), items=items, next=following)


@router.get("strategic-plans", response={200: StrategicPlans, **REFUSED})
@needs(Scope.STRUCTURE)
def strategic_plans(request: Call, at: Query[OnDay]) -> object:
    """The strategic plans of your organisation, each with the version in force on the day."""
    with reading():
        rows = plans_of(organisation_asked(request, None).pk)
        return StrategicPlans(items=_plans_out(rows, day_asked(request, at)))


def refuse_unseen(request: Call, *references: Reference) -> None:
    """What the caller may not see does not exist."""
    if set(references) - kinds.visible(request.actor, references):
        raise Problem(404, "nothing_there")


def citation_out(row: Citation, *, names: bool) -> CitationOut:
    return CitationOut(
        id=row.pk,
        subject=str(subject_of(row)),
        of=str(target_of(row)),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        reason=row.reason,
        person=row.person if names else None,
    )


def _settlement_out(row: Settlement, *, names: bool) -> SettlementOut:
    return SettlementOut(
        id=row.pk,
        state=row.state,
        day=row.day,
        reason=row.reason,
        instrument=row.instrument_id,
        person=row.person if names else None,
    )


def _page(found: list[Mandate], asked: MandatesAsked) -> tuple[list[Mandate], str | None]:
    after = pages.read(asked.cursor, int)
    left = [one for one in found if not after or one.row.pk > after[0]]
    return pages.page_of(left[: asked.limit + 1], asked, lambda one: (one.row.pk,))


def _mandate_out(one: Mandate, seen: frozenset[Reference]) -> MandateOut:
    return MandateOut(
        provision=one.row.pk,
        instrument=one.row.instrument_id,
        path=list(one.cited.labels),
        gist=said(one.row.gist),
        addressee=str(one.addressee) if one.addressee else None,
        due=one.row.due,
        state=str(one.state),
        is_overdue=one.is_overdue,
        served_by=[str(each) for each in one.cited_by if each in seen],
    )


def _plans_out(rows: list[StrategicPlan], day: date) -> list[StrategicPlanOut]:
    in_force = versions_in_force([row.pk for row in rows], day)
    return [_plan_out(row, in_force) for row in rows]


def _plan_out(row: StrategicPlan, in_force: Mapping[int, PlanVersion]) -> StrategicPlanOut:
    version = in_force.get(row.pk)
    lines = placed(version.pk) if version else []
    elements = {line.row.pk: line.row.element_id for line in lines}
    return StrategicPlanOut(
        id=row.pk,
        name=said(row.name),
        version=version.number if version else None,
        instrument=version.instrument_id if version else None,
        valid_from=version.valid_from if version else None,
        valid_until=version.valid_until if version else None,
        elements=[
            ElementOut(
                id=line.row.element_id,
                under=elements.get(line.row.under_id or 0),
                kind=line.row.kind,
                code=line.row.code,
                name=said(line.row.name),
                says=said(line.row.says) if line.row.says else None,
            )
            for line in lines
        ],
    )
