"""One form for every kind of action, made from what the core says the kind needs."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bureau.core.changes.actions import ESTABLISHING, Action, ActionKind, drafted_hash
from bureau.core.changes.definitions import DEFINITIONS, Definition, Sort
from bureau.core.structure.kinds import (
    COUNT_MOST,
    ENGAGEMENT_MANNERS,
    FTE_MOST,
    FULL,
    INCUMBENCY_MANNERS,
    REPORTING_MANNERS,
    UNIT_KINDS,
    Value,
)
from bureau.core.texts import Text
from bureau.institution.governance.forms.keyed import KeyedForm, day_field, text_in
from bureau.institution.governance.forms.worded import languages
from bureau.institution.governance.queries.choices import CODED, Choices
from bureau.institution.governance.texts.labels import COUNT, FIELDS, SUBJECTS
from bureau.institution.organisation.forms.coded import CodeField
from bureau.institution.organisation.texts.words import word_for
from bureau.web.fields import OfferedInput
from bureau.web.formats import listed
from bureau.web.picking import TypedPick, pick_field

BROUGHT = frozenset(
    {Sort.SUCCESSION, Sort.REPORTING, Sort.ADOPTION, Sort.INCUMBENCY, Sort.ENGAGEMENT}
)
DEFAULTS = {"fte": 100, "share": 100, "order": 0}


class CountField(forms.DecimalField):
    """How many like posts, kept in hundredths: 12.5 posts are 1250."""

    def __init__(self, **given: Any) -> None:
        most = Decimal(COUNT_MOST) / FULL
        super().__init__(min_value=Decimal(1) / FULL, max_value=most, decimal_places=2, **given)

    def prepare_value(self, value: Any) -> Any:
        return (Decimal(value) / FULL).normalize() + 0 if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        found = super().clean(value)
        return None if found is None else int(found * FULL)


class ActionForm(KeyedForm):
    """Which thing, from which day, the new values, and why. `subject` and values as numbers."""

    def __init__(
        self,
        kind: ActionKind,
        choices: Choices,
        *args: Any,
        action: Action | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.definition = DEFINITIONS[kind]
        self.choices = choices
        self.action = action
        if kind not in ESTABLISHING and action is None:
            self.fields["subject"] = self._subject()
        for name, sort in self.shown().items():
            self.fields[name] = self._field(name, sort)
        if Sort.WORDING in self.shown().values():
            self.fields["language"] = forms.ChoiceField(
                label=str(FIELDS["language"]), choices=languages, initial=get_language() or "en"
            )
        if action is not None:
            began = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
            self.fields["began"] = began
            self.initial["began"] = drafted_hash(action)
        self._show_by_name()
        self.fields["day"] = day_field(FIELDS["day"])
        self.fields["reason"] = forms.CharField(
            label=str(FIELDS["reason"]), required=False, widget=forms.Textarea(attrs={"rows": 2})
        )

    def _show_by_name(self) -> None:
        """What an address names by number stands as it is called where it is typed."""
        for name, field in self.fields.items():
            begun = str(self.initial.get(name) or "")
            if isinstance(field, TypedPick) and begun.isdecimal():
                self.initial[name] = int(begun)

    def shown(self) -> dict[str, Sort]:
        """The values that a person gives; what the action brings along is numbered by itself."""
        return {
            name: sort
            for name, sort in self.definition.values.items()
            if sort not in BROUGHT and name != "overrides"
        }

    def _subject(self) -> forms.Field:
        kind = self.definition.subject
        offered: dict[str, list[Any]] = {
            "unit": self.choices.units,
            "post": self.choices.posts,
            "incumbency": self.choices.incumbencies,
            "engagement": self.choices.engagements,
            "block": self.choices.blocks,
        }
        options = offered[kind]
        return pick_field(options, label=SUBJECTS[kind], empty=_("Choose"))

    def _field(self, name: str, sort: Sort) -> forms.Field:
        required = name in self.definition.required and name not in self.definition.nullable
        required = required or (name == "parent" and self._stays_below())
        if name == "number" and self.kind is ActionKind.ESTABLISH_POST and self.action is None:
            required = required and not self.choices.has_pattern
        made = value_field(self.kind, name, sort, self.choices, required=required)
        if name in DEFAULTS and self.kind is not ActionKind.CHANGE_BLOCK:
            made.initial = DEFAULTS[name]
        return made

    def _stays_below(self) -> bool:
        """A unit is moved below another; what an undoing puts at the top may stay there."""
        is_at_top = self.action is not None and self.action.values.get("parent") is None
        return self.kind is ActionKind.MOVE_UNIT and not is_at_top

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        one_of = self.definition.any_of
        is_given = any(cleaned.get(name) or name in self.errors for name in one_of or ())
        if one_of and not is_given:
            names = listed(FIELDS[name] for name in one_of)
            self.add_error(one_of[0], _("At least one of these is needed: %s") % names)
        return cleaned

    def subject_id(self) -> int | None:
        found = self.cleaned_data.get("subject")
        return int(found) if found else None

    def values(self) -> dict[str, Value]:
        """What was given; a value left empty is None where that says something, else left out."""
        former = self.action.values if self.action else {}
        found = {name: former[name] for name in ("overrides",) if name in former}
        for name, sort in self.shown().items():
            if sort is Sort.WORDING:
                continue
            value = self.cleaned_data.get(name)
            if value not in (None, ""):
                found[name] = _settled(sort, value)
            elif name in self.definition.required and name in self.definition.nullable:
                found[name] = None
        return found

    def words(self) -> dict[str, Text]:
        return {
            name: text_in(self.cleaned_data["language"], self.cleaned_data[name])
            for name, sort in self.shown().items()
            if sort is Sort.WORDING and self.cleaned_data.get(name)
        }

    def go_on_from(self, action: Action) -> None:
        """What was typed is kept, to be sent once more over the action as it is now."""
        given = {name: self.data[name] for name in self.data}
        self.data = {**given, "began": drafted_hash(action)}

    def day_number(self) -> int:
        day: date = self.cleaned_data["day"]
        return day.toordinal()


def listed_field(name: str, choices: Choices, label: Any, required: bool) -> forms.Field:
    """A field for a word of a post that is one of a list, or is offered from one."""
    return _MAKERS[name](choices, label, required)


def value_field(
    kind: ActionKind, name: str, sort: Sort, choices: Choices, *, required: bool = False
) -> forms.Field:
    """A field for one value of an action."""
    label = FIELDS[name]
    if name == "manner":
        return _manner(kind, label)
    if name == "fte" and DEFINITIONS[kind].subject == "block":
        return CountField(label=COUNT, required=required)
    make = _MAKERS.get(name) or _MAKERS_BY_SORT[sort]
    return make(choices, label, required)


def initial_of(action: Action, definition: Definition, words: Mapping[int, Text]) -> dict[str, Any]:
    """What a form shows of an action that stands in the draft."""
    found: dict[str, Any] = {"day": date.fromordinal(action.day), "reason": action.reason}
    for name, sort in definition.values.items():
        value = action.values.get(name)
        if sort is Sort.WORDING and isinstance(value, int) and value in words:
            said = words[value]
            found[name] = said.in_original
            found["language"] = said.original
        elif name == "until" and isinstance(value, int):
            found[name] = date.fromordinal(value - 1)
        elif value is not None:
            found[name] = value
    return found


def _settled(sort: Sort, value: Any) -> Value:
    if isinstance(value, date):
        return value.toordinal() + 1
    if sort is Sort.TEXT:
        return str(value)
    return bool(value) if sort is Sort.FLAG else int(value)


type Maker = Callable[[Choices, Any, bool], forms.Field]


def _from(attribute: str) -> Maker:
    def make(choices: Choices, label: Any, required: bool) -> forms.Field:
        empty = _("Choose") if required else _("none")
        options = getattr(choices, attribute)
        return pick_field(options, label=label, required=required, empty=empty)

    return make


def _unit_kind(choices: Choices, label: Any, required: bool) -> forms.Field:
    options = [(kind, word_for(kind, "unit_kind")) for kind in UNIT_KINDS]
    return forms.ChoiceField(label=label, required=required, choices=options, initial="department")


def _manner(kind: ActionKind, label: Any) -> forms.Field:
    """Of a hold on a post, of an engagement, or of a reporting line."""
    manners, vocabulary = {
        ActionKind.APPOINT: (INCUMBENCY_MANNERS, "incumbency"),
        ActionKind.ENGAGE: (ENGAGEMENT_MANNERS, "engagement"),
    }.get(kind, (REPORTING_MANNERS, "reporting"))
    options = [(manner, word_for(manner, vocabulary)) for manner in manners]
    return forms.ChoiceField(label=label, required=False, choices=options)


def _written(choices: Choices, label: Any, required: bool) -> forms.Field:
    return forms.CharField(label=label, required=required, max_length=200)


def _number(choices: Choices, label: Any, required: bool) -> forms.Field:
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=1000)


def _fte(choices: Choices, label: Any, required: bool) -> forms.Field:
    """What a post may have on record; of a new one the service asks for full time at most."""
    return forms.IntegerField(label=label, required=required, min_value=1, max_value=FTE_MOST)


def _share(choices: Choices, label: Any, required: bool) -> forms.Field:
    """A post is held by no more than one whole."""
    return forms.IntegerField(label=label, required=required, min_value=1, max_value=FULL)


def _post_number(choices: Choices, label: Any, required: bool) -> forms.Field:
    """Typed, or one that is kept; left empty where a pattern writes the next free one."""
    hints = []
    if choices.has_pattern:
        hints.append(str(_("Empty takes the next free one and keeps it for you.")))
    if choices.numbers:
        kept = ", ".join(choices.numbers[:5])
        hints.append(_("Kept for you: {numbers}").format(numbers=kept))
    return forms.CharField(
        label=label,
        required=required,
        max_length=60,
        widget=OfferedInput(choices.numbers),
        help_text=" ".join(hints),
    )


def _last_day(choices: Choices, label: Any, required: bool) -> forms.Field:
    """Open where it is left empty."""
    field = day_field(label)
    field.required = required
    return field


def _flag(choices: Choices, label: Any, required: bool) -> forms.Field:
    return forms.BooleanField(label=label, required=False)


LISTED = ("grade", "duty_station", *CODED)


def _coded(name: str, most: int) -> Maker:
    def make(choices: Choices, label: Any, required: bool) -> forms.Field:
        used = choices.used[name]
        return CodeField(name, used, label=label, required=required, max_length=most)

    return make


_MAKERS: Mapping[str, Maker] = {
    "funding": _coded("funding", 60),
    "category": _coded("category", 40),
    "contract": _coded("contract", 40),
    "grade": _from("grades"),
    "duty_station": _from("places"),
    "kind": _unit_kind,
    "number": _post_number,
    "until": _last_day,
    "fte": _fte,
    "share": _share,
}
_MAKERS_BY_SORT: Mapping[Sort, Maker] = {
    Sort.UNIT: _from("units"),
    Sort.POST: _from("posts"),
    Sort.PERSON: _from("people"),
    Sort.DESCRIPTION: _from("descriptions"),
    Sort.DUTY: _from("duties"),
    Sort.WORDING: _written,
    Sort.TEXT: _written,
    Sort.NUMBER: _number,
    Sort.FLAG: _flag,
}
