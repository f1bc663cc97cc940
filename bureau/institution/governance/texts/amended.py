"""How two readings of one action differ, field by field, in words."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from bureau.core.changes.actions import Action
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.structure.kinds import Value
from bureau.institution.governance.queries.naming import STATION, Naming
from bureau.institution.governance.texts.labels import FIELDS
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import day_in_words, labelled

VOCABULARIES = {"grade": "grade", "kind": "unit_kind"}
_SORTS = {
    "parent": Sort.UNIT,
    "unit": Sort.UNIT,
    "head": Sort.POST,
    "post": Sort.POST,
    "superior": Sort.POST,
    "supervisor": Sort.POST,
    "person": Sort.PERSON,
    "name": Sort.WORDING,
    "title": Sort.WORDING,
    "description": Sort.DESCRIPTION,
    "into_description": Sort.DESCRIPTION,
    "frozen": Sort.FLAG,
}


def differences_in_words(before: Action, after: Action, names: Naming) -> list[str]:
    """What of an action was changed: “From: 1 July 2024 → 1 September 2024”."""
    return list(_differences(before, after, names))


def action_in_words(action: Action, names: Naming) -> list[str]:
    """All that an action says: “From: 1 July 2024”."""
    sorts = DEFINITIONS[action.kind].values
    said = {
        FIELDS[name]: value_in_words(name, sorts.get(name, Sort.TEXT), value, names)
        for name, value in action.values.items()
        if name in FIELDS and name != "overrides"
    }
    told = {**said, FIELDS["day"]: day_in_words(action.day), FIELDS["reason"]: action.reason}
    return [labelled(label, value) for label, value in told.items() if value]


def _differences(before: Action, after: Action, names: Naming) -> Iterator[str]:
    if before.day != after.day:
        yield _changed("day", day_in_words(before.day), day_in_words(after.day))
    for name in [*before.values, *(each for each in after.values if each not in before.values)]:
        was, now = before.values.get(name), after.values.get(name)
        if was != now and name in FIELDS:
            sort = DEFINITIONS[after.kind].values.get(name, Sort.TEXT)
            yield _changed(
                name, value_in_words(name, sort, was, names), value_in_words(name, sort, now, names)
            )
    if before.reason != after.reason:
        yield _changed("reason", before.reason or "–", after.reason or "–")


def _changed(name: str, was: str, now: str) -> str:
    return _("{field}: {before} → {after}").format(field=FIELDS[name], before=was, after=now)


def value_in_words(name: str, sort: Sort, value: Value, names: Naming) -> str:
    """A value of an action, as it is called; a dash where there is none."""
    if value is None or value == "":
        return "–"
    match sort:
        case Sort.UNIT:
            return names.unit(value)
        case Sort.POST:
            return names.post(value)
        case Sort.PERSON:
            return names.person(value)
        case Sort.WORDING:
            return names.wording(value)
        case Sort.FLAG:
            return _("yes") if value else _("no")
    if name == STATION:
        return names.place(value)
    if name == "until" and isinstance(value, int):
        return day_in_words(date.fromordinal(value - 1))
    return word_for(str(value), VOCABULARIES[name]) if name in VOCABULARIES else str(value)


def field_in_words(field: str, value: Value, names: Naming) -> str:
    """A value of a field of structure; a dash where there is none."""
    sort = _SORTS.get(field, Sort.TEXT)
    if sort is Sort.DESCRIPTION and value is not None:
        return _("version {number}").format(number=value)
    return value_in_words(field, sort, value, names)
