"""How a person wants to be told, and the private addresses of their calendar."""

from datetime import date, timedelta
from zoneinfo import available_timezones

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.telling import HOURS, WEEKDAYS, Manner
from bureau.record.journal.services import Act, service
from bureau.record.notices.models import CalendarFeed, TellingChoice
from bureau.record.notices.permissions import may_choose, may_make_feed, may_revoke_feed
from bureau.record.notices.queries.choices import home_zone

LONGEST = timedelta(days=366)


@service("notices.choose_telling", pgettext_lazy("act in the journal", "Choose how one is told"))
def choose_telling(
    act: Act, *, manner: str, hour: int = 8, weekday: int = 0, zone: str = ""
) -> None:
    """Be told at once, by a letter of the day or week at an hour of one's zone, or not by mail.

    From the next thing on; what is gathered already goes when it was to go. Without a zone it is
    that of one's organisation. Hours on pages are told in it too.
    """
    if not may_choose(act.actor):
        raise Refused(Reason("signed_in_only"))
    zone = zone or home_zone(act.actor)
    reasons = []
    if manner not in set(Manner):
        reasons.append(Reason("manner_not_known"))
    if hour not in HOURS or weekday not in WEEKDAYS:
        reasons.append(Reason("hour_or_weekday_wrong"))
    if zone not in available_timezones():
        reasons.append(Reason("zone_not_known"))
    if reasons:
        raise Refused(*reasons)
    person = act.actor.person or 0
    said = {"manner": manner, "hour": hour, "weekday": weekday, "zone": zone, "at": act.at}
    TellingChoice.objects.update_or_create(person_id=person, defaults=said)
    act.touch("person", person)
    act.details.update(manner=manner)


@service(
    "notices.make_calendar_feed",
    pgettext_lazy("act in the journal", "Make an address of a calendar"),
)
def make_calendar_feed(act: Act, *, digest: str, valid_until: date) -> int:
    """Give out an address that reads one's days; `digest` is of its secret, which only its person
    has. `valid_until` is the first day on which it gives nothing more."""
    if not may_make_feed(act.actor):
        raise Refused(Reason("by_a_person_only"))
    day = act.at.date()
    if not day < valid_until <= day + LONGEST:
        raise Refused(Reason("feed_day_wrong", {"days": LONGEST.days}))
    row = CalendarFeed.objects.create(
        person_id=act.actor.person or 0, digest=digest, made_at=act.at, valid_until=valid_until
    )
    act.touch("calendar_feed", row.pk)
    act.touch("person", row.person_id)
    act.details.update(valid_until=valid_until.isoformat())
    return row.pk


@service(
    "notices.revoke_calendar_feed",
    pgettext_lazy("act in the journal", "Revoke an address of a calendar"),
)
def revoke_calendar_feed(act: Act, *, feed: int) -> None:
    """Take an address back; the next request to it is answered as if it had never been."""
    (row,) = act.lock(CalendarFeed, feed)
    if not may_revoke_feed(act.actor, row.person_id):
        raise Refused(Reason("not_yours"))
    if row.revoked_at is not None:
        raise Refused(Reason("revoked_already"))
    CalendarFeed.objects.filter(pk=row.pk).update(revoked_at=act.at)
    act.touch("calendar_feed", row.pk)
    act.touch("person", row.person_id)


def revoke_feeds_of(act: Act, person: int) -> int:
    """Take back every calendar address of a person that holds, within the act; how many."""
    rows = CalendarFeed.objects.filter(
        person=person, revoked_at=None, valid_until__gt=act.at.date()
    )
    numbers = list(rows.values_list("pk", flat=True))
    CalendarFeed.objects.filter(pk__in=numbers).update(revoked_at=act.at)
    act.touch("calendar_feed", *numbers)
    return len(numbers)
