"""What of a case may be made public: what was kept as final of what was put forward."""

from bureau.core.changes.actions import Action, from_json
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.references import Reference
from bureau.institution.governance.models import Submission
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    actions_before,
)
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.papers.models import Paper
from bureau.institution.papers.queries.releases import to_release

OF_PEOPLE = ("incumbency", "engagement")
"""What an action is on that says who is where."""


def releasable(seen: Seen, kind: str, of_post: int = 0) -> dict[str, list[Paper]]:
    """By language the kept papers that may be released: of what was put forward last, its words
    too, as amended; none while its author has it."""
    if seen.is_with_author or seen.case is None:
        return {}
    return to_release(Reference(KIND, seen.row.pk), kind, state_seen(seen), of_post)


def names_people(seen: Seen) -> bool:
    """Whether it says who is on a post: as it is now, as it was ever put forward or amended."""
    actions = list(actions_before(seen))
    for row in Submission.objects.filter(reorganisation=seen.row):
        actions += [*from_json(row.actions), *standing_actions(row)]
    return any(is_of_people(action) for action in actions)


def is_of_people(action: Action) -> bool:
    """Whether it says who comes to a post or a unit, or leaves it."""
    definition = DEFINITIONS[action.kind]
    sorts = definition.values
    named = (sorts.get(name) is Sort.PERSON for name, value in action.values.items() if value)
    return definition.subject in OF_PEOPLE or any(named)
