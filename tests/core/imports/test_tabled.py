"""What follows from tables: a pure function of all of them, whatever their order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from bureau.core.imports import cells
from bureau.core.imports.halves import Left
from bureau.core.imports.plan import Named, Plan, Step, Worded
from bureau.core.imports.tabled.ground import Ground, Held, Tabled
from bureau.core.imports.tabled.plan import plan_of_tables
from bureau.core.imports.tables import match, read_table
from bureau.core.structure.effects import Role

DAY = 738_000
GROUND = Ground(
    grades=frozenset({"P.3", "P.4"}),
    places=frozenset({"GVA"}),
    people={"ada": frozenset({1}), "bo": frozenset({2}), "same": frozenset({3, 4})},
    standing={DAY: {"unit": {"old": 70}, "post": {"z9": 90}}},
    began={90: DAY - 100},
    held={90: [Held(7, "holder", 60, DAY - 100, None, (DAY - 100, None))]},
)
UNITS = [
    ("code", "name", "kind", "under", "head"),
    ("SUB", "Sub-section", "section", "TOP", "A2"),
    ("TOP", "Top", "organisation", "", "A1"),
    ("WITHIN", "In what stands", "section", "OLD", ""),
    ("NOWHERE", "In the air", "section", "GONE", ""),
    ("BELOW", "Below that", "section", "NOWHERE", ""),
    ("ONE", "Round", "section", "TWO", ""),
    ("TWO", "About", "section", "ONE", ""),
    ("ODD", "Odd", "kingdom", "TOP", ""),
    ("BARE", "", "section", "TOP", ""),
]
POSTS = [
    ("number", "title", "grade", "unit", "duty_station", "fte", "state"),
    ("A1", "Head", "P.4", "TOP", "GVA", "1", "vacant"),
    ("A3", "Clerk", "P.3", "SUB", "MOON", "0,5", "frozen"),
    ("A4", "Clerk", "X.9", "SUB", "", "", ""),
    ("A5", "Clerk", "P.3", "BELOW", "", "", ""),
    ("A6", "Clerk", "P.3", "OLD", "", "20", ""),
]
HOLDERS = [
    ("post", "name", "share", "since", "last_day"),
    ("A1", "Ada", "0.6", "", ""),
    ("A1", "Bo", "0.6", "", ""),
    ("A1", "Bo", "0.4", "2021-09-01", "2021-09-30"),
    ("A3", "same", "", "", ""),
    ("Z9", "Ada", "0.4", "2021-08-05", ""),
    ("Z9", "Bo", "0.1", "", ""),
    ("A9", "Ada", "", "", ""),
    ("A3", "Bo", "", "03/04/2021", ""),
]
COSTS = [
    ("grade", "place", "amount", "currency", "from", "last_day"),
    ("P.3", "GVA", "100,000.50", "CHF", "2021-01-01", ""),
    ("P.3", "GVA", "110 000", "CHF", "2022-01-01", ""),
    ("P.4", "GVA", "1,000", "CHF", "", ""),
    ("P.4", "GVA", "120000", "chf", "2020-01-01", ""),
    ("P.4", "GVA", "120000", "CHF", "2021-01-01", "2020-01-01"),
]


def table(kind: str, rows: Sequence[Sequence[str]], day: int = DAY, file: str = "") -> Tabled:
    read = read_table(kind, match(kind, rows[0], {}), list(enumerate(rows[1:], 2)))
    return Tabled(file or kind, file or kind, kind, day, read, "fr")


def everything() -> list[Tabled]:
    said: Mapping[str, Any] = {"units": UNITS, "posts": POSTS, "holders": HOLDERS, "costs": COSTS}
    return [table(kind, rows) for kind, rows in said.items()]


def told(plan: Plan, file: str) -> list[tuple[int, str]]:
    return sorted((one.row, one.reason.code) for one in plan.faults if one.file == file)


def test_units_stand_under_units_and_what_cannot_is_left_out_with_all_below_it() -> None:
    plan = plan_of_tables(everything(), GROUND)
    units = {thing.key: steps for thing, steps in plan.steps.items() if thing.kind == "unit"}
    assert list(units) == ["sub", "top", "within"]
    (sub,) = units["sub"]
    assert (sub.role, sub.fields["parent"]) == (Role.ESTABLISH, Named("unit", "top"))
    assert sub.fields["name"] == Worded("Sub-section", "fr")
    assert units["within"][0].fields["parent"] == 70
    assert units["top"][0].fields["head"] == Named("post", "a1")
    assert told(plan, "units") == [
        (2, "post_unknown"),
        (5, "unit_unknown"),
        (6, "unit_unknown"),
        (7, "unit_in_a_circle"),
        (8, "unit_in_a_circle"),
        (9, "unit_kind_unknown"),
        (10, "needed_to_record"),
    ]


def test_posts_need_a_unit_and_a_grade_and_the_rest_is_left_out_by_cell() -> None:
    plan = plan_of_tables(everything(), GROUND)
    posts = {
        thing.key: steps[0].fields for thing, steps in plan.steps.items() if thing[0] == "post"
    }
    assert list(posts) == ["a1", "a3", "a6"]
    assert posts["a3"]["fte"] == 50 and posts["a3"]["frozen"] is True
    assert "duty_station" not in posts["a3"] and "fte" not in posts["a6"]
    assert told(plan, "posts") == [
        (3, "duty_station_unknown"),
        (4, "grade_unknown"),
        (5, "unit_unknown"),
        (6, "share_unknown"),
    ]


def test_nobody_holds_more_of_a_post_than_there_is() -> None:
    plan = plan_of_tables(everything(), GROUND)
    held = [(key, steps) for (kind, key), steps in plan.steps.items() if kind == "incumbency"]
    assert [key.split("\t")[:2] for key, _ in held] == [["a1", "1"], ["a1", "2"], ["z9", "1"]]
    assert [len(steps) for _, steps in held] == [1, 2, 1]
    assert held[2][1][0].day == DAY + cells.day("2021-08-05") - DAY  # type: ignore[operator]
    assert told(plan, "holders") == [
        (3, "post_held_already"),
        (5, "person_ambiguous"),
        (7, "post_held_already"),
        (8, "post_unknown"),
        (9, "day_unknown"),
    ]


def test_a_cost_without_an_end_ends_where_the_next_begins() -> None:
    plan = plan_of_tables(everything(), GROUND)
    found = [(one.amount_minor, one.valid_until) for one in plan.costs.values()]
    assert found == [(10_000_050, cells.day("2022-01-01")), (11_000_000, None)]
    assert told(plan, "costs") == [
        (4, "amount_unknown"),
        (5, "currency_unknown"),
        (6, "ends_before_it_begins"),
    ]


def test_later_tables_change_what_they_mention_and_leave_the_rest() -> None:
    later = [("code", "name", "parent"), ("SUB", "Section", ""), ("TOP", "", "SUB")]
    plan = plan_of_tables([*everything(), table("units", later, DAY + 9, "later")], GROUND)
    sub = plan.steps[Named("unit", "sub")]
    assert sub[1] == Step(DAY + 9, Role.CHANGE, {"name": Worded("Section", "fr")}, sub[1].source)
    assert told(plan, "later") == [(3, "unit_in_a_circle")]
    assert len(plan.steps[Named("unit", "top")]) == 1


def test_of_two_that_differ_on_a_day_the_fuller_stands_in_any_order() -> None:
    other = [("number", "title"), ("A1", "Chief"), ("A3", "clerk")]
    tables = [*everything(), table("posts", other, file="other")]
    first = plan_of_tables(tables, GROUND)
    assert told(first, "other") == [(2, "said_otherwise")]
    for seed in range(5):
        Random(seed).shuffle(tables)
        again = plan_of_tables(tables, GROUND)
        assert dict(again.steps) == dict(first.steps)
        assert sorted(map(str, again.faults)) == sorted(map(str, first.faults))


def test_amounts_days_and_shares_that_may_mean_two_things_are_not_guessed() -> None:
    amounts = {"1.000,50": 100_050, "1'000": 100_000, "1,000": None, "1e9": None, "-1": None}
    amounts |= {"12,5": 1_250, "12.345": None, "NaN": None, "9" * 400: None, "١٢": None}
    assert {text: cells.minor(text) for text in amounts} == amounts
    assert cells.day("2021-02-29") is None and cells.day("03/04/2021") is None
    assert [cells.count(text) for text in ("3,5", "0", "0.00", "1e3", "١", "-1", "")] == [
        *(350, 0, 0),
        *(None,) * 4,
    ]
    assert (cells.share(".5"), cells.share("1e0")) == (50, None)
    assert (cells.share("3"), cells.fte("3"), cells.fte("10.5")) == (None, 300, None)
    assert [cells.share(text) for text in ("0,25", "1", "0", "1.01", "0.005", "NaN")] == [
        *(25, 100),
        *(None,) * 4,
    ]


def test_a_column_that_nobody_knows_and_a_second_of_one_name_are_told() -> None:
    headings = ("code", "Belongs to", "name", "Name", "kind", "valid", "Shade", "head_title")
    read = table("units", [headings, ("A", "B", "C", "D", "office", "", "", "")])
    told = [(one.row, one.column, one.reason.code) for one in read.read.misfits]
    assert told == [
        (1, "Belongs to", "heading_unknown"),
        (1, "Name", "heading_twice"),
        (1, "Shade", "heading_unknown"),
    ]
    said = match("units", headings, {"belongs to": "", "shade": ""}, row=3)
    assert [one.row for one in read_table("units", said, []).misfits] == [3]
    assert plan_of_tables([read], GROUND).faults[0].left is Left.COLUMN


def test_who_would_hold_more_than_one_whole_post_is_told_and_taken() -> None:
    posts = table("posts", [*POSTS[:2], ("A2", "Deputy", "P.4", "TOP", "GVA", "1", "")])
    rows = [HOLDERS[0], ("A1", "Bo", "1", "", ""), ("A2", "Bo", "0.5", "2021-09-01", "")]
    of_others = {91: [Held(1, "holder", 100, DAY - 5, DAY + 5, (DAY - 5, DAY + 5))]}
    rows += [("Z9", "Ada", "0.4", "", "")]
    ground = replace(GROUND, held={**GROUND.held, **of_others})
    plan = plan_of_tables([table("units", UNITS), posts, table("holders", rows)], ground)
    assert told(plan, "holders") == [(3, "person_holds_more"), (4, "person_holds_more")]
    assert {one.left for one in plan.faults if one.file == "holders"} == {Left.NOTHING}
    assert sum(thing.kind == "incumbency" for thing in plan.steps) == 3


LINES = [
    ("number", "title", "grade", "unit", "reports to", "functional superior"),
    ("A1", "Head", "P.4", "OLD", "", "GONE"),
    ("A2", "Clerk", "P.3", "OLD", "A1", "Z9"),
    ("A3", "Clerk", "P.3", "OLD", "A4", ""),
    ("A4", "Clerk", "P.3", "OLD", "a3", ""),
    ("A5", "Clerk", "P.3", "OLD", "A5", ""),
    ("A6", "Clerk", "P.3", "OLD", "Z9", ""),
    ("A7", "", "", "OLD", "A1", ""),
    ("Z9", "", "", "", "A1", ""),
]


def lines(plan: Plan) -> dict[str, object]:
    return {
        thing.key: steps[-1].fields["superior"]
        for thing, steps in plan.steps.items()
        if thing.kind == "reporting"
    }


def test_posts_report_to_posts_that_stand_and_never_in_a_circle() -> None:
    ground = replace(GROUND, lines={DAY: {"y8": "A6"}})
    plan = plan_of_tables([table("posts", LINES)], ground)
    assert lines(plan) == {
        "a2": Named("post", "a1"),
        "a2\tfunctional": Named("post", "z9"),
        "a6": Named("post", "z9"),
        "z9": Named("post", "a1"),
    }
    assert told(plan, "posts") == [
        (2, "superior_unknown"),
        (4, "line_in_a_circle"),
        (5, "line_in_a_circle"),
        (6, "line_to_itself"),
        (8, "needed_to_record"),
    ]
    round_about = replace(GROUND, lines={DAY: {"a1": "A6"}})
    plan = plan_of_tables([table("posts", LINES)], round_about)
    (fault, *_) = [one for one in plan.faults if one.row == 7]
    assert fault.reason.facts["circle"] == ["A1", "A6", "Z9"]
    assert "a2" in lines(plan)


def test_a_later_table_changes_a_line_and_an_empty_cell_leaves_it() -> None:
    later = [("number", "superior"), ("A2", "A6"), ("A6", "")]
    tables = [table("posts", LINES), table("posts", later, DAY + 9, "later")]
    plan = plan_of_tables(tables, GROUND)
    (begun, changed) = plan.steps[Named("reporting", "a2")]
    assert changed.fields == {"superior": Named("post", "a6")} and begun.role is Role.ESTABLISH
    assert len(plan.steps[Named("reporting", "a6")]) == 1


def test_a_post_that_something_else_decided_keeps_its_holders_though_a_table_tells_of_it() -> None:
    known = replace(GROUND, people={**GROUND.people, "zoe": frozenset({7})})
    said = [("number", "title", "grade", "unit"), ("Z9", "Chief", "P.4", "OLD")]
    posts = table("posts", said)
    rows = [("post", "holder", "share", "since"), ("Z9", "Zoe", "0.6", ""), ("Z9", "Bo", "0.5", "")]
    plan = plan_of_tables([posts, table("holders", rows)], known)
    assert not any(thing.kind == "incumbency" for thing in plan.steps)
    assert told(plan, "holders") == [(3, "post_held_already")]


BLOCKS = [
    ("unit", "under post", "grade", "title", "number of posts"),
    ("OLD", "Z9", "Keeper II", "Keeper", "12.25"),
    ("OLD", "Z9", "Keeper II", "keeper", "3"),
    ("OLD", "GONE", "", "Porter", "2"),
    ("GONE", "", "K", "Cook", "1"),
    ("OLD", "", "", "", "1"),
    ("OLD", "", "K", "Cook", "0"),
    ("OLD", "", "K", "Baker", ""),
]


def test_blocks_are_counted_in_units_under_posts_that_stand() -> None:
    more = [BLOCKS[0], ("OLD", "Z9", "Keeper II", "Keeper", "9"), BLOCKS[3]]
    tables = [table("blocks", BLOCKS), table("blocks", more, file="more")]
    plan = plan_of_tables(tables, GROUND)
    blocks = {thing.key: steps[0].fields for thing, steps in plan.steps.items()}
    assert list(blocks) == ["old\t\t\tporter", "old\tz9\tkeeper ii\tkeeper"]
    assert blocks["old\tz9\tkeeper ii\tkeeper"] == {
        **{"unit": 70, "superior": 90, "title": Worded("Keeper", "fr")},
        **{"grade": "Keeper II", "fte": 1225},
    }
    assert told(plan, "blocks") == [
        (3, "key_twice"),
        (4, "superior_unknown"),
        (5, "unit_unknown"),
        (6, "block_nameless"),
        (7, "count_nothing"),
        (8, "count_unreadable"),
    ]
    assert told(plan, "more") == [(2, "said_otherwise"), (3, "superior_unknown")]
    assert dict(plan_of_tables(reversed(tables), GROUND).steps) == dict(plan.steps)
