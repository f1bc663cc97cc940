"""Whether what is voted goes by rules of procedure, and the lines of a budget as they stand."""

from bureau.institution.finance.models import Budget, BudgetLine
from bureau.institution.finance.store import LineGiven, amounts_of
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.queries.rules import rules_on

KIND = "budget_proposal"
"""The kind of case that votes amounts."""


def goes_by_rules(organisation: int) -> bool:
    """Whether a rule in force today says who votes amounts: then nobody keeps them by hand."""
    day = today(Organisation.objects.get(pk=organisation))
    return any(row.subject == KIND for row in rules_on(organisation, day))


def lines_standing(budget: Budget) -> dict[str, LineGiven]:
    """The lines of a budget by code, each with what is voted on it so far."""
    rows = list(BudgetLine.objects.filter(budget=budget))
    voted = amounts_of(row.pk for row in rows)
    return {
        row.code: LineGiven(
            row.code, row.unit_id, row.object_id, row.funding, voted.get(row.pk, {})
        )
        for row in rows
    }
