"""Another way that was considered and is not proposed, and a question with its answer."""

from bureau.core.changes.actions import ActionKind
from bureau.core.comments import CommentKind
from bureau.example import figures, posts
from bureau.example.building.cast import Made
from bureau.example.words import considered as words
from bureau.example.words import units
from bureau.institution.governance.services import actions, comments, scenarios

AUTHOR, ASKS = "organisation_officer", "committee_secretary"
INVENTED = words.OTHER_WAY_IS_FOR.in_language("en")
DAY = figures.REORGANISATION.toordinal()
QUESTION = "Does anything change for Operations and Planning? (Asked for the demonstration.)"
ANSWER = (
    "No. The paper says that this department does not change; the case claims so, and the claim "
    "is checked against the structure."
)
SETTLED = "Answered: the claim is true."


def consider_another_way(made: Made, case: int) -> None:
    """Drafted first and then put aside, so that the draft goes on as the paper has it."""
    by = made.actor(AUTHOR)
    actions.add_action(
        by,
        reorganisation=case,
        kind=ActionKind.ESTABLISH_UNIT,
        day=DAY,
        subject=made.units["SED"],
        values={"parent": made.units["OPD"], "code": "SES", "kind": "section"},
        words={"name": units.STRATEGIC_ENGAGEMENT_SECTION},
        reason=INVENTED,
    )
    actions.add_action(
        by,
        reorganisation=case,
        kind=ActionKind.MOVE_POST,
        day=DAY,
        subject=made.posts[posts.CHIEF_OF_ENGAGEMENT],
        values={"unit": made.units["SED"]},
        reason=INVENTED,
    )
    proposed = scenarios.add_scenario(
        by,
        reorganisation=case,
        name=words.PROPOSED_WAY,
        is_empty=True,
        drafted_name=words.OTHER_WAY,
    )
    scenarios.choose_scenario(
        by, reorganisation=case, number=proposed, reason=words.PROPOSED_BECAUSE
    )
    scenarios.describe_scenario(
        by,
        reorganisation=case,
        number=1,
        name=words.OTHER_WAY,
        purpose=words.OTHER_WAY_IS_FOR,
        reason=words.NOT_PROPOSED_BECAUSE,
    )


def ask_and_answer(made: Made, case: int) -> None:
    """Once it is put forward: asked by the committee's secretary, answered by the author."""
    asks = made.actor(ASKS)
    thread = comments.comment_on(
        asks,
        reorganisation=case,
        about=f"unit:{made.units['OPD']}",
        said=QUESTION,
        kind=CommentKind.QUESTION.value,
    )
    comments.reply_to(made.actor(AUTHOR), comment=thread, said=ANSWER)
    comments.resolve_comment(asks, comment=thread, said=SETTLED)
