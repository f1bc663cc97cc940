"""Alternatives of a draft kept, chosen and given up; a draft brought up to what stands."""

from collections.abc import Callable, Iterator

from bureau.config.proving import acts
from bureau.config.shell import actor_with_login
from bureau.core.changes.rebase import Take
from bureau.institution.governance.services import scenarios
from bureau.institution.governance.services.rebasing import Chosen, rebase_draft
from bureau.web.multilingual import text


def of_a_draft(case: int) -> Iterator[Callable[[], object]]:
    """On a draft whose first action ends a unit: it is left as it was."""
    by = actor_with_login(acts.AUTHOR)
    yield lambda: scenarios.add_scenario(
        by,
        reorganisation=case,
        name=text(en="Another"),
        is_empty=True,
        drafted_name=text(en="The first"),
    )
    yield lambda: scenarios.describe_scenario(
        by,
        reorganisation=case,
        number=2,
        name=text(en="Another way"),
        purpose=text(en="Less"),
        reason=text(en="Too little"),
    )
    yield lambda: scenarios.choose_scenario(
        by, reorganisation=case, number=2, reason=text(en="Cheaper")
    )
    yield lambda: scenarios.choose_scenario(
        by, reorganisation=case, number=1, reason=text(en="Better")
    )
    yield lambda: scenarios.give_up_scenario(by, reorganisation=case, number=2)
    yield lambda: scenarios.put_back_scenario(by, reorganisation=case, number=2)
    kept = [Chosen(1, "parent", Take.MINE)]
    yield lambda: rebase_draft(by, reorganisation=case, chosen=kept)
