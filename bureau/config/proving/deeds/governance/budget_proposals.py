"""Deeds on budget proposals: written, submitted, decided, withdrawn."""

from collections.abc import Iterator

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.institution.finance.models import Budget
from bureau.institution.finance.queries.voting import KIND, lines_standing
from bureau.institution.finance.store import LineGiven
from bureau.institution.governance.models import BudgetProposal
from bureau.institution.governance.queries.budget_proposals import reference_of
from bureau.institution.governance.services import budget_proposals as services
from bureau.institution.instruments.models import Instrument
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.queries.rehearsing import Said
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    """Human resources approve what the budget officer proposes."""
    by, budget = actor_with_login("budget-officer"), Budget.objects.get()
    who = Who(WhoKind.ROLE, ("human_resources",))
    step = StepTemplate("approve", 1, who, ActKind.APPROVE, Gate.ENTRY_INTO_FORCE)
    put_rule_in_force(
        actor_with_login(acts.AUTHOR),
        organisation=budget.organisation_id,
        key="budgets",
        subject=KIND,
        terms=Terms((step,), rank=1),
        valid_from=acts.the_day(),
        instrument=Instrument.objects.order_by("pk")[0].pk,
        is_practice=True,
    )
    first, second, *_others = lines_standing(budget).values()
    lines = [_less(first), _less(second)]
    yield lambda: services.begin_budget_proposal(by, budget=budget.pk, title=text(en="Less"))
    case = BudgetProposal.objects.latest("pk").pk
    yield lambda: services.propose_lines(by, proposal=case, lines=lines)
    yield lambda: services.take_out_line(by, proposal=case, code=second.code)
    yield lambda: services.submit_budget_proposal(by, proposal=case)
    yield lambda: services.record_on_budget_proposal(
        actor_with_login("human-resources"), proposal=case, said=_approving(case)
    )
    yield lambda: services.begin_budget_proposal(by, budget=budget.pk, title=text(en="Lesser"))
    given_up = BudgetProposal.objects.latest("pk").pk
    yield lambda: services.discard_budget_proposal(by, proposal=given_up)
    yield lambda: services.begin_budget_proposal(by, budget=budget.pk, title=text(en="Least"))
    taken_back = BudgetProposal.objects.latest("pk").pk
    yield lambda: services.propose_lines(by, proposal=taken_back, lines=[_less(second)])
    yield lambda: services.submit_budget_proposal(by, proposal=taken_back)
    yield lambda: services.withdraw_budget_proposal(by, proposal=taken_back, day=acts.the_day())


def _less(line: LineGiven) -> LineGiven:
    """Half of what is voted."""
    voted = {year: amount // 2 for year, amount in line.voted.items()}
    return LineGiven(line.code, line.unit, line.object, line.funding, voted)


def _approving(proposal: int) -> Said:
    case = case_on_record(reference_of(proposal))
    assert case is not None
    (step,) = case.here()
    return Said(ActKind.APPROVE, acts.the_day(), step.key, seen=case.seen())
