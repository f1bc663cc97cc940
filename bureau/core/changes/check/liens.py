"""The right of return: a post on which somebody keeps a lien is not given to another for good."""

from collections.abc import Iterator

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.check.case import Case, Found
from bureau.core.references import Reference


def filled_over_lien(case: Case) -> Iterator[Found]:
    """A person put on a post as its holder while another has a lien on it; who acts comes and goes.

    That a post with a lien ends is `holder_without_post`, as for any other hold.
    """
    for action in case.actions:
        is_for_good = action.values.get("manner", "holder") == "holder"
        if action.kind is not ActionKind.APPOINT or not is_for_good:
            continue
        held = case.progress.standing("incumbency", action.day, "post", action.subject.id)
        fields = [
            case.progress.fields(Reference("incumbency", one), action.day) or {} for one in held
        ]
        others = [
            one["person"]
            for one in fields
            if one.get("manner") == "lien" and one.get("person") != action.values["person"]
        ]
        if others:
            yield Found(action.subject, action.day, {"liens": len(others)}, (action.id,))
