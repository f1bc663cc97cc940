"""On which days a set changes what posts and staffing blocks cost, against what was decided.

A set is held against the structure without it on every day on which either changes: also where a
later decision comes to nothing by the set, or only then counts. So what sets cost one after another
is what the structure costs more, day by day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from bureau.core.changes.check.case import Case
from bureau.core.changes.pending import PendingEffect
from bureau.core.costs import Costed, PostChange
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Role
from bureau.core.structure.fold import Timeline, fold, on_day

COSTED = ("grade", "duty_station", "fte")


def steps_between(subject: Reference, decided: Timeline, planned: Timeline) -> Iterator[PostChange]:
    """Day by day what a plan changes in what a post or block costs, held against what is decided.

    What was decided for a day and does not come about by the plan is taken back on that day.
    """
    starts = {one.valid_from for one in (*decided, *planned)}
    ends = {one.valid_until for one in (*decided, *planned) if one.valid_until is not None}
    was = had = None
    for day in sorted(starts | ends):
        now, has = (_costed_on(one, day) for one in (decided, planned))
        for before, after, is_taken_back in _step(was, now, had, has):
            if before != after:
                yield PostChange(subject.id, day, before, after, subject.kind, is_taken_back)
        was, had = now, has


def _step(
    was: Costed | None, now: Costed | None, had: Costed | None, has: Costed | None
) -> list[tuple[Costed | None, Costed | None, bool]]:
    """What is decided goes from `was` to `now`, what is planned from `had` to `has`: the second
    change, and the first turned round, in one where they meet."""
    if now == was:
        return [(had, has, False)]
    if has == had:
        return [(now, was, True)]
    if was == had and (was is None) == (now is None):
        return [(now, has, False)]
    if now == has:
        return [(had, was, True)]
    return [(had, has, False), (now, was, True)]


def _costed_on(timeline: Timeline, day: Day) -> Costed | None:
    fields = on_day(timeline, day)
    if fields is None:
        return None
    grade, place, fte = fields["grade"], fields.get("duty_station", ""), fields["fte"]
    return Costed(str(grade), str(place), int(fte or 0))


def steps_of(case: Case, kind: str) -> Iterator[PostChange]:
    """What a set changes of posts or blocks, object by object, but for what is plain."""
    for subject in _written(case, kind):
        decided = case.progress.timeline_before(subject)
        yield from steps_between(subject, decided, case.progress.timeline(subject))


def steps_by_action(
    case: Case, kind: str, rules: Mapping[int, str]
) -> Iterator[tuple[int, PostChange]]:
    """The same with the action that brings each about. That is held against what was decided and
    what the actions before it made of it; those in a row that go by one rule count together."""
    record = case.progress.record
    for subject, pending in _written(case, kind).items():
        effects = case.progress.decided_effects(subject)
        before = fold(effects, record)
        for _, several in groupby(pending, lambda one: rules.get(one.action)):
            run = list(several)
            effects = [*effects, *(one.written(-one.place, record, 0) for one in run)]
            after = fold(effects, record)
            for step in steps_between(subject, before, after):
                yield behind(step.day, ((one.day, one.action) for one in run)), step
            before = after


def behind(day: Day, actions: Iterable[tuple[Day, int]]) -> int:
    """Which of the actions, each with its day, changes something on a day: the first of the last
    day until then."""
    _, action = max((one, -action) for one, action in actions if one <= day)
    return -action


def _written(case: Case, kind: str) -> Mapping[Reference, list[PendingEffect]]:
    """What the set writes of posts or blocks on which their cost may depend."""
    found = defaultdict[Reference, list[PendingEffect]](list)
    for one in case.progress.pending:
        if one.subject.kind == kind and _may_cost(one):
            found[one.subject].append(one)
    return found


def _may_cost(effect: PendingEffect) -> bool:
    return (
        effect.role is not Role.CHANGE
        or bool(effect.replaces)
        or not effect.fields.keys().isdisjoint(COSTED)
    )
