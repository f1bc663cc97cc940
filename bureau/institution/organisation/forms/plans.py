"""What people may type to keep a strategic plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.instruments.models.plans import ELEMENTS
from bureau.institution.instruments.texts.words import ELEMENT_KINDS
from bureau.institution.organisation.forms.reference import Choices
from bureau.record.journal.forms import KeyedForm
from bureau.web.fields import DayField, PlainCodeField, TextField, offer, offer_one


class PlanForm(KeyedForm):
    name = TextField(label=_("Name"))


class PlanLineForm(KeyedForm):
    """One goal, objective or enabler of a version that is drafted."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(one, ELEMENT_KINDS[one]) for one in ELEMENTS]
    )
    code = PlainCodeField(label=_("Code"), max_length=20, required=False)
    under = forms.ChoiceField(label=_("Stands under"), required=False)
    name = TextField(label=_("Name"))
    says = TextField(label=_("What it says, in your own words"), rows=3, required=False)

    def __init__(self, *args: Any, lines: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "under", [("", str(_("the plan"))), *lines])

    def clean_under(self) -> int | None:
        said = self.cleaned_data["under"]
        return int(said) if said else None


class AdoptionForm(KeyedForm):
    """By which instrument a version is adopted, and for which days."""

    instrument = forms.TypedChoiceField(label=_("Instrument"), coerce=int)
    valid_from = DayField(label=_("First day"))
    last_day = DayField(
        label=_("Last day"), required=False, help_text=_("empty while no end is known")
    )

    def __init__(self, *args: Any, instruments: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer_one(self, "instrument", instruments)
