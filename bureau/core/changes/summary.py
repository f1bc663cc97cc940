"""What a set changes, as structured sentences; their words in six languages live in `texts`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bureau.core.changes.actions import Action, ActionKind, in_order
from bureau.core.changes.definitions import named
from bureau.core.changes.expand import (
    apply,
    fields_both_set,
    fields_set,
    later_decided,
    overridden,
)
from bureau.core.changes.progress import Progress
from bureau.core.changes.sentences import Sentence, gathered, headed_where_moved
from bureau.core.changes.unchanged import unchanged
from bureau.core.changes.world import World
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import FULL, Value

ENDING = frozenset(
    {
        ActionKind.ABOLISH_UNIT,
        ActionKind.ABOLISH_POST,
        ActionKind.ABOLISH_BLOCK,
        ActionKind.MERGE_UNIT,
    }
)

type Facts = dict[str, Any]
type Fields = Mapping[str, Value]
type Saying = Callable[[Action, Fields, Progress], Facts]


def summary(actions: Iterable[Action], world: World) -> tuple[Sentence, ...]:
    """One sentence for what is one change, in order of the actions; then what stays as it was.

    Like moves, freezes and so on of several posts are one sentence with a count and the grades.
    What the set has ended already is not said to end again.
    """
    ordered = in_order(actions)
    progress = Progress(world, (subject for action in ordered for subject in named(action)))
    said: list[Sentence] = []
    ended: set[Reference] = set()
    for action in ordered:
        standing = progress.fields(action.subject, action.day)
        if action.kind in ENDING:
            if standing is None and action.subject in ended:
                continue
            ended.add(action.subject)
        fields = standing or {}
        code, saying = _SAYINGS[action.kind]
        facts = {**_own(action, progress), **saying(action, fields, progress)}
        replaced = list(_replaced(action, progress))
        apply(action, progress)
        is_unheaded = code == "unit_headed" and facts["post"] is None
        code = "unit_unheaded" if is_unheaded else code
        said += [Sentence(code, action.day, facts, (action.id,)), *replaced]
    return (*gathered(headed_where_moved(said)), *unchanged(progress))


def _replaced(action: Action, progress: Progress) -> Iterator[Sentence]:
    """One for each later decision in whose place the action stands."""
    named_later = overridden(action)
    for effect in later_decided(action, progress) if named_later else ():
        if effect.id in named_later:
            facts = {"effect": effect.id, "fields": fields_both_set(action, effect)}
            told = {action.subject.kind: action.subject.id, **facts}
            yield Sentence("decision_replaced", action.day, told, (action.id,))


def _own(action: Action, progress: Progress) -> Facts:
    """The subject, under its kind."""
    if action.subject.kind == "unit":
        return _unit(progress, "unit", action.subject.id, action.day)
    return {action.subject.kind: action.subject.id}


def _unit(progress: Progress, name: str, id: Value, day: Day) -> Facts:
    """A unit's id and, when it stands by then, its code."""
    fields = progress.fields(Reference("unit", id), day) if isinstance(id, int) else None
    return {name: id, f"{name}_code": fields["code"] if fields else None}


def _post(action: Action, fields: Fields, progress: Progress) -> Facts:
    return {name: fields.get(name) for name in ("number", "grade")}


def _established_unit(action: Action, fields: Fields, progress: Progress) -> Facts:
    values = action.values
    return {
        "unit_code": values["code"],
        "name": values["name"],
        "kind": values["kind"],
        "head": values.get("head"),
        **_unit(progress, "parent", values["parent"], action.day),
    }


def _changed(action: Action, fields: Fields, progress: Progress) -> Facts:
    """Each field that is set, before and after."""
    after = fields_set(action)
    before = {name: fields.get(name) for name in after}
    own = _post(action, fields, progress) if action.subject.kind == "post" else {}
    return {**own, "before": before, "after": after}


def _moved_unit(action: Action, fields: Fields, progress: Progress) -> Facts:
    return {
        **_unit(progress, "from", fields.get("parent"), action.day),
        **_unit(progress, "into", action.values["parent"], action.day),
    }


def _merged(action: Action, fields: Fields, progress: Progress) -> Facts:
    day, unit = action.day, action.subject.id
    return {
        **_unit(progress, "into", action.values["into"], day),
        "post_count": len(progress.standing("post", day, "unit", unit)),
        "unit_count": len(progress.standing("unit", day, "parent", unit)),
    }


def _split(action: Action, fields: Fields, progress: Progress) -> Facts:
    return _unit(progress, "into", action.values["into"], action.day)


def _abolished_unit(action: Action, fields: Fields, progress: Progress) -> Facts:
    return _unit(progress, "successor", action.values.get("successor"), action.day)


def _headed(action: Action, fields: Fields, progress: Progress) -> Facts:
    head = action.values["head"]
    post = progress.fields(Reference("post", head), action.day) if isinstance(head, int) else None
    number = post["number"] if post else None
    return {"post": head, "number": number, "before": fields.get("head")}


def _established_post(action: Action, fields: Fields, progress: Progress) -> Facts:
    own = {name: action.values[name] for name in ("number", "grade", "title")}
    return {**own, **_unit(progress, "into", action.values["unit"], action.day)}


def _moved_post(action: Action, fields: Fields, progress: Progress) -> Facts:
    return {
        **_post(action, fields, progress),
        **_unit(progress, "from", fields.get("unit"), action.day),
        **_unit(progress, "into", action.values["unit"], action.day),
    }


def _abolished_post(action: Action, fields: Fields, progress: Progress) -> Facts:
    own = _post(action, fields, progress)
    unit = _unit(progress, "from", fields.get("unit"), action.day)
    return {**own, **unit, "successor": action.values.get("successor")}


def _reported(action: Action, fields: Fields, progress: Progress) -> Facts:
    manner = str(action.values.get("manner") or "line")
    line = progress.line_of(action.subject.id, manner, action.day)
    before = (progress.fields(line, action.day) or {}).get("superior") if line else None
    own = _post(action, fields, progress)
    return {**own, "manner": manner, "before": before, "after": action.values["superior"]}


def _adopted(action: Action, fields: Fields, progress: Progress) -> Facts:
    adoption = progress.adoption_of(action.subject.id, action.day)
    said = progress.fields(adoption, action.day) if adoption else None
    before = said["description"] if said else None
    own = _post(action, fields, progress)
    return {**own, "before": before, "after": action.values["description"]}


def _moved_duty(action: Action, fields: Fields, progress: Progress) -> Facts:
    own = _post(action, fields, progress)
    return {**own, "duty": action.values["duty"], "into": action.values["into"]}


def _established_block(action: Action, fields: Fields, progress: Progress) -> Facts:
    own = {name: action.values[name] for name in ("title", "grade", "fte")}
    return {**own, **_unit(progress, "into", action.values["unit"], action.day)}


def _changed_block(action: Action, fields: Fields, progress: Progress) -> Facts:
    """What is set to something else than it is, before and after."""
    after = {name: value for name, value in fields_set(action).items() if value != fields.get(name)}
    own = {name: fields.get(name) for name in ("title", "grade", "fte")}
    before = {name: fields.get(name) for name in after}
    return {**own, "before": before, "after": after}


def _abolished_block(action: Action, fields: Fields, progress: Progress) -> Facts:
    own = {name: fields.get(name) for name in ("title", "grade", "fte")}
    return {**own, **_unit(progress, "from", fields.get("unit"), action.day)}


def _appointed(action: Action, fields: Fields, progress: Progress) -> Facts:
    share, manner = action.values.get("share", FULL), action.values.get("manner", "holder")
    own = _post(action, fields, progress)
    return {**own, "person": action.values["person"], "share": share, "manner": manner}


def _released(action: Action, fields: Fields, progress: Progress) -> Facts:
    return {"post": fields.get("post"), "person": fields.get("person")}


def _engaged(action: Action, fields: Fields, progress: Progress) -> Facts:
    values = action.values
    return {"person": values["person"], "manner": values["manner"]}


def _engagement_changed(action: Action, fields: Fields, progress: Progress) -> Facts:
    unit = action.values.get("unit", fields.get("unit"))
    supervisor = action.values.get("supervisor", fields.get("supervisor"))
    told = {"person": fields.get("person"), "supervisor": supervisor}
    return {**told, **_unit(progress, "unit", unit, action.day)}


def _disengaged(action: Action, fields: Fields, progress: Progress) -> Facts:
    return {
        "person": fields.get("person"),
        **_unit(progress, "unit", fields.get("unit"), action.day),
    }


_SAYINGS: Mapping[ActionKind, tuple[str, Saying]] = {
    ActionKind.ESTABLISH_UNIT: ("unit_established", _established_unit),
    ActionKind.RENAME_UNIT: ("unit_renamed", _changed),
    ActionKind.MOVE_UNIT: ("unit_moved", _moved_unit),
    ActionKind.MERGE_UNIT: ("unit_merged", _merged),
    ActionKind.SPLIT_UNIT: ("unit_split", _split),
    ActionKind.ABOLISH_UNIT: ("unit_abolished", _abolished_unit),
    ActionKind.CHANGE_UNIT_KIND: ("unit_kind_changed", _changed),
    ActionKind.ASSIGN_HEAD: ("unit_headed", _headed),
    ActionKind.ESTABLISH_POST: ("post_established", _established_post),
    ActionKind.MOVE_POST: ("post_moved", _moved_post),
    ActionKind.RETITLE_POST: ("post_retitled", _changed),
    ActionKind.RENUMBER_POST: ("post_renumbered", _changed),
    ActionKind.RECLASSIFY_POST: ("post_reclassified", _changed),
    ActionKind.FREEZE_POST: ("post_frozen", _post),
    ActionKind.UNFREEZE_POST: ("post_unfrozen", _post),
    ActionKind.ABOLISH_POST: ("post_abolished", _abolished_post),
    ActionKind.MOVE_DUTY_STATION: ("duty_station_moved", _changed),
    ActionKind.CHANGE_REPORTING: ("reporting_changed", _reported),
    ActionKind.ADOPT_DESCRIPTION: ("description_adopted", _adopted),
    ActionKind.MOVE_DUTY: ("duty_moved", _moved_duty),
    ActionKind.ESTABLISH_BLOCK: ("block_established", _established_block),
    ActionKind.CHANGE_BLOCK: ("block_changed", _changed_block),
    ActionKind.ABOLISH_BLOCK: ("block_abolished", _abolished_block),
    ActionKind.APPOINT: ("person_appointed", _appointed),
    ActionKind.END_INCUMBENCY: ("incumbency_ended", _released),
    ActionKind.ENGAGE: ("person_engaged", _engaged),
    ActionKind.CHANGE_ENGAGEMENT: ("engagement_changed", _engagement_changed),
    ActionKind.END_ENGAGEMENT: ("engagement_ended", _disengaged),
}
