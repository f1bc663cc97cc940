"""Why somebody does not propose or confirm an import: its page says what the services refuse."""

from datetime import date

from bureau.core.actors import Actor
from bureau.institution.imports.models import Import, ImportProposal
from bureau.institution.imports.permissions import may_stage
from bureau.institution.imports.queries.second_person import (
    changes_own_post,
    gives_post_to,
    may_confirm,
    names_own_cost,
    names_post_of_own_case,
)
from bureau.institution.organisation.queries.actors import as_second_person


def why_not_proposed(actor: Actor, row: Import, *, undoes: bool) -> str:
    """The code of a reason; empty where they may.

    Nobody proposes or confirms what changes their own post, or what says otherwise who decides on
    a case of theirs or what it costs.
    """
    if changes_own_post(row, actor, undoes=undoes):
        return "own_post"
    if _comes_to_case_of(actor, row):
        return "before_own_case"
    return ""


def why_not_confirmed(actor: Actor, row: Import, proposal: ImportProposal, day: date) -> str:
    """The code of a reason why somebody does not confirm what was proposed; empty where they
    may."""
    second = as_second_person(actor, (row.person_id, proposal.proposed_by_id), day)
    if not may_confirm(second, row, proposal) or not may_stage(second):
        return "two_persons_needed"
    if gives_post_to(row, actor.person):
        return "names_yourself"
    if _comes_to_case_of(Actor(person=proposal.proposed_by_id), row):
        return "before_case_of_proposer"
    return why_not_proposed(actor, row, undoes=proposal.undoes)


def _comes_to_case_of(actor: Actor, row: Import) -> bool:
    return names_post_of_own_case(row, actor) or names_own_cost(row, actor)
