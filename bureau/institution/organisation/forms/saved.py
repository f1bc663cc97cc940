"""Keeping a view under a name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.organisation.forms.reference import Find, SettingsForm
from bureau.record.journal.forms import KeyedForm


class ViewNameForm(KeyedForm):
    """What a view is called."""

    name = forms.CharField(label=_("Name"), max_length=120)


class SavedViewForm(SettingsForm):
    """A name, how it is opened, and with whom it is shared."""

    address = forms.CharField(widget=forms.HiddenInput, max_length=4000)
    name = forms.CharField(label=_("Name"), max_length=120)
    opens = forms.ChoiceField(
        label=_("Opened"),
        widget=forms.RadioSelect,
        initial="today",
        choices=[
            ("today", _("as of the day on which it is opened")),
            ("fixed", _("always at the day and record number shown now")),
        ],
    )
    post = forms.CharField(
        label=_("Shared with the post"), required=False, help_text=_("its number")
    )
    unit = forms.CharField(
        label=_("Shared with the unit and all below it"), required=False, help_text=_("its code")
    )

    def __init__(self, *args: Any, find_post: Find, find_unit: Find, **options: Any) -> None:
        super().__init__(*args, **options)
        self._find = {"post": find_post, "unit": find_unit}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["shared"] = None
        for kind, find in self._find.items():
            word = str(said.get(kind) or "").strip()
            number = find(word) if word else None
            if word and number is None:
                self.add_error(kind, _("There is none of this name today."))
            elif number is not None and said["shared"]:
                self.add_error(kind, _("Share it with a post or with a unit, not with both."))
            elif number is not None:
                said["shared"] = (kind, number)
        return said
