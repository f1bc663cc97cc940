"""What the author of a claim may pick from: things of the set, budget lines, bodies, offices."""

from bureau.core.claims import Sort
from bureau.institution.finance.models import Budget, BudgetLine
from bureau.institution.governance.queries.choices import Choices, Grouped, Options
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.organisation.models import Office
from bureau.web.multilingual import here


def claim_choices(
    organisation: int, around: Choices, actions: Options
) -> dict[Sort, Options | Grouped]:
    """By sort; `around` is what stands around the set, `actions` those of the set in words."""
    budgets = list(Budget.objects.filter(organisation=organisation))
    lines = BudgetLine.objects.filter(budget__organisation=organisation, object__pays_posts=True)
    by_budget: dict[int, Options] = {row.pk: [] for row in budgets}
    for line in lines.select_related("object"):
        by_budget[line.budget_id].append((line.pk, f"{line.code} · {here(line.object.name)}"))
    offices = Office.objects.filter(organisation=organisation).order_by("code")
    of_budgets: Options = [(row.pk, here(row.name)) for row in budgets]
    of_bodies: Options = [(row.pk, here(row.name)) for row in bodies_of(organisation)]
    of_offices: Options = [(row.pk, here(row.name)) for row in offices]
    return {
        Sort.UNIT: around.units,
        Sort.POST: around.posts,
        Sort.GRADE: around.grades,
        Sort.LINE: [(here(row.name), by_budget[row.pk]) for row in budgets if by_budget[row.pk]],
        Sort.BUDGET: of_budgets,
        Sort.BODY: of_bodies,
        Sort.OFFICE: of_offices,
        Sort.ACTION: actions,
    }
