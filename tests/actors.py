"""People who act in tests: an act asks the database what they may, so each has rows behind them."""

from datetime import date

from bureau.core.actors import Actor, Grant
from bureau.record.accounts.models import DirectGrant, Person


def somebody(name: str = "Somebody") -> Actor:
    """A new person without any power."""
    return Actor(person=Person.objects.create(name=name).pk, name=name)


def administrator(name: str = "Ada") -> Actor:
    """A new person who is an administrator."""
    return made_administrator(Person.objects.create(name=name).pk)


def made_administrator(person: int) -> Actor:
    """A person who is an administrator from now on."""
    DirectGrant.objects.create(
        person_id=person,
        grant=Grant.ADMINISTRATOR,
        valid_from=date(2020, 1, 1),
        valid_until=date(2099, 1, 1),
    )
    return Actor(person=person, grants=frozenset({Grant.ADMINISTRATOR}))
