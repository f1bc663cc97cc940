"""What a person types to let a program in, and to have an address told."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.record.journal.forms import KeyedForm
from bureau.record.programs.texts import SCOPES
from bureau.web import kinds
from bureau.web.fields import DayField


class TokenForm(KeyedForm):
    """A name to know it by, what it may do, in which post, until which day."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("for what, as you will know it again")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(str(scope), word) for scope, word in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("never more than you yourself may"),
    )
    post = forms.TypedChoiceField(
        label=_("Acting in"), coerce=int, empty_value=None, required=False
    )
    last_day = DayField(label=_("Last day"))

    def __init__(self, posts: list[tuple[int, str]], today: date, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["last_day"].initial = today + timedelta(days=90)
        self.fields["post"].choices = [  # type: ignore[attr-defined]
            ("", _("the post you act in first")),
            *posts,
        ]
        if len(posts) < 2:
            del self.fields["post"]

    def valid_until(self) -> date:
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)


class WebhookForm(KeyedForm):
    """Where to, and of which kinds of things."""

    name = forms.CharField(label=_("Name"), max_length=80)
    address = forms.CharField(label=_("Address"), max_length=500, help_text="https://…")
    kinds = forms.MultipleChoiceField(
        label=_("Told of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("nothing chosen is all that you may see"),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (row.name, str(row.plural) or row.name) for row in kinds.kinds()
        ]


class ReplayForm(KeyedForm):
    """From behind which entry of the journal on."""

    after = forms.IntegerField(label=_("From behind entry"), min_value=0, max_value=2**53)
