"""What a way to do a case is called and for, how it begins, and why it is chosen or not."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.governance.forms.worded import WordedForm

COPY, EMPTY = "copy", "empty"


def _long(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=2000, widget=widget
    )


class ScenarioForm(WordedForm):
    """Another way; with the first one the draft is given a name too."""

    worded = ("name", "purpose", "drafted_name")
    name = forms.CharField(label=_("Name of the alternative"), max_length=120)
    purpose = _long(_("What it is for"))
    begin = forms.ChoiceField(
        label=_("It begins with"),
        choices=[(COPY, _("a copy of the draft as it is now")), (EMPTY, _("no action"))],
        widget=forms.RadioSelect,
        initial=COPY,
    )
    drafted_name = forms.CharField(
        label=_("Name of what is drafted now"), max_length=120, initial=_("As first drafted")
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_first:
            del self.fields["drafted_name"]


class DescriptionForm(WordedForm):
    """What it is called, and the reason that is frozen with it."""

    worded = ("name", "purpose", "reason")
    name = forms.CharField(label=_("Name of the alternative"), max_length=120)
    purpose = _long(_("What it is for"))
    reason = _long(
        _("Why it is proposed, or why not"),
        _("Left empty, what was said when another was chosen goes for it."),
    )


class ChoiceForm(WordedForm):
    """Why this one."""

    worded = ("reason",)
    reason = _long(_("Why this one"), required=True)
