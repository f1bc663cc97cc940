"""What a snapshot answers to the questions that the table of cases asks, in the table's words."""

from collections.abc import Iterable
from typing import Any

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.lineage import is_now, was_then
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post, Unit
from tests.core.structure.cases import Case


def answer(case: Case, snapshot: Snapshot, what: str, expected: Any) -> Any:
    """The answer in the shape of what is expected; `what` names an object or a question."""
    if " " in what:
        return _fields(case, snapshot, what, expected)
    if what == "vacant":
        return _posts(case, (post for post in snapshot.posts() if snapshot.is_vacant(post.id)))
    if what == "was":
        return {name: _was(case, snapshot, name, asked["day"]) for name, asked in expected.items()}
    return {name: QUESTIONS[what](case, snapshot, name) for name in expected}


def _fields(case: Case, snapshot: Snapshot, what: str, expected: Any) -> Any:
    view = snapshot.view(case.reference(what))
    if view is None or expected == "absent":
        return "absent" if view is None else view
    kind, fields = what.partition(" ")[0], {}
    for name in expected:
        value = getattr(view, name)
        target = KINDS[kind].field(name).refers_to
        fields[name] = case.name(target, value) if target and value else value
    return fields


def _units(case: Case, units: Iterable[Unit | Reference]) -> list[str]:
    return [case.name("unit", unit.id) for unit in units]


def _posts(case: Case, posts: Iterable[Post]) -> list[str]:
    return [case.name("post", post.id) for post in posts]


def _children(case: Case, snapshot: Snapshot, unit: str) -> list[str]:
    return _units(case, snapshot.children(case.id("unit", unit)))


def _posts_under(case: Case, snapshot: Snapshot, unit: str) -> list[str]:
    return _posts(case, snapshot.posts_under(case.id("unit", unit)))


def _holders(case: Case, snapshot: Snapshot, post: str) -> dict[str, int]:
    held = snapshot.incumbencies_of(case.id("post", post))
    return {case.name("person", one.person): one.share for one in held}


def _became(case: Case, snapshot: Snapshot, unit: str) -> list[str]:
    return _units(case, is_now(snapshot, Reference("unit", case.id("unit", unit))))


def _was(case: Case, snapshot: Snapshot, unit: str, day: Any) -> dict[str, Any]:
    then = Coordinates(day.toordinal(), snapshot.coordinates.recorded)
    reference = Reference("unit", case.id("unit", unit))
    found = was_then(snapshot, Snapshot(snapshot.columns, then), reference)
    return {"day": day, "units": sorted(_units(case, found))}


def _description(case: Case, snapshot: Snapshot, post: str) -> str | None:
    adoption = snapshot.adoption_of(case.id("post", post))
    return case.name("description_version", adoption.description) if adoption else None


def _chain(case: Case, snapshot: Snapshot, post: str) -> list[str]:
    return _posts(case, snapshot.chain(case.id("post", post)))


def _heads(case: Case, snapshot: Snapshot, post: str) -> list[str]:
    return _units(case, snapshot.headed_by(case.id("post", post)))


QUESTIONS: dict[str, Any] = {
    "children": _children,
    "posts": _posts_under,
    "holders": _holders,
    "became": _became,
    "descriptions": _description,
    "chain": _chain,
    "heads": _heads,
}
