"""Starting a reorganisation, saying what it is for, answering a finding, naming readers."""

from typing import Any

from django import forms
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from bureau.core.texts import LANGUAGES
from bureau.institution.governance.forms.keyed import KeyedForm, text_or_none
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.store import OF_CASE


def languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"]) for code in LANGUAGES]


class CaseForm(KeyedForm):
    """What a reorganisation is called and for, in the language in which it is written."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        help_text=_("for example TSB-2026; it stays once the draft is submitted"),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    purpose = forms.CharField(
        label=_("Purpose"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("why it is done; asked once and shown with every change it makes"),
    )
    background = forms.CharField(
        label=_("Background and justification"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("what led to it and why it is asked; papers say it under Background"),
    )
    language = forms.ChoiceField(label=_("Language of the original"), choices=languages)

    def __init__(self, *args: Any, row: Reorganisation | None = None, **kwargs: Any) -> None:
        """Of a case there is, with what it says now."""
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language() or "en"
        self.before = {name: getattr(row, name) for name in OF_CASE} if row else {}
        if row:
            self.initial |= {"reference": row.reference, "language": row.title.original}
            self.initial |= {
                name: text.said[text.original][0] for name, text in self.before.items() if text
            }

    def texts(self) -> dict[str, Any]:
        """Title, purpose and background as they will stand; what is left as it is keeps its
        translations."""
        said, language = self.cleaned_data, self.cleaned_data["language"]
        return {
            name: text_or_none(language, said[name], self.before.get(name)) for name in OF_CASE
        }


class AnswerForm(KeyedForm):
    """ "Left on purpose", with the reason."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=40)
    subject = forms.CharField(widget=forms.HiddenInput, max_length=60)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class ReaderForm(KeyedForm):
    """Whom the author lets read the draft."""

    person = forms.TypedChoiceField(label=_("Person"), coerce=int)

    def __init__(self, people: list[tuple[int | str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Choose a person")), *people]  # type: ignore[attr-defined]
