"""What people may type to keep the reference data of an organisation and its register."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.days import day_after
from bureau.institution.organisation.queries.lineage import Called
from bureau.institution.organisation.texts.words import ACTS, CAPACITIES, ROLES, SUBJECTS
from bureau.record.accounts.queries import user_by_login
from bureau.web.fields import (
    CurrencyField,
    DayField,
    PlainCodeField,
    TextField,
    ZoneField,
    offer,
    offer_one,
)

type Choices = Sequence[tuple[str, str]]
type Find = Callable[[str], int | None]


class SettingsForm(forms.Form):
    """Says itself what is missing, in the page's words, rather than leaving it to the browser."""

    use_required_attribute = False


class FactsForm(SettingsForm):
    """What an organisation is called, where it is, how it numbers its posts."""

    name = TextField(label=_("Name"))
    zone = ZoneField(label=_("Time zone"), initial="UTC", help_text="Europe/Zurich")
    currency = CurrencyField(label=_("Currency"), initial="CHF")
    number_pattern = forms.CharField(
        label=_("Pattern of post numbers"), max_length=120, required=False
    )
    chart_is_public = forms.BooleanField(
        label=_("The chart is public, without names"), required=False
    )


class OrganisationForm(FactsForm):
    """Another organisation to begin."""

    code = PlainCodeField(label=_("Code"), max_length=40)
    field_order = ("code", "name")


class KeptForm(SettingsForm):
    """What may be changed of a row that is there; a last day ends it."""

    last_day = DayField(
        label=_("Last day"), required=False, help_text=_("empty while no end is known")
    )


class KeptNameForm(KeptForm):
    """A body."""

    name = TextField(label=_("Name"))
    field_order = ("name",)


class KeptCostForm(KeptForm):
    source = TextField(label=_("Source"))
    field_order = ("source",)


class SpanForm(SettingsForm):
    """Days from the first to the last, both inclusive; the last may be open."""

    valid_from = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("valid_from"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first."))
        return said


class StandardCostForm(SpanForm):
    """What a post of a grade at a place costs a year."""

    grade = forms.ChoiceField(label=_("Grade"))
    place = forms.ChoiceField(label=_("Duty station"))
    amount = forms.DecimalField(
        label=_("Amount a year, in the currency below"),
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
    )
    currency = CurrencyField(label=_("Currency"))
    source = TextField(label=_("Source"))
    field_order = ("grade", "place", "amount", "currency", "source")

    def __init__(self, *args: Any, grades: Choices, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_one(self, "grade", grades)
        offer_one(self, "place", places)


class PostNumberForm(SettingsForm):
    """Names a post by its number; cleans to the post."""

    post = forms.CharField(label=_("Post number"), max_length=60)

    def __init__(self, *args: Any, find_post: Find, **options: Any) -> None:
        super().__init__(*args, **options)
        self._find_post = find_post

    def clean_post(self) -> int:
        post = self._find_post(self.cleaned_data["post"])
        if post is None:
            raise forms.ValidationError(_("No post has this number today."))
        return post


class RoleForm(PostNumberForm, SpanForm):
    """A role to propose for a post, over the whole, a unit with all below it, or a body."""

    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))
    unit = forms.CharField(
        label=_("Over the unit"), required=False, help_text=_("its code; empty is over the whole")
    )
    body = forms.ChoiceField(label=_("Over the body"), required=False)
    field_order = ("post", "role", "unit", "body")

    def __init__(self, *args: Any, find_unit: Find, bodies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self._find_unit = find_unit
        offer(self, "body", [("", "–"), *bodies])

    def clean_unit(self) -> int | None:
        code: str = self.cleaned_data["unit"].strip()
        unit = self._find_unit(code) if code else None
        if code and unit is None:
            raise forms.ValidationError(_("No unit has this code today."))
        return unit


class NumberPatternForm(SpanForm):
    """How numbers of posts are written, at a place or for a class of grades, or for all."""

    pattern = forms.CharField(
        label=_("Pattern"),
        max_length=60,
        help_text=_("Text with {unit}, {grade}, {place} as needed, and {serial} or {serial:3}."),
    )
    place = forms.ChoiceField(label=_("Duty station"), required=False)
    grade_class = forms.ChoiceField(label=_("Class of grades"), required=False)
    first_serial = forms.IntegerField(
        label=_("First serial"), min_value=1, max_value=999_999_999, initial=1
    )
    field_order = ("pattern", "place", "grade_class", "first_serial")

    def __init__(self, *args: Any, places: Choices, classes: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "place", [("", str(_("all"))), *places])
        offer(self, "grade_class", [("", str(_("all"))), *classes])


class ReservationForm(SettingsForm):
    """One number by name, or the next free ones by what the pattern needs."""

    number = forms.CharField(
        label=_("Number"),
        max_length=60,
        required=False,
        help_text=_("Leave it empty to take the next free ones by the pattern."),
    )
    reuses = forms.BooleanField(
        label=_("It is a former number, given again on purpose"), required=False
    )
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=50, initial=1)
    unit = forms.CharField(label=_("Unit, as numbers write it"), max_length=20, required=False)
    grade = forms.ChoiceField(label=_("Grade"), required=False)
    place = forms.ChoiceField(label=_("Duty station"), required=False)
    last_day = DayField(label=_("Kept until"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, grades: Choices, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "grade", [("", "–"), *grades])
        offer(self, "place", [("", "–"), *places])


class BodyForm(SettingsForm):
    code = PlainCodeField(label=_("Code"), max_length=40)
    name = TextField(label=_("Name"))


class MeetingForm(SpanForm):
    body = forms.ChoiceField(label=_("Body"))
    name = TextField(label=_("Name"))
    last_day = DayField(label=_("Last day"))
    field_order = ("body", "name")

    def __init__(self, *args: Any, bodies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_one(self, "body", bodies)


def until(said: dict[str, Any]) -> date | None:
    """The first day after the last inclusive one; None while it is open."""
    return day_after(said.pop("last_day"))


def _person_of(login: str) -> int | None:
    """The person who signs in under a login; None where no login is said."""
    if not login:
        return None
    user = user_by_login(login)
    if user is None:
        raise forms.ValidationError(_("Nobody signs in under this login."))
    return user.person_id


def _post_choices(posts: Iterable[Called]) -> list[tuple[str, str]]:
    return [(str(one.reference.id), one.whole) for one in posts]


class DelegationForm(SettingsForm):
    """Somebody who acts or prepares for one of one's posts; no act ticked gives all of them."""

    post = forms.ChoiceField(label=_("Post"))
    login = forms.CharField(label=_("Login of the person"), max_length=150)
    capacity = forms.ChoiceField(
        label=_("What they do"),
        choices=[(code, CAPACITIES[code]) for code in ("delegate", "assistant")],
    )
    acts = forms.MultipleChoiceField(
        label=_("Acts"),
        help_text=_("Tick none to give all of them."),
        choices=list(ACTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    subjects = forms.MultipleChoiceField(
        label=_("On"),
        help_text=_("Tick none to give cases of every kind."),
        choices=list(SUBJECTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ceiling = forms.DecimalField(
        label=_("Up to an amount"),
        help_text=_("What a case costs more in a full year; empty: no limit."),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
    )
    currency = CurrencyField(label=_("Currency"), required=False)
    valid_from = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))

    def __init__(self, *args: Any, posts: Iterable[Called], **more: Any) -> None:
        super().__init__(*args, **more)
        offer_one(self, "post", _post_choices(posts))

    def clean_login(self) -> int | None:
        return _person_of(self.cleaned_data["login"])


class AbsenceForm(SettingsForm):
    """Days on which a holder is away, and who stands in.

    For human resources: of whom and in which post, by its number.
    """

    post = forms.ChoiceField(label=_("Post"))
    login = forms.CharField(
        label=_("Login of who stands in"),
        max_length=150,
        required=False,
        help_text=_("Leave it empty where nobody does: the post above acts."),
    )
    valid_from = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False)
    away = forms.CharField(label=_("Login of who is away"), max_length=150, required=False)
    number = forms.CharField(label=_("Number of their post"), max_length=60, required=False)

    def __init__(self, *args: Any, posts: Iterable[Called], for_others: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.find_post: Find = lambda number: None
        others = [("", _("of somebody else"))] if for_others else []
        offer(self, "post", [*others, *_post_choices(posts)])
        self.fields["post"].required = not for_others
        if not for_others:
            del self.fields["away"], self.fields["number"]

    def clean_login(self) -> int | None:
        return _person_of(self.cleaned_data["login"])

    def clean_away(self) -> int | None:
        return _person_of(self.cleaned_data["away"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said.setdefault("away", None)
        if said.get("away"):
            said["post"] = self.find_post(said.get("number", ""))
            if said["post"] is None:
                self.add_error("number", _("No post has this number today."))
        elif said.get("post"):
            said["post"] = int(said["post"])
        elif "post" in said:
            self.add_error("post", _("Say which post it is."))
        return said
