"""Making a template of a unit, and writing one of its posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.organisation.forms.coded import CodeField
from bureau.institution.organisation.forms.reference import Choices, SettingsForm
from bureau.institution.organisation.queries.templates import PostOfTemplate, UnitOfTemplate
from bureau.institution.organisation.texts.words import UNIT_KINDS
from bureau.web.fields import DayField, PlainCodeField, TextField, offer


class TemplateFromUnitForm(SettingsForm):
    """A name, and the unit to take as it stands on a day, alone or with those below it."""

    name = TextField(label=_("Name of the template"))
    unit = forms.CharField(label=_("Unit"), max_length=40, help_text=_("its code on that day"))
    day = DayField(label=_("As of"))
    with_units = forms.BooleanField(label=_("With the units below it"), required=False)


class TemplateForm(SettingsForm):
    """What a template is called, and the kind of its unit."""

    name = TextField(label=_("Name of the template"))
    unit_kind = forms.ChoiceField(label=_("Kind of unit"), choices=list(UNIT_KINDS.items()))


class TemplateUnitForm(SettingsForm):
    """A unit below that of a template."""

    name = forms.CharField(label=_("Name"), max_length=200)
    code = PlainCodeField(
        label=_("Code"),
        max_length=20,
        help_text=_("What follows the code of the unit that is made: NEW-A where this is A."),
    )
    kind = forms.ChoiceField(label=_("Kind of unit"), choices=list(UNIT_KINDS.items()))
    under = forms.TypedChoiceField(label=_("Under"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, others: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "under", [("", str(_("the unit itself"))), *others])

    def unit(self, name: int) -> UnitOfTemplate:
        """The unit as typed; `name` is the wording that stays unless it was retyped."""
        said = self.cleaned_data
        return UnitOfTemplate(name, said["code"].strip(), said["kind"], said["under"])


class TemplatePostForm(SettingsForm):
    """One post of a template, so many times alike."""

    title = forms.CharField(label=_("Title"), max_length=200)
    grade = forms.ChoiceField(label=_("Grade"))
    count = forms.IntegerField(label=_("How many alike"), min_value=1, max_value=100, initial=1)
    fte = forms.IntegerField(
        label=_("Full-time equivalent, in per cent"), min_value=1, max_value=100, initial=100
    )
    duty_station = forms.ChoiceField(label=_("Duty station"), required=False)
    funding = CodeField("funding", label=_("Funding"), max_length=60, required=False)
    category = CodeField("category", label=_("Category"), max_length=40, required=False)
    contract = CodeField("contract", label=_("Contract"), max_length=40, required=False)
    unit = forms.TypedChoiceField(label=_("In"), coerce=int, empty_value=None, required=False)
    is_head = forms.BooleanField(label=_("It heads the unit"), required=False)
    superior = forms.TypedChoiceField(
        label=_("Reports to"), coerce=int, empty_value=None, required=False
    )
    keeps_description = forms.BooleanField(
        label=_("With the skeleton of its job description"), required=False
    )

    def __init__(
        self,
        *args: Any,
        grades: Choices,
        places: Choices,
        others: list[tuple[int, str]],
        units: list[tuple[int, str]],
        former: PostOfTemplate | None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.former = former
        offer(self, "grade", grades)
        offer(self, "duty_station", [("", "–"), *places])
        offer(self, "unit", [("", str(_("the unit itself"))), *units])
        if not units:
            del self.fields["unit"]
        offer(self, "superior", [("", str(_("whoever heads the unit"))), *others])
        if former is None or former.description is None:
            del self.fields["keeps_description"]

    def post(self, title: int) -> PostOfTemplate:
        """The post as typed; `title` is the wording that stays unless it was retyped."""
        said = dict(self.cleaned_data)
        said.pop("title")
        keeps = said.pop("keeps_description", False)
        description = self.former.description if self.former and keeps else None
        return PostOfTemplate(title=title, description=description, **said)
