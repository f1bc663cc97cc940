"""Fifty people, what is proposed of them, and fifty links and changes of signing in."""

from datetime import timedelta

from bureau.record.accounts.models import (
    GrantProposal,
    NameProposal,
    Person,
    SignInChange,
    SignInLink,
)
from tests.fifty import MANY, add
from tests.institution.house import NOW, House


def fifty(house: House) -> None:
    person, until = house.people["Adam"], NOW + timedelta(hours=1)
    add(Person(name=f"Person {n}") for n in range(MANY))
    add(
        SignInLink(person_id=person, purpose="reset", made_at=NOW, valid_until=until)
        for _ in range(MANY)
    )
    named = Person.objects.order_by("-pk")[:MANY]
    add(
        NameProposal(person=one, name="Other", proposed_by_id=person, proposed_at=NOW)
        for one in named
    )
    add(
        GrantProposal(
            person=one,
            grant="auditor",
            valid_from=NOW.date(),
            valid_until=until.date() + timedelta(days=1),
            proposed_by_id=person,
            proposed_at=NOW,
        )
        for one in named
    )
    add(SignInChange(person_id=person, what="codes_added", at=NOW) for _ in range(MANY))
