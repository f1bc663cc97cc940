"""The table of stand-ins, row by row, for every kind of step it names."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bureau.core.procedures.case import Part, Step
from bureau.core.procedures.kinds import STAND_INS, ActKind, Capacity, Gate, WhoKind
from bureau.core.procedures.rules import Who
from bureau.core.procedures.stand_ins import (
    Absence,
    Delegation,
    Holding,
    Seat,
    Stand,
    who_may_act,
    who_may_do,
)
from bureau.core.reasons import Reason, is_of_four_eyes

TABLE = yaml.safe_load(Path(__file__).with_name("stand_ins.yaml").read_text())
TODAY = TABLE["today"].toordinal()
POSTS = {name: number for number, name in enumerate(TABLE["posts"], start=1)}
LONG_AGO = datetime.date(2000, 1, 1).toordinal()
ACTS = {
    WhoKind.BODY: ActKind.RECOMMEND,
    WhoKind.OFFICE: ActKind.DETERMINE,
    WhoKind.POST: ActKind.APPOINT,
    WhoKind.ROLE: ActKind.CONFIRM,
}
ROWS = [(row, WhoKind(kind)) for row in TABLE["cases"] for kind in row["for"]]


class People:
    """Numbers for the names of the table."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def number(self, name: str) -> int:
        if name not in self.names:
            self.names.append(name)
        return 101 + self.names.index(name)

    def name(self, number: int | None) -> str:
        return "nobody" if number is None else self.names[number - 101]


def day(value: datetime.date | None) -> int | None:
    return None if value is None else value.toordinal()


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def holdings(post: dict[str, Any], people: People) -> Iterator[Holding]:
    for manner in ("holder", "acting", "lien"):
        for entry in listed(post.get(manner, [])):
            given = entry if isinstance(entry, dict) else {"person": entry}
            begins, ends = day(given.get("from")) or LONG_AGO, day(given.get("until"))
            yield Holding(people.number(given["person"]), manner, begins, ends)


def seat(name: str, row: dict[str, Any], people: People) -> Seat:
    post = row.get(name, {})
    above = row.get("reports", {}).get(name, TABLE["posts"][name].get("reports_to"))
    held = tuple(holdings(post, people))
    return Seat(POSTS[name], held, POSTS.get(above), day(post.get("ended")))


def delegation(given: dict[str, Any], people: People) -> Delegation:
    giver, person = people.number(given["giver"]), people.number(given["person"])
    begins, ends = day(given.get("from")) or LONG_AGO, day(given.get("until"))
    acts = frozenset(map(ActKind, given["acts"])) if "acts" in given else None
    subjects = frozenset(given["subjects"]) if "subjects" in given else None
    return Delegation(
        POSTS[given["post"]],
        giver,
        person,
        begins,
        ends,
        acts,
        subjects=subjects,
        ceiling=given.get("ceiling"),
        currency="CHF" if "ceiling" in given else "",
        is_used=given.get("used", False),
    )


def absence(given: dict[str, Any], people: People) -> Absence:
    stand_in = people.number(given["stand_in"]) if "stand_in" in given else None
    begins, ends = day(given.get("from")) or LONG_AGO, day(given.get("until"))
    away = people.number(given["person"])
    said_by = frozenset(map(people.number, given.get("said_by", ())))
    used, post = given.get("used", False), POSTS[given["post"]]
    return Absence(post, away, stand_in, begins, ends, said_by=said_by, is_used=used)


def stand_of(row: dict[str, Any], people: People, who: Who) -> Stand:
    named = tuple(POSTS[name] for name in listed(row.get("names", "desk")))
    return Stand(
        answers={(who.kind, who.ids[0]): named},
        seats={POSTS[name]: seat(name, row, people) for name in POSTS},
        delegations=tuple(delegation(one, people) for one in row.get("delegations", [])),
        absences=tuple(absence(one, people) for one in row.get("absences", [])),
        authors=frozenset(map(people.number, row.get("author", TABLE["author"]))),
        conflicted=frozenset(map(people.number, row.get("conflicted", []))),
        subject=row.get("about", ""),
        amounts={
            place: (None if amount == "unknown" else amount, "CHF")
            for place, amount in enumerate(row.get("costs", []), 1)
        },
        within={
            (str(who.ids[0]), POSTS[name]): frozenset(reached)
            for name, reached in row.get("reaches", {}).items()
        },
    )


def step_of(row: dict[str, Any], kind: WhoKind) -> Step:
    allowed = frozenset(map(Capacity, row.get("stand_ins", STAND_INS)))
    name = "reviewer" if kind is WhoKind.ROLE else 1
    on = tuple(Part(place, 1, Gate.NEXT) for place, _ in enumerate(row.get("costs", []), 1))
    return Step("1", 1, Who(kind, (name,)), ACTS[kind], on, (), stand_ins=allowed)


@pytest.mark.parametrize(("row", "kind"), ROWS, ids=lambda one: one if isinstance(one, str) else "")
def test_the_table_says_who_may_act(row: dict[str, Any], kind: WhoKind) -> None:
    people, step = People(), step_of(row, kind)
    names = {number: name for name, number in POSTS.items()} | {None: "nothing"}
    doing = ActKind(row.get("doing", step.act))
    standing = who_may_do(doing, step, stand_of(row, people, step.who), TODAY)
    may = [
        f"{people.name(c.person)} as {c.capacity} of {names[c.post]}" for c in standing.candidates
    ]
    may_not = {f"{people.name(e.person)} of {names[e.post]}": e.code for e in standing.excluded}
    assert sorted(may) == sorted(row["may_act"]), row["case"]
    assert may_not == row.get("may_not", {}), row["case"]


def test_every_kind_of_step_meets_every_condition() -> None:
    reasons: dict[WhoKind, set[str]] = {kind: set() for kind in WhoKind}
    for row, kind in ROWS:
        reasons[kind].update(row.get("may_not", {}).values())
    needed = {
        "vacant",
        "on_lien",
        "delegation_ended",
        "is_author",
        "incumbency_ended",
        "post_ended",
        "absent",
        "absence_lapsed",
        "not_delegated",
        "subject_not_delegated",
        "over_ceiling",
        "amount_not_known",
        "stand_in_of_author",
        "said_the_absence",
    }
    assert all(needed <= met for met in reasons.values())


def test_a_post_answers_for_itself_without_being_listed() -> None:
    seats = {1: Seat(1, (Holding(101, "holder", LONG_AGO),))}
    step = Step("1", 1, Who(WhoKind.POST, (1,)), ActKind.APPOINT, (), ())
    assert who_may_act(step, Stand({}, seats), TODAY).admits(person=101, post=1)


def test_a_delegate_of_the_author_for_a_post_not_seated_is_barred() -> None:
    seats = {1: Seat(1, (Holding(101, "holder", LONG_AGO),))}
    step = Step("1", 1, Who(WhoKind.POST, (1,)), ActKind.APPOINT, (), ())
    given = Delegation(post=9, giver=105, person=101, valid_from=LONG_AGO, is_used=True)
    stand = Stand({}, seats, (given,), authors=frozenset({105}))
    assert not who_may_act(step, stand, TODAY).candidates


def test_an_amount_of_another_currency_is_not_known() -> None:
    seats = {1: Seat(1, (Holding(105, "holder", LONG_AGO),))}
    step = Step("1", 1, Who(WhoKind.POST, (1,)), ActKind.APPOINT, (Part(1, 1, Gate.NEXT),), ())
    given = Delegation(1, 105, 101, LONG_AGO, ceiling=100, currency="EUR")
    stand = Stand({}, seats, (given,), amounts={1: (1, "CHF")})
    codes = {one.person: one.code for one in who_may_act(step, stand, TODAY).excluded}
    assert codes == {101: "amount_not_known"}


@pytest.mark.parametrize("of", ["authors", "conflicted"])
@pytest.mark.parametrize("capacity", [Capacity.DELEGATE, Capacity.STAND_IN])
def test_what_comes_from_whose_case_it_is_counts_as_four_eyes(of: str, capacity: Capacity) -> None:
    people: dict[str, Any] = {of: frozenset({105})}
    code = Stand({}, {}, (), **people).bar_through(capacity, 105)
    assert is_of_four_eyes(Reason("may_not_act", {"because": [code]}))
