"""What people may type to word phrases, and what they bring in from a terminologist's file."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.texts import LANGUAGES, Status
from bureau.documents.marked_up import BYTES_MOST
from bureau.institution.instruments.models.register import KINDS
from bureau.institution.instruments.texts.words import KINDS_IN_WORDS
from bureau.institution.organisation.forms.reference import Choices
from bureau.institution.papers.models import REVIEWED
from bureau.institution.papers.services.phrases import WORDS_MOST
from bureau.institution.papers.texts import STATUSES
from bureau.record.journal.forms import KeyedForm
from bureau.web.fields import BytesField, RowsField, offer

type RowRead = tuple[str, str, str, str]
"""A name of the catalogue, a language, the words and their source."""


class PhraseForm(KeyedForm):
    """The words of one concept in one language; of one body only, where that is chosen."""

    words = forms.CharField(
        label=gettext_lazy("Words"), max_length=WORDS_MOST, widget=forms.TextInput
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("a text of the body in which it is said so"),
    )
    body = forms.ChoiceField(label=gettext_lazy("Only where this body says it"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("and only in its instruments of this kind"), required=False
    )

    def __init__(self, *args: Any, bodies: Choices, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].widget.attrs.update(lang=language, dir="auto")
        if bodies:
            offer(self, "body", [("", str(_("every body"))), *bodies])
            kinds = [(kind, str(KINDS_IN_WORDS[kind])) for kind in KINDS]
            offer(self, "kind", [("", str(_("any kind"))), *kinds])
        else:
            del self.fields["body"], self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["body"] = int(said["body"]) if said.get("body") else None
        if said.get("kind") and said["body"] is None:
            self.add_error("kind", _("Name the body whose instruments these are."))
        return said


class ReviewForm(KeyedForm):
    """What a reviewer says of a draft."""

    status = forms.ChoiceField(
        label=pgettext_lazy("of a text", "Status"),
        choices=[(one, STATUSES[one]) for one in REVIEWED],
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("needed for official words: where they were read"),
    )

    def clean_status(self) -> Status:
        return Status(self.cleaned_data["status"])


class GlossaryForm(KeyedForm):
    """A glossary as TBX, or what translators send as XLIFF."""

    file = BytesField(
        BYTES_MOST,
        ".tbx,.xlf,.xliff,.xml",
        label=gettext_lazy("File"),
        help_text=gettext_lazy("TBX, version 3, or XLIFF 2.1, as they go out here"),
    )


class ShownPhrasesForm(KeyedForm):
    """What was read and shown, to be taken as it was shown."""

    rows_read = RowsField(lambda rows: [_row(*cells) for cells in rows])


def _row(name: object, language: object, words: object, source: object) -> RowRead:
    cells = (name, language, words, source)
    if not all(isinstance(cell, str) for cell in cells) or language not in LANGUAGES:
        raise ValueError(cells)
    return str(name), str(language), str(words), str(source)
