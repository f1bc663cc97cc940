"""What a set leaves of budget lines, for the page of a case."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.institution.finance.texts import sentence
from bureau.institution.governance.queries.budgeted import Budgeted, weighed
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.previews import Preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.web.formats import listed


@dataclass(frozen=True, slots=True)
class BudgetedTold:
    """The rows of one table, their currency, and what is not paid for or not known, and why."""

    rows: tuple[Budgeted, ...]
    currency: str
    missing: tuple[str, ...]


def budgeted_of_case(actor: Actor, seen: Seen, previewed: Preview, names: Naming) -> BudgetedTold:
    """The lines that pay for what the set changes, in the budgets that the actor may see."""
    found = weighed(actor, seen.row.organisation_id, previewed)
    currencies = sorted({one.line.budget.currency for one in found.lines})
    missing = [sentence(why) for one in found.lines for why in one.missing]
    missing += [_("No line pays for {post}.").format(post=names.post(one)) for one in found.unpaid]
    missing += [_("No budget of {year} is on record.").format(year=one) for one in found.years]
    return BudgetedTold(found.lines, listed(currencies), tuple(dict.fromkeys(missing)))
