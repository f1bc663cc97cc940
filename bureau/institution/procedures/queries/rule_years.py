"""What a simulated year is drawn from: every action that may come, by how often such came."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bureau.core.coordinates import Coordinates
from bureau.core.procedures.rules import RoutedAction, Rule
from bureau.core.procedures.samples import Amount, amount_like, amounts_apart, audiences_apart
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
"""So many units of one kind are enough to draw from."""

type Places = Mapping[str, tuple[tuple[int, ...], ...]]
type Mark = tuple[str, str, str, Amount, str | None]
"""An action by its code, class of grades, kind of unit, amount and audience."""


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


@dataclass(frozen=True, slots=True)
class _Where:
    """Units by kind, each with those above; classes of grades, from the lowest up."""

    kinds: Mapping[int, str]
    places: Places
    classes: Mapping[str, Sequence[str]]

    def mark(self, one: RoutedAction, told: _Told) -> Mark:
        found = (name for name, grades in self.classes.items() if one.grade in grades)
        amount = amount_like((one.amount, one.currency), told.amounts, told.near)
        audience = one.audience if one.audience in told.audiences else None
        kind = self.kinds.get(one.unit or 0, "")
        return one.kind, next(found, ""), kind, amount, audience


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
    """In every class of grades and kind of unit, of each amount and audience; what may lack a rule
    and has none, where it came on record."""
    if told.leaves_out and not told.near:
        return
    often = Counter(where.mark(one, told) for one in came if one.kind == told.action)
    classes = where.classes if told.has_grade else {"": (None,)}
    for name, unit_kind, amount, audience in product(
        classes, where.places, told.amounts, told.audiences
    ):
        count = often[(told.action, name, unit_kind, amount, audience)]
        if count or told.near or not told.may_lack:
            yield Typical(
                subject=told.subject,
                action=told.action,
                grade_class=name,
                unit_kind=unit_kind,
                grades=tuple(classes[name]),
                paths=where.places[unit_kind],
                often=count,
                amount=amount,
                audience=audience,
                leaves_out=told.leaves_out,
            )


def _where(organisation: int, day: int) -> _Where:
    seen = snapshot(Coordinates(day, record_number_now()))
    kinds = {unit.id: unit.kind for unit in seen.units()}
    return _Where(kinds, _places(seen, kinds, organisation), _classes(organisation))


def _classes(organisation: int) -> dict[str, list[str]]:
    """The grades of each class, from the lowest up."""
    found: dict[str, list[str]] = {}
    rows = Grade.objects.filter(organisation=organisation).order_by("order", "valid_from")
    for name, code in rows.values_list("grade_class", "code"):
        if code not in found.setdefault(name, []):
            found[name].append(code)
    return found


def _places(seen: Snapshot, kinds: Mapping[int, str], organisation: int) -> Places:
    """For each kind of unit the first units of it, each with those above; one nowhere if none."""
    own = belonging("unit", kinds, organisation)
    found: dict[str, list[int]] = {}
    for unit in sorted(own):
        listed = found.setdefault(kinds[unit], [])
        if len(listed) < PLACES_MOST:
            listed.append(unit)
    return {
        kind: tuple(tuple(each.id for each in seen.path(unit)) for unit in units)
        for kind, units in sorted(found.items())
    } or {"": ((),)}


def _how_answered(of: Drafted, answers: Iterable[Mapping[str, bool]]) -> dict[str, tuple[int, int]]:
    """For each question that a rule asks, how often the answer was no and yes."""
    asked = {rule.asks.key for rule in (*of.rules, *of.drafted) if rule.asks}
    said = Counter((key, answer) for each in answers for key, answer in each.items())
    return {key: (said[key, False], said[key, True]) for key in sorted(asked)}
