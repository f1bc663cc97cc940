"""A whole set checked on every day that matters; all findings at once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bureau.core.changes.actions import Action
from bureau.core.changes.check.case import Case, Found
from bureau.core.changes.check.days import days_to_look_at
from bureau.core.changes.check.findings import Answer, Finding, Outside, Severity
from bureau.core.changes.check.flaws import FLAWS, Flaw
from bureau.core.changes.check.rules import CODES, RULES
from bureau.core.changes.pending import PendingEffect
from bureau.core.changes.world import World, snapshot
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot

_WEIGHTS = {severity: weight for weight, severity in enumerate(Severity)}


def check(
    actions: Iterable[Action],
    world: World,
    *,
    today: Day,
    answers: Iterable[Answer] = (),
    outside: Outside | None = None,
) -> tuple[Finding, ...]:
    """Everything that bars, asks or tells, in that order, of what the set itself brings about.

    Looks at every later day on which anything it could meet changes, with all that is decided for
    those days in force.
    """
    case = Case(actions, world, today, outside or Outside())
    findings = [*_by_rule(case), *_by_day(case)]
    given = {(answer.code, answer.subject): answer for answer in answers}
    return tuple(
        replace(finding, answer=given.get((finding.code, finding.subject)))
        if finding.severity is Severity.ASKS
        else finding
        for finding in sorted(findings, key=_order)
    )


def check_effects(
    effects: Iterable[PendingEffect], world: World, *, today: Day
) -> tuple[Finding, ...]:
    """What effects without actions behind them, as a correction writes, would bring about."""
    case = Case((), world, today, Outside())
    for one in effects:
        case.progress.write(
            one.action, one.subject, one.day, one.role, one.fields, one.replaces, one.manner
        )
    return tuple(sorted([*_by_rule(case), *_by_day(case)], key=_order))


def ended(actions: Iterable[Action], world: World) -> tuple[Reference, ...]:
    """The units and posts that the set would end: what to ask others about, for `Outside`."""
    return tuple(Case(actions, world, 0, Outside()).ended)


def _by_rule(case: Case) -> Iterator[Finding]:
    for code, (severity, rule) in RULES.items():
        for found in rule(case):
            yield _finding(code, severity, found)


def _by_day(case: Case) -> list[Finding]:
    """Flaws of each day that are not there without the set; one finding for a run of days."""
    if not case.progress.pending:
        return []
    first = min(effect.day for effect in case.progress.pending)
    open_runs: dict[tuple[object, ...], Finding] = {}
    closed: list[Finding] = []
    for day in days_to_look_at(case.world, case.overlay, first):
        flaws = dict(_new_flaws(case, day))
        for key in [key for key in open_runs if key not in flaws]:
            closed.append(replace(open_runs.pop(key), until=day))
        for key, (code, flaw) in flaws.items():
            if key not in open_runs:
                open_runs[key] = _flawed(case, code, flaw, day)
    return [*closed, *open_runs.values()]


def _new_flaws(case: Case, day: Day) -> Iterator[tuple[tuple[object, ...], tuple[str, Flaw]]]:
    known = {key for key, _ in _flaws(snapshot(case.world, day))}
    for key, flaw in _flaws(snapshot(case.world, day, case.overlay)):
        if key not in known:
            yield key, flaw


def _flaws(seen: Snapshot) -> Iterator[tuple[tuple[object, ...], tuple[str, Flaw]]]:
    for code, rule in FLAWS.items():
        for flaw in rule(seen):
            yield (code, flaw.subject, *sorted(flaw.facts.items())), (code, flaw)


def _flawed(case: Case, code: str, flaw: Flaw, day: Day) -> Finding:
    if code == "circle":
        is_now = any(action.day == day for action in case.actions)
        code = "circle_now" if is_now else "circle_later"
    actions = case.actions_on((flaw.subject, *flaw.concerns))
    return _finding(code, CODES[code], Found(flaw.subject, day, flaw.facts, actions))


def _finding(code: str, severity: Severity, found: Found) -> Finding:
    return Finding(code, severity, found.subject, found.day, None, found.facts, found.actions)


def _order(finding: Finding) -> tuple[object, ...]:
    weight = _WEIGHTS[finding.severity]
    return (
        weight,
        finding.day,
        finding.code,
        finding.subject,
        finding.actions,
        str(finding.facts),
    )
