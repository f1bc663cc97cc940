"""A second draft, begun and left to be gone on with: posts for SED, with a finding of each kind."""

from bureau.core.changes.actions import ActionKind
from bureau.example import figures, posts
from bureau.example.building.cast import Made
from bureau.example.building.reorganisation import AUTHOR
from bureau.example.building.translating import translate_notes
from bureau.example.words import cases, notes, titles
from bureau.institution.governance.services import actions, drafts

NUMBER_IN_USE = "DEMO/TSP/P3/02"
NEW_POST = {
    "number": NUMBER_IN_USE,
    "grade": "P.3",
    "funding": figures.REGULAR,
    "duty_station": figures.PLACE,
    "category": figures.CLASS_OF["P.3"],
    "contract": figures.FIXED_TERM,
}
FROZEN = "DEMO/OPD/G6/05"


def draft_staffing(made: Made) -> int:
    """Begin the draft, from the first day of next year on, as the organisation officer.

    The number of the new post is in use (bars), nothing succeeds the post given up (asks), and what
    it takes of the ceiling of a delegation is said (tells).
    """
    by, day = made.actor(AUTHOR), figures.begins_after(made.today).toordinal()
    case = drafts.start_reorganisation(
        by,
        organisation=made.organisation,
        reference=figures.STAFFING_REFERENCE,
        title=cases.STAFFING,
        purpose=cases.STAFFING_PURPOSE,
    )
    for number in posts.TO_ENGAGEMENT:
        actions.add_action(
            by,
            reorganisation=case,
            kind=ActionKind.MOVE_POST,
            day=day,
            subject=made.posts[number],
            values={"unit": made.units["SED"]},
            reason=notes.MOVED.in_original,
        )
    actions.add_action(
        by,
        reorganisation=case,
        kind=ActionKind.ESTABLISH_POST,
        day=day,
        values={"unit": made.units["SED"], **NEW_POST},
        words={"title": titles.DATA_OFFICER},
        reason=notes.ESTABLISHED.in_original,
    )
    actions.add_action(
        by,
        reorganisation=case,
        kind=ActionKind.ABOLISH_POST,
        day=day,
        subject=made.posts[FROZEN],
        reason=notes.GIVEN_UP.in_original,
    )
    translate_notes(made, case, notes.OF_STAFFING)
    return case
