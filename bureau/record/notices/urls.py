"""What waits for one, how one is told, the addresses of one's calendar, and the outbox."""

from django.urls import path

from bureau.record.notices.views import calendars, outbox, waiting

urlpatterns = [
    path("waiting/", waiting.notices, name="notices"),
    path("waiting/choice/", waiting.choice, name="telling-choice"),
    path("waiting/calendars/", calendars.feeds, name="calendar-feeds"),
    path(
        "waiting/calendars/<int:feed>/revocation/",
        calendars.revoke,
        name="calendar-feed-revocation",
    ),
    path("calendars/<str:secret>.ics", calendars.feed, name="calendar-feed"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:mail>/sending/", outbox.send_again, name="outbox-send-again"),
    path("outbox/<int:mail>/leaving/", outbox.leave, name="outbox-leave"),
]
