"""An organisation with bodies, offices, rules and ceilings, made only through services.

What `bench/governance` lets five officers reorganise for three years. Seeded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from unittest.mock import patch

from django.utils import timezone

from bureau.core.actors import NOBODY, Actor, Grant, Role
from bureau.core.procedures.ceilings import Counts
from bureau.core.procedures.kinds import ActKind, Amended, Gate, WhoKind
from bureau.core.procedures.rules import Question, StepTemplate, Who
from bureau.core.references import Reference
from bureau.core.texts import Status, Text
from bureau.institution.governance.queries.opening import PostRow, Tables, UnitRow
from bureau.institution.governance.services.ceilings import CeilingSaid, set_ceiling
from bureau.institution.governance.services.opening import record_opening_tables
from bureau.institution.instruments import services as instruments
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.services import reference
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person
from bureau.record.journal.services import Act, service

OPENED = date(2020, 1, 1)
YEARS = (2024, 2025, 2026)
CURRENCY = "CHF"
PLACE = "GVA"
GRADES = {
    # grade: what a post of it costs a year, in minor units
    **{"G.4": 9_000_000, "G.5": 10_000_000, "G.6": 11_500_000, "P.2": 13_000_000},
    **{"P.3": 15_500_000, "P.4": 18_500_000, "P.5": 22_000_000},
    **{"D.1": 25_000_000, "D.2": 27_500_000, "elected": 30_000_000},
}
UP_TO_P5 = tuple(grade for grade in GRADES if grade[0] in "GP")
OFFICERS = tuple(f"OFF{number}" for number in range(1, 6))
SPECIAL = {"SG": "elected", "DIR": "elected", "COCO": "P.5", "COUNCIL": "P.5", "HR": "P.5"}
SPECIAL |= dict.fromkeys(OFFICERS, "P.4")
FIELDS = ("Radio", "Finance", "Planning", "Records", "Regions", "Statistics", "Training", "Law")
TITLES = ("Officer", "Analyst", "Assistant", "Adviser", "Engineer", "Editor", "Clerk", "Counsel")
KINDS = ("organisation", "bureau", "department", "division", "section")
CLASSIFICATION = frozenset({"reclassify_post"})
NUMBER_OF_POSTS = frozenset({"establish_post", "abolish_post"})


def said(english: str) -> Text:
    return Text("en", {"en": (english, Status.ORIGINAL)})


@dataclass(slots=True)
class Governed:
    """Everything by number: posts of those who act by code, bodies, offices, what stands."""

    organisation: int = 0
    posts: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    offices: dict[str, int] = field(default_factory=dict)
    opening: int = 0

    def actor(self, code: str) -> Actor:
        """Whoever holds that post, as they stand today."""
        person = Person.objects.get(pk=self.people[code])
        return actor_of(person, timezone.now().date(), self.posts[code])


def build(posts: int, units: int, now: datetime, amounts: dict[str, int]) -> Governed:
    """Found it on that instant; `amounts` are the ceilings of a year by rule, in minor units."""
    with patch.object(timezone, "now", lambda: now):
        made = Governed()
        administrators = list(_administrators())
        _furnish(administrators[0], made, posts, units)
        _find_numbers(made)
        _let_act(administrators[0], made, administrators[1].person or 0)
        _set_ceilings(made, amounts)
    return made


def _administrators() -> Iterator[Actor]:
    first: Actor | None = None
    for name in ("Ada Bench", "Alan Bench"):
        person = accounts.create_person(NOBODY if first is None else first, name=name)
        accounts.grant_directly(
            first or NOBODY,
            person=person,
            grant="administrator",
            valid_from=OPENED,
            valid_until=date(2100, 1, 1),
        )
        given = Actor(person=person, name=name, grants=frozenset({Grant.ADMINISTRATOR}))
        first = first or given
        yield given


@service("bench.furnish")
def _furnish(act: Act, made: Governed, posts: int, units: int) -> None:
    """Reference data, people and the opening record, as one act."""
    made.organisation = reference.create_organisation(
        act, code="INST", name=said("Institute"), currency=CURRENCY
    )
    reference.add_place(
        act,
        organisation=made.organisation,
        code=PLACE,
        name=said("Geneva"),
        valid_from=OPENED,
    )
    for order, (grade, amount) in enumerate(GRADES.items(), 1):
        reference.add_grade(
            act,
            organisation=made.organisation,
            code=grade,
            grade_class=grade[0],
            order=order,
            valid_from=OPENED,
        )
        reference.add_standard_cost(
            act,
            organisation=made.organisation,
            grade=grade,
            place=PLACE,
            amount_minor=amount,
            currency=CURRENCY,
            source=said("Of the bench"),
            valid_from=OPENED,
        )
    for code in SPECIAL:
        made.people[code] = accounts.create_person(act, name=f"Holder of {code}")
    others = [accounts.create_person(act, name=f"Person {n}") for n in range(posts * 2 // 3)]
    made.opening = record_opening_tables(
        act,
        organisation=made.organisation,
        tables=_tables(posts, units, made.people, others),
        language="en",
        day=OPENED,
        title="Opening record",
    )


def _tables(posts: int, units: int, acting: dict[str, int], others: list[int]) -> Tables:
    """A tree of units, each at most as deep as there are kinds, with posts spread over them."""
    random, listed, depth = Random(posts), list[UnitRow](), list[int]()
    for place in range(units):
        above = random.randrange(max(place // 4, 1)) if place else None
        while above is not None and depth[above] >= len(KINDS) - 1:
            above = random.randrange(max(place // 8, 1))
        depth.append(0 if above is None else depth[above] + 1)
        parent = "" if above is None else f"U{above + 1}"
        name, kind = f"{FIELDS[place % 8]} {place + 1}", KINDS[depth[place]]
        head = "SG" if place == 0 else "DIR" if place == 1 else ""
        listed.append(UnitRow(place + 2, f"U{place + 1}", name, kind, parent, head))
    rows = [
        _post(line, code, "Of the procedure", grade, "U2" if code == "DIR" else "U1", acting[code])
        for line, (code, grade) in enumerate(SPECIAL.items(), 2)
    ]
    free = iter(others)
    for place in range(posts - len(rows)):
        title = f"{FIELDS[place // 8 % 8]} {TITLES[place % 8]}"
        unit, grade = f"U{1 + random.randrange(units)}", random.choice(UP_TO_P5)
        holder = next(free, None) if place % 4 else None
        rows.append(_post(len(rows) + 2, f"N{place + 1}", title, grade, unit, holder))
    return Tables(tuple(listed), tuple(rows))


def _post(line: int, number: str, title: str, grade: str, unit: str, holder: int | None) -> PostRow:
    return PostRow(line, number, title, grade, unit, PLACE, "regular", holder=holder)


def _find_numbers(made: Governed) -> None:
    standing = {post.number: post.id for post in today_in_force().posts()}
    made.posts = {code: standing[code] for code in SPECIAL}


@service("bench.let_act")
def _let_act(act: Act, made: Governed, second: int) -> None:
    """Bodies with their secretaries, offices, officers, and the rules by which they act."""
    for code, name in (("COCO", "Coordination Committee"), ("COUNCIL", "Council")):
        made.bodies[code] = instruments.register_body(
            act, organisation=made.organisation, code=code, name=said(name)
        )
    for code, name in (("SG", "Secretary-General"), ("DIR", "Director")):
        made.offices[code] = reference.name_office(
            act,
            organisation=made.organisation,
            code=code,
            name=said(name),
            post=made.posts[code],
        )
    for code in SPECIAL:
        role = {"HR": Role.HUMAN_RESOURCES, **dict.fromkeys(OFFICERS, Role.ORGANISATION_OFFICER)}
        role |= dict.fromkeys(made.bodies, Role.BODY_SECRETARY)
        scope = Reference("body", made.bodies[code]) if code in made.bodies else None
        if code in role:
            reference.give_role(
                act,
                post=made.posts[code],
                role=role[code],
                valid_from=OPENED,
                scope=scope,
                confirmed_by=second,
            )
    _rules(act, made)


def _rules(act: Act, made: Governed) -> None:
    paper = instruments.register_instrument(
        act, organisation=made.organisation, kind="paper", title=said("Rules of procedure")
    )
    coco = Who(WhoKind.BODY, (made.bodies["COCO"],))
    council = Who(WhoKind.BODY, (made.bodies["COUNCIL"],))
    office, force = Who(WhoKind.OFFICE, (made.offices["SG"],)), Gate.ENTRY_INTO_FORCE
    recommend = StepTemplate("committee", 1, coco, ActKind.RECOMMEND, Gate.NEXT)
    approve = StepTemplate("approval", 2, office, ActKind.APPROVE, force, amended=Amended.CLOSES)
    forward = StepTemplate("approval", 2, office, ActKind.APPROVE, Gate.NEXT)
    note = StepTemplate("note", 3, council, ActKind.TAKE_NOTE, Gate.NOTHING)
    decide = StepTemplate("council", 3, council, ActKind.DECIDE, force)
    major = Question("major", office)
    own = (recommend, approve)
    for key, terms in {
        "structure": Terms((*own, note), asks=major, presupposes=False),
        "structure-major": Terms((recommend, forward, decide), asks=major, presupposes=True),
        "posts": Terms(own, NUMBER_OF_POSTS, frozenset(UP_TO_P5), rank=1),
        "classification": Terms(own, CLASSIFICATION, frozenset(UP_TO_P5), rank=1),
    }.items():
        put_rule_in_force(
            act,
            organisation=made.organisation,
            key=key,
            subject="reorganisation",
            terms=terms,
            valid_from=OPENED,
            instrument=paper,
            is_practice=True,
        )


def _set_ceilings(made: Governed, amounts: dict[str, int]) -> None:
    """One for each year and rule: what costs more counts under the one, the net under the other."""
    for year in YEARS:
        for rule, counts in (("classification", Counts.INCREASES), ("posts", Counts.NET)):
            set_ceiling(
                made.actor(OFFICERS[0]),
                organisation=made.organisation,
                said=CeilingSaid(
                    rule=rule,
                    basis_minor=amounts[rule],
                    basis=said("Credits voted for staff"),
                    currency=CURRENCY,
                    counts=counts,
                    valid_from=date(year, 1, 1),
                    valid_until=date(year + 1, 1, 1),
                ),
            )
