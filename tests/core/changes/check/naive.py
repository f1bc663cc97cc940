"""A check without any shortcut: one action after another, every rule, every single day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bureau.core.changes.actions import Action
from bureau.core.changes.check import CODES, Finding, Outside
from bureau.core.changes.check.case import Case, Found
from bureau.core.changes.check.flaws import Flaw, flaws_of
from bureau.core.changes.check.rules import RULES
from bureau.core.changes.check.told import order_of_finding
from bureau.core.changes.world import World, snapshot
from bureau.core.spans import Day
from bureau.core.structure.overlay import days_of_change
from bureau.core.structure.snapshot import Snapshot
from tests.core.changes.builders import MemoryWorld

type Key = tuple[object, ...]


def naive_check(
    actions: Iterable[Action], world: MemoryWorld, *, today: Day, outside: Outside
) -> list[Finding]:
    """The findings as `check` must give them."""
    case = Case(actions, world.plainless(), today, outside)
    assert not len(case.plain)
    found = [
        Finding(code, severity, one.subject, one.day, None, one.facts, one.actions)
        for code, (severity, rule) in RULES.items()
        for one in rule(case)
    ]
    return sorted([*found, *_by_day(case)], key=order_of_finding)


def _by_day(case: Case) -> Iterator[Finding]:
    if not case.progress.pending:
        return
    overlay = case.progress.overlay()
    first = min(effect.day for effect in case.progress.pending)
    days = days_of_change(case.world.columns, case.world.recorded)
    last = max([first, *days, *days_of_change(case.world.columns, case.world.recorded, overlay)])
    runs: dict[Key, Finding] = {}
    for day in range(first, last + 2):
        known = {key for key, _, _ in _flaws(snapshot(case.world, day), case.world)}
        now = {
            key: (code, flaw)
            for key, code, flaw in _flaws(snapshot(case.world, day, overlay), case.world)
            if key not in known
        }
        for key in runs.keys() - now.keys():
            yield replace(runs.pop(key), until=day)
        for key in now.keys() - runs.keys():
            runs[key] = _finding(case, *now[key], day)
    yield from runs.values()


def _flaws(seen: Snapshot, world: World) -> Iterator[tuple[Key, str, Flaw]]:
    for code, flaw in flaws_of(seen, world.own):
        yield (code, flaw.subject, *sorted(flaw.facts.items())), code, flaw


def _finding(case: Case, code: str, flaw: Flaw, day: Day) -> Finding:
    if code == "circle":
        code = "circle_now" if any(one.day == day for one in case.actions) else "circle_later"
    found = Found(flaw.subject, day, flaw.facts, case.actions_on((flaw.subject, *flaw.concerns)))
    facts, actions = found.facts, found.actions
    return Finding(code, CODES[code], found.subject, day, None, facts, actions)
