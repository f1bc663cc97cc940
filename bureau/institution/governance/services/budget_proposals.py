"""Budget proposals: begun, written line by line, put forward, decided; what is decided is voted."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.procedures.kinds import ActKind
from bureau.core.procedures.rules import RoutedAction
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.finance.models import Budget
from bureau.institution.finance.queries.voting import KIND, lines_standing
from bureau.institution.finance.services.lines import unfit, vote_lines
from bureau.institution.finance.store import LINES_MOST, LineGiven
from bureau.institution.governance import models
from bureau.institution.governance.permissions import (
    may_propose_budget,
    may_withdraw_budget_proposal,
)
from bureau.institution.governance.queries.budget_proposals import (
    ProposalSeen,
    proposal_seen,
    reference_of,
)
from bureau.institution.governance.queries.proposed_lines import (
    Proposed,
    lines_drafted,
    lines_frozen,
    lines_hash,
    lines_outrun,
    routed_lines,
)
from bureau.institution.governance.services.deciding import record_as_decided
from bureau.institution.instruments.services import make_instrument
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.rehearsing import Said
from bureau.institution.procedures.services.acts import Recorded
from bureau.institution.procedures.services.cases import open_round
from bureau.record.journal.services import Act, service, takes

DECIDING = frozenset({ActKind.RECOMMEND, ActKind.APPROVE, ActKind.DECIDE, ActKind.TAKE_NOTE})
"""The acts that steps of rules may ask for."""
RECORDED = DECIDING | {ActKind.DEFER, ActKind.REFER_BACK, ActKind.REJECT}
"""The acts that may be recorded on a step: on all of it, without conditions or amendments."""


@service(
    "governance.begin_budget_proposal",
    pgettext_lazy("act in the journal", "Begin a budget proposal"),
)
def begin_budget_proposal(act: Act, *, budget: int, title: Text) -> int:
    """Begin a proposal of what is to be voted in one budget."""
    row = Budget.objects.filter(pk=budget).first()
    if row is None or not may_propose_budget(act.actor, row.organisation_id):
        raise Refused(Reason("not_yours_to_do"))
    made = models.BudgetProposal.objects.create(
        organisation_id=row.organisation_id,
        budget=row,
        title=title,
        person=act.actor.person or 0,
        post=act.actor.post,
        authors=[act.actor.person or 0],
        begun=act.at,
    )
    act.touch(KIND, made.pk)
    return made.pk


@service(
    "governance.propose_lines",
    pgettext_lazy("act in the journal", "Write lines into a budget proposal"),
)
@takes(LINES_MOST)
def propose_lines(act: Act, *, proposal: int, lines: Sequence[LineGiven]) -> None:
    """Write lines into a proposal, by code; one that is there already is written over.

    A line that the budget has keeps its unit, object and funding: only what is voted on it changes.
    Who writes is an author from then on.
    """
    seen = _writable(act, proposal)
    budget = seen.row.budget
    standing = lines_standing(budget)
    reasons = unfit(budget, lines)
    if any(not one.voted for one in lines):
        reasons.append(Reason("amount_missing"))
    if any(_is_moved(one, standing) for one in lines):
        reasons.append(Reason("line_stays_where_it_is"))
    places = {row.code: row.place for row in seen.row.lines.all()}
    if any(places.get(one.code) in seen.voted for one in lines):
        reasons.append(Reason("already_decided"))
    if reasons:
        raise Refused(*reasons)
    last = max([*places.values(), *_places_put(seen.row)], default=0)
    seen.row.lines.filter(code__in=[one.code for one in lines]).delete()
    fresh = [one.code for one in lines if one.code not in places]
    places |= {code: last + number for number, code in enumerate(fresh, 1)}
    models.ProposedLine.objects.bulk_create(
        _row(seen.row, places[one.code], one, standing.get(one.code)) for one in lines
    )
    act.details.update(lines=len(lines))


@service(
    "governance.take_out_line",
    pgettext_lazy("act in the journal", "Take a line out of a budget proposal"),
)
def take_out_line(act: Act, *, proposal: int, code: str) -> None:
    """Leave a line as it is: the proposal says nothing of it."""
    seen = _writable(act, proposal)
    row = seen.row.lines.filter(code=code).first()
    if row is None:
        raise Refused(Reason("line_not_proposed"))
    if row.place in seen.voted:
        raise Refused(Reason("already_decided"))
    act.details.update(place=row.place)
    row.delete()


@service(
    "governance.discard_budget_proposal",
    pgettext_lazy("act in the journal", "Discard a budget proposal"),
)
def discard_budget_proposal(act: Act, *, proposal: int) -> None:
    """Give up a draft that was never put forward."""
    seen = _writable(act, proposal)
    if seen.case is not None:
        raise Refused(Reason("already_submitted"))
    models.BudgetProposal.objects.filter(pk=seen.row.pk).update(discarded=act.at)


@service(
    "governance.submit_budget_proposal",
    pgettext_lazy("act in the journal", "Put a budget proposal forward"),
)
def submit_budget_proposal(act: Act, *, proposal: int, day: date | None = None) -> int:
    """Put it forward, or forward again, by the rules of today; the number of the submission.

    Its lines are frozen under their hash. Refused where one was voted otherwise since it was
    written, or where no rule gives a route.
    """
    seen = _writable(act, proposal)
    row, lines = seen.row, lines_drafted(seen.row)
    fresh = [one for one in lines if one.place not in seen.voted]
    if not fresh:
        raise Refused(Reason("no_line_to_submit"))
    _refuse_outrun(fresh, row.budget)
    opened = open_round(
        act,
        subject=reference_of(row.pk),
        organisation=row.organisation_id,
        actions=_routed(seen, lines),
        hashes={"actions": lines_hash(lines), "words": {}},
        authors=row.authors,
        actions_changed=_changed(row, lines),
        day=day,
    )
    models.BudgetProposal.objects.filter(pk=row.pk).update(submitted=True)
    made = models.BudgetSubmission.objects.create(
        proposal=row,
        round_id=opened,
        lines=[one.data() for one in lines],
        person=act.actor.person or 0,
        at=act.at,
    )
    act.details.update(lines=len(lines), hash=lines_hash(lines))
    return made.pk


@service(
    "governance.record_on_budget_proposal",
    pgettext_lazy("act in the journal", "Record an act on a budget proposal"),
)
def record_on_budget_proposal(act: Act, *, proposal: int, said: Said) -> int:
    """One act on the route, on all that its step is on; what it decides is voted in the same act.

    Refused where a line that it would vote was voted otherwise meanwhile. The number of the act.
    """
    act.lock(Budget, *_budget_of(proposal))
    (row,) = act.lock(models.BudgetProposal, proposal)
    is_whole = said.parts is None and said.amendment is None
    if said.kind not in RECORDED or not is_whole or said.conditions or said.questions:
        raise Refused(Reason("act_not_on_budgets"))
    recorded = record_as_decided(act, subject=reference_of(row.pk), said=said)
    _vote(act, row, recorded)
    return recorded.act


@service(
    "governance.withdraw_budget_proposal",
    pgettext_lazy("act in the journal", "Withdraw a budget proposal"),
)
def withdraw_budget_proposal(act: Act, *, proposal: int, day: date, note: str = "") -> int:
    """Its author, in the post in which it was begun, takes back what is not yet decided; the number
    of the act."""
    (row,) = act.lock(models.BudgetProposal, proposal)
    if not may_withdraw_budget_proposal(act.actor, row):
        raise Refused(Reason("not_the_author"))
    said = Said(ActKind.WITHDRAW, day, note=note)
    return record_as_decided(act, subject=reference_of(row.pk), said=said).act


def _budget_of(proposal: int) -> list[int]:
    return list(models.BudgetProposal.objects.filter(pk=proposal).values_list("budget", flat=True))


def _writable(act: Act, proposal: int) -> ProposalSeen:
    """The proposal under lock, while it may be written."""
    (row,) = act.lock(models.BudgetProposal, proposal)
    if not may_propose_budget(act.actor, row.organisation_id):
        raise Refused(Reason("not_yours_to_do"))
    seen = proposal_seen(row)
    if not seen.is_open:
        raise Refused(Reason("already_submitted"))
    person = act.actor.person or 0
    if person not in row.authors:
        row.authors = [*row.authors, person]
        models.BudgetProposal.objects.filter(pk=row.pk).update(authors=row.authors)
    act.touch(KIND, row.pk)
    return seen


def _is_moved(given: LineGiven, standing: Mapping[str, LineGiven]) -> bool:
    there = standing.get(given.code)
    said = (given.unit, given.object, given.funding)
    return there is not None and said != (there.unit, there.object, there.funding)


def _row(
    proposal: models.BudgetProposal, place: int, given: LineGiven, there: LineGiven | None
) -> models.ProposedLine:
    """What is not said of a year stays as it is voted."""
    before = None if there is None else dict(there.voted)
    one = Proposed(place, _whole(given, before or {}), before)
    data = one.data()
    return models.ProposedLine(
        proposal=proposal,
        place=place,
        code=given.code,
        unit_id=given.unit,
        object_id=given.object,
        funding=given.funding,
        voted=data["voted"],
        before=data["before"],
    )


def _whole(given: LineGiven, before: Mapping[int, int]) -> LineGiven:
    voted = {**before, **given.voted}
    return LineGiven(given.code, given.unit, given.object, given.funding, voted)


def _places_put(row: models.BudgetProposal) -> list[int]:
    """Places that were put forward: a line that is written later never takes one of them."""
    return [one.place for each in row.submissions.all() for one in lines_frozen(each)]


def _routed(seen: ProposalSeen, lines: Sequence[Proposed]) -> tuple[RoutedAction, ...]:
    """What is voted stays as it was read when it was decided."""
    fresh = routed_lines(seen.row.budget, [one for one in lines if one.place not in seen.voted])
    kept = [one for one in seen.case.case.actions if one.id in seen.voted] if seen.case else []
    return tuple(sorted([*kept, *fresh], key=lambda one: one.id))


def _changed(row: models.BudgetProposal, lines: Sequence[Proposed]) -> frozenset[int]:
    """Places of lines that are others than they were, new, or gone."""
    before = row.submissions.last()
    if before is None:
        return frozenset()
    was = {one.place: one.data() for one in lines_frozen(before)}
    now = {one.place: one.data() for one in lines}
    return frozenset(place for place in was.keys() | now.keys() if was.get(place) != now.get(place))


def _refuse_outrun(lines: Sequence[Proposed], budget: Budget) -> None:
    if outrun := lines_outrun(lines, lines_standing(budget)):
        raise Refused(Reason("lines_voted_meanwhile", {"lines": outrun}))


def _vote(act: Act, row: models.BudgetProposal, recorded: Recorded) -> None:
    """Write what is decided and not yet voted, under the instrument that the act is."""
    submission = row.submissions.last()
    ready = recorded.decided - proposal_seen(row).voted
    if submission is None or not ready:
        return
    lines = [one for one in lines_frozen(submission) if one.place in ready]
    _refuse_outrun(lines, row.budget)
    deciding = ProcedureAct.objects.get(pk=recorded.act)
    instrument = make_instrument(
        act,
        organisation=row.organisation_id,
        kind="decision" if deciding.body_id else "approval",
        title=row.title,
        number=deciding.document[:60],
        body=deciding.body_id,
        meeting=deciding.meeting_id,
        day=deciding.day,
    )
    given = [one.given for one in lines]
    vote_lines(act, budget=row.budget_id, lines=given, instrument=instrument)
    models.BudgetEntry.objects.create(
        submission=submission,
        act=deciding,
        instrument_id=instrument,
        places=sorted(ready),
        at=act.at,
    )
    act.details.update(voted=sorted(ready), hash=lines_hash(lines))
