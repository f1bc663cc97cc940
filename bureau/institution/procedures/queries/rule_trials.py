"""A draft of rules tried on every case put forward so far, and on a simulated year."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from bureau.core.changes.actions import canonical
from bureau.core.coordinates import Coordinates
from bureau.core.procedures.case import Case
from bureau.core.procedures.kinds import ActKind
from bureau.core.procedures.rule_sets import Judged
from bureau.core.procedures.trials import (
    Past,
    Tried,
    Typical,
    Year,
    hashed,
    simulated_year,
    tried,
)
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Grade
from bureau.institution.organisation.queries.structure import belonging, snapshot
from bureau.institution.procedures import models
from bureau.institution.procedures.queries.rule_drafts import (
    Drafted,
    judged_draft,
    what_is_tried,
)
from bureau.institution.procedures.store import actions_of
from bureau.record.journal.queries import record_number_now
from bureau.web.kinds import routed

PLACES_MOST = 12
"""So many units of one kind are enough to draw from."""

type Places = Mapping[str, tuple[tuple[int, ...], ...]]


@dataclass(frozen=True, slots=True)
class PastCase:
    """A case of the past as it was tried: which, its round, and what would be other."""

    subject: Reference
    round: models.Round
    tried: Tried


@dataclass(frozen=True, slots=True)
class Counted:
    """What is kept of a trial: hashes of what was tried and of what came of it, and the counts."""

    drafted: str
    found: str
    cases: int
    other: int
    simulated: int
    simulated_other: int
    gaps: int
    overlaps: int


@dataclass(frozen=True, slots=True)
class Trial:
    """All that came of trying a draft."""

    drafted: str
    past: tuple[PastCase, ...]
    year: Year
    judged: Judged

    @property
    def other(self) -> tuple[PastCase, ...]:
        """The cases that would have gone another way."""
        return tuple(one for one in self.past if one.tried.is_other)

    def counted(self) -> Counted:
        return Counted(
            self.drafted,
            self._hash(),
            len(self.past),
            len(self.other),
            self.year.cases,
            self.year.other,
            len(self.judged.gaps),
            len(self.judged.overlaps),
        )

    def _hash(self) -> str:
        said = {
            "past": [[one.round.pk, _differences(one.tried)] for one in self.past],
            "year": [[self.year.seed, row.cases, row.other] for row in self.year.rows],
        }
        return sha256(canonical(said).encode()).hexdigest()


def trial_of(of: Drafted) -> Trial:
    """Try a draft, in a constant number of reads."""
    rounds = models.Round.objects.filter(organisation=of.row.organisation_id).order_by("-pk")
    rows = list(rounds)
    answers = _answers(of.row.organisation_id)
    past = tuple(_tried(row, answers.get(row.pk, {}), of) for row in rows)
    return Trial(what_is_tried(of), past, _year(of, rows, answers), judged_draft(of))


def _tried(row: models.Round, answered: Mapping[str, bool], of: Drafted) -> PastCase:
    given = {**row.carried["determinations"], **answered}
    subject, day = Reference(row.kind, row.subject), row.submitted.toordinal()
    case = Case(row.organisation_id, row.kind, actions_of(row.actions), day, given)
    found = tried(Past(str(subject), case), of.rules, of.drafted, of.draft.day)
    return PastCase(subject, row, found)


def _answers(organisation: int) -> dict[int, dict[str, bool]]:
    """What was determined in each round, by question."""
    acts = models.ProcedureAct.objects.filter(
        round__organisation=organisation, kind=ActKind.DETERMINE
    )
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for row in acts.order_by("round", "place"):
        if row.closing and row.answer is not None:
            found[row.round_id][row.closing["question"]] = row.answer
    return found


def _year(
    of: Drafted, rounds: Iterable[models.Round], answers: Mapping[int, Mapping[str, bool]]
) -> Year:
    seen = snapshot(Coordinates(of.draft.day, record_number_now()))
    kinds = {unit.id: unit.kind for unit in seen.units()}
    places = _places(seen, kinds, of.row.organisation_id)
    classes = _classes(of.row.organisation_id)
    of_grade = {grade: name for name, grades in classes.items() for grade in grades}
    often = Counter(
        (row.kind, one["kind"], of_grade.get(one["grade"], ""), kinds.get(one["unit"], ""))
        for row in rounds
        for one in row.actions
    )
    return simulated_year(
        _typical(classes, places, often),
        of.rules,
        of.drafted,
        organisation=of.row.organisation_id,
        first=of.draft.day,
        seed=of.row.pk,
        answers=_how_answered(of, answers.values()),
    )


def _typical(
    classes: Mapping[str, Collection[str]],
    places: Places,
    often: Mapping[tuple[str, str, str, str], int],
) -> list[Typical]:
    """Every action in every class of grades and kind of unit; what may lack a rule, where it came
    on record."""
    found = []
    for subject, actions in routed().items():
        for action, said in actions.items():
            for name, grades in (classes if said.has_grade else {"": (None,)}).items():
                for unit_kind, paths in places.items():
                    count = often.get((subject, action, name, unit_kind), 0)
                    if count or not said.may_lack:
                        found.append(
                            Typical(subject, action, name, unit_kind, tuple(grades), paths, count)
                        )
    return found


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


def _differences(one: Tried) -> list[object]:
    return [hashed(each) for each in one.differences]
