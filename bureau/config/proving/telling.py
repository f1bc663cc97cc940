"""How one is told, calendars by private address, and deadlines of bodies, as deeds."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.utils import timezone

from bureau.config.proving import acts
from bureau.config.shell import actor_with_login
from bureau.institution.governance.services.conventions import set_deadline_convention
from bureau.institution.organisation.models import Organisation
from bureau.record.notices.models import CalendarFeed
from bureau.record.notices.services.choosing import (
    choose_telling,
    make_calendar_feed,
    revoke_calendar_feed,
)
from bureau.web.multilingual import text

type Deed = Callable[[], object]


def deeds() -> Iterator[Deed]:
    by, day = actor_with_login(acts.AUTHOR), timezone.localdate()
    yield lambda: choose_telling(by, manner="daily", hour=7, zone="Europe/Zurich")
    until = day + timedelta(days=30)
    yield lambda: make_calendar_feed(by, digest="deeds", valid_until=until)
    yield lambda: revoke_calendar_feed(by, feed=CalendarFeed.objects.get(digest="deeds").pk)
    yield lambda: set_deadline_convention(
        by,
        organisation=Organisation.objects.get().pk,
        zone="Europe/Zurich",
        closes="17:30",
        valid_from=day + timedelta(days=400),
        source=text(en="Deeds"),
    )
