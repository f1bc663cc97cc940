"""What each kind of action acts on, the values it needs and may have, and what it expects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.lookalikes import fault
from bureau.core.reasons import Reason
from bureau.core.references import ID_MAX, Reference
from bureau.core.structure.kinds import KINDS, Value


class Sort(StrEnum):
    """What a value is: the id of an object of that kind, or a plain text, number or flag."""

    UNIT = "unit"
    POST = "post"
    PERSON = "person"
    WORDING = "wording"
    DESCRIPTION = "description_version"
    DUTY = "duty"
    INCUMBENCY = "incumbency"
    REPORTING = "reporting"
    ADOPTION = "adoption"
    SUCCESSION = "succession"
    ENGAGEMENT = "engagement"
    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Definition:
    """`expects` names the subject's fields whose values the action records when it is drafted.

    `sets` are the values that become fields of the subject as they stand; `nullable` may be None;
    of `any_of` at least one must be given.
    """

    subject: str
    required: Mapping[str, Sort] = field(default_factory=dict)
    optional: Mapping[str, Sort] = field(default_factory=dict)
    expects: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    nullable: frozenset[str] = frozenset()
    any_of: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, Sort]:
        return {**self.required, **self.optional}


def _change(
    subject: str,
    fields: Mapping[str, Sort],
    *,
    besides: tuple[str, ...] = (),
    nullable: bool = False,
) -> Definition:
    """An action that sets fields of its subject; it may name later effects that it overrides."""
    required = {name: sort for name, sort in fields.items() if name not in besides}
    extra = {name: sort for name, sort in fields.items() if name in besides}
    return Definition(
        subject,
        required=required,
        optional={**extra, "overrides": Sort.TEXT},
        expects=tuple(fields),
        sets=tuple(fields),
        nullable=frozenset(fields) if nullable else frozenset(),
    )


_UNIT_FIELDS = {
    "parent": Sort.UNIT,
    "name": Sort.WORDING,
    "code": Sort.TEXT,
    "kind": Sort.TEXT,
}
_POST_FIELDS = {
    "unit": Sort.UNIT,
    "number": Sort.TEXT,
    "title": Sort.WORDING,
    "grade": Sort.TEXT,
}
_COUNTED = {"grade": Sort.TEXT, "fte": Sort.NUMBER}
_POST_DETAILS = {
    "duty_station": Sort.TEXT,
    "funding": Sort.TEXT,
    "category": Sort.TEXT,
    "fte": Sort.NUMBER,
    "contract": Sort.TEXT,
    "frozen": Sort.FLAG,
}

DEFINITIONS: Mapping[ActionKind, Definition] = {
    ActionKind.ESTABLISH_UNIT: Definition(
        "unit",
        required=_UNIT_FIELDS,
        optional={"head": Sort.POST, "order": Sort.NUMBER},
        sets=(*_UNIT_FIELDS, "head", "order"),
        nullable=frozenset({"parent", "head"}),
    ),
    ActionKind.RENAME_UNIT: Definition(
        "unit",
        optional={"name": Sort.WORDING, "code": Sort.TEXT, "overrides": Sort.TEXT},
        expects=("name", "code"),
        sets=("name", "code"),
        any_of=("name", "code"),
    ),
    ActionKind.MOVE_UNIT: _change(
        "unit",
        {"parent": Sort.UNIT, "order": Sort.NUMBER},
        besides=("order",),
        nullable=True,
    ),
    ActionKind.MERGE_UNIT: Definition(
        "unit",
        {"into": Sort.UNIT},
        {"succession": Sort.SUCCESSION},
        expects=("parent", "head"),
    ),
    ActionKind.SPLIT_UNIT: Definition(
        "unit",
        {"into": Sort.UNIT},
        {"succession": Sort.SUCCESSION},
        expects=("parent",),
    ),
    ActionKind.ABOLISH_UNIT: Definition(
        "unit",
        optional={"successor": Sort.UNIT, "succession": Sort.SUCCESSION},
        expects=("parent", "head"),
        nullable=frozenset({"successor"}),
    ),
    ActionKind.CHANGE_UNIT_KIND: _change("unit", {"kind": Sort.TEXT}),
    ActionKind.ASSIGN_HEAD: _change("unit", {"head": Sort.POST}, nullable=True),
    ActionKind.ESTABLISH_POST: Definition(
        "post",
        required=_POST_FIELDS,
        optional=_POST_DETAILS,
        sets=(*_POST_FIELDS, *_POST_DETAILS),
    ),
    ActionKind.MOVE_POST: _change("post", {"unit": Sort.UNIT}),
    ActionKind.RETITLE_POST: _change("post", {"title": Sort.WORDING}),
    ActionKind.RENUMBER_POST: _change("post", {"number": Sort.TEXT}),
    ActionKind.RECLASSIFY_POST: _change("post", {"grade": Sort.TEXT}),
    ActionKind.FREEZE_POST: Definition("post", expects=("frozen",)),
    ActionKind.UNFREEZE_POST: Definition("post", expects=("frozen",)),
    ActionKind.ABOLISH_POST: Definition(
        "post",
        optional={"successor": Sort.POST, "succession": Sort.SUCCESSION},
        expects=("unit", "grade"),
        nullable=frozenset({"successor"}),
    ),
    ActionKind.MOVE_DUTY_STATION: _change("post", {"duty_station": Sort.TEXT}),
    ActionKind.CHANGE_REPORTING: Definition(
        "post",
        required={"superior": Sort.POST},
        optional={"manner": Sort.TEXT, "reporting": Sort.REPORTING},
        nullable=frozenset({"superior"}),
    ),
    ActionKind.ADOPT_DESCRIPTION: Definition(
        "post",
        {"description": Sort.DESCRIPTION},
        {"adoption": Sort.ADOPTION},
        nullable=frozenset({"description"}),
    ),
    ActionKind.MOVE_DUTY: Definition(
        "post",
        required={
            "duty": Sort.DUTY,
            "into": Sort.POST,
            "description": Sort.DESCRIPTION,
            "into_description": Sort.DESCRIPTION,
        },
        optional={"adoption": Sort.ADOPTION, "into_adoption": Sort.ADOPTION},
    ),
    ActionKind.ESTABLISH_BLOCK: Definition(
        "block",
        required={"unit": Sort.UNIT, "title": Sort.WORDING, **_COUNTED},
        optional={"superior": Sort.POST},
        sets=("unit", "title", *_COUNTED, "superior"),
        nullable=frozenset({"superior"}),
    ),
    ActionKind.CHANGE_BLOCK: Definition(
        "block",
        optional={
            "fte": Sort.NUMBER,
            "unit": Sort.UNIT,
            "superior": Sort.POST,
            "overrides": Sort.TEXT,
        },
        expects=("fte", "unit", "superior"),
        sets=("fte", "unit", "superior"),
        nullable=frozenset({"superior"}),
        any_of=("fte", "unit", "superior"),
    ),
    ActionKind.ABOLISH_BLOCK: Definition("block", expects=("fte", "unit")),
    ActionKind.APPOINT: Definition(
        "post",
        required={"person": Sort.PERSON},
        optional={
            "incumbency": Sort.INCUMBENCY,
            "share": Sort.NUMBER,
            "manner": Sort.TEXT,
        },
    ),
    ActionKind.END_INCUMBENCY: Definition("incumbency", expects=("post", "person", "share")),
    ActionKind.ENGAGE: Definition(
        "unit",
        required={"person": Sort.PERSON, "manner": Sort.TEXT},
        optional={
            "engagement": Sort.ENGAGEMENT,
            "until": Sort.NUMBER,
            "sender": Sort.TEXT,
            "supervisor": Sort.POST,
        },
    ),
    ActionKind.CHANGE_ENGAGEMENT: Definition(
        "engagement",
        optional={"unit": Sort.UNIT, "supervisor": Sort.POST, "overrides": Sort.TEXT},
        expects=("unit", "supervisor"),
        sets=("unit", "supervisor"),
        nullable=frozenset({"supervisor"}),
        any_of=("unit", "supervisor"),
    ),
    ActionKind.END_ENGAGEMENT: Definition("engagement", expects=("unit", "person")),
}

_WRITTEN = {Sort.TEXT: str, Sort.FLAG: bool}


def named(action: Action) -> Iterator[Reference]:
    """The subject and every object in time that the action's values name."""
    yield action.subject
    for name, sort in DEFINITIONS[action.kind].values.items():
        value = action.values.get(name)
        if sort.value in KINDS and isinstance(value, int):
            yield Reference(sort.value, value)


CODES = ("code", "number")
"""Values by which a reader tells things apart: none may be taken for another."""


def problems(action: Action) -> list[Reason]:
    """Why this is not a well-formed action; empty when it is. Says nothing of the organisation."""
    definition = DEFINITIONS[action.kind]
    found = []
    if action.subject.kind != definition.subject:
        found.append(Reason("subject_of_wrong_kind", {"kind": action.subject.kind}))
    found += [
        Reason("value_missing", {"value": name})
        for name in definition.required
        if name not in action.values
    ]
    found += [
        Reason("value_unknown", {"value": name})
        for name in action.values
        if name not in definition.values
    ]
    found += [
        Reason("value_wrong", {"value": name})
        for name, sort in definition.values.items()
        if name in action.values
        and not _fits(action.values[name], sort, name in definition.nullable)
    ]
    found += [Reason("value_wrong", {"value": name}) for name in _not_taken(action)]
    found += [
        Reason(why, {"value": name, "code": value})
        for name in CODES
        if isinstance(value := action.values.get(name), str) and (why := fault(value))
    ]
    until = action.values.get("until")
    if isinstance(until, int) and until <= action.day:
        found.append(Reason("value_wrong", {"value": "until"}))
    if definition.any_of and not set(definition.any_of) & set(action.values):
        found.append(Reason("value_missing", {"value": definition.any_of[0]}))
    return found


def _not_taken(action: Action) -> Iterator[str]:
    """Values of the right sort that their field cannot hold: words too long, of another list."""
    definition = DEFINITIONS[action.kind]
    for name, value in action.values.items():
        kind = _FIELDS_OF.get((action.kind, name), definition.subject)
        sort = definition.values.get(name)
        if value is None or sort is None or not _fits(value, sort, False):
            continue
        if name in KINDS[kind].defaults and not KINDS[kind].field(name).takes(value):
            yield name
        if name == "overrides" and len(effects_named(value)) != len(str(value).split()):
            yield name


def effects_named(value: Value) -> tuple[int, ...]:
    """The numbers of effects in the value "overrides" of an action; what numbers none is none."""
    said = str(value or "").split()
    digits = (one.lstrip("0") for one in said if one.isascii() and one.isdigit())
    return tuple(int(one) for one in digits if 0 < len(one) <= 10 and int(one) <= ID_MAX)


_FIELDS_OF = {
    (ActionKind.APPOINT, "share"): "incumbency",
    (ActionKind.APPOINT, "manner"): "incumbency",
    (ActionKind.APPOINT, "person"): "incumbency",
    (ActionKind.CHANGE_REPORTING, "manner"): "reporting",
    (ActionKind.CHANGE_REPORTING, "superior"): "reporting",
}
"""Values that become fields of what the action brings along, by the kind of that."""


def _fits(value: Value, sort: Sort, nullable: bool) -> bool:
    if value is None:
        return nullable
    if sort in _WRITTEN:
        return isinstance(value, _WRITTEN[sort])
    return isinstance(value, int) and not isinstance(value, bool)
