"""Fifty tokens and fifty webhooks."""

from bureau.record.programs.models import ApiToken, Webhook
from tests.fifty import MANY, add
from tests.institution.house import NOW, House


def fifty(house: House) -> None:
    person = house.people["Adam"]
    add(
        ApiToken(person_id=person, name="T", digest=str(n), made_at=NOW, valid_until=NOW.date())
        for n in range(MANY)
    )
    add(Webhook(person_id=person, name="W", since=0, made_at=NOW) for _ in range(MANY))
