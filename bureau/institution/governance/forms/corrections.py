"""Proposing a correction of one effect: what should stand in its place, and what shows it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bureau.core.structure.effects import Effect
from bureau.core.structure.kinds import KINDS, Field, Value
from bureau.core.texts import Text
from bureau.institution.governance.forms.actions import LISTED, listed_field
from bureau.institution.governance.forms.keyed import KeyedForm, day_field, text_in
from bureau.institution.governance.forms.worded import languages
from bureau.institution.governance.queries.choices import Choices
from bureau.institution.organisation.texts.words import word_for
from bureau.web.picking import pick_field

PICKED = {"unit": "units", "post": "posts", "person": "people"}
VOCABULARIES = {
    ("unit", "kind"): "unit_kind",
    ("incumbency", "manner"): "incumbency",
    ("engagement", "manner"): "engagement",
    ("reporting", "manner"): "reporting",
    ("succession", "manner"): "succession",
}


class CorrectionForm(KeyedForm):
    """The day and the fields of an effect, restated; or that it was never decided at all."""

    def __init__(self, effect: Effect, choices: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.effect = effect
        self.fields["rescind"] = forms.BooleanField(
            label=_("It was never decided: replace it with nothing"), required=False
        )
        self.fields["day"] = day_field(_("From"))
        for name in self.shown():
            declared = KINDS[effect.subject.kind].field(name)
            self.fields[name] = _field(effect, declared, choices)
        self.fields["document"] = forms.CharField(
            label=_("Document that shows what was decided"), max_length=200
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the document's title"),
            choices=languages,
            initial=get_language() or "en",
        )
        self.fields["reason"] = forms.CharField(
            label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3})
        )

    def clean(self) -> dict[str, Any]:
        """What is replaced with nothing is not restated: what those fields say is not looked at."""
        said = super().clean() or {}
        if said.get("rescind"):
            for name in ("day", *self.shown()):
                self.errors.pop(name, None)
        return said

    def shown(self) -> list[str]:
        """Fields that a person can restate; a text or a description stays as it is on record."""
        kind = KINDS[self.effect.subject.kind]
        return [
            name
            for name in self.effect.fields
            if kind.field(name).refers_to in (None, *PICKED)
            and name not in ("predecessor", "successor", "subject_kind")
        ]

    def is_rescission(self) -> bool:
        return bool(self.cleaned_data["rescind"])

    def restated(self) -> dict[str, Value]:
        kind = KINDS[self.effect.subject.kind]
        return {name: _value(kind.field(name), self.cleaned_data[name]) for name in self.shown()}

    def day(self) -> date:
        found: date = self.cleaned_data["day"]
        return found

    def document(self) -> Text:
        return text_in(self.cleaned_data["language"], self.cleaned_data["document"])


def initial_of(effect: Effect) -> Mapping[str, Any]:
    return {**effect.fields, "day": date.fromordinal(effect.day)}


def _field(effect: Effect, declared: Field, choices: Choices) -> forms.Field:
    label = capfirst(word_for(declared.name, "field"))
    if declared.name in LISTED:
        return _listed(declared.name, str(effect.fields[declared.name]), choices, label)
    if declared.refers_to:
        options = getattr(choices, PICKED[declared.refers_to])
        required = not declared.optional
        return pick_field(options, label=label, required=required, empty=_("none"))
    if declared.choices:
        vocabulary = VOCABULARIES[effect.subject.kind, declared.name]
        words = [(word, word_for(word, vocabulary)) for word in declared.choices]
        return forms.ChoiceField(label=label, choices=words)
    if declared.type is bool:
        return forms.BooleanField(label=label, required=False)
    if declared.type is int:
        return forms.IntegerField(label=label, min_value=0)
    return forms.CharField(label=label, required=False, max_length=60)


def _listed(name: str, stands: str, choices: Choices, label: str) -> forms.Field:
    """As a draft offers it; what stands may stay, whatever brought it."""
    offered = {"grade": "grades", "duty_station": "places"}.get(name)
    if offered and stands and stands not in dict(getattr(choices, offered)):
        more: dict[str, Any] = {offered: [*getattr(choices, offered), (stands, stands)]}
        choices = replace(choices, **more)
    return listed_field(name, choices, label, name == "grade" and bool(stands))


def _value(declared: Field, given: Any) -> Value:
    if declared.refers_to:
        return int(given) if given else None
    return declared.type(given)
