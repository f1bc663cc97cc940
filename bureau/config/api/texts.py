"""What the door itself says: titles of refusals, what to do about one, and what a value lacks."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.institution.governance.texts.reasons import refusals
from bureau.web.formats import days_reckoned
from bureau.web.refusing import others_wrote, permission_ended

TITLES: dict[int, Promise] = {
    401: gettext_lazy("Not known"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not there"),
    405: gettext_lazy("Not done here"),
    409: gettext_lazy("It stands otherwise"),
    412: gettext_lazy("Changed since it was read"),
    413: gettext_lazy("Too large"),
    500: gettext_lazy("Something failed here"),
    503: gettext_lazy("Bureau is busy"),
    422: gettext_lazy("It cannot be done as it was sent"),
}
IN_VALIDATION: dict[str, str] = {
    "missing": "value_left_out",
    "extra_forbidden": "value_not_known",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "too_long": "too_long",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large",
    "literal_error": "not_in_list",
    "enum": "not_in_list",
    "date_from_datetime_parsing": "day_unreadable",
    "date_parsing": "day_unreadable",
    "json_invalid": "body_unreadable",
}
"""What Pydantic calls it, and our code."""


def title_of(status: int) -> str:
    return str(TITLES.get(status, TITLES[422]))


def sentence_for(actor: Actor, reasons: Sequence[Reason]) -> list[str]:
    """Each reason as its page says it; those of the door by its own sentences."""
    if not reasons:
        return [_of_door()["body_unreadable"]]
    own = _of_door()
    return [
        own[reason.code].format(**reason.facts) if reason.code in own else sentence
        for reason, sentence in zip(reasons, refusals(actor, reasons), strict=True)
    ]


def remedy_for(code: str) -> str:
    """What to do about it; empty where the sentence says it already."""
    return {
        "token_unknown": _("Send a token that holds, as Authorization: Bearer."),
        "second_factor_missing": _("Sign in and set up codes or a passkey. The token then holds."),
        **dict.fromkeys(
            ("busy", "database_away"),
            _("Wait a moment, then send it again with the same Idempotency-Key."),
        ),
        "scope_missing": _("Make a token that may do this, if you yourself may."),
        "changed_since_seen": _("Read it again and send the change with its new ETag."),
        "key_used_for_something_else": _("Send something new under a new Idempotency-Key."),
        "finding_open": _("Read the findings; mend those that bar, answer those that ask."),
        "later_facts_exist": _("Read the correction again and name its later facts."),
        "nothing_there": _("Look at the number, and at what you may see."),
        "not_standing": _("Ask with another day, or read its history."),
        "cursor_unknown": _("Begin again without a cursor."),
    }.get(code, "")


def _of_door() -> dict[str, str]:
    return {
        "token_unknown": _("No token was sent that holds now."),
        "second_factor_missing": _("The person of this token has no second factor."),
        "scope_missing": _("This token may not do that: it lacks “{scope}”."),
        "nothing_there": _("There is no such thing, or none that you may see."),
        "not_standing": _("It does not stand at these coordinates."),
        "no_such_plan": _("There is no such plan."),
        "coordinates_wrong": "{why}",
        "has_no_valid": _("What is read here is not of a day: “valid” is not asked of it."),
        "has_no_recorded": _(
            "What is read here has no recorded time: “recorded” is not asked of it."
        ),
        "has_no_plan": _("No plan changes what is read here: “plan” is not asked of it."),
        "cursor_unknown": _("This cursor is not one that Bureau gave for this list."),
        "too_many_posts": _("That is too much at once: more than {most} posts."),
        "original_missing": _("The words in the original language are missing ({language})."),
        "body_unreadable": _("What was sent is not JSON of the form described."),
        "body_too_large": _("What was sent is too large."),
        "method_not_known": _("This address does not do that."),
        "failed": _("Something failed here. Nothing was changed; the fault has been noted."),
        "busy": _("Others were saving for too long. Nothing was changed."),
        "database_away": _("The database did not answer in time."),
        "refused": _("It cannot be done."),
        "value_left_out": _("This is needed and was not sent."),
        "value_not_known": _("This is not taken here."),
        "too_long": _("This is too long: at most {limit}."),
        "too_short": _("This is too short: at least {limit}."),
        "too_small": _("This is too small: at least {limit}."),
        "too_large": _("This is too large: at most {limit}."),
        "not_in_list": _("This is none of the words that may stand here: {limit}."),
        "day_out_of_range": days_reckoned(),
        "day_unreadable": _("This is not a day; write it as 2026-01-31."),
        "value_unfit": _("This does not have the form described."),
        "auditor_only": _("Only an auditor may do this."),
        "changed_since_seen": _("It has changed since you read it."),
        "permission_ended": permission_ended(),
        "others_wrote": others_wrote(),
        "key_used_for_something_else": _("This key was used before, for something else."),
        "paper_cannot_be_set": _(
            "Something in this paper is written in letters that its fonts do not have, so it cannot"
            " be set as PDF. Take it as DOCX or HTML."
        ),
    }
