"""Who holds what: for tokens that may read names, of people who are or were on a post."""

from datetime import date

from ninja import Query, Router, Schema
from pydantic import Field

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.organisation.api.shapes import until
from bureau.institution.organisation.api.standing import (
    organisation_asked,
    roots_for,
    stand,
    stood,
)
from bureau.institution.organisation.queries.holders_listed import HolderLine, holders_listed
from bureau.institution.organisation.queries.people import posts_held
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.api import pages
from bureau.web.api.calls import Call, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import At, Id, Stood
from bureau.web.formats import as_date

router = Router(tags=["people"])


class PeopleAsked(Paged, At):
    organisation: Id | None = None
    unit: Id | None = Field(None, description="Only holders in this unit and all below it.")


class HeldOut(Schema):
    """One post held from day to day; `share` in hundredths."""

    post: int
    number: str
    title: str
    unit: int | None
    share: int
    manner: str
    valid_from: date
    valid_until: date | None


class PersonOut(Schema):
    id: int
    name: str
    transliteration: str
    held: list[HeldOut]


class People(Schema):
    at: Stood
    items: list[PersonOut]
    next: str | None


class PersonPage(Schema):
    at: Stood
    person: PersonOut


@router.get("people", response={200: People, **REFUSED})
@needs(Scope.PEOPLE)
def people(request: Call, asked: Query[PeopleAsked]) -> object:
    """Those on a post, in order of their number, each with the posts held that day."""
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        now = stand(request, asked, organisation)
        roots = roots_for(now, organisation, asked.unit)
        after = pages.read(asked.cursor, int)
        found = holders_listed(now, roots, after[0] if after else 0, asked.limit + 1)
        shown, following = pages.page_of(found, asked, lambda one: (one.person,))
        return {"at": stood(request), "items": [_out(one) for one in shown], "next": following}


@router.get("people/{person}", response={200: PersonPage, **REFUSED})
@needs(Scope.PEOPLE)
def person(request: Call, person: Id, at: Query[At]) -> object:
    """One person and every post held, latest first; nothing else of the person."""
    with reading():
        now = stand(request, at)
        reference = Reference("person", person)
        if reference not in kinds.visible(request.actor, [reference]):
            raise Problem(404, "nothing_there")
        row = people_by_id([person])[person]
        held = [
            HeldOut(
                post=each.post.reference.id,
                number=each.post.short,
                title=each.post.name,
                unit=each.unit.reference.id if each.unit else None,
                share=each.share,
                manner=each.manner,
                valid_from=as_date(each.valid_from),
                valid_until=until(each.valid_until),
            )
            for each in posts_held(request.actor, now, person)
        ]
        said = PersonOut(id=person, name=row.name, transliteration=row.transliteration, held=held)
        return PersonPage(at=stood(request), person=said)


def _out(one: HolderLine) -> PersonOut:
    return PersonOut(
        id=one.person,
        name=one.name,
        transliteration=one.transliteration,
        held=[
            HeldOut(
                post=each.post.id,
                number=each.post.number,
                title=each.title,
                unit=each.post.unit,
                share=each.incumbency.share,
                manner=each.incumbency.manner,
                valid_from=as_date(each.incumbency.valid_from),
                valid_until=until(each.incumbency.valid_until),
            )
            for each in one.held
        ],
    )
