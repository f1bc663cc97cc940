"""Codes, currencies and numbers that people type: what no act takes, and why as sentences."""

from django import forms
from django.utils.translation import gettext as _

from bureau.core.lookalikes import fault


def code_faults() -> dict[str, str]:
    """Each reason for which no act takes a value, as a sentence."""
    return {
        "code_hides": _("This code has invisible characters in it. Type it again."),
        "code_has_forms": _("This code has special forms of letters or digits. Type plain ones."),
        "code_mixes": _("This code mixes letters of several alphabets. Use one alphabet."),
        "currency_unfit": _("A currency is three letters from A to Z, as in CHF."),
        "number_out_of_range": _("This number is too large."),
    }


def refuse_unfit_code(value: str) -> None:
    """A validator of form fields."""
    if value and (why := fault(value)):
        raise forms.ValidationError(code_faults()[why])
