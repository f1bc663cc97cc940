"""Fifty people, and fifty links and changes of signing in."""

from datetime import timedelta

from bureau.record.accounts.models import Person, SignInChange, SignInLink
from tests.fifty import MANY, add
from tests.institution.house import NOW, House


def fifty(house: House) -> None:
    person, until = house.people["Adam"], NOW + timedelta(hours=1)
    add(Person(name=f"Person {n}") for n in range(MANY))
    add(
        SignInLink(person_id=person, purpose="reset", made_at=NOW, valid_until=until)
        for _ in range(MANY)
    )
    add(SignInChange(person_id=person, what="codes_added", at=NOW) for _ in range(MANY))
