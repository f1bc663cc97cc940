"""The right of return: a post on which somebody keeps a lien is not given to another for good."""

from collections.abc import Iterator

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.check.case import Case, Found
from bureau.core.references import Reference


def filled_over_lien(case: Case) -> Iterator[Found]:
    """A person put on a post as its holder while another has a lien on it; who acts comes and goes.

    That a post with a lien ends is `holder_without_post`, as for any other hold.
    """
    for action in _appointing(case, "holder"):
        if others := _others(case, action, "lien"):
            yield Found(action.subject, action.day, {"liens": others}, (action.id,))


def lien_on_held(case: Case) -> Iterator[Found]:
    """A lien given on a post that another holds: the right of return is to one that is filled."""
    for action in _appointing(case, "lien"):
        if others := _others(case, action, "holder"):
            yield Found(action.subject, action.day, {"holders": others}, (action.id,))


def _appointing(case: Case, manner: str) -> Iterator[Action]:
    for action in case.actions:
        is_so = action.values.get("manner", "holder") == manner
        if action.kind is ActionKind.APPOINT and is_so:
            yield action


def _others(case: Case, action: Action, manner: str) -> int:
    """How many other people are on the post of an appointment in this manner."""
    held = case.progress.standing("incumbency", action.day, "post", action.subject.id)
    fields = [case.progress.fields(Reference("incumbency", one), action.day) or {} for one in held]
    return sum(
        one.get("manner") == manner and one.get("person") != action.values["person"]
        for one in fields
    )
