"""Who may see budgets, and who keeps them."""

from bureau.core.actors import Actor, Role
from bureau.institution.organisation.permissions import may_see_chart


def may_keep_budgets(actor: Actor, organisation: int | None = None) -> bool:
    """The budget officer of that organisation (None: that of the post acted in), or an
    administrator."""
    return actor.has_in(organisation, Role.BUDGET) or actor.is_administrator()


def may_see_budgets(actor: Actor, *, is_own: bool = True) -> bool:
    """Those of the organisation who are signed in; auditors and administrators those of all."""
    return actor.person is not None and may_see_chart(actor, False, is_own=is_own)
