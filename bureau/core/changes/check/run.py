"""A whole set checked on every day that matters; all findings at once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bureau.core.changes.actions import Action
from bureau.core.changes.check import plain_rules
from bureau.core.changes.check.case import Case, Found
from bureau.core.changes.check.days import days_to_look_at
from bureau.core.changes.check.excerpt import Excerpt, excerpt
from bureau.core.changes.check.findings import Answer, Finding, Outside, Severity
from bureau.core.changes.check.flaws import Flaw, Own, flaws_of
from bureau.core.changes.check.rules import CODES, RULES
from bureau.core.changes.check.told import Findings
from bureau.core.changes.pending import PendingEffect
from bureau.core.changes.world import World
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot


def examine(
    actions: Iterable[Action],
    world: World,
    *,
    today: Day,
    answers: Iterable[Answer] = (),
    outside: Outside | None = None,
) -> Findings:
    """Everything that bars, asks or tells, in that order, of what the set itself brings about.

    Looks at every later day on which anything it could meet changes, with all that is decided for
    those days in force. Of many findings none is written out before it is read.
    """
    return examined(Case(actions, world, today, outside or Outside()), answers)


def examined(case: Case, answers: Iterable[Answer] = ()) -> Findings:
    """The same of a case that is made already."""
    return Findings(
        [*_by_rule(case), *plain_rules.values_gone(case), *_by_day(case)],
        [*plain_rules.blocks(case), *plain_rules.units_left_empty(case)],
        {(answer.code, answer.subject): answer for answer in answers},
    )


def check(
    actions: Iterable[Action],
    world: World,
    *,
    today: Day,
    answers: Iterable[Answer] = (),
    outside: Outside | None = None,
) -> tuple[Finding, ...]:
    """The same, all written out."""
    return tuple(examine(actions, world, today=today, answers=answers, outside=outside))


def check_effects(
    effects: Iterable[PendingEffect], world: World, *, today: Day
) -> tuple[Finding, ...]:
    """What effects without actions behind them, as a correction writes, would bring about."""
    case = Case((), world, today, Outside())
    for one in effects:
        case.progress.write(
            one.action, one.subject, one.day, one.role, one.fields, one.replaces, one.manner
        )
    return tuple(examined(case))


def ended(actions: Iterable[Action], world: World) -> tuple[Reference, ...]:
    """The units and posts that the set would end: what to ask others about, for `Outside`."""
    return tuple(Case(actions, world, 0, Outside()).ended)


def _by_rule(case: Case) -> Iterator[Finding]:
    for code, (severity, rule) in RULES.items():
        for found in rule(case):
            yield _finding(code, severity, found)


def _by_day(case: Case) -> list[Finding]:
    """Flaws of each day that are not there without the set; one finding for a run of days."""
    first = case.first
    small = None if first is None else excerpt(case, first)
    if first is None or small is None:
        return []
    open_runs: dict[tuple[object, ...], Finding] = {}
    closed: list[Finding] = []
    for day in days_to_look_at(small.columns, small.recorded, small.overlay, first):
        flaws = dict(_new_flaws(small, day, case.world.own))
        for key in [key for key in open_runs if key not in flaws]:
            closed.append(replace(open_runs.pop(key), until=day))
        for key, (code, flaw) in flaws.items():
            if key not in open_runs:
                open_runs[key] = _flawed(case, code, flaw, day)
    return [*closed, *open_runs.values()]


def _new_flaws(
    small: Excerpt, day: Day, own: Own
) -> Iterator[tuple[tuple[object, ...], tuple[str, Flaw]]]:
    at = Coordinates(day, small.recorded)
    known = {key for key, _ in _flaws(Snapshot(small.columns, at), own)}
    for key, flaw in _flaws(Snapshot(small.columns, at, small.overlay), own):
        if key not in known:
            yield key, flaw


def _flaws(seen: Snapshot, own: Own) -> Iterator[tuple[tuple[object, ...], tuple[str, Flaw]]]:
    for code, flaw in flaws_of(seen, own):
        yield (code, flaw.subject, *sorted(flaw.facts.items())), (code, flaw)


def _flawed(case: Case, code: str, flaw: Flaw, day: Day) -> Finding:
    if code == "circle":
        code = "circle_now" if case.acts_on(day) else "circle_later"
    actions = case.actions_on((flaw.subject, *flaw.concerns))
    return _finding(code, CODES[code], Found(flaw.subject, day, flaw.facts, actions))


def _finding(code: str, severity: Severity, found: Found) -> Finding:
    answer = None if found.answer is None else Answer(code, found.subject, found.answer)
    said = (found.subject, found.day, None, found.facts, found.actions)
    return Finding(code, severity, *said, answer)
