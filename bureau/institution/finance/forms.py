"""What people may type of budgets and their lines."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.organisation.forms.reference import (
    SettingsForm,
)
from bureau.web.fields import CurrencyField, PlainCodeField, TextField, offer, offer_one

type Choices = Sequence[tuple[str, str]]


class KeptBudgetForm(SettingsForm):
    """What may be said anew of a budget."""

    name = TextField(label=_("Name"))
    instrument = forms.ChoiceField(label=_("Instrument"), required=False)
    vacancy = forms.IntegerField(
        label=_("Vacancy factor, %"),
        min_value=0,
        max_value=100,
        initial=0,
        help_text=_("the share of the time for which posts are taken to be without a holder"),
    )
    delayed_recruitment = forms.IntegerField(
        label=_("Delayed recruitment factor, %"),
        min_value=0,
        max_value=100,
        initial=0,
        help_text=_("the same for a new post in its first year, in place of the other"),
    )

    def __init__(self, *args: Any, instruments: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "instrument", [("", "–"), *instruments])

    def clean_instrument(self) -> int | None:
        chosen: str = self.cleaned_data["instrument"]
        return int(chosen) if chosen else None


class BudgetForm(KeptBudgetForm):
    """A budget to make."""

    first_year = forms.IntegerField(label=_("First year"), min_value=1900, max_value=2200)
    last_year = forms.IntegerField(
        label=_("Last year"),
        min_value=1900,
        max_value=2200,
        help_text=_("the same year, or the one after it"),
    )
    currency = CurrencyField(label=_("Currency"))
    field_order = ("name", "first_year", "last_year", "currency", "instrument")


class LineForm(SettingsForm):
    """A line of a budget: a field for what is voted in each year."""

    code = PlainCodeField(label=_("Code"), max_length=40)
    unit = forms.ChoiceField(label=_("Unit"))
    object = forms.ChoiceField(label=_("Object of expenditure"))
    funding = forms.ChoiceField(
        label=_("Pays posts paid from"),
        required=False,
        help_text=_("only where the object is what posts cost"),
    )

    def __init__(
        self,
        *args: Any,
        years: Sequence[int],
        units: Choices,
        objects: Choices,
        fundings: Choices,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.years = years
        offer_one(self, "unit", units)
        offer_one(self, "object", objects)
        offer(self, "funding", [("", str(_("any source"))), *fundings])
        for year in years:
            self.fields[f"voted_{year}"] = forms.DecimalField(
                label=_("Voted for %s") % year,
                min_value=0,
                max_digits=15,
                decimal_places=2,
            )

    def clean(self) -> dict[str, Any]:
        """With `voted` by year, in minor units."""
        said = super().clean() or {}
        amounts = {year: said.pop(f"voted_{year}", None) for year in self.years}
        voted = {year: int(amount * 100) for year, amount in amounts.items() if amount is not None}
        return {**said, "voted": voted}


class KeptLineForm(LineForm):
    """A line that is there: its code stays."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["code"]
