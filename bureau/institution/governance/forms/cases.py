"""Starting a reorganisation, saying what it is for, answering a finding, naming readers."""

from typing import Any

from django import forms
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from bureau.core.texts import LANGUAGES, Text
from bureau.institution.governance.forms.keyed import KeyedForm, text_in


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
    language = forms.ChoiceField(label=_("Language of the original"), choices=languages)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language() or "en"

    def texts(self) -> tuple[Text, Text | None]:
        """Title and purpose as they will stand."""
        said, language = self.cleaned_data, self.cleaned_data["language"]
        purpose = said["purpose"].strip()
        return text_in(language, said["title"]), text_in(language, purpose) if purpose else None


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
