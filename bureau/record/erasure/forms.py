"""Whom to erase or to hold, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import person_by_login
from bureau.web.numbers import number_asked


class PersonNamedForm(forms.Form):
    """A person by login or number."""

    use_required_attribute = False

    person = forms.CharField(label=_("Login or number of the person"), max_length=150)

    def clean_person(self) -> int:
        said = self.cleaned_data["person"].strip()
        number = number_asked(said)
        if number is not None:
            found = Person.objects.filter(pk=number).first()
        else:
            found = person_by_login(said)
        if found is None:
            raise forms.ValidationError(_("There is nobody of this login or number."))
        return found.pk


class RequestForm(PersonNamedForm):
    """Why a person is to be erased."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept beside the record, and erased with the person."),
    )


class HoldForm(PersonNamedForm):
    """Where the hold was ordered."""

    ground = forms.CharField(
        label=_("Ground"), max_length=200, help_text=_("The order or the case it rests on")
    )
