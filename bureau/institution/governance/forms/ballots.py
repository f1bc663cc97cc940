"""Opening a ballot, and voting in one, by form."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.procedures.deciding import Choice
from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance.forms.keyed import KeyedForm, day_field
from bureau.institution.governance.services.ballots import WORDED
from bureau.institution.governance.texts.deciding import CHOICES
from bureau.institution.governance.texts.labels import ACTS
from bureau.web.fields import offer


class BallotForm(KeyedForm):
    """Which act is put to the vote, on which actions, until when; `seen` what the page showed.

    `seen_amendment` is the hash of what is put together on the step to be adopted as amended.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    seen_amendment = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Put to the vote"), widget=forms.RadioSelect)
    last_day = day_field(
        gettext_lazy("Last day"),
        gettext_lazy("votes are taken until the body closes on it, else until its end"),
    )

    def __init__(
        self, kinds: list[ActKind], parts: list[tuple[int, str]], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "kind", [(one.value, ACTS[one]) for one in kinds])
        if len(parts) > 1:
            self.fields["parts"] = forms.TypedMultipleChoiceField(
                label=gettext_lazy("On these actions"),
                coerce=int,
                choices=parts,
                initial=[id for id, _label in parts],
                widget=forms.CheckboxSelectMultiple,
            )

    def last(self) -> date:
        found: date = self.cleaned_data["last_day"]
        return found

    def parts(self) -> frozenset[int] | None:
        """None for all that are open."""
        chosen = self.cleaned_data.get("parts")
        return frozenset(chosen) if chosen else None


class VoteForm(KeyedForm):
    """How a seat votes; with `is_recorded` it is the secretary who records it, by a document."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Vote"), choices=[*CHOICES.items()], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Dissent or reservation, in words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("goes on record with the decision, and to whom it is reported"),
    )

    def __init__(self, *args: Any, is_recorded: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_recorded:
            self.fields["document"] = forms.CharField(
                label=gettext_lazy("Document that shows the vote"), max_length=120
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("choice") in WORDED and not said.get("words", "").strip():
            self.add_error("words", _("Say in words what the reservation keeps open."))
        return said

    def said(self) -> dict[str, Any]:
        """What the service takes besides the ballot and the seat."""
        said = self.cleaned_data
        return {
            "choice": Choice(said["choice"]),
            "words": said["words"],
            "document": said.get("document", ""),
        }
