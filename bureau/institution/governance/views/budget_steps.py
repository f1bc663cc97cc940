"""The route of a budget proposal as its page shows it: steps, acts, who may act, what is open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import StepState
from bureau.core.procedures.stand_ins import Candidate, Exclusion, Judged
from bureau.institution.governance.queries.budget_proposals import ProposalSeen
from bureau.institution.governance.queries.grounds import Ground, grounds
from bureau.institution.governance.queries.people_named import People, people_and_posts
from bureau.institution.governance.queries.steps_named import Named, named
from bureau.institution.governance.services.budget_proposals import RECORDED
from bureau.institution.governance.texts.labels import (
    ACTS,
    ACTS_DONE,
    CAPACITIES,
    CONTRARY,
    HEADINGS,
    STEP_STATES,
)
from bureau.institution.governance.views.act_lines import (
    ActLine,
    cited_in_words,
    role_in_words,
    short_hash,
)
from bureau.institution.governance.views.budget_lines import ProposedRow
from bureau.institution.governance.views.manner import DecidedLine, decided_lines
from bureau.institution.governance.views.steps import (
    STATE_CSS,
    STEP_MARKS,
    Offered,
    address_of_act,
    candidate_in_words,
    excluded_in_words,
)
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import OpenStep, acts_of, open_steps
from bureau.web.paging import ROWS
from bureau.web.requests import Asking

NO_CASE = 0
"""No reorganisation: ballots are held on nothing else."""


@dataclass(frozen=True, slots=True)
class BudgetStep:
    """One step as the page shows it; `css` is done, here or empty."""

    who: str
    css: str
    state: str
    mark: str
    due: date | None
    grounds: list[Ground]
    parts: list[ProposedRow]
    count: int
    acts: list[ActLine]
    candidates: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    offers: list[Offered] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Around:
    request: Asking
    seen: ProposalSeen
    names: Named
    people: People
    grounds: Mapping[str, list[Ground]]
    rows: Mapping[int, ProposedRow]
    acts: Sequence[ProcedureAct]
    opened: Mapping[str, OpenStep]
    decided: Mapping[int, DecidedLine]


def budget_steps(
    request: Asking, seen: ProposalSeen, rows: Iterable[ProposedRow]
) -> list[BudgetStep]:
    """Every step of a proposal that was put forward; none of a draft."""
    if seen.case is None:
        return []
    steps, acts = seen.case.route.steps, acts_of(seen.case.subject)
    opened = open_steps(seen.case, request.reading.today)
    looked_at = [each for one in opened for each in _looked_at(one)]
    around = _Around(
        request=request,
        seen=seen,
        names=named(steps),
        people=_people(acts, looked_at),
        grounds=grounds(steps),
        rows={row.line.place: row for row in rows},
        acts=acts,
        opened={one.step.key: one for one in opened},
        decided=decided_lines(NO_CASE, acts),
    )
    return [_step(step, around) for step in steps]


def _looked_at(one: OpenStep) -> Iterable[Candidate | Exclusion]:
    return (*one.judged.candidates, *one.judged.excluded)


def _people(acts: Iterable[ProcedureAct], others: Iterable[Candidate | Exclusion]) -> People:
    listed, looked_at = list(acts), list(others)
    return people_and_posts(
        [*(act.person for act in listed), *(one.person for one in looked_at)],
        [
            *(post for act in listed for post in (act.post, act.on_behalf)),
            *(one.post for one in looked_at),
        ],
    )


def _step(step: Step, around: _Around) -> BudgetStep:
    is_here = step.state is StepState.HERE
    opened = around.opened.get(step.key) if is_here else None
    judged = opened.judged if opened else Judged((), ())
    who = role_in_words(step.who.kind, around.names.who(step.who))
    on = step.actions()
    return BudgetStep(
        who=str(HEADINGS[step.act]).format(who=who),
        css=STATE_CSS.get(step.state, ""),
        state=str(STEP_STATES[step.state]),
        mark=STEP_MARKS[step.state],
        due=date.fromordinal(step.due) if step.due else None,
        grounds=around.grounds[step.key],
        parts=[around.rows[place] for place in sorted(on)[:ROWS] if place in around.rows],
        count=len(on),
        acts=[
            _act(act, around.people, around.decided)
            for act in around.acts
            if act.step == step.key and on & frozenset(act.parts)
        ],
        candidates=[candidate_in_words(one, around.people) for one in judged.candidates],
        excluded=[excluded_in_words(one, around.people) for one in judged.excluded],
        offers=_offers(opened, around) if opened else [],
    )


def _offers(opened: OpenStep, around: _Around) -> list[Offered]:
    """The acts open to this reader: what closes the step first, then what does not."""
    first, mine = opened.step.act, opened.acts_for(around.request.actor)
    kinds = sorted(mine & RECORDED, key=lambda kind: (kind != first, kind in CONTRARY, kind))
    address = reverse("budget-proposal-act", args=[around.seen.row.pk])
    return [
        Offered(str(ACTS[kind]), address_of_act(address, opened.step.key, kind), kind in CONTRARY)
        for kind in kinds
    ]


def _act(act: ProcedureAct, people: People, decided: Mapping[int, DecidedLine]) -> ActLine:
    return ActLine(
        row=act,
        word=str(ACTS_DONE[act.kind]),
        mark="ask" if act.kind in CONTRARY else "ok",
        person=people.person(act.person) or _("the clock"),
        post=people.post(act.post, act.day),
        capacity=str(CAPACITIES.get(act.capacity, "")),
        on_behalf=people.post(act.on_behalf, act.day),
        cites=cited_in_words(act),
        note=act.note.said if hasattr(act, "note") else "",
        saw=short_hash(act.hashes["actions"]),
        answer="",
        address="",
        amendment="",
        conditions=[],
        questions=[],
        decided=decided.get(act.pk),
    )
