"""What a set leaves of budget lines, for the page of a case."""

from dataclasses import dataclass

from bureau.core.actors import Actor
from bureau.institution.finance.texts import sentence
from bureau.institution.governance.queries.budgeted import Budgeted, budgeted
from bureau.institution.governance.queries.previews import Preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.web.formats import listed


@dataclass(frozen=True, slots=True)
class BudgetedTold:
    """The rows of one table, their currency, and why an amount is not known."""

    rows: tuple[Budgeted, ...]
    currency: str
    missing: tuple[str, ...]


def budgeted_of_case(actor: Actor, seen: Seen, previewed: Preview) -> BudgetedTold | None:
    """None where no line pays for what the set changes, or none that the actor may see."""
    rows = budgeted(actor, seen.row.organisation_id, previewed)
    if not rows:
        return None
    currencies = sorted({one.line.budget.currency for one in rows})
    missing = (sentence(why) for one in rows for why in one.missing)
    return BudgetedTold(rows, listed(currencies), tuple(dict.fromkeys(missing)))
