"""Sets of rules: gaps and overlaps by a table, and against the route itself."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.core.procedures.case import Case
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.route import route
from bureau.core.procedures.rule_sets import (
    Draft,
    Gap,
    House,
    Overlap,
    Subject,
    as_drafted,
    days_of_change,
    judged,
)
from bureau.core.procedures.rules import (
    AmountRange,
    Question,
    RoutedAction,
    Rule,
    Source,
    StepTemplate,
    Who,
)
from tests.core.procedures.tables import TODAY, rule_of

TABLE = yaml.safe_load(Path(__file__).with_name("rule_sets.yaml").read_text())
SUBJECT = Subject(
    "reorganisation",
    {"move_unit": False, "establish_post": True, "appoint": True},
    may_lack=frozenset({"appoint"}),
    costly=frozenset({"establish_post"}),
    has_audience=True,
)
HOUSE = House(1, (SUBJECT,), ("P.4", "P.5", "D.1"), ((1, 5), (1, 6)))
RULES = {name: rule_of(said) for name, said in TABLE["rules"].items()}


@pytest.mark.parametrize("row", TABLE["sets"], ids=lambda row: row["of"])
def test_a_set_is_judged_as_the_table_says(row: dict[str, Any]) -> None:
    found = judged([RULES[name] for name in row["rules"]], HOUSE, TODAY)
    gaps, overlaps = row.get("gaps", []), row.get("overlaps", [])
    assert [(one.action, one.grades, one.rules) for one in found.gaps] == [
        (one["action"], tuple(one["grades"]), tuple(one["rules"])) for one in gaps
    ]
    assert [(one.actions, one.rules) for one in found.overlaps] == [
        (tuple(one["actions"]), tuple(one["rules"])) for one in overlaps
    ]
    each: list[Gap | Overlap] = [*found.gaps, *found.overlaps]
    for one, said in zip(each, [*gaps, *overlaps], strict=True):
        assert one.day == (said["day"].toordinal() if "day" in said else TODAY)
        assert one.example.answers == said.get("answers", one.example.answers)
        assert one.example.action.grade == said.get("grade", one.example.action.grade)
        for name in ("amount", "audience"):
            shown = getattr(one.example.action, name)
            assert shown == said.get(name, shown)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["units", "units first"], [(("move_unit",), 11, 5, True)]),
        (["all", "units again"], [(("move_unit",), 10, 1, False)]),
        (["all", "units"], []),
        (["units", "units again"], []),
    ],
)
def test_a_rule_that_goes_before_another_is_told_where_they_demand_different_things(
    names: list[str], told: list[tuple[tuple[str, ...], int, int, bool]]
) -> None:
    found = judged([RULES[name] for name in names], HOUSE, TODAY).precedences
    assert [(one.actions, one.rule, one.other, one.is_by_rank) for one in found] == told


def test_an_overlap_names_the_grades_in_which_rules_meet() -> None:
    rules = [RULES[name] for name in ("units", "posts to P.5", "posts from P.5")]
    (overlap,) = judged(rules, HOUSE, TODAY).overlaps
    assert overlap.grades == ("P.5",)


def test_a_draft_puts_rules_in_force_and_ends_others() -> None:
    drafted = as_drafted(
        [RULES["units"], RULES["all"]], Draft(TODAY, (RULES["major"],), frozenset({5}))
    )
    assert [(rule.id, rule.valid_until) for rule in drafted] == [(5, TODAY), (1, None), (8, None)]


def test_a_rule_that_would_end_before_it_begins_is_not_there() -> None:
    to_come = replace(RULES["units"], valid_from=TODAY + 9)
    assert as_drafted([to_come], Draft(TODAY, (), frozenset({5}))) == ()


def test_days_are_those_on_which_a_rule_begins_or_ends() -> None:
    one = replace(RULES["units"], valid_from=TODAY + 3, valid_until=TODAY + 9)
    assert days_of_change([one, RULES["all"]], TODAY) == (TODAY, TODAY + 3, TODAY + 9)
    assert days_of_change([one], TODAY + 5) == (TODAY + 5, TODAY + 9)


OFFICE = Who(WhoKind.OFFICE, (1,))
COURSES = [
    (StepTemplate("a", 1, Who(WhoKind.OFFICE, (each,)), ActKind.APPROVE, Gate.ENTRY_INTO_FORCE),)
    for each in (1, 2)
]
COURSE = st.sampled_from(COURSES)
AUDIENCES = st.frozensets(st.sampled_from(["media", "youth"]), min_size=1)
DAYS = st.integers(TODAY, TODAY + 4)


@st.composite
def rules(draw: st.DrawFn) -> list[Rule]:
    def some(of: list[Any]) -> Any:
        return draw(st.none() | st.frozensets(st.sampled_from(of), min_size=1))

    asked = st.sampled_from([None, None, "major", "urgent"])
    found = []
    for id in range(1, draw(st.integers(0, 5)) + 1):
        question = draw(asked)
        found.append(
            Rule(
                id=id,
                organisation=1,
                subjects=frozenset({"reorganisation"}),
                actions=some(["move_unit", "establish_post"]),
                grades=some(["P.4", "P.5", "D.1"]),
                units=some([1, 5, 6]),
                steps=draw(st.sampled_from(COURSES)),
                source=Source(None),
                valid_from=draw(DAYS),
                valid_until=draw(st.none() | DAYS),
                asks=Question(question, OFFICE) if question else None,
                presupposes=draw(st.booleans()),
                rank=draw(st.integers(0, 1)),
            )
        )
    return [one for one in found if one.valid_until is None or one.valid_until > one.valid_from]


WIDE = House(1, (SUBJECT,), HOUSE.grades, ((1,), (1, 5), (1, 6)))


def every_case() -> Iterator[Case]:
    """Every action in every grade and place, also in a unit that no rule names."""
    places = [(), (1,), (1, 5), (1, 6), (1, 5, 9)]
    graded = [("move_unit", None), *(("establish_post", grade) for grade in HOUSE.grades)]
    for day, major, urgent in product(range(TODAY, TODAY + 6), (False, True), (False, True)):
        actions = tuple(
            RoutedAction(id, kind, grade, path[-1] if path else None, day, path[:-1])
            for id, (path, (kind, grade)) in enumerate(product(places, graded), 1)
        )
        yield Case(1, "reorganisation", actions, day, {"major": major, "urgent": urgent})


CASES = list(every_case())


@pytest.mark.exhaustive
@settings(max_examples=60, deadline=None)
@given(rules())
def test_a_set_is_whole_exactly_where_every_case_has_one_route(drawn: list[Rule]) -> None:
    said = {
        finding.code for case in CASES for finding in route(case, drawn, case.submitted).findings
    }
    found = judged(drawn, WIDE, TODAY)
    assert bool(found.gaps) == ("rule_missing" in said)
    assert bool(found.overlaps) == ("rule_overlap" in said)
    assert found.is_whole() == (not said)


LIMIT = st.none() | st.sampled_from([0, 50, 100])
RANGES = st.builds(AmountRange, st.sampled_from(["CHF", "EUR"]), LIMIT, LIMIT)
AMOUNTS = [(0, ""), (-5, "CHF"), (None, "")]
AMOUNTS += product((1, 50, 51, 100, 101), ("CHF", "EUR", "USD"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(RANGES | st.none(), st.none() | AUDIENCES, COURSE), max_size=4))
def test_amounts_and_audiences_are_looked_at_as_the_route_does(drawn: list[Any]) -> None:
    rules = [
        replace(rule_of({"id": id, "steps": []}), amounts=amounts, audiences=named, steps=course)
        for id, (amounts, named, course) in enumerate(drawn, 1)
    ]
    actions = tuple(
        RoutedAction(id, "establish_post", "P.4", None, TODAY, (), *amount, audience)
        for id, (amount, audience) in enumerate(product(AMOUNTS, (None, "media", "youth")), 1)
    )
    findings = route(Case(1, "reorganisation", actions, TODAY), rules, TODAY).findings
    house = House(1, (replace(SUBJECT, actions={"establish_post": True}),), ("P.4",))
    found = judged(rules, house, TODAY)
    said = {one.code for one in findings}
    assert bool(found.gaps) == ("rule_missing" in said)
    assert bool(found.overlaps) == ("rule_overlap" in said)


@pytest.mark.exhaustive
@settings(max_examples=60, deadline=None)
@given(rules())
def test_each_gap_and_overlap_is_shown_by_an_example(drawn: list[Rule]) -> None:
    found = judged(drawn, WIDE, TODAY)
    told: list[tuple[str, Gap | Overlap]] = [("rule_missing", one) for one in found.gaps]
    told += [("rule_overlap", one) for one in found.overlaps]
    for code, each in told:
        case = Case(1, each.subject, (each.example.action,), each.day, each.example.answers)
        assert [one.code for one in route(case, drawn, each.day).findings] == [code]
