"""Inviting a reviewer from outside, and commenting by a link."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.comments import CommentKind
from bureau.institution.governance.forms.comments import words_field
from bureau.institution.governance.forms.keyed import KeyedForm, day_field
from bureau.institution.governance.texts.comments import KINDS


class InvitationForm(KeyedForm):
    """Who is invited, and for how long."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("under which what they say is recorded"),
    )
    email = forms.EmailField(label=_("Mail address"), max_length=254)
    last_day = day_field(_("Last day"), _("on which the link opens the case; at most ninety days"))

    def valid_until(self) -> date:
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)


class ReviewForm(KeyedForm):
    """What a reviewer says, of the case or of one of its actions."""

    about = forms.ChoiceField(label=_("About"))
    kind = forms.ChoiceField(
        label=_("As"),
        choices=[(one.value, KINDS[one]) for one in (CommentKind.COMMENT, CommentKind.QUESTION)],
    )
    said = words_field(_("What you say"))

    def __init__(self, things: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = things  # type: ignore[attr-defined]
