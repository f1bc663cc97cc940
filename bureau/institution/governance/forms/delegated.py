"""Setting the ceiling of a delegation, and moving the amount that it is a share of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.procedures.ceilings import Counts
from bureau.institution.governance.texts.delegated import COUNTED
from bureau.institution.organisation.forms.reference import Choices, SettingsForm, SpanForm
from bureau.web.fields import CurrencyField, TextField, offer_one


class BasisForm(SettingsForm):
    """The amount that a ceiling is a share of, and where it stands."""

    basis_amount = forms.DecimalField(
        label=_("The amount it is a share of"), min_value=0, max_digits=15, decimal_places=2
    )
    basis = TextField(label=_("What that amount is, and where it stands"))


class CeilingForm(SpanForm):
    """Up to how much a rule may be used in a period."""

    rule = forms.ChoiceField(label=_("Rule"))
    basis_amount = BasisForm.base_fields["basis_amount"]
    currency = CurrencyField(label=_("Currency"))
    share = forms.DecimalField(
        label=_("Share of it, in per cent"),
        min_value=0,
        max_value=100,
        max_digits=7,
        decimal_places=4,
        initial=100,
    )
    counts = forms.ChoiceField(label=_("What counts"), choices=[*COUNTED.items()])
    basis = BasisForm.base_fields["basis"]
    field_order = ("rule", "basis_amount", "currency", "share", "counts", "basis")

    def __init__(self, *args: Any, rules: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_one(self, "rule", rules)

    def clean_counts(self) -> Counts:
        return Counts(self.cleaned_data["counts"])
