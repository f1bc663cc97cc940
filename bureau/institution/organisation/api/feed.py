"""One feed of structure changes, from the first to the last, replayed from any cursor."""

from datetime import datetime

from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from bureau.core.scopes import Scope
from bureau.institution.organisation.api.histories import EffectOut, effect_out
from bureau.institution.organisation.api.standing import known, organisation_asked, stood_at
from bureau.institution.organisation.queries.changes_fed import changes_fed
from bureau.institution.organisation.queries.history import Told
from bureau.record.journal.queries import reading
from bureau.web.api import pages
from bureau.web.api.calls import Call, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED
from bureau.web.api.words import AsKnown, Id, Known, Said, said
from bureau.web.multilingual import here

router = Router(tags=["feed"])
TOLD_MOST = 50
JSON_FEED = "https://jsonfeed.org/version/1.1"


class FeedAsked(Paged, AsKnown):
    organisation: Id | None = None


class Recorded(Schema):
    """What was put on record at one record number, under which instruments."""

    record: int
    instruments: list[int]
    effects: list[EffectOut]


class FeedItem(Schema):
    """An item of JSON Feed 1.1; `_bureau` has the effects themselves."""

    id: str
    url: str
    title: str
    content_text: str
    date_published: datetime
    titles: list[Said] = Field(serialization_alias="_titles")
    bureau: Recorded = Field(serialization_alias="_bureau")


class Feed(Schema):
    """JSON Feed 1.1, oldest first; `next_url` is there also at the end, to ask again later."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    next_url: str
    items: list[FeedItem]
    cursor: str
    at: Known = Field(serialization_alias="_at")


@router.get("feed", response={200: Feed, **REFUSED}, by_alias=True)
@needs(Scope.STRUCTURE)
def feed(request: Call, asked: Query[FeedAsked]) -> object:
    """What came onto the record of an organisation, one item a record number.

    Begin without a cursor, keep the last one, and ask with it again: nothing is left out and
    nothing comes twice. With `recorded` it ends where the record stood then.
    """
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        after = pages.read(asked.cursor, int)
        last = after[0] if after else 0
        until = stood_at(request, asked, organisation).at.recorded
        fed = changes_fed(request.namer, organisation.pk, (last, until), asked.limit)
        items = [_item(request, number, told) for number, told in fed]
        cursor = pages.written((fed[-1][0] if fed else last,))
        return Feed(
            version=JSON_FEED,
            title=organisation.code,
            home_page_url=request.build_absolute_uri("/"),
            feed_url=request.build_absolute_uri(request.path),
            next_url=pages.next_address(request, asked, cursor),
            items=items,
            cursor=cursor,
            at=known(request),
        )


def _item(request: Call, number: int, told: list[Told]) -> FeedItem:
    instruments = {one.instrument.pk: one.instrument for one in told}
    titles = [said(row.title) for row in instruments.values()]
    first = told[0].instrument
    return FeedItem(
        id=f"record:{number}",
        url=request.build_absolute_uri(reverse("instrument", args=[first.pk])),
        title=here(first.title),
        content_text="; ".join(str(one.effect.subject) for one in told[:TOLD_MOST]),
        date_published=told[0].recorded_at,
        titles=titles,
        bureau=Recorded(
            record=number,
            instruments=sorted(instruments),
            effects=[effect_out(one) for one in told],
        ),
    )
