"""The private addresses of calendars, and what one of them gives: days that its person may see."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.documents.calendars import CalendarDay
from bureau.record.accounts.models import Person, User
from bureau.record.accounts.queries import secret_hash
from bureau.record.notices.models import CalendarFeed, Notice
from bureau.web import kinds
from bureau.web.answers import Label, Personal

DAYS_BACK, DAYS_AHEAD = 31, 400


def feeds_of(person: int) -> QuerySet[CalendarFeed]:
    """Newest first."""
    return CalendarFeed.objects.filter(person=person)


def reader_of(secret: str) -> Person | None:
    """Whose days an address gives now; None where it was revoked, is over or never was, or its
    person may not sign in."""
    rows = CalendarFeed.objects.filter(digest=secret_hash(secret), revoked_at=None)
    found = rows.filter(valid_until__gt=timezone.now().date()).select_related("person__merged_into")
    row = found.first()
    if row is None or User.objects.filter(person=row.person_id, is_active=False).exists():
        return None
    return row.person.merged_into or row.person


def actor_reading(person: Person) -> Actor:
    """The person with the posts and powers of today."""
    actor: Actor = import_string(settings.BUREAU_ACTOR)(person)
    return actor


def days_of(actor: Actor) -> list[CalendarDay]:
    """The deadlines that wait for the actor, and what else falls on a day: once each.

    Rights are asked now, of every thing.
    """
    today = timezone.now().date()
    first, until = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
    rows = Notice.objects.filter(person=actor.person or 0, until=None, due__isnull=False)
    notices = list(rows.order_by("due", "pk"))
    days = kinds.calendar(actor, first, until)
    named = {Reference(row.kind, row.number) for row in notices} | {each for _, each in days}
    labels = kinds.describe(actor, named)
    told = {(row.due, Reference(row.kind, row.number)) for row in notices}
    return [
        *_deadlines(notices, labels),
        *_effective([one for one in days if one not in told], labels),
    ]


def _deadlines(notices: list[Notice], labels: dict[Reference, Label]) -> Iterator[CalendarDay]:
    """A thing once a day, however often its person was told of it: as what they were told first,
    with all that was said since."""
    told: dict[tuple[date | None, Reference], list[Notice]] = {}
    for row in notices:
        told.setdefault((row.due, Reference(row.kind, row.number)), []).append(row)
    for (day, thing), rows in told.items():
        label, first = labels.get(thing), rows[0]
        if label and day:
            said = [kinds.sentence(row.kind, Reason(row.code, row.facts)) for row in rows]
            yield CalendarDay(
                identity=f"deadline-{first.pk}@{_host()}",
                day=day,
                summary=_("Due: {name}").format(name=label.name),
                description="\n".join(filter(None, dict.fromkeys([*said, hour_in_words(first)]))),
                address=f"{settings.BUREAU_ADDRESS}{first.address or label.address}",
            )


def _effective(
    days: list[tuple[date, Reference]], labels: dict[Reference, Label]
) -> Iterator[CalendarDay]:
    for day, thing in days:
        if label := labels.get(thing):
            yield CalendarDay(
                identity=f"{thing.kind}-{thing.id}-{day:%Y%m%d}@{_host()}",
                day=day,
                summary=label.name,
                description="",
                address=f"{settings.BUREAU_ADDRESS}{label.address}",
            )


def hour_in_words(row: Notice) -> str:
    """When on its day it is over, where that is known."""
    if row.closes:
        return _("Until {hour}, {zone}").format(hour=row.closes, zone=row.zone)
    return _("Until the end of the day, {zone}").format(zone=row.zone) if row.zone else ""


def _host() -> str:
    return urlsplit(settings.BUREAU_ADDRESS).hostname or "bureau"


def feeds_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """For the wiring table: one's own; an administrator sees that there are others."""
    rows = CalendarFeed.objects.filter(pk__in=ids)
    mine = rows if actor.is_administrator() else rows.filter(person=actor.person or 0)
    return set(mine.values_list("pk", flat=True))


def feeds_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    said = _("Calendar address {number}")
    return {number: Label(said.format(number=number), "/waiting/calendars/") for number in ids}


def feeds_personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: how many addresses each has that still could be used."""
    rows = CalendarFeed.objects.filter(person__in=people, revoked_at=None).order_by()
    said = [(each, count) for each, count in rows.values_list("person").annotate(Count("pk"))]
    return {
        person: [
            Personal(
                ngettext("{count} calendar address", "{count} calendar addresses", count).format(
                    count=count
                ),
                count,
            )
        ]
        for person, count in said
    }


def feeds_that_hold(person: int) -> int:
    """How many calendar addresses of a person give something now."""
    rows = CalendarFeed.objects.filter(person=person, revoked_at=None)
    return rows.filter(valid_until__gt=timezone.now().date()).count()
