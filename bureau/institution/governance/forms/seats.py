"""Seats of bodies and the rules by which they decide, by form."""

from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.procedures.deciding import Base, Majority, SeatRole, Way
from bureau.institution.governance.models import Shown
from bureau.institution.governance.texts.deciding import (
    BASES,
    MAJORITIES,
    SEAT_ROLES,
    SHOWN,
    WAYS,
)
from bureau.institution.organisation.forms.reference import (
    Choices,
    Find,
    KeptForm,
    SettingsForm,
    SpanForm,
    until,
)
from bureau.web.fields import DayField, TextField, offer, offer_one


class SeatForm(SpanForm):
    """A seat in a body: of a post, by its number, or of a member who is no post, by name."""

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    role = forms.ChoiceField(
        label=gettext_lazy("Seat"), choices=[*SEAT_ROLES.items()], initial=SeatRole.MEMBER
    )
    post = forms.CharField(label=gettext_lazy("Post number"), max_length=60, required=False)
    name = TextField(label=gettext_lazy("Or the name of a member who is no post"), required=False)
    field_order = ("body", "role", "post", "name")

    def __init__(self, *args: Any, bodies: Choices, find_post: Find, **options: Any) -> None:
        super().__init__(*args, **options)
        self._find_post = find_post
        offer_one(self, "body", bodies)

    def clean_post(self) -> int | None:
        number: str = self.cleaned_data["post"].strip()
        post = self._find_post(number) if number else None
        if number and post is None:
            raise forms.ValidationError(_("No post has this number today."))
        return post

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and (said.get("post") is None) == (said.get("name") is None):
            self.add_error("post", _("A seat is borne by a post, or has a name: one of the two."))
        return said

    @staticmethod
    def taken(cleaned: dict[str, Any]) -> dict[str, Any]:
        """What the service takes of it."""
        said = dict(cleaned)
        ends = until(said)
        role = SeatRole(said.pop("role"))
        return {**said, "body": int(said["body"]), "role": role, "valid_until": ends}


class EndForm(KeptForm):
    """The last day of a seat or of a rule."""

    last_day = DayField(label=gettext_lazy("Last day"))


class DecisionRuleForm(SettingsForm):
    """How a body decides from a day on, and on what that rests."""

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    valid_from = DayField(label=gettext_lazy("First day"))
    ways = forms.MultipleChoiceField(
        label=gettext_lazy("Ways open"),
        choices=[*WAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    majority = forms.ChoiceField(label=gettext_lazy("Majority"), choices=[*MAJORITIES.items()])
    base = forms.ChoiceField(label=gettext_lazy("Counted"), choices=[*BASES.items()])
    quorum_number = forms.IntegerField(
        label=gettext_lazy("Quorum, as a number of seats"),
        required=False,
        min_value=0,
        max_value=9_999,
    )
    quorum_share = forms.CharField(
        label=gettext_lazy("Quorum, as a share of the seats"),
        required=False,
        max_length=12,
        help_text=gettext_lazy("a fraction, as in 2/3; with both, the larger counts"),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days that a ballot is open at least"),
        required=False,
        min_value=0,
        max_value=999,
    )
    shown = forms.ChoiceField(
        label=gettext_lazy("Who voted how is shown"),
        choices=[*SHOWN.items()],
        initial=Shown.AFTERWARDS,
    )
    reports_to = forms.ChoiceField(
        label=gettext_lazy("What the chair decides alone is reported to"), required=False
    )
    report_days = forms.IntegerField(
        label=gettext_lazy("Within how many days"), required=False, min_value=1, max_value=999
    )
    source = forms.ChoiceField(label=gettext_lazy("Rests on"))
    note = TextField(label=gettext_lazy("How the rule follows from it"), required=False, rows=2)

    def __init__(
        self, *args: Any, bodies: Choices, sources: list[tuple[str, Any]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer_one(self, "body", bodies)
        offer(self, "reports_to", [("", "–"), *bodies])
        offer(self, "source", sources)

    def clean_quorum_share(self) -> str:
        share: str = self.cleaned_data["quorum_share"].strip()
        try:
            is_share = 0 <= Fraction(share or 0) <= 1
        except (ValueError, ZeroDivisionError):
            is_share = False
        if not is_share:
            raise forms.ValidationError(
                _("The share of the quorum is a fraction, as in 2/3, and at most one.")
            )
        return share

    @staticmethod
    def taken(cleaned: dict[str, Any]) -> dict[str, Any]:
        """What the service takes of it."""
        said = dict(cleaned)
        instrument, _colon, provision = said.pop("source").partition(":")
        return {
            **said,
            "body": int(said["body"]),
            "ways": frozenset(map(Way, said["ways"])),
            "majority": Majority(said["majority"]),
            "base": Base(said["base"]),
            "quorum_number": said["quorum_number"] or 0,
            "days": said["days"] or 0,
            "shown": Shown(said["shown"]),
            "reports_to": int(said["reports_to"]) if said["reports_to"] else None,
            "instrument": int(instrument),
            "provision": int(provision) if provision else None,
        }
