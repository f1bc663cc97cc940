"""Root organisations that the caller may see."""

from ninja import Query, Router, Schema

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.organisation.api.standing import organisation_asked, stand, stood
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import roots_of
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.api.calls import Call, needs
from bureau.web.api.problems import REFUSED
from bureau.web.api.words import At, Id, Said, Stood, said

router = Router(tags=["organisations"])


class OrganisationOut(Schema):
    """`roots` are the units at its top; `zone` is where its days begin."""

    id: int
    code: str
    name: Said
    zone: str
    currency: str
    chart_is_public: bool
    roots: list[int]


class Organisations(Schema):
    at: Stood
    items: list[OrganisationOut]


class OrganisationPage(OrganisationOut):
    at: Stood


@router.get("organisations", response={200: Organisations, **REFUSED})
@needs(Scope.STRUCTURE)
def organisations(request: Call, at: Query[At]) -> object:
    """All organisations that you may see, in the order in which they were made."""
    with reading():
        rows = list(Organisation.objects.order_by("pk"))
        seen = kinds.visible(request.actor, [Reference("organisation", row.pk) for row in rows])
        now = stand(request, at)
        mine = [row for row in rows if Reference("organisation", row.pk) in seen]
        items = [_out(row, roots_of(now, row.pk)) for row in mine]
        return {"at": stood(request), "items": items}


@router.get("organisations/{organisation}", response={200: OrganisationPage, **REFUSED})
@needs(Scope.STRUCTURE)
def organisation(request: Call, organisation: Id, at: Query[At]) -> object:
    """One organisation."""
    with reading():
        row = organisation_asked(request, organisation)
        now = stand(request, at, row)
        found = _out(row, roots_of(now, row.pk))
        return OrganisationPage(at=stood(request), **dict(found))


def _out(row: Organisation, roots: list[int]) -> OrganisationOut:
    return OrganisationOut(
        id=row.pk,
        code=row.code,
        name=said(row.name),
        zone=row.zone,
        currency=row.currency,
        chart_is_public=row.chart_is_public,
        roots=roots,
    )
