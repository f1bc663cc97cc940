"""What a simulated year is drawn from: every action that may come, by how often such came."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bureau.core.coordinates import Coordinates
from bureau.core.procedures.rules import RoutedAction, Rule
from bureau.core.procedures.samples import (
    Amount,
    amount_like,
    amounts_apart,
    audiences_apart,
    grades_apart,
    units_named,
)
from bureau.core.procedures.trials import Typical, Year, simulated_year
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Grade
from bureau.institution.organisation.queries.structure import belonging, snapshot
from bureau.institution.procedures import models
from bureau.institution.procedures.queries.rule_drafts import Drafted
from bureau.institution.procedures.store import actions_of
from bureau.record.journal.queries import record_number_now
from bureau.web.kinds import routed

PLACES_MOST = 12
"""So many units of one kind, which no rule tells apart, are enough to draw from."""

type Path = tuple[int, ...]
type Grades = tuple[str | None, ...]
type Place = tuple[str, tuple[int, ...]]
"""A kind of unit, and the units that rules name in or under which it stands."""
type Mark = tuple[Grades, Place, Amount, str | None]
"""An action by its grades, place, amount and audience."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An action of one kind of case, and all rules that name it or every action."""

    subject: str
    action: str
    has_grade: bool
    may_lack: bool
    leaves_out: bool
    amounts: Sequence[Amount]
    audiences: Sequence[str | None]
    near: Sequence[Rule]

    def mark(self, one: RoutedAction, where: "_Where", grades: Iterable[Grades]) -> Mark:
        amount = amount_like((one.amount, one.currency), self.amounts, self.near)
        audience = one.audience if one.audience in self.audiences else None
        of_grade = next((each for each in grades if one.grade in each), ())
        kind = where.kinds.get(one.unit or 0, "")
        return of_grade, (kind, _within(one.path(), units_named(self.near))), amount, audience


@dataclass(frozen=True, slots=True)
class _Where:
    """Units by kind, each with those above; classes of grades, from the lowest up."""

    kinds: Mapping[int, str]
    paths: Mapping[str, Sequence[Path]]
    classes: Mapping[str, Sequence[str]]

    def grades(self, told: _Told) -> dict[Grades, str]:
        """Grades that no rule tells from each other, and their class."""
        if not told.has_grade:
            return {(None,): ""}
        return {
            alike: name
            for name, grades in self.classes.items()
            for alike in grades_apart(told.near, grades)
        }

    def places(self, told: _Told) -> dict[Place, tuple[Path, ...]]:
        """The first units of each kind that no rule tells from each other."""
        named = units_named(told.near)
        found: dict[Place, list[Path]] = {}
        for kind, paths in self.paths.items():
            for path in paths:
                listed = found.setdefault((kind, _within(path, named)), [])
                if len(listed) < PLACES_MOST:
                    listed.append(path)
        return {place: tuple(paths) for place, paths in found.items()}


def year_of(
    of: Drafted, rounds: Iterable[models.Round], answers: Mapping[int, Mapping[str, bool]]
) -> Year:
    """A year of invented cases, drawn with the number of the draft as its seed."""
    where = _where(of.row.organisation_id, of.draft.day)
    by_kind: dict[str, list[RoutedAction]] = {}
    for row in rounds:
        by_kind.setdefault(row.kind, []).extend(actions_of(row.actions))
    typical = [
        each
        for told in _told((*of.rules, *of.drafted))
        for each in _typical(told, where, by_kind.get(_came_as(told.subject), ()))
    ]
    return simulated_year(
        typical,
        of.rules,
        of.drafted,
        organisation=of.row.organisation_id,
        first=of.draft.day,
        seed=of.row.pk,
        answers=_how_answered(of, answers.values()),
    )


def _told(rules: Sequence[Rule]) -> Iterator[_Told]:
    for subject, kind in routed().items():
        mine = [rule for rule in rules if subject in rule.subjects]
        for action, said in kind.actions.items():
            near = [rule for rule in mine if rule.actions is None or action in rule.actions]
            yield _Told(
                subject=subject,
                action=action,
                has_grade=said.has_grade,
                may_lack=said.may_lack or (kind.may_be_free and not mine),
                leaves_out=kind.leaves_out,
                amounts=amounts_apart(near, is_costly=said.is_costly),
                audiences=audiences_apart(near) if kind.has_audience else (None,),
                near=near,
            )


def _came_as(subject: str) -> str:
    """What comes before another kind of case comes as often as that."""
    return routed()[subject].before or subject


def _typical(told: _Told, where: _Where, came: Iterable[RoutedAction]) -> Iterator[Typical]:
    """In all grades and kinds of unit that rules tell apart, of each amount and audience; what may
    lack a rule and has none, where it came on record."""
    if told.leaves_out and not told.near:
        return
    grades, places = where.grades(told), where.places(told)
    often = Counter(told.mark(one, where, grades) for one in came if one.kind == told.action)
    for alike, place, amount, audience in product(grades, places, told.amounts, told.audiences):
        count = often[alike, place, amount, audience]
        if count or told.near or not told.may_lack:
            unit_kind, units = place
            yield Typical(
                subject=told.subject,
                action=told.action,
                grade_class=grades[alike],
                unit_kind=unit_kind,
                grades=alike,
                paths=places[place],
                often=count,
                amount=amount,
                audience=audience,
                leaves_out=told.leaves_out,
                units=units,
            )


def _within(path: Path, named: Collection[int]) -> tuple[int, ...]:
    return tuple(unit for unit in path if unit in named)


def _where(organisation: int, day: int) -> _Where:
    seen = snapshot(Coordinates(day, record_number_now()))
    kinds = {unit.id: unit.kind for unit in seen.units()}
    return _Where(kinds, _paths(seen, kinds, organisation), _classes(organisation))


def _classes(organisation: int) -> dict[str, list[str]]:
    """The grades of each class, from the lowest up."""
    found: dict[str, list[str]] = {}
    rows = Grade.objects.filter(organisation=organisation).order_by("order", "valid_from")
    for name, code in rows.values_list("grade_class", "code"):
        if code not in found.setdefault(name, []):
            found[name].append(code)
    return found


def _paths(
    seen: Snapshot, kinds: Mapping[int, str], organisation: int
) -> Mapping[str, Sequence[Path]]:
    """For each kind of unit all of it, each with those above; one nowhere if none."""
    found: dict[str, list[Path]] = {}
    for unit in sorted(belonging("unit", kinds, organisation)):
        found.setdefault(kinds[unit], []).append(tuple(each.id for each in seen.path(unit)))
    return dict(sorted(found.items())) or {"": [()]}


def _how_answered(of: Drafted, answers: Iterable[Mapping[str, bool]]) -> dict[str, tuple[int, int]]:
    """For each question that a rule asks, how often the answer was no and yes."""
    asked = {rule.asks.key for rule in (*of.rules, *of.drafted) if rule.asks}
    said = Counter((key, answer) for each in answers for key, answer in each.items())
    return {key: (said[key, False], said[key, True]) for key in sorted(asked)}
