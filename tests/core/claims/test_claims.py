"""Each predicate: what makes it true, what false, and when nobody can tell."""

from dataclasses import replace
from typing import Any

import pytest

from bureau.core.budgets import Budget, Line, Prices, Rate
from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.expand import overlay
from bureau.core.claims import (
    CLAIMS,
    Claim,
    ClaimKind,
    Facts,
    Judged,
    Moment,
    Routed,
    StepSeen,
    Verdict,
    judge,
    judged_again,
    problems,
)
from bureau.core.claims.judging import PREDICATES
from bureau.core.claims.verdicts import judged_data, judged_from
from bureau.core.costs import StandardCost
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from tests.core.changes.builders import DAY, MemoryWorld, act, organisation

WORLD = organisation(
    "unit 1 TSB head 19", "unit 2 OPD under 1 head 11", "unit 3 SGD under 1 head 13",
    "unit 4 TSP under 1 head 14", "post 19 DIR in 1 grade D.2", "post 11 OPS in 2 grade D.1",
    "post 12 CLK in 2", "post 13 CHF in 3", "post 14 DEP in 4 grade D.2", "held 21 by 501 on 12",
    "held 22 by 502 on 11", "described 41 on 11 by 71", "described 42 on 14 by 74",
)  # fmt: skip
DUTIES = {71: {"1": [5], "2": [6]}, 72: {"1": [5], "3": [7]}, 74: {"9": [8]}}
YEAR = 2024
LINE = Line(6, 1, "", True, {YEAR: 5_000_00})
BUDGET = Budget(1, (YEAR,), "CHF", (LINE,))
COSTS = tuple(StandardCost(grade, "", 366_00, "CHF", 1) for grade in ("P.4", "D.1", "D.2"))
MERGED = act("merge_unit", "unit:3", into=4, succession=31)
NEW = act("establish_unit", "unit:5", parent=1, name=1, code="SED", kind="department")
ONE_MORE = act("establish_post", "post:15", unit=2, number="NEW", title=1, grade="P.4")
GRADES = {"P.4": 1, "D.1": 2, "D.2": 3}
T, F, U = Verdict.TRUE, Verdict.FALSE, Verdict.UNKNOWN


def facts(*actions: Action, world: MemoryWorld = WORLD, **more: Any) -> Facts:
    """Of a set that is not in force: each of its days without it and with it."""
    over = overlay(numbered(actions), world)
    moments = tuple(
        Moment(day, now, Snapshot(now.columns, now.coordinates, over))
        for day in sorted({action.day for action in actions})
        for now in [world.on(day)]
    )
    routed = tuple(
        Routed(
            place,
            str(one.values.get("grade", "P.4")),
            one.subject.id if one.subject.kind != "block" else None,
            one.subject if one.subject.kind == "block" else None,
        )
        for place, one in enumerate(actions, 1)
    )
    known = {"duties": DUTIES, "grades": GRADES, "actions": routed, "budgets": (BUDGET,)}
    return Facts(1, moments, **{**known, "prices": Prices(COSTS), **more})


def claim(kind: str, **named: Any) -> Claim:
    made = Claim(1, ClaimKind(kind), named)
    assert problems(made) == []
    return made


def told(found: Judged) -> tuple[Verdict, str]:
    """The verdict with the evidence that it is for first of all."""
    return found.verdict, found.evidence[0].code


OF_STRUCTURE: list[tuple[str, dict[str, Any], tuple[Action, ...], Verdict, str]] = [
    ("unit_unchanged", {"unit": 2}, (MERGED,), T, "inside_same"),
    ("unit_unchanged", {"unit": 2}, (ONE_MORE,), F, "came"),
    ("unit_unchanged", {"unit": 2}, (act("abolish_post", "post:12"),), F, "went"),
    ("unit_unchanged", {"unit": 2}, (act("move_post", "post:12", unit=4),), F, "went"),
    ("unit_unchanged", {"unit": 2}, (act("assign_head", "unit:2", head=12),), F, "differs"),
    ("unit_unchanged", {"unit": 2}, (act("freeze_post", "post:12"),), F, "differs"),
    ("unit_unchanged", {"unit": 8}, (MERGED,), U, "not_there"),
    ("duties_unchanged", {"posts": (11, 14)}, (MERGED,), T, "duties_same"),
    (
        "duties_unchanged",
        {"posts": (11,)},
        (act("adopt_description", "post:11", description=72, adoption=43),),
        F,
        "duties_differ",
    ),
    ("duties_unchanged", {"posts": (12,)}, (MERGED,), U, "no_description"),
    ("unit_established", {"unit": 5, "parent": 1}, (NEW,), T, "is_so"),
    ("unit_established", {"unit": 5, "parent": 2}, (NEW,), F, "is_so"),
    ("unit_established", {"unit": 5, "parent": 1}, (MERGED,), F, "not_there_after"),
    ("unit_established", {"unit": 2, "parent": 1}, (NEW,), F, "stood_before"),
    ("unit_merged", {"unit": 3, "into": 4}, (MERGED,), T, "merged"),
    ("unit_merged", {"unit": 3, "into": 2}, (MERGED,), F, "not_merged"),
    ("unit_merged", {"unit": 5, "into": 4}, (NEW,), U, "not_there_before"),
    (
        "unit_moved",
        {"unit": 3, "parent": 4},
        (act("move_unit", "unit:3", parent=4),),
        T,
        "became",
    ),
    ("unit_moved", {"unit": 3, "parent": 1}, (NEW,), F, "so_before"),
    ("unit_moved", {"unit": 5, "parent": 1}, (NEW,), U, "not_there_before"),
    (
        "unit_renamed",
        {"unit": 4, "code": "SPD"},
        (act("rename_unit", "unit:4", code="SPD"),),
        T,
        "became",
    ),
    ("unit_renamed", {"unit": 4, "code": "SPD"}, (NEW,), F, "is_so"),
    ("head_is", {"unit": 4, "post": 14}, (MERGED,), T, "is_so"),
    ("head_is", {"unit": 4, "post": 13}, (MERGED,), F, "is_so"),
    ("post_in", {"post": 13, "unit": 4}, (MERGED,), T, "is_so"),
    ("post_in", {"post": 13, "unit": 3}, (MERGED,), F, "is_so"),
    ("post_graded", {"post": 11, "grade": "D.1"}, (NEW,), T, "is_so"),
    ("post_graded", {"post": 11, "grade": "P.4"}, (NEW,), F, "is_so"),
    ("nobody_without_post", {}, (MERGED,), T, "nobody_loses"),
    ("nobody_without_post", {}, (act("abolish_post", "post:12"),), F, "loses_post"),
    ("nothing_without_owner", {}, (MERGED,), T, "nothing_left"),
    ("nothing_without_owner", {}, (NEW,), F, "headless"),
    ("nothing_without_owner", {}, (act("abolish_post", "post:11"),), F, "headless"),
    ("no_post_above", {"grade": "P.4"}, (ONE_MORE,), T, "none_above"),
    (
        "no_post_above",
        {"grade": "P.4"},
        (act("reclassify_post", "post:12", grade="D.1"),),
        F,
        "post_above",
    ),
    ("no_post_above", {"grade": "X.1"}, (ONE_MORE,), U, "no_such_grade"),
]


@pytest.mark.parametrize(("kind", "named", "actions", "verdict", "code"), OF_STRUCTURE)
def test_claims_on_structure(
    kind: str, named: dict[str, Any], actions: tuple[Action, ...], verdict: Verdict, code: str
) -> None:
    assert told(judge(claim(kind, **named), facts(*actions))) == (verdict, code)


def test_every_kind_has_its_definition_and_its_predicate() -> None:
    assert set(CLAIMS) == set(PREDICATES) == set(ClaimKind)


def test_of_a_set_without_actions_nothing_can_be_told() -> None:
    assert told(judge(claim("unit_unchanged", unit=2), facts())) == (U, "nothing_drafted")


def test_what_is_changed_and_changed_back_is_changed() -> None:
    there = act("move_post", "post:12", unit=4)
    back = act("move_post", "post:12", day=DAY + 30, unit=2)
    assert told(judge(claim("unit_unchanged", unit=2), facts(there, back))) == (F, "went")


def test_what_others_decided_for_a_later_day_is_not_the_sets_doing() -> None:
    world = WORLD.enacted(act("freeze_post", "post:12", day=DAY + 10))
    later = act("rename_unit", "unit:4", day=DAY + 20, code="SPD")
    assert judge(claim("unit_unchanged", unit=2), facts(MERGED, later, world=world)).verdict is T


def test_once_in_force_what_stays_is_looked_at_until_today() -> None:
    world = WORLD.enacted(MERGED).enacted(act("freeze_post", "post:12", day=DAY + 40))
    start = world.on(DAY - 1)
    own = (Moment(DAY, start, world.on(DAY)),)
    known = Facts(1, own, Moment(DAY + 30, start, world.on(DAY + 30)))
    assert judge(claim("unit_unchanged", unit=2), known).verdict is T
    later = replace(known, today=Moment(DAY + 50, start, world.on(DAY + 50)))
    assert told(judge(claim("unit_unchanged", unit=2), later)) == (F, "differs")
    assert judge(claim("unit_merged", unit=3, into=4), later).verdict is T


def test_many_differences_are_told_by_the_dozen() -> None:
    actions = [replace(ONE_MORE, subject=Reference("post", id)) for id in range(50, 80)]
    found = judge(claim("unit_unchanged", unit=2), facts(*actions))
    assert len(found.evidence) == 13 and found.evidence[-1].facts == {"count": 18}


def test_what_hangs_on_an_ended_thing_is_left() -> None:
    left = ((Reference("office", 3), Reference("unit", 3)),)
    found = judge(claim("nothing_without_owner"), facts(MERGED, left=left))
    assert told(found) == (F, "left_hanging") and found.evidence[0].about == left[0][0]


def of_money(kind: str, *budgets: Budget, prices: Prices | None = None) -> tuple[Verdict, str]:
    day = 738_900  # in 2024
    set_ = replace(ONE_MORE, day=day)
    named = {"cost_within": {"line": 6}, "credits_kept": {"budget": 1}}.get(
        kind, {"post": 11, "line": 6}
    )
    known = facts(set_, budgets=budgets, prices=prices or Prices(COSTS))
    return told(judge(claim(kind, **named), known))


def with_line(**changes: Any) -> Budget:
    return replace(BUDGET, lines=(replace(LINE, **changes),))


NEARER = replace(BUDGET, lines=(LINE, Line(7, 2, "", True, {})))
LATER = replace(BUDGET, years=(YEAR + 1,), lines=(replace(LINE, voted={YEAR + 1: 5_000_00}),))
OUTSIDE = (U, "outside_years")
RATE = Rate("CHF", "USD", 900_000, 1)


@pytest.mark.parametrize(
    ("kind", "budget", "expected"),
    [
        ("post_funded", BUDGET, (T, "line_pays")),
        ("post_funded", NEARER, (F, "other_line_pays")),
        ("post_funded", with_line(unit=4), (F, "nobody_pays")),
        ("post_funded", with_line(pays_posts=False), (F, "nobody_pays")),
        ("post_funded", with_line(id=8), (U, "no_line")),
        ("cost_within", BUDGET, (T, "enough")),
        ("cost_within", with_line(voted={YEAR: 1}), (F, "too_little")),
        ("cost_within", with_line(pays_posts=False), (U, "pays_no_posts")),
        ("cost_within", with_line(id=8), (U, "no_line")),
        ("cost_within", NEARER, (F, "other_line_bears")),
        ("cost_within", with_line(unit=4), (F, "nobody_bears")),
        ("cost_within", LATER, OUTSIDE),
        ("cost_within", replace(LATER, lines=(*LATER.lines, NEARER.lines[1])), OUTSIDE),
        ("credits_kept", NEARER, (T, "enough")),
        ("credits_kept", with_line(unit=4), (U, "nobody_bears")),
        ("credits_kept", LATER, OUTSIDE),
        ("credits_kept", BUDGET, (T, "enough")),
        ("credits_kept", with_line(voted={YEAR: 1}), (F, "too_little")),
        ("credits_kept", with_line(pays_posts=False), (U, "pays_no_posts")),
        ("credits_kept", replace(BUDGET, id=9), (U, "no_budget")),
    ],
)
def test_claims_on_money(kind: str, budget: Budget, expected: tuple[Verdict, str]) -> None:
    assert of_money(kind, budget) == expected


def test_a_staffing_block_above_a_grade_is_named_as_what_it_is() -> None:
    known = facts(act("establish_block", "block:61", unit=2, title=1, grade="D.1", fte=300))
    judged = judge(claim("no_post_above", grade="P.4"), known)
    assert judged.verdict is F
    assert [(one.code, str(one.about)) for one in judged.evidence] == [("post_above", "block:61")]


@pytest.mark.parametrize(
    ("action", "verdict"),
    [
        (act("retitle_post", "post:11", title=9), T),
        (act("reclassify_post", "post:11", grade="P.4"), F),
        (act("move_post", "post:13", unit=4), T),
        (act("move_post", "post:13", unit=2), F),
        (act("abolish_post", "post:11"), T),
    ],
)
def test_only_what_another_line_bears_more_speaks_against_a_line(
    action: Action, verdict: Verdict
) -> None:
    """Of 11 and 12 another line pays, which was voted enough."""
    budget = replace(BUDGET, lines=(LINE, Line(7, 2, "", True, {YEAR: 5_000_00})))
    costs = (*COSTS[1:], StandardCost("P.4", "", 400_00, "CHF", 1))
    known = facts(replace(action, day=738_900), budgets=(budget,), prices=Prices(costs))
    assert judge(claim("cost_within", line=6), known).verdict is verdict


def test_a_line_that_pays_must_also_have_enough() -> None:
    day = 738_900
    known = facts(replace(ONE_MORE, day=day), budgets=(with_line(voted={YEAR: 1}),))
    found = judge(claim("post_funded", post=11, line=6), known)
    assert found.verdict is F
    assert [one.code for one in found.evidence] == ["line_pays", "too_little"]


def test_a_post_that_stands_in_none_of_the_years_is_no_matter_of_the_budget() -> None:
    known = facts(replace(ONE_MORE, day=738_900))
    assert told(judge(claim("post_funded", post=99, line=6), known)) == (U, "not_there")


@pytest.mark.parametrize("kind", ["post_funded", "cost_within", "credits_kept"])
def test_without_a_cost_or_a_rate_nobody_can_tell(kind: str) -> None:
    dollars = replace(BUDGET, currency="USD")
    assert of_money(kind, BUDGET, prices=Prices()) == (U, "standard_cost_missing")
    assert of_money(kind, dollars) == (U, "exchange_rate_missing")
    assert of_money(kind, dollars, prices=Prices(COSTS, (RATE,)))[0] is T


def step(act_: str, done: bool, *acts: str, kind: str = "body", on: int = 1) -> StepSeen:
    recorded = tuple((each, 77, DAY) for each in acts)
    return StepSeen(kind, (3,), act_, (on,), done, recorded)


@pytest.mark.parametrize(
    ("kind", "steps", "expected"),
    [
        ("recommended", (step("recommend", True, "recommend"),), (T, "act_recorded")),
        ("recommended", (step("recommend", False),), (U, "act_awaited")),
        ("recommended", (), (F, "not_asked")),
        ("recommended", (step("recommend", False, "reject"),), (F, "act_recorded")),
        ("noted", (step("take_note", True, "take_note"),), (T, "act_recorded")),
        ("noted", (step("take_note", False),), (U, "act_awaited")),
        ("noted", (step("recommend", True, "recommend"),), (F, "not_asked")),
        ("approved", (step("decide", True, "decide"),), (T, "act_recorded")),
        ("approved", (step("decide", False),), (U, "act_awaited")),
    ],
)
def test_claims_on_acts(
    kind: str, steps: tuple[StepSeen, ...], expected: tuple[Verdict, str]
) -> None:
    known = facts(MERGED, steps=steps, is_put_forward=True)
    assert told(judge(claim(kind, body=3), known)) == expected


def test_while_a_question_is_open_nobody_can_say_who_is_asked() -> None:
    known = facts(MERGED, is_way_open=True)
    assert told(judge(claim("noted", body=3), known)) == (U, "way_not_known")


def test_a_claim_on_one_action_looks_at_the_steps_on_it() -> None:
    steps = (step("decide", True, "decide", on=1), step("decide", False, on=2))
    known = facts(MERGED, NEW, steps=steps, is_put_forward=True)
    of_one, of_all = claim("approved", body=3, action=1), claim("approved", body=3)
    assert (judge(of_one, known).verdict, judge(of_all, known).verdict) == (T, U)


def test_one_act_on_two_steps_is_told_once() -> None:
    steps = tuple(step("recommend", True, "recommend", on=each) for each in (1, 2))
    found = judge(claim("recommended", body=3), facts(MERGED, NEW, steps=steps))
    assert found.verdict is T and len(found.evidence) == 1


def test_an_office_approves_and_before_it_is_put_forward_nobody_did() -> None:
    known = facts(MERGED, steps=(step("approve", False, kind="office"),))
    assert told(judge(claim("approved", office=3), known)) == (U, "not_put_forward")


def test_a_verdict_holds_until_something_it_rests_on_is_different() -> None:
    kept = judge(claim("unit_unchanged", unit=2), facts(MERGED))
    of_sgd = act("retitle_post", "post:13", title=9)
    assert judged_again(kept, facts(MERGED, of_sgd)) is kept
    again = judged_again(kept, facts(MERGED, ONE_MORE))
    assert again is not kept and again.verdict is F
    (kept_as_data,) = judged_from(judged_data([kept]))
    assert kept_as_data == kept and judged_again(kept_as_data, facts(MERGED)) is kept_as_data


@pytest.mark.parametrize(
    ("kind", "named", "unrelated", "related"),
    [
        ("post_funded", {"post": 11, "line": 6}, {"duties": {}}, {"prices": Prices(COSTS[:1])}),
        ("cost_within", {"line": 6}, {"steps": (step("decide", False),)}, {"budgets": ()}),
        (
            "recommended",
            {"body": 3},
            {"budgets": (), "steps": (step("decide", False, kind="office"),)},
            {"steps": (step("recommend", False),)},
        ),
        ("no_post_above", {"grade": "D.1"}, {"grades": {**GRADES, "D.3": 9}}, {"grades": {}}),
        ("nobody_without_post", {}, {"prices": Prices()}, None),
    ],
)
def test_only_what_a_verdict_rests_on_has_it_judged_anew(
    kind: str, named: dict[str, Any], unrelated: dict[str, Any], related: dict[str, Any] | None
) -> None:
    set_ = replace(ONE_MORE, day=738_900)
    kept = judge(claim(kind, **named), facts(set_))
    assert kept.rests_on
    assert judged_again(kept, facts(set_, **unrelated)) is kept
    if related is not None:
        assert judged_again(kept, facts(set_, **related)) is not kept


@pytest.mark.parametrize(
    ("kind", "named", "code"),
    [
        ("unit_unchanged", {}, "value_missing"),
        ("unit_unchanged", {"unit": "2"}, "value_wrong"),
        ("unit_unchanged", {"unit": 2, "colour": 1}, "value_unknown"),
        ("duties_unchanged", {"posts": ()}, "value_wrong"),
        ("duties_unchanged", {"posts": (1, 1)}, "value_wrong"),
        ("approved", {}, "value_missing"),
        ("approved", {"office": 1, "body": 2}, "value_missing"),
        ("no_post_above", {"grade": ""}, "value_wrong"),
    ],
)
def test_what_is_no_claim_says_why(kind: str, named: dict[str, Any], code: str) -> None:
    assert [one.code for one in problems(Claim(1, ClaimKind(kind), named))] == [code]


def test_a_claim_knows_what_it_is_about() -> None:
    assert claim("duties_unchanged", posts=(11, 14)).about == Reference("post", 11)
    assert claim("nobody_without_post").about is None
