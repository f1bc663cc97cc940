"""Commenting by form: on what, as what, in which words, and whom it names."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.comments import CommentKind
from bureau.institution.governance.forms.keyed import KeyedForm
from bureau.institution.governance.services.comments import WORDS_MOST
from bureau.institution.governance.texts.comments import KINDS


def words_field(label: Any, rows: int = 4) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=WORDS_MOST, widget=area)


class SaidForm(KeyedForm):
    """Words alone; `seen` is the state that the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    said = words_field(_("What you say"))


class ReplyForm(SaidForm):
    """Words, and whom they name."""

    mentions = forms.TypedMultipleChoiceField(
        label=_("Tell"),
        required=False,
        coerce=int,
        widget=forms.SelectMultiple(attrs={"size": 4}),
        help_text=_("who is named here gets a notice; only people who may see the case"),
    )

    def __init__(self, people: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentions"].choices = list(people.items())  # type: ignore[attr-defined]
        if not people:
            del self.fields["mentions"]

    def mentioned(self) -> tuple[int, ...]:
        return tuple(self.cleaned_data.get("mentions", ()))


class CommentForm(ReplyForm):
    """A new comment or question, on one thing of the case."""

    about = forms.ChoiceField(label=_("About"))
    kind = forms.ChoiceField(
        label=_("As"),
        choices=[(one.value, KINDS[one]) for one in (CommentKind.COMMENT, CommentKind.QUESTION)],
        help_text=_("a question waits for the author's answer"),
    )
    field_order = ("key", "seen", "about", "kind", "said", "mentions")

    def __init__(self, things: Any, people: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(people, *args, **kwargs)
        self.fields["about"].choices = things  # type: ignore[attr-defined]
        self.order_fields(self.field_order)


class ResolutionForm(KeyedForm):
    """The word with which a thread is settled."""

    said = words_field(_("How it is settled"), rows=2)
