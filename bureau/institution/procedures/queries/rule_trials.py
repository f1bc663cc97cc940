"""A draft of rules tried on every case put forward so far, and on a simulated year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from bureau.core.changes.actions import canonical
from bureau.core.procedures.case import Case
from bureau.core.procedures.kinds import ActKind
from bureau.core.procedures.rule_sets import Judged
from bureau.core.procedures.trials import Past, Tried, Year, hashed, tried
from bureau.core.references import Reference
from bureau.institution.procedures import models
from bureau.institution.procedures.queries.rule_drafts import (
    Drafted,
    judged_draft,
    what_is_tried,
)
from bureau.institution.procedures.queries.rule_years import year_of
from bureau.institution.procedures.store import actions_of
from bureau.web.answers import RoutedKind
from bureau.web.kinds import routed


@dataclass(frozen=True, slots=True)
class PastCase:
    """A case of the past as it was tried: which, as one of what kind, its round, and what would be
    other."""

    subject: Reference
    kind: str
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
            "past": [[one.round.pk, one.kind, _differences(one.tried)] for one in self.past],
            "year": [[self.year.seed, row.cases, row.other] for row in self.year.rows],
        }
        return sha256(canonical(said).encode()).hexdigest()


def trial_of(of: Drafted) -> Trial:
    """Try a draft, in a constant number of reads."""
    rounds = models.Round.objects.filter(organisation=of.row.organisation_id).order_by("-pk")
    rows = list(rounds)
    answers = _answers(of.row.organisation_id)
    past = tuple(_past(rows, answers, of))
    year = year_of(of, rows, answers)
    return Trial(what_is_tried(of), past, year, judged_draft(of))


def _past(
    rows: Iterable[models.Round], answers: Mapping[int, Mapping[str, bool]], of: Drafted
) -> Iterator[PastCase]:
    """Each round; and that of a case which another kind comes before, as one of that kind too."""
    ruled = {subject for rule in (*of.rules, *of.drafted) for subject in rule.subjects}
    kinds = {name: kind for name, kind in routed().items() if name in ruled or not kind.before}
    for row in rows:
        for name, kind in kinds.items():
            if name == row.kind or kind.before == row.kind:
                found = _tried(row, name, kind, answers.get(row.pk, {}), of)
                if name == row.kind or not found.tried.is_left_out:
                    yield found


def _tried(
    row: models.Round, name: str, kind: RoutedKind, answered: Mapping[str, bool], of: Drafted
) -> PastCase:
    given = {**row.carried["determinations"], **answered}
    subject, day = Reference(row.kind, row.subject), row.submitted.toordinal()
    case = Case(row.organisation_id, name, actions_of(row.actions), day, given)
    past = Past(str(subject), case, kind.leaves_out)
    return PastCase(subject, name, row, tried(past, of.rules, of.drafted, of.draft.day))


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


def _differences(one: Tried) -> list[object]:
    return [hashed(each) for each in one.differences]
