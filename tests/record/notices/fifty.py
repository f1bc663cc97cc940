"""Fifty mails of one notice, and fifty calendar feeds."""

from bureau.record.notices.models import CalendarFeed, Notice, OutboxMail
from tests.fifty import MANY, add
from tests.institution.house import NOW, House


def fifty(house: House) -> None:
    person = house.people["Adam"]
    add(
        CalendarFeed(person_id=person, digest=str(n), made_at=NOW, valid_until=NOW.date())
        for n in range(MANY)
    )
    notice = Notice.objects.create(
        kind="person", number=person, person_id=person, key="k", code="c", since=NOW
    )
    add(
        OutboxMail(person_id=person, notice=notice, key=str(n), queued_at=NOW, not_before=NOW)
        for n in range(MANY)
    )
