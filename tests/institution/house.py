"""A small organisation, made only through services: what tests of the institution stand in.

It is an institute with a secretariat and one bureau: departments TSP, SGD and OPD, the deputy heads
TSP, and a vacant D.1 post stands under the director. Everything is dated on `TODAY`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.utils import timezone

from bureau.core.actors import Actor, Grant, Role
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.coordinates import Coordinates
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import Question, StepTemplate, Who
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.instruments import services as instruments
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.organisation.services import reference
from bureau.institution.organisation.services.effects import record_opening
from bureau.institution.organisation.services.identities import make_identity
from bureau.institution.organisation.services.wordings import word
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act, service
from bureau.web.multilingual import text

NOW = datetime(2024, 6, 10, 9, tzinfo=UTC)
TODAY = NOW.date()
OPENED = date(2020, 1, 1)
FORCE = date(2024, 7, 1)
UNITS = {
    # code: (name, kind, the unit above, the post at its head)
    "INST": ("Institute", "organisation", None, "SG"),
    "GS": ("General Secretariat", "secretariat", "INST", None),
    "TSB": ("Standards Bureau", "bureau", "INST", "DIR"),
    "TSP": ("Telecommunication Policy", "department", "TSB", "DEP"),
    "SGD": ("Study Groups", "department", "TSB", "CHIEF"),
    "OPD": ("Operations", "department", "TSB", "OPS"),
}
POSTS = {
    # number: (title, grade, unit, who holds it)
    "SG": ("Secretary-General", "elected", "GS", "Sana"),
    "COCO": ("Secretary of the Coordination Committee", "P.5", "GS", "Coco"),
    "COUNCIL": ("Secretary of the Council", "P.5", "GS", "Carl"),
    "HR": ("Chief, Human Resources", "P.5", "GS", "Hana"),
    "DIR": ("Director", "elected", "TSB", "Dina"),
    "OFF": ("Organisation Officer", "P.4", "TSB", "Olga"),
    "OFF2": ("Organisation Assistant", "G.6", "TSB", "Otto"),
    "DEP": ("Deputy to the Director", "D.2", "TSP", "Dede"),
    "CHIEF": ("Chief of Study Groups", "P.5", "SGD", "Chia"),
    "ADV": ("Adviser", "P.4", "SGD", "Adam"),
    "OPS": ("Chief of Operations", "P.5", "OPD", "Opal"),
    "D1": ("Chief of Engagement", "D.1", "TSB", None),
}
GRADES = ("G.6", "P.4", "P.5", "D.1", "D.2", "elected")


@dataclass(slots=True)
class House:
    """The numbers of everything in it, by code, number or name."""

    organisation: int = 0
    administrators: list[Actor] = field(default_factory=list)
    units: dict[str, int] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    offices: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    paper: int = 0

    @property
    def administrator(self) -> Actor:
        return self.administrators[0]

    def actor(self, name: str, post: str | None = None) -> Actor:
        """The person of that name as they stand today, acting in `post` where one is named."""
        person = Person.objects.get(pk=self.people[name])
        return actor_of(person, TODAY, self.posts[post] if post else None)

    def now(self, day: date = TODAY) -> Snapshot:
        """The structure on a day, as known now."""
        return snapshot(Coordinates(day.toordinal(), record_number_now()))

    def held_by(self, name: str) -> int:
        """The incumbency of a person who holds one post."""
        return self.now().incumbencies_of_person(self.people[name])[0].id


@contextmanager
def standing_house() -> Iterator[House]:
    """A house on a day that does not move, until the block ends."""
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: NOW)
        yield build_house()
        transaction.set_rollback(True)


def build_house() -> House:
    house = House()
    _administrators(house)
    _furnish(house.administrator, house)
    return house


@service("house._furnish")
def _furnish(act: Act, house: House) -> None:
    """All of it in one act, so that many tests may have a house of their own."""
    names = [holder for *_, holder in POSTS.values() if holder]
    for name in (*names, "Stray"):
        house.people[name] = accounts.create_person(act, name=name)
    _organisation(act, house)
    _structure(act, house)
    _roles(act, house)
    _rules(act, house)


def _administrators(house: House) -> None:
    first = Actor(person=None)
    for name in ("Ada", "Alan"):
        person = accounts.create_person(first, name=name)
        grants = frozenset({Grant.ADMINISTRATOR})
        house.people[name] = person
        house.administrators.append(Actor(person=person, name=name, grants=grants))
    for actor, other in zip(house.administrators, [None, house.administrators[0]], strict=True):
        accounts.grant_directly(
            other or first,
            person=actor.person or 0,
            grant="administrator",
            valid_from=OPENED,
            valid_until=date(2030, 1, 1),
        )


def _organisation(act: Act, house: House) -> None:
    house.organisation = reference.create_organisation(
        act, code="INST", name=text(en="Institute"), currency="CHF"
    )
    reference.add_place(
        act,
        organisation=house.organisation,
        code="GVA",
        name=text(en="Geneva"),
        valid_from=OPENED,
    )
    for order, code in enumerate(GRADES):
        reference.add_grade(
            act,
            organisation=house.organisation,
            code=code,
            grade_class=code[0],
            order=order,
            valid_from=OPENED,
        )
        reference.add_standard_cost(
            act,
            organisation=house.organisation,
            grade=code,
            place="GVA",
            amount_minor=10_000_000 + order * 1_000_000,
            currency="CHF",
            source=text(en="Example"),
            valid_from=OPENED,
        )
    for code, name in (("COCO", "Coordination Committee"), ("COUNCIL", "Council")):
        house.bodies[code] = instruments.register_body(
            act, organisation=house.organisation, code=code, name=text(en=name)
        )
        house.meetings[code] = instruments.register_meeting(
            act,
            body=house.bodies[code],
            name=text(en="Session of June"),
            valid_from=TODAY,
            valid_until=FORCE,
        )


def _structure(act: Act, house: House) -> None:
    organisation = house.organisation
    for kind, codes, numbers in (("unit", UNITS, house.units), ("post", POSTS, house.posts)):
        for code in codes:
            numbers[code] = make_identity(act, organisation=organisation, kind=kind)
    opening = instruments.register_instrument(
        act, organisation=organisation, kind="opening_record", title=text(en="Opening record")
    )
    record_opening(act, organisation=organisation, actions=_opening(act, house), instrument=opening)


def _opening(act: Act, house: House) -> list[Action]:
    actions: list[Action] = []

    def add(kind: ActionKind, subject: Reference, values: dict[str, Value]) -> None:
        actions.append(Action(len(actions) + 1, kind, subject, OPENED.toordinal(), values))

    def said(words: str) -> int:
        return word(act, organisation=house.organisation, said=text(en=words))

    for code, (name, kind, above, head) in UNITS.items():
        values: dict[str, Value] = {"name": said(name), "code": code, "kind": kind}
        values["parent"] = house.units[above] if above else None
        values["head"] = house.posts[head] if head else None
        add(ActionKind.ESTABLISH_UNIT, Reference("unit", house.units[code]), values)
    for number, (title, grade, unit, holder) in POSTS.items():
        values = {"title": said(title), "number": number, "grade": grade, "duty_station": "GVA"}
        values |= {"unit": house.units[unit], "funding": "regular"}
        subject = Reference("post", house.posts[number])
        add(ActionKind.ESTABLISH_POST, subject, values)
        if holder:
            add(ActionKind.APPOINT, subject, {"person": house.people[holder]})
    return actions


def _roles(act: Act, house: House) -> None:
    def give(post: str, role: Role, scope: Reference | None = None) -> None:
        reference.give_role(
            act,
            post=house.posts[post],
            role=role,
            valid_from=OPENED,
            scope=scope,
            confirmed_by=house.administrators[1].person,
        )

    give("OFF", Role.ORGANISATION_OFFICER)
    give("OFF2", Role.ORGANISATION_OFFICER)
    give("HR", Role.HUMAN_RESOURCES)
    for code, body in house.bodies.items():
        give(code, Role.BODY_SECRETARY, Reference("body", body))
    for code, name in (("SG", "Secretary-General"), ("DIR", "Director")):
        house.offices[code] = reference.name_office(
            act,
            organisation=house.organisation,
            code=code,
            name=text(en=name),
            post=house.posts[code],
        )


def _rules(act: Act, house: House) -> None:
    organisation = house.organisation
    house.paper = instruments.register_instrument(
        act, organisation=organisation, kind="paper", title=text(en="Paper C24")
    )
    coco = Who(WhoKind.BODY, (house.bodies["COCO"],))
    council = Who(WhoKind.BODY, (house.bodies["COUNCIL"],))
    secretary_general = Who(WhoKind.OFFICE, (house.offices["SG"],))
    committee = StepTemplate("committee", 1, coco, ActKind.RECOMMEND, Gate.NEXT)
    force = Gate.ENTRY_INTO_FORCE
    structure = (
        committee,
        StepTemplate("approval", 2, secretary_general, ActKind.APPROVE, force),
        StepTemplate("note", 3, council, ActKind.TAKE_NOTE, Gate.NOTHING),
    )
    description = (committee, StepTemplate("council", 3, council, ActKind.DECIDE, force))
    role = Who(WhoKind.ROLE, (Role.HUMAN_RESOURCES.value,))
    personnel = (StepTemplate("appointment", 1, role, ActKind.APPOINT, force, days=10),)

    def rule(key: str, subject: str, terms: Terms) -> None:
        house.rules[key] = put_rule_in_force(
            act,
            organisation=organisation,
            key=key,
            subject=subject,
            terms=terms,
            valid_from=OPENED,
            instrument=house.paper,
            is_practice=True,
        )

    major = Question("major", secretary_general)
    rule("structure", "reorganisation", Terms(structure, asks=major, presupposes=False))
    described = frozenset({"adopt_description"})
    senior = frozenset({"D.1", "D.2"})
    rule("description", "reorganisation", Terms(description, described, senior, rank=1))
    rule("personnel", "personnel_action", Terms(personnel))


def add_auditor(house: House) -> None:
    """Aude, with the grant of an auditor."""
    house.people["Aude"] = accounts.create_person(house.administrator, name="Aude")
    accounts.grant_directly(
        house.administrator,
        person=house.people["Aude"],
        grant="auditor",
        valid_from=OPENED,
        valid_until=date(2030, 1, 1),
        confirmed_by=house.administrators[1].person,
    )
