"""Days and texts as forms of a case take them; the keyed form itself is the journal's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.texts import LANGUAGES, Text
from bureau.institution.governance.queries.choices import Options
from bureau.record.journal.forms import KeyedForm, new_key
from bureau.web.fields import DayField
from bureau.web.picking import Offer, pick_field

__all__ = ["KeyedForm", "ReasonForm", "as_typed", "day_field", "new_key", "person_field", "text_in"]


class ReasonForm(KeyedForm):
    """Why something is taken back or called off."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


def day_field(label: Any, help_text: Any = "") -> DayField:
    """A day with its label; shown as its native control wants it."""
    return DayField(label=label, help_text=help_text)


def person_field(people: Options | Offer) -> forms.Field:
    """One of the people who may be chosen."""
    return pick_field(people, label=_("Person"), empty=_("Choose a person"), coerce=int)


def text_in(language: str, words: str) -> Text:
    """What somebody typed, in the language in which it is the original."""
    code = language if language in LANGUAGES else "en"
    return Text.only(code, as_typed(words))


def as_typed(words: str) -> str:
    """Words as they are kept, however a browser ends lines."""
    return words.strip().replace("\r\n", "\n")
