"""Reads the tables of this folder: rules, cases and the acts done on them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bureau.core.procedures.acts import Act, advance
from bureau.core.procedures.case import Case, Route, Step
from bureau.core.procedures.kinds import ActKind, Gate, Need, WhoKind
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import (
    AmountRange,
    Question,
    RoutedAction,
    Rule,
    Source,
    StepTemplate,
    Who,
)
from bureau.core.procedures.stand_ins import Holding, Seat, Stand
from bureau.core.references import Reference

ROUTES = yaml.safe_load(Path(__file__).with_name("routes.yaml").read_text())
TODAY = ROUTES["today"].toordinal()
SUBMITTED = TODAY - 30
MEETING = Reference("meeting", 1)
CLERK, AUTHOR, DESK = 101, 102, 1


class AnyAnswers(dict[tuple[WhoKind, int | str], tuple[int, ...]]):
    """Every body, office and role answers by the one desk of these tests."""

    def get(self, key: Any, default: Any = None) -> Any:
        return (DESK,)


STAND = Stand(
    AnyAnswers(), {DESK: Seat(DESK, (Holding(CLERK, "holder", 0),))}, authors=frozenset({AUTHOR})
)


def who_of(text: str) -> Who:
    need = Need.ALL_OF if text.startswith("all of ") else Need.ONE_OF
    words = [one.split() for one in text.removeprefix("all of ").split(" and ")]
    return Who(WhoKind(words[0][0]), tuple(id for _, id in words), need)


def template_of(row: list[Any]) -> StepTemplate:
    order, who, act, gates, *more = row
    terms = more[0] if more else {}
    return StepTemplate(f"{act}", order, who_of(who), ActKind(act), Gate(gates), **terms)


def named(values: Any) -> frozenset[Any] | None:
    return None if values is None else frozenset(values)


def rule_of(given: dict[str, Any]) -> Rule:
    asked = given.get("asks")
    until: date | None = given.get("until")
    return Rule(
        id=given["id"],
        organisation=given.get("organisation", 1),
        subjects=frozenset(given.get("subjects", ["reorganisation"])),
        actions=named(given.get("actions")),
        grades=named(given.get("grades")),
        units=named(given.get("units")),
        steps=tuple(map(template_of, given["steps"])),
        source=Source(Reference("provision", given["id"])),
        valid_from=0,
        valid_until=until.toordinal() if until else None,
        asks=asked and Question(asked["key"], Who(WhoKind.OFFICE, (asked["office"],))),
        presupposes=given.get("presupposes", True),
        rank=given.get("rank", 0),
        amounts=AmountRange(**given["amounts"]) if "amounts" in given else None,
        audiences=named(given.get("audiences")),
        demanded=given.get("demanded", False),
    )


def rules_named(names: Iterable[str]) -> tuple[Rule, ...]:
    return tuple(rule_of(ROUTES["rules"][name]) for name in names)


def action_of(id: int, kind: str, grade: str | None = None, path: Any = (5,)) -> RoutedAction:
    return RoutedAction(id, kind, grade, path[-1], TODAY, tuple(path[:-1]))


def case_of(row: dict[str, Any]) -> Case:
    actions = tuple(action_of(*one) for one in row["actions"])
    subject = row.get("subject", "reorganisation")
    return Case(1, subject, actions, SUBMITTED, determinations=row.get("answers", {}))


def act_on(step: Step, kind: ActKind | None = None, **more: Any) -> Act:
    terms = {"day": SUBMITTED, "person": CLERK, "post": DESK, "cites": MEETING} | more
    return Act(kind or step.act, step.key, **terms)


def step_named(standing: Route, words: str) -> Step:
    """The open step that "WHO ACT" names."""
    name, act = words.split()
    steps = [one for one in standing.steps if name in one.who.ids and one.act == act]
    return next(one for one in steps if standing.open_step(one.key) == one)


def closed(case: Case, rules: tuple[Rule, ...], *steps: str, **more: Any) -> Case:
    """The case after the steps named were closed, one after the other."""
    for words in steps:
        step = step_named(route(case, rules, TODAY), words)
        case = advance(case, rules, act_on(step, **more), STAND, TODAY)
    return case
