"""Saying how a person is affected, and why otherwise than the rule has it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.references import ID_MAX
from bureau.institution.governance.forms.keyed import KeyedForm, day_field, person_field
from bureau.institution.governance.queries.choices import Options
from bureau.institution.governance.texts.following import HOWS
from bureau.web.picking import Offer


class AddedPersonForm(KeyedForm):
    """Somebody whom the rule did not find: on which post, how, from when, and why."""

    person = forms.TypedChoiceField(label=_("Person"), coerce=int)
    post = forms.CharField(
        label=_("Post number"), max_length=60, help_text=_("on which they are affected")
    )
    how = forms.ChoiceField(label=_("How"), choices=[*HOWS.items()])
    to = forms.CharField(
        label=_("Comes to the post"),
        required=False,
        max_length=60,
        help_text=_("its number; empty where they come to none"),
    )
    day = day_field(_("First day"))
    reason = forms.CharField(
        label=_("Why they are on the list"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, people: Options | Offer, posts: Mapping[str, int], *args: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = person_field(people)
        self._posts = posts

    def clean_post(self) -> int | None:
        return self._numbered("post")

    def clean_to(self) -> int | None:
        return self._numbered("to")

    def _numbered(self, name: str) -> int | None:
        number = str(self.cleaned_data[name] or "").strip().casefold()
        if number and number not in self._posts:
            raise forms.ValidationError(_("No post has this number today."))
        return self._posts.get(number)

    def said(self) -> dict[str, Any]:
        return {name: said for name, said in self.cleaned_data.items() if name != "key"}


class ConfirmationForm(KeyedForm):
    """One line of the list."""

    line = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=ID_MAX)
    how = forms.ChoiceField(label=_("How"), choices=[*HOWS.items()])
    reason = forms.CharField(
        label=_("Why otherwise than the rule has it"), required=False, max_length=1000
    )
