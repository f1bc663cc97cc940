"""Budget proposals as they stand: their case, their state, who may see them, what waits."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse

from bureau.core.actors import Actor
from bureau.core.changes.actions import canonical
from bureau.core.procedures.case import Case
from bureau.core.procedures.kinds import Phase
from bureau.core.procedures.route import route
from bureau.core.references import Reference
from bureau.institution.finance.permissions import may_see_budgets
from bureau.institution.finance.queries.voting import KIND as KIND
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_propose_budget
from bureau.institution.governance.queries.proposed_lines import (
    Proposed,
    lines_drafted,
    lines_frozen,
    lines_hash,
    routed_lines,
)
from bureau.institution.governance.queries.states import mark_of
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import (
    OnRecord,
    OpenStep,
    cases_of,
    cases_open,
    days_of,
    people_on_route,
    steps_open,
)
from bureau.institution.procedures.queries.rules import rules_of
from bureau.web.answers import Telling

KEY_LENGTH = 70


@dataclass(frozen=True, slots=True)
class ProposalSeen:
    """A proposal with its case (None while it is drafted) and the places that are voted.

    `is_as_submitted` says that the reader does not draft along: they read what was put forward
    last.
    """

    row: models.BudgetProposal
    case: OnRecord | None
    voted: frozenset[int]
    is_as_submitted: bool = False

    @property
    def state(self) -> str:
        """draft, sent_back, under_way, partly_in_force, in_force, rejected, or withdrawn."""
        if self.case is None:
            return "draft"
        phase = self.case.case.phase
        if phase in (Phase.REJECTED, Phase.WITHDRAWN):
            return "partly_in_force" if self.voted else str(phase)
        if phase is Phase.WITH_AUTHOR:
            return "sent_back"
        if self.case.round.ended is not None:
            return "in_force"
        return "partly_in_force" if self.voted else "under_way"

    @property
    def is_open(self) -> bool:
        """Whether its lines may be written now: as a draft, or sent back."""
        return self.row.discarded is None and self.state in ("draft", "sent_back")

    @property
    def is_over(self) -> bool:
        return self.case is not None and self.case.round.ended is not None


def reference_of(proposal: int) -> Reference:
    return Reference(KIND, proposal)


def proposal_seen(row: models.BudgetProposal) -> ProposalSeen:
    return _with_cases([row])[0]


def proposals_seen(actor: Actor, ids: Collection[int] | None = None) -> list[ProposalSeen]:
    """Those of these (None: of all) that the actor may see, the newest first.

    Whoever keeps the budget of the organisation; its authors while they have a post there; the
    auditor of what was put forward; whoever is on its route; once something of it is voted, all who
    see budgets.
    """
    if actor.person is None:
        return []
    rows = models.BudgetProposal.objects.filter(discarded=None).select_related("budget")
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    found = _with_cases(list(rows))
    routed = _on_route(actor, found)
    return [
        replace(one, is_as_submitted=not _drafts_along(actor, one))
        for one in found
        if one.row.pk in routed or _is_shown(actor, one)
    ]


def _drafts_along(actor: Actor, one: ProposalSeen) -> bool:
    is_own = actor.organisation == one.row.organisation_id
    is_authors = is_own and actor.person in one.row.authors
    return is_authors or may_propose_budget(actor, one.row.organisation_id)


def _is_shown(actor: Actor, one: ProposalSeen) -> bool:
    if _drafts_along(actor, one):
        return True
    if one.case is None:
        return False
    is_own = actor.organisation == one.row.organisation_id
    return actor.is_auditor() or (bool(one.voted) and may_see_budgets(actor, is_own=is_own))


def _on_route(actor: Actor, found: Collection[ProposalSeen]) -> set[int]:
    cases = [one.case for one in found if one.case is not None]
    days = days_of({case.case.organisation for case in cases})
    seen = set[int]()
    for day in sorted(set(days.values())):
        of_day = [case for case in cases if days[case.case.organisation] == day]
        for subject, (posts, persons) in people_on_route(of_day, day).items():
            if actor.person in persons or not actor.posts.isdisjoint(posts):
                seen.add(subject.id)
    return seen


def _with_cases(rows: Collection[models.BudgetProposal]) -> list[ProposalSeen]:
    put = [row.pk for row in rows if row.submitted]
    cases = cases_of(KIND, put)
    voted: dict[int, set[int]] = {}
    entries = models.BudgetEntry.objects.filter(submission__proposal__in=put)
    for proposal, places in entries.values_list("submission__proposal", "places"):
        voted.setdefault(proposal, set()).update(places)
    return [ProposalSeen(row, cases.get(row.pk), frozenset(voted.get(row.pk, ()))) for row in rows]


def lines_without_way(seen: ProposalSeen) -> list[str]:
    """The codes of the lines, not voted yet, for which the rules in force give no one way: with
    them it cannot be put forward."""
    lines = {one.place: one for one in lines_shown(seen) if one.place not in seen.voted}
    organisation = seen.row.organisation
    day = today(organisation).toordinal()
    actions = routed_lines(seen.row.budget, list(lines.values()))
    found = route(Case(organisation.pk, KIND, actions, day), rules_of([organisation.pk]), day)
    return sorted({lines[place].given.code for one in found.findings for place in one.actions})


def state_of_proposal(seen: ProposalSeen) -> str:
    """What a change is held to: a mark that differs after every change that its reader may see."""
    row = seen.row
    acts = ProcedureAct.objects.filter(round__kind=KIND, round__subject=row.pk)
    said = [
        row.pk,
        lines_hash(lines_shown(seen)),
        row.submissions.count(),
        acts.count(),
        row.discarded is not None,
    ]
    return mark_of(canonical(said))


def lines_shown(seen: ProposalSeen) -> tuple[Proposed, ...]:
    """As drafted while they may be written, for who drafts along; else as they were put forward
    last."""
    latest = seen.row.submissions.last() if seen.is_as_submitted or not seen.is_open else None
    return lines_frozen(latest) if latest else lines_drafted(seen.row)


def steps_of_proposals(ids: Collection[int] | None = None) -> list[tuple[OnRecord, OpenStep]]:
    """Every step at which a proposal stands now, with who must act."""
    cases = cases_open(KIND, ids)
    return steps_open(cases) if cases else []


def visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """For the wiring table."""
    return {one.row.pk for one in proposals_seen(actor, ids)}


def owner(actor: Actor, ids: Collection[int]) -> dict[int, int | None]:
    """The post in which each was begun."""
    rows = models.BudgetProposal.objects.filter(pk__in=visible(actor, ids))
    return dict(rows.values_list("pk", "post"))


def tells(ids: Collection[int] | None) -> list[Telling]:
    """The open steps to everyone who may act, once more when they are late; to the author what
    came back."""
    cases = cases_open(KIND, ids)
    if not cases:
        return []
    days = days_of({case.case.organisation for case in cases})
    found = []
    for case, one in steps_open(cases):
        is_late = one.due is not None and one.due < days[case.case.organisation]
        address, key = address_of(case.subject.id), f"{case.round.pk}:{one.step.key}"[:KEY_LENGTH]
        keys = {key: "vote", f"{key}:late": "vote_late"} if is_late else {key: "vote"}
        found += [
            Telling(case.subject.id, person, key, code, {}, address, one.due)
            for person in sorted({each.person for each in one.judged.candidates})
            for key, code in keys.items()
        ]
    back = [case for case in cases if case.case.phase is Phase.WITH_AUTHOR]
    authors = models.BudgetProposal.objects.in_bulk([case.subject.id for case in back])
    return found + [
        Telling(
            case.subject.id,
            authors[case.subject.id].person,
            f"{case.round.pk}:back",
            "proposal_back",
            {},
            address_of(case.subject.id),
        )
        for case in back
    ]


def address_of(proposal: int) -> str:
    """Its page, where the installation has one."""
    try:
        return reverse("budget-proposal", args=[proposal])
    except NoReverseMatch:
        return ""
