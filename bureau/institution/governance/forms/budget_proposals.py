"""Beginning a budget proposal, writing a line into it, and recording an act on it."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind
from bureau.core.texts import Text
from bureau.institution.finance.forms import LineForm
from bureau.institution.finance.store import LineGiven
from bureau.institution.governance.forms.acts import ActForm
from bureau.institution.governance.forms.keyed import KeyedForm, text_in
from bureau.institution.governance.forms.worded import languages


class ProposalForm(KeyedForm):
    """What a proposal is called, in the language in which it is written."""

    title = forms.CharField(label=pgettext_lazy("of a case", "Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the original"), choices=languages)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].initial = get_language() or "en"

    def text(self) -> Text:
        return text_in(self.cleaned_data["language"], self.cleaned_data["title"])


class ProposedLineForm(KeyedForm, LineForm):
    """A line as it is to be voted; of one that `stands` only the amounts are asked."""

    def __init__(self, *args: Any, stands: LineGiven | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stands = stands
        if stands is not None:
            for name in ("code", "unit", "object", "funding"):
                del self.fields[name]

    def given(self) -> LineGiven:
        said, stands = self.cleaned_data, self.stands
        if stands is not None:
            return LineGiven(stands.code, stands.unit, stands.object, stands.funding, said["voted"])
        return LineGiven(
            said["code"].strip(),
            int(said["unit"]),
            int(said["object"]),
            said["funding"],
            said["voted"],
        )


class BudgetActForm(ActForm):
    """An act on a whole proposal: without conditions, parts or questions to the author."""

    def __init__(self, kind: ActKind, step: Step, *args: Any, **options: Any) -> None:
        meetings = options.pop("meetings")
        super().__init__(kind, step, [], meetings, *args, **options)
        self.fields.pop("questions", None)

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "questions": ""}
