"""What the paper says of its own change, each statement as a claim, in the order of the paper."""

from typing import Any

from bureau.core.changes.actions import ActionKind
from bureau.core.claims import ClaimKind
from bureau.example import posts
from bureau.example.building.cast import Made
from bureau.institution.governance.services.claims import add_claim
from bureau.institution.governance.store import actions_of

LINE = "TSB-POSTS"


def claim_what_the_paper_says(made: Made, author: str, case: int) -> None:
    """By the author, while it is a draft."""
    for kind, named in _statements(made, case):
        add_claim(made.actor(author), reorganisation=case, kind=kind, named=named)


def _statements(made: Made, case: int) -> tuple[tuple[ClaimKind, dict[str, Any]], ...]:
    units, chief = made.units, made.posts[posts.CHIEF_OF_ENGAGEMENT]
    policy, engagement = units["TSP"], units["SED"]
    heads = (posts.DEPUTY, posts.CHIEF_OF_STUDY_GROUPS, posts.CHIEF_OF_OPERATIONS)
    committee, council = made.bodies["committee"], made.bodies["council"]
    described = next(
        action.id for action in actions_of(case) if action.kind is ActionKind.ADOPT_DESCRIPTION
    )
    return (
        (ClaimKind.UNIT_ESTABLISHED, {"unit": engagement, "parent": units["TSB"]}),
        (ClaimKind.UNIT_MERGED, {"unit": units["SGD"], "into": policy}),
        (ClaimKind.UNIT_RENAMED, {"unit": policy, "code": "SPD"}),
        (ClaimKind.HEAD_IS, {"unit": policy, "post": made.posts[posts.DEPUTY]}),
        (ClaimKind.HEAD_IS, {"unit": engagement, "post": chief}),
        (ClaimKind.POST_GRADED, {"post": chief, "grade": "D.1"}),
        (ClaimKind.DUTIES_UNCHANGED, {"posts": tuple(made.posts[each] for each in heads)}),
        (ClaimKind.UNIT_UNCHANGED, {"unit": units["OPD"]}),
        (ClaimKind.POST_FUNDED, {"post": chief, "line": made.lines[LINE]}),
        (ClaimKind.RECOMMENDED, {"body": committee}),
        (ClaimKind.APPROVED, {"office": made.offices["secretary_general"]}),
        (ClaimKind.NOTED, {"body": council}),
        (ClaimKind.APPROVED, {"body": council, "action": described}),
    )
