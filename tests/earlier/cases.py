"""One case of each kind in each state: made by an earlier version, finished by this one.

`made.json` holds the numbers of the house and the cases in the kept backup. `make` built them with
the version of 2026-12-02 (commit 94b0efb5), in an empty home with a migrated SQLite database and
the key of `test_finished`. `bureau backup` then wrote the file.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import ActKind
from bureau.core.references import Reference
from bureau.institution.finance.store import LineGiven
from bureau.institution.governance.models import BudgetProposal, Clearance
from bureau.institution.governance.queries.budget_proposals import proposal_seen
from bureau.institution.governance.queries.clearance import clearances_of
from bureau.institution.governance.services import (
    accepting,
    actions,
    budget_proposals,
    clearance,
    drafts,
    steps,
    submissions,
)
from bureau.institution.procedures.models import Round
from bureau.institution.procedures.queries.cases import questions_open
from bureau.institution.procedures.queries.rehearsing import Said
from bureau.record.journal.services.founding import found_installation
from bureau.web.multilingual import text
from tests.institution.finance.budgeted import Budgeted
from tests.institution.governance import engagement as route
from tests.institution.governance.engagement import Engagement
from tests.institution.governance.test_budget_proposals import MORE, rule_of_budgets
from tests.institution.governance.test_clearance import rule_of_clearance
from tests.institution.house import FORCE, NOW, TODAY, House, build_house

REFUSED = "Not this year"


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """The clock shows this instant."""
    with patch.object(timezone, "now", lambda: instant):
        yield


# Reorganisations: one new unit each, so that no case touches another.


def draft(house: House, code: str) -> Engagement:
    number = drafts.start_reorganisation(
        house.actor("Olga"),
        organisation=house.organisation,
        reference=code,
        title=text(en=f"Unit {code}"),
        purpose=text(en="To try an upgrade"),
    )
    actions.add_action(
        house.actor("Olga"),
        reorganisation=number,
        kind=ActionKind.ESTABLISH_UNIT,
        day=FORCE.toordinal(),
        subject=None,
        values={"code": code, "kind": "department", "parent": house.units["TSB"]},
        words={"name": text(en=f"Unit {code}")},
        reason="Asked for by the paper",
    )
    return Engagement(house, number, 0)


def submit(case: Engagement) -> None:
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)


def reject(case: Engagement) -> None:
    key = case.step("approve")
    sana = case.house.actor("Sana")
    steps.reject(sana, reorganisation=case.number, step=key, day=TODAY, note=REFUSED)


def defer(case: Engagement) -> None:
    steps.defer(
        case.house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("approve"),
        day=TODAY,
        until=TODAY + timedelta(days=7),
        note=REFUSED,
    )


def refer_back(case: Engagement) -> None:
    steps.refer_back(
        case.house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("approve"),
        day=TODAY,
        questions=("Who heads the unit?",),
    )


def answer(case: Engagement) -> None:
    (question,) = questions_open(Reference("reorganisation", case.number))
    accepting.answer_question(
        case.officer, reorganisation=case.number, question=question.pk, said="Its chief"
    )


def withdraw(case: Engagement) -> None:
    steps.withdraw_reorganisation(case.officer, reorganisation=case.number, day=TODAY)


WAY: tuple[Callable[[Engagement], object], ...] = (
    submit,
    route.determine,
    route.recommend,
    route.approve,
    route.take_note,
)
REORGANISATIONS: dict[str, tuple[Callable[[Engagement], object], ...]] = {
    "drafted": (),
    "submitted": WAY[:1],
    "determined": WAY[:2],
    "recommended": WAY[:3],
    "approved": WAY[:4],
    "noted": WAY,
    "deferred": (*WAY[:3], defer),
    "referred_back": (*WAY[:3], refer_back),
    "answered": (*WAY[:3], refer_back, answer),
    "submitted_again": (*WAY[:3], refer_back, answer, submit),
    "rejected": (*WAY[:3], reject),
    "withdrawn": (*WAY[:3], withdraw),
}
"""The acts that bring a case into each state."""
REMAINING: dict[str, tuple[Callable[[Engagement], object], ...]] = {
    "drafted": WAY,
    "submitted": WAY[1:],
    "determined": WAY[2:],
    "recommended": WAY[3:],
    "approved": WAY[4:],
    "deferred": WAY[3:],
    "referred_back": (answer, submit, *WAY[3:]),
    "answered": (submit, *WAY[3:]),
    "submitted_again": WAY[3:],
}
"""The acts that bring each of these to its end; the others are over."""


# Clearances of drafts.


def ask(case: Engagement) -> None:
    clearance.ask_for_clearance(case.officer, reorganisation=case.number)


def clear(case: Engagement, name: str, *, returns: bool = False) -> None:
    latest = Clearance.objects.filter(reorganisation=case.number).latest("number")
    seen = clearances_of(latest.reorganisation)[0]
    posts = {"Dede": "DEP", "Dina": "DIR"}
    holder = f"post:{case.house.posts[posts[name]]}" if name in posts else "role"
    clearance.record_clearance(
        case.house.actor(name),
        clearance=latest.pk,
        step=next(step.key for step in seen.case.route.steps if f".{holder}" in step.key),
        day=TODAY,
        returns=returns,
        note=REFUSED if returns else "",
        seen=seen.case.seen(),
    )


def state_of_clearance(case: Engagement) -> str:
    latest = Clearance.objects.filter(reorganisation=case.number).latest("number")
    return clearances_of(latest.reorganisation)[0].state


CLEARANCES: dict[str, tuple[str, ...]] = {
    "asked": (),
    "half_cleared": ("Hana",),
    "cleared": ("Hana", "Dede", "Dina"),
    "returned": ("Hana", "-Dede"),
}
"""Who clears; a minus is a return."""


def cleared_by(case: Engagement, names: tuple[str, ...]) -> None:
    for name in names:
        clear(case, name.strip("-"), returns=name.startswith("-"))


# Budget proposals.


class Proposal:
    """A proposal of the budget officer for a line of its own."""

    def __init__(self, house: House, number: int) -> None:
        self.house, self.number = house, number

    @property
    def officer(self) -> Actor:
        return self.house.actor("Hana")

    @property
    def state(self) -> str:
        return proposal_seen(BudgetProposal.objects.get(pk=self.number)).state

    def submit(self) -> None:
        budget_proposals.submit_budget_proposal(self.officer, proposal=self.number)

    def withdraw(self) -> None:
        budget_proposals.withdraw_budget_proposal(
            self.officer, proposal=self.number, day=TODAY, note=REFUSED
        )

    def recommend(self) -> None:
        self._act("Dina", ActKind.RECOMMEND)

    def decide(self) -> None:
        self._act("Coco", ActKind.DECIDE, document=f"COCO/{self.number}")

    def reject(self) -> None:
        self._act("Coco", ActKind.REJECT, note=REFUSED, document=f"COCO/{self.number}")

    def _act(self, name: str, kind: ActKind, **cited: str) -> None:
        case = proposal_seen(BudgetProposal.objects.get(pk=self.number)).case
        assert case is not None
        (step,) = case.here()
        said = Said(kind, TODAY, step.key, seen=case.seen(), **cited)  # type: ignore[arg-type]
        budget_proposals.record_on_budget_proposal(
            self.house.actor(name), proposal=self.number, said=said
        )


BUDGETS: dict[str, tuple[str, ...]] = {
    "drafted": (),
    "submitted": ("submit",),
    "recommended": ("submit", "recommend"),
    "decided": ("submit", "recommend", "decide"),
    "rejected": ("submit", "recommend", "reject"),
    "withdrawn": ("submit", "withdraw"),
}
WHOLE_WAY = BUDGETS["decided"]


def propose(house: House, made: Budgeted, code: str) -> Proposal:
    proposal = Proposal(
        house,
        budget_proposals.begin_budget_proposal(
            house.actor("Hana"), budget=made.number, title=text(en=f"Line {code}")
        ),
    )
    line = LineGiven(code, house.units["TSB"], made.travel, "", {2025: MORE})
    budget_proposals.propose_lines(proposal.officer, proposal=proposal.number, lines=[line])
    return proposal


def make(file: str) -> None:
    """Build the house and all cases; write their numbers to the file."""
    with at(NOW):
        found_installation(Actor(person=None), demonstration=False)
        house = build_house()
        rule_of_clearance(house)
        budget = Budgeted(house)
        rule_of_budgets(house)
        cases: dict[str, dict[str, int]] = {"reorganisation": {}, "clearance": {}, "budget": {}}
        for place, (state, acts) in enumerate(REORGANISATIONS.items()):
            case = draft(house, f"R{place}")
            for act in acts:
                act(case)
            cases["reorganisation"][state] = case.number
        for place, (state, names) in enumerate(CLEARANCES.items()):
            case = draft(house, f"C{place}")
            ask(case)
            cleared_by(case, names)
            cases["clearance"][state] = case.number
        for state, names in BUDGETS.items():
            proposal = propose(house, budget, state.upper()[:8])
            for name in names:
                getattr(proposal, name)()
            cases["budget"][state] = proposal.number
    numbers = {"organisation": house.organisation, "units": house.units, "posts": house.posts}
    numbers |= {"people": house.people, "bodies": house.bodies, "meetings": house.meetings}
    Path(file).write_text(json.dumps({"house": numbers, "cases": cases}, indent=1) + "\n")


def finish(file: str) -> None:
    """Take each case of the file to its end; an error names the case that did not reach it."""
    kept = json.loads(Path(file).read_text())
    house, cases = House(**kept["house"]), kept["cases"]
    ends = {}
    with at(NOW + timedelta(hours=1)):
        for state, number in cases["reorganisation"].items():
            ends[f"reorganisation {state}"] = _reorganisation(Engagement(house, number, 0), state)
        for state, number in cases["clearance"].items():
            ends[f"clearance {state}"] = _clearance(Engagement(house, number, 0), state)
        for state, number in cases["budget"].items():
            ends[f"budget {state}"] = _budget(Proposal(house, number), state)
    print(json.dumps(ends))


def _reorganisation(case: Engagement, state: str) -> str:
    for act in REMAINING.get(state, ()):
        act(case)
    latest = Round.objects.filter(kind="reorganisation", subject=case.number).latest("number")
    return str(latest.end.outcome)


def _clearance(case: Engagement, state: str) -> str:
    if state == "returned":
        ask(case)
    done = CLEARANCES[state] if state != "returned" else ()
    if state != "cleared":
        cleared_by(case, tuple(name for name in CLEARANCES["cleared"] if name not in done))
    return state_of_clearance(case)


def _budget(proposal: Proposal, state: str) -> str:
    if state not in ("rejected", "withdrawn"):
        for name in WHOLE_WAY[len(BUDGETS[state]) :]:
            getattr(proposal, name)()
    return proposal.state
