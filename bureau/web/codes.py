"""Codes that people type, held against what `core/lookalikes` refuses, and why as sentences."""

from django import forms
from django.utils.translation import gettext as _

from bureau.core.lookalikes import fault


def code_faults() -> dict[str, str]:
    """Each reason of `core.lookalikes.fault` as a sentence."""
    return {
        "code_hides": _("This code has invisible characters in it. Type it again."),
        "code_has_forms": _("This code has special forms of letters or digits. Type plain ones."),
        "code_mixes": _("This code mixes letters of several alphabets. Use one alphabet."),
    }


def refuse_unfit_code(value: str) -> None:
    """A validator of form fields."""
    if value and (why := fault(value)):
        raise forms.ValidationError(code_faults()[why])
