"""Holders and days in the forms that other programs know: vCard, SCIM, iCalendar."""

from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from ninja import Query, Router
from pydantic import Field

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.core.structure.snapshot import Snapshot
from bureau.documents.calendars import CalendarDay, calendar
from bureau.documents.vcards import vcards
from bureau.institution.organisation.api.standing import organisation_asked, roots_for, stand
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.cards import card_of
from bureau.institution.organisation.queries.differences import ever_within
from bureau.institution.organisation.queries.exports import identity
from bureau.institution.organisation.queries.history import Turn, turns
from bureau.institution.organisation.queries.holders_listed import (
    HolderLine,
    holders_counted,
    holders_listed,
)
from bureau.institution.organisation.queries.structure import changing_days
from bureau.record.journal.queries import instants_of_records, reading
from bureau.web.api import pages
from bureau.web.api.calls import Call, needs
from bureau.web.api.pages import Cursor, Paged
from bureau.web.api.problems import REFUSED
from bureau.web.api.words import At, Day, Id, OnRecord
from bureau.web.exports import MEDIA_TYPES
from bureau.web.formats import tag_of_language
from bureau.web.multilingual import here

router = Router(tags=["standards"])
SCIM = "urn:ietf:params:scim:"
CARDS_MOST = 2000


class HoldersAsked(At):
    organisation: Id | None = None
    unit: Id | None = Field(None, description="Only holders in this unit and all below it.")


class CardsAsked(Paged, HoldersAsked):
    limit: int = Field(CARDS_MOST, ge=1, le=CARDS_MOST)


class UsersAsked(HoldersAsked):
    cursor: Cursor | None = None
    count: int = Field(100, ge=1, le=500)


class DaysAsked(OnRecord):
    organisation: Id | None = None
    unit: Id | None = Field(None, description="Only what changes this unit or what is below it.")
    first: Day | None = None
    last: Day | None = None


@router.get("people.vcf", response=REFUSED, openapi_extra={"x-media": "vcard"})
@needs(Scope.PEOPLE)
def holders_as_vcards(request: Call, asked: Query[CardsAsked]) -> HttpResponse:
    """Those on a post as vCards 4.0, in the language asked for.

    Where there are more, `Link` with `rel="next"` (RFC 8288) says where they are.
    """
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        now = stand(request, asked, organisation)
        roots = roots_for(now, organisation, asked.unit)
        after = pages.read(asked.cursor, int)
        found = holders_listed(now, roots, after[0] if after else 0, asked.limit + 1)
        shown, following = pages.page_of(found, asked, lambda one: (one.person,))
        own = identity()
        cards = [card_of(one, now, organisation, own) for one in shown]
    written = vcards(cards, tag_of_language(get_language() or "en"))
    answer = HttpResponse(written, content_type=MEDIA_TYPES["vcf"])
    if following:
        answer["Link"] = f'<{pages.next_address(request, asked, following)}>; rel="next"'
    return answer


@router.get("scim/Users", response=REFUSED, openapi_extra={"x-media": "scim+json"})
@needs(Scope.PEOPLE)
def holders_as_users(request: Call, asked: Query[UsersAsked]) -> HttpResponse:
    """Those on a post in the shape of SCIM 2.0 (RFC 7643), counted as RFC 7644 §3.4.2 asks, with
    cursors (RFC 9865)."""
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        now = stand(request, asked, organisation)
        roots = roots_for(now, organisation, asked.unit)
        after = pages.read(asked.cursor, int)
        found = holders_listed(now, roots, after[0] if after else 0, asked.count + 1)
        shown = found[: asked.count]
        said: dict[str, Any] = {
            "schemas": [f"{SCIM}api:messages:2.0:ListResponse"],
            "totalResults": holders_counted(now, roots),
            "itemsPerPage": len(shown),
            "Resources": [_user(one, now, organisation) for one in shown],
        }
        if len(found) > asked.count:
            said["nextCursor"] = pages.written((shown[-1].person,))
    return HttpResponse(pages.json_text(said), content_type="application/scim+json")


@router.get("effective-days.ics", response=REFUSED, openapi_extra={"x-media": "calendar"})
@needs(Scope.STRUCTURE)
def effective_days(request: Call, asked: Query[DaysAsked]) -> HttpResponse:
    """The days from which something decided changes the structure, as iCalendar."""
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        now = stand(request, asked, organisation)
        subjects = [
            Reference(kind, id)
            for root in roots_for(now, organisation, asked.unit)
            for kind, ids in ever_within(now, root).items()
            for id in ids.tolist()
        ]
        days = [
            day
            for day in changing_days(request.reading.at, None, subjects)
            if _is_asked(date.fromordinal(day), asked)
        ]
        own = identity()
        found = [
            _day(request, turn, organisation, own)
            for turn in turns(days, subjects, request.reading.at.recorded)
        ]
        recorded = request.reading.at.recorded
        made = instants_of_records([recorded]).get(recorded) or datetime(1970, 1, 1, tzinfo=UTC)
    written = calendar(here(organisation.name), found, made)
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")


def _is_asked(day: date, asked: DaysAsked) -> bool:
    return (asked.first is None or day >= asked.first) and (asked.last is None or day <= asked.last)


def _user(one: HolderLine, now: Snapshot, organisation: Organisation) -> dict[str, Any]:
    """`userName` names the person, never how they sign in."""
    first = one.held[0]
    path = [unit.code for unit in now.path(first.post.unit)]
    superior = now.superior(first.post.id)
    above = now.incumbencies_of(superior.id) if superior else ()
    enterprise: dict[str, Any] = {
        "organization": organisation.code,
        "department": path[-1] if path else "",
    }
    if above:
        enterprise["manager"] = {"value": str(above[0].person)}
    return {
        "schemas": [f"{SCIM}schemas:core:2.0:User", f"{SCIM}schemas:extension:enterprise:2.0:User"],
        "id": str(one.person),
        "userName": f"person-{one.person}",
        "name": {"formatted": one.name},
        "displayName": one.name,
        "title": first.title,
        "active": True,
        f"{SCIM}schemas:extension:enterprise:2.0:User": enterprise,
    }


def _day(request: Call, turn: Turn, organisation: Organisation, own: str) -> CalendarDay:
    titles = [here(each.title) for each in turn.instruments]
    return CalendarDay(
        identity=f"{own}-{organisation.pk}-{turn.iso}",
        day=date.fromordinal(turn.day),
        summary=f"{organisation.code}: {titles[0] if titles else ''}",
        description="\n".join(titles),
        address=request.build_absolute_uri(f"/chart/?valid={turn.iso}"),
    )
