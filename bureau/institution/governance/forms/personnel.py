"""Appointing to a post and ending the hold of one."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.structure.kinds import INCUMBENCY_MANNERS
from bureau.institution.governance.forms.keyed import KeyedForm, day_field
from bureau.institution.organisation.texts.words import word_for


class AppointmentForm(KeyedForm):
    """Who, from which day, with what share and in which manner, and why."""

    person = forms.TypedChoiceField(label=_("Person"), coerce=int)
    day = day_field(_("First day on the post"))
    share = forms.IntegerField(
        label=_("Share, in per cent"), min_value=1, max_value=100, initial=100
    )
    manner = forms.ChoiceField(label=_("Manner"))
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, people: list[tuple[int | str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Choose a person")), *people]  # type: ignore[attr-defined]
        self.fields["manner"].choices = [  # type: ignore[attr-defined]
            (manner, word_for(manner, "incumbency")) for manner in INCUMBENCY_MANNERS
        ]


class EndingForm(KeyedForm):
    """The last day on the post; what is kept is the day after."""

    last_day = day_field(_("Last day on the post"))
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def ends_on(self) -> date:
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)
