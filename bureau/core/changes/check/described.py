"""Job descriptions: one case proposes one of a post."""

from collections import defaultdict
from collections.abc import Iterator

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.check.case import Case, Found
from bureau.core.references import Reference


def described_twice(case: Case) -> Iterator[Found]:
    """A post of which the set adopts several descriptions, on one day or on several: a decision
    would approve two texts of one thing. Found on the day of the last."""
    adopting = defaultdict[Reference, list[Action]](list)
    for action in case.actions:
        if action.kind is ActionKind.ADOPT_DESCRIPTION and action.values["description"]:
            adopting[action.subject].append(action)
    for post, several in adopting.items():
        if len(several) > 1:
            places = tuple(sorted(one.id for one in several))
            yield Found(post, max(one.day for one in several), {}, places)
