"""How a draft stands with its clearance: what covers it, whether it is cleared, what is asked."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action
from bureau.core.changes.check import CODES, Finding
from bureau.core.changes.expand import progress_of
from bureau.core.changes.progress import Progress
from bureau.core.procedures.kinds import ActKind, Audience, Phase
from bureau.core.procedures.rules import RoutedAction, Rule, governing, rules_for
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.queries import reorganisations
from bureau.institution.governance.queries.clearing import KIND
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    in_force,
    seen_by,
    submission_of,
)
from bureau.institution.governance.queries.routing import routed
from bureau.institution.governance.queries.valuing import with_amounts
from bureau.institution.governance.queries.versions import (
    drafted_hashes,
    state_hash,
    state_submitted,
)
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.queries.structure import world
from bureau.institution.procedures.models import Outcome, RoundEnd
from bureau.institution.procedures.queries.cases import (
    OnRecord,
    OpenStep,
    case_on_record,
    cases_open,
    days_of,
    open_steps,
    steps_open,
)
from bureau.institution.procedures.queries.rules import rules_of
from bureau.web.answers import Telling

DONE = (Outcome.SETTLED, Outcome.DONE)
KEY_LENGTH = 70


@dataclass(frozen=True, slots=True)
class ClearanceSeen:
    """A clearance with its case; `is_of_now` says that the draft is still what was put forward."""

    row: models.Clearance
    case: OnRecord
    is_of_now: bool
    is_done: bool

    @property
    def state(self) -> str:
        """cleared, void, asked, returned, or taken_back."""
        if self.is_done:
            return "cleared" if self.is_of_now else "void"
        if self.case.case.phase is Phase.WITH_AUTHOR:
            return "returned"
        return "asked" if self.case.round.ended is None else "taken_back"


def rules_of_clearance(organisation: int, day: date) -> tuple[Rule, ...]:
    return rules_for(rules_of([organisation]), organisation, KIND, day.toordinal())


def covered(actions: Sequence[RoutedAction], rules: Sequence[Rule]) -> tuple[RoutedAction, ...]:
    """The actions that some rule of clearance governs."""
    return tuple(one for one in actions if governing(one, rules, {}))


def for_audience(actions: Sequence[RoutedAction], audience: str | None) -> tuple[RoutedAction, ...]:
    """The same, said to be for somebody."""
    return tuple(replace(one, audience=audience) for one in actions)


def audiences_named(rules: Iterable[Rule]) -> list[Audience]:
    """Those that some rule tells from others."""
    named = {one for rule in rules for one in rule.audiences or ()}
    return [one for one in Audience if one in named]


def routed_draft(row: models.Reorganisation) -> tuple[RoutedAction, ...]:
    """What is left of a draft, as rules read it."""
    done = in_force(row.pk)
    left = [action for action in actions_of(row.pk) if action.id not in done]
    known = world(row.organisation_id)
    progress = progress_of(left, known)
    return with_amounts(routed(left, progress, row.organisation_id), left, known)


def clearances_read(seen: Seen) -> list[ClearanceSeen]:
    """Those of a case that the reader reads: from whom its draft is hidden, those of what was put
    forward last."""
    return clearances_of(seen.row, submission_of(seen.row.pk) if seen.hides_draft else None)


def clearances_of(
    row: models.Reorganisation, until: models.Submission | None = None
) -> list[ClearanceSeen]:
    """Each time that a draft was put forward for clearance, the latest first; of all, or of those
    until it was submitted."""
    rows = models.Clearance.objects.filter(reorganisation=row).order_by("-number")
    listed = list(rows.filter(at__lte=until.at) if until else rows)
    if not listed:
        return []
    now = state_submitted(until) if until else state_hash(drafted_hashes(row))
    found = []
    for one in listed:
        case = case_on_record(Reference(KIND, one.pk))
        if case is not None:
            found.append(ClearanceSeen(one, case, one.state == now, _is_done(case)))
    return found


def is_cleared(
    row: models.Reorganisation, asked: Sequence[RoutedAction], demanded: Sequence[Rule]
) -> bool:
    """Whether each of these actions, as the draft is now, was cleared by the rules that demand it.

    A clearance for an audience counts only where the same rules governed it.
    """
    cleared = {
        (action.id, rule.id)
        for seen in clearances_of(row)
        if seen.is_of_now and seen.is_done
        for action in seen.case.case.actions
        for rule in governing(
            action, rules_of_clearance(row.organisation_id, seen.case.round.submitted), {}
        )
    }
    wanted = {(action.id, rule.id) for action in asked for rule in governing(action, demanded, {})}
    return wanted <= cleared


def findings_of_clearance(
    row: models.Reorganisation, actions: Sequence[Action], progress: Progress, day: date
) -> Iterator[Finding]:
    """Where a rule demands clearance before the draft goes forward, that it is not cleared bars."""
    rules = [rule for rule in rules_of_clearance(row.organisation_id, day) if rule.demanded]
    if not rules or not actions:
        return
    read = routed(actions, progress, row.organisation_id)
    asked = covered(with_amounts(read, actions, world(row.organisation_id)), rules)
    if asked and not is_cleared(row, asked, rules):
        places = tuple(sorted(one.id for one in asked))
        subject = Reference(reorganisations.KIND, row.pk)
        yield Finding(
            "not_cleared", CODES["not_cleared"], subject, day.toordinal(), None, {}, places
        )


def visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """For the wiring table: those of drafts that the actor may see."""
    rows = models.Clearance.objects.filter(pk__in=ids).values_list("pk", "reorganisation")
    pairs = list(rows)
    seen = seen_by(actor, {of for _number, of in pairs})
    return {number for number, of in pairs if of in seen}


def drafts_of(ids: Collection[int]) -> dict[int, models.Reorganisation]:
    """The draft of each clearance."""
    rows = models.Clearance.objects.filter(pk__in=ids).select_related("reorganisation")
    return {row.pk: row.reorganisation for row in rows}


def steps_of_clearance(ids: Collection[int] | None = None) -> list[tuple[OnRecord, OpenStep]]:
    """Every step at which a clearance stands now, with who must act."""
    cases = cases_open(KIND, ids)
    return steps_open(cases) if cases else []


def may_do(one: OpenStep, actor: Actor) -> list[str]:
    """What the actor may do on an open step: clear it, return it, both or neither."""
    mine = one.acts_for(actor)
    acts = {"clears": one.step.act, "returns": ActKind.REFER_BACK}
    return [does for does, act in acts.items() if act in mine]


def open_to(actor: Actor, latest: ClearanceSeen | None, day: date) -> dict[str, list[str]]:
    """The same on each step at which a clearance stands, by its key; none where neither."""
    if latest is None or latest.state != "asked":
        return {}
    found = {one.step.key: may_do(one, actor) for one in open_steps(latest.case, day)}
    return {key: does for key, does in found.items() if does}


def tells(ids: Collection[int] | None) -> list[Telling]:
    """The open steps to everyone who may act, once more when they are late; to the author what
    came back."""
    cases = cases_open(KIND, ids)
    drafts = drafts_of([case.subject.id for case in cases])
    days = days_of({case.case.organisation for case in cases})
    found = []
    for case, one in steps_open(cases):
        address = _address(drafts[case.subject.id].pk)
        late = one.due is not None and one.due < days[case.case.organisation]
        return_it = {each.person for each in one.judged_for(ActKind.REFER_BACK).candidates}
        for person in sorted({each.person for each in one.judged.candidates}):
            key = f"{case.round.pk}:{one.step.key}"[:KEY_LENGTH]
            code = "clear" if person in return_it else "clear_alone"
            told = Telling(case.subject.id, person, key, code, {}, address, one.due)
            found.append(told)
            if late:
                found.append(
                    Telling(
                        case.subject.id, person, f"{key}:late", "clear_late", {}, address, one.due
                    )
                )
    found += [
        Telling(
            case.subject.id,
            drafts[case.subject.id].author_id,
            f"{case.round.pk}:back",
            "clearance_returned",
            {},
            _address(drafts[case.subject.id].pk),
        )
        for case in cases
        if case.case.phase is Phase.WITH_AUTHOR
    ]
    return found


def _address(reorganisation: int) -> str:
    return reverse("reorganisation-clearance", args=[reorganisation])


def _is_done(case: OnRecord) -> bool:
    rows = RoundEnd.objects.filter(round=case.round.pk, outcome__in=DONE)
    return rows.exists()
