"""Boats that wait for people: what a test says, else every boat for the person of its number."""

from collections.abc import Collection, Iterable
from datetime import date

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.record.accounts.models import Person
from bureau.web.answers import Label, Telling
from bureau.web.kinds import COLUMNS, NONE, Kind

waits: list[Telling] = []
hidden: set[int] = set()
name = "Boat"
called: dict[int, str] = {}


def begin() -> None:
    global name
    name = "Boat"
    waits.clear()
    hidden.clear()
    called.clear()


def telling(number: int, person: int, key: str = "paint", due: date | None = None) -> Telling:
    return Telling(number, person, key, "needs_paint", {"coats": 2}, f"/boats/{number}/", due)


def tells(ids: Collection[int] | None) -> list[Telling]:
    return [each for each in waits if ids is None or each.number in ids]


def tells_everybody(ids: Collection[int] | None) -> list[Telling]:
    people = Person.objects.all() if ids is None else Person.objects.filter(pk__in=ids)
    return [telling(person.pk, person.pk) for person in people]


def sentence(reason: Reason) -> str:
    return f"It needs {reason.facts['coats']} coats of paint."


def visible(actor: Actor, ids: Iterable[int]) -> set[int]:
    return set(ids) - hidden


def describe(actor: Actor, ids: Iterable[int]) -> dict[int, Label]:
    return {each: Label(called.get(each, f"{name} {each}"), f"/boats/{each}/") for each in ids}


def actor_of(person: Person) -> Actor:
    return Actor(person=person.pk, name=person.name)


HERE = "tests.record.notices.wiring"
NAMED = {column: f"{HERE}.{column}" for column in ("tells", "sentence", "visible", "describe")}
BARE = dict.fromkeys(COLUMNS, NONE)
KINDS = [Kind("boat", **BARE | NAMED), Kind("harbour", **BARE)]
EVERYBODY = [Kind("boat", **BARE | NAMED | {"tells": f"{HERE}.tells_everybody"})]
