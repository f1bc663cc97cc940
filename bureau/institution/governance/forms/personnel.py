"""Appointing to a post, engaging beside posts, and ending either."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.days import day_after
from bureau.core.structure.kinds import ENGAGEMENT_MANNERS, INCUMBENCY_MANNERS
from bureau.institution.governance.forms.keyed import KeyedForm, day_field, person_field
from bureau.institution.governance.forms.manner import (
    Deciders,
    MannerForm,
    citing_fields,
    clean_manner,
    manner_fields,
    manner_said,
)
from bureau.institution.governance.queries.choices import Citable, Options
from bureau.institution.governance.services.personnel import Decided
from bureau.institution.organisation.texts.words import word_for
from bureau.web.picking import Offer


@dataclass(frozen=True, slots=True)
class BodyDecides:
    """The body that decides on it by the rules: its meetings, what is citable, how it decides."""

    name: str
    meetings: Sequence[tuple[int | str, str]]
    citable: Citable
    deciders: Deciders | None

    @property
    def is_in_session(self) -> bool:
        """Whether what it decided can be recorded here: by its rule in session, or without one."""
        return self.deciders is None or bool(self.deciders.ways)


class DecidedForm(MannerForm):
    """A personnel action, with how the body decided where by the rules it is for a body."""

    def __init__(self, *args: Any, body: BodyDecides | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.body = body
        if body is None:
            return
        self.deciders = body.deciders
        self.fields["decided_on"] = day_field(
            _("Day of the decision"), _("the day on which the body decided, today or before")
        )
        if body.deciders is not None and body.is_in_session:
            self.fields.update(manner_fields(body.deciders))
        self.fields.update(citing_fields(body.meetings, body.citable))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.body and not (said.get("meeting") or said.get("document")):
            self.add_error("document", _("An act of a body names its meeting or its document."))
        if self.deciders is not None:
            clean_manner(self, said)
        return said

    def decided(self) -> Decided | None:
        """How the body decided, as the service takes it."""
        said = self.cleaned_data
        if self.body is None:
            return None
        manner = manner_said(said) if self.deciders is not None else {}
        return Decided(
            day=said["decided_on"],
            meeting=said["meeting"],
            agenda_item=said["agenda_item"],
            document=said["document"],
            **manner,
        )


class AppointmentForm(DecidedForm):
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

    def __init__(self, people: Options | Offer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = person_field(people)
        self.fields["manner"].choices = [  # type: ignore[attr-defined]
            (manner, word_for(manner, "incumbency")) for manner in INCUMBENCY_MANNERS
        ]


class EngagementForm(KeyedForm):
    """Who works in a unit beside its posts: on what terms, from when to when, under whom."""

    person = forms.TypedChoiceField(label=_("Person"), coerce=int)
    manner = forms.ChoiceField(label=_("Kind"))
    day = day_field(_("First day"))
    last_day = day_field(_("Last day"), _("Empty where no end is known."))
    sender = forms.CharField(
        label=_("Sent by"),
        required=False,
        max_length=120,
        help_text=_("the body or firm that sends them, if any"),
    )
    supervisor = forms.TypedChoiceField(
        label=_("Supervised by"), coerce=int, empty_value=None, required=False
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        people: Options | Offer,
        posts: list[tuple[int, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].required = False
        self.fields["person"] = person_field(people)
        offers = {
            "supervisor": [("", _("nobody")), *posts],
            "manner": [(each, word_for(each, "engagement")) for each in ENGAGEMENT_MANNERS],
        }
        for name, choices in offers.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def until(self) -> date | None:
        """The first day without it."""
        return day_after(self.cleaned_data["last_day"])


class EngagementChangeForm(KeyedForm):
    """Another unit or another supervisor, from a day."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    supervisor = forms.TypedChoiceField(
        label=_("Supervised by"), coerce=int, empty_value=None, required=False
    )
    day = day_field(_("From"))
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        units: list[tuple[int, str]],
        posts: list[tuple[int, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["supervisor"].choices = [("", _("as before")), *posts]  # type: ignore[attr-defined]


class LastDayForm(KeyedForm):
    """The last day of an engagement; what is kept is the day after."""

    last_day = day_field(_("Last day"))
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def ends_on(self) -> date:
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)


class EndingForm(DecidedForm):
    """The last day on the post; what is kept is the day after."""

    last_day = day_field(_("Last day on the post"))
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def ends_on(self) -> date:
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)
