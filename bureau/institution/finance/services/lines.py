"""Lines of a budget: added, changed, and brought in by the table. An amount is never rewritten."""

from collections.abc import Sequence

from django.utils.translation import pgettext_lazy

from bureau.core.lookalikes import is_among, skeleton
from bureau.core.reasons import Reason, Refused
from bureau.institution.finance import models
from bureau.institution.finance.queries.voting import goes_by_rules
from bureau.institution.finance.services.budgets import allow
from bureau.institution.finance.store import LINES_MOST, LineGiven, amounts_of
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.store import IDENTITIES
from bureau.record.journal.services import Act, service, takes

AMOUNT_MOST = 10**15
AT_ONCE = 200
"""How many lines one statement changes: what it takes grows with their square."""


@service("finance.add_budget_line", pgettext_lazy("act in the journal", "Add a line to a budget"))
def add_budget_line(act: Act, *, budget: int, line: LineGiven) -> int:
    """Put one line into a budget."""
    row = _budget(act, budget)
    if is_among(line.code, row.lines.values_list("code", flat=True)):
        raise Refused(Reason("already_there", {"code": line.code}))
    return _keep(act, row, [line])[0]


@service(
    "finance.keep_budget_line", pgettext_lazy("act in the journal", "Change a line of a budget")
)
def keep_budget_line(act: Act, *, line: int, said: LineGiven) -> None:
    """Change a line: its code stays, a new amount stands beside the former one."""
    (row,) = act.lock(models.BudgetLine, line)
    if said.code != row.code:
        raise Refused(Reason("code_stays"))
    _keep(act, _budget(act, row.budget_id), [said])


@service("finance.keep_budget_lines", pgettext_lazy("act in the journal", "Keep lines of a budget"))
@takes(LINES_MOST)
def keep_budget_lines(act: Act, *, budget: int, lines: Sequence[LineGiven]) -> list[int]:
    """Many at once, by code: those that are there are changed, the others added; their numbers."""
    return _keep(act, _budget(act, budget), lines)


@service("finance.vote_lines", pgettext_lazy("act in the journal", "Vote lines of a budget"))
def vote_lines(act: Act, *, budget: int, lines: Sequence[LineGiven], instrument: int) -> list[int]:
    """Write what was decided of lines under its instrument; joined by acts that have settled that
    it may happen. The numbers of the lines."""
    (row,) = act.lock(models.Budget, budget)
    known = Instrument.objects.filter(pk=instrument, organisation=row.organisation_id)
    if not known.exists():
        raise Refused(Reason("instrument_of_another_organisation"))
    return _keep(act, row, lines, instrument)


def _budget(act: Act, budget: int) -> models.Budget:
    """The budget under lock, where its lines are kept by hand: not where rules say who votes."""
    (row,) = act.lock(models.Budget, budget)
    allow(act, row.organisation_id)
    if goes_by_rules(row.organisation_id):
        raise Refused(Reason("voted_by_rules"))
    return row


def _keep(
    act: Act,
    budget: models.Budget,
    lines: Sequence[LineGiven],
    instrument: int | None = None,
) -> list[int]:
    if reasons := unfit(budget, lines):
        raise Refused(*reasons)
    there = {row.code: row for row in budget.lines.all()}
    fresh = [one for one in lines if one.code not in there]
    taken = set(map(skeleton, there))
    if alike := [one.code for one in fresh if skeleton(one.code) in taken]:
        raise Refused(*(Reason("already_there", {"code": code}) for code in alike))
    models.BudgetLine.objects.bulk_create(_row(budget, one) for one in fresh)
    known = [(there[one.code], one) for one in lines if one.code in there]
    changed = [_changed(row, one) for row, one in known if _is_moved(row, one)]
    models.BudgetLine.objects.bulk_update(changed, ["unit", "object", "funding"], AT_ONCE)
    numbers = dict(budget.lines.values_list("code", "pk"))
    before = amounts_of(numbers.values())
    amounts = [
        models.Voted(
            line_id=numbers[one.code],
            year=year,
            amount_minor=amount,
            instrument_id=instrument,
            at=act.at,
        )
        for one in lines
        for year, amount in sorted(one.voted.items())
        if before.get(numbers[one.code], {}).get(year) != amount
    ]
    models.Voted.objects.bulk_create(amounts)
    kept = [numbers[one.code] for one in lines]
    act.touch("budget", budget.pk)
    act.touch("budget_line", *kept)
    act.details.update(lines=len(kept), amounts=len(amounts))
    return kept


def _row(budget: models.Budget, said: LineGiven) -> models.BudgetLine:
    return models.BudgetLine(
        budget=budget,
        code=said.code,
        unit_id=said.unit,
        object_id=said.object,
        funding=said.funding,
    )


def _is_moved(row: models.BudgetLine, said: LineGiven) -> bool:
    return (row.unit_id, row.object_id, row.funding) != (said.unit, said.object, said.funding)


def _changed(row: models.BudgetLine, said: LineGiven) -> models.BudgetLine:
    row.unit_id, row.object_id, row.funding = said.unit, said.object, said.funding
    return row


def unfit(budget: models.Budget, lines: Sequence[LineGiven]) -> list[Reason]:
    """Things of other organisations, years of other budgets, amounts that are none."""
    organisation = budget.organisation_id
    units, objects = {one.unit for one in lines}, {one.object for one in lines}
    own_units = IDENTITIES["unit"]._default_manager.filter(pk__in=units, organisation=organisation)
    own = models.ExpenditureObject.objects.filter(pk__in=objects, organisation=organisation)
    reasons = []
    if own_units.count() < len(units) or own.count() < len(objects):
        reasons.append(Reason("of_another_organisation"))
    if len({skeleton(one.code) for one in lines}) < len(lines) or not all(
        one.code for one in lines
    ):
        reasons.append(Reason("line_codes_once"))
    if any(year not in budget.years for one in lines for year in one.voted):
        reasons.append(Reason("year_not_of_budget"))
    if any(not 0 <= amount <= AMOUNT_MOST for one in lines for amount in one.voted.values()):
        reasons.append(Reason("amount_out_of_range"))
    return reasons
