"""One form for every kind of act: its day, what it cites, on which parts, and what it says."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind, WhoKind
from bureau.institution.governance.forms.keyed import KeyedForm, day_field

WITH_PARTS = frozenset(
    {ActKind.RECOMMEND, ActKind.APPROVE, ActKind.DECIDE, ActKind.TAKE_NOTE, ActKind.REJECT}
)
REASONED = frozenset({ActKind.DETERMINE, ActKind.REFER_BACK, ActKind.REJECT, ActKind.DEFER})


class ActForm(KeyedForm):
    """`parts` are the numbers of the open actions with their words; `meetings` of the step's body.

    `seen` carries the hash of what the page showed: an act on something else is refused.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        kind: ActKind,
        step: Step | None,
        parts: list[tuple[int, str]],
        meetings: list[tuple[int | str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.is_of_body = step is not None and step.who.kind is WhoKind.BODY
        if kind is ActKind.DETERMINE:
            self.fields["answer"] = forms.ChoiceField(
                label=_("Answer"),
                widget=forms.RadioSelect,
                choices=[
                    ("yes", pgettext_lazy("answer", "Yes")),
                    ("no", pgettext_lazy("answer", "No")),
                ],
            )
        self.fields["day"] = day_field(
            _("Day of the act"), _("the day on which it was done, which may lie before today")
        )
        if kind is ActKind.DEFER:
            self.fields["until"] = day_field(_("Deferred until"))
        if self.is_of_body:
            self._cite(meetings)
        if len(parts) > 1 and kind in WITH_PARTS | {ActKind.WITHDRAW}:
            self.fields["parts"] = forms.TypedMultipleChoiceField(
                label=_("On these actions"),
                coerce=int,
                choices=parts,
                initial=[id for id, _label in parts],
                widget=forms.CheckboxSelectMultiple,
            )
        self.all_parts = frozenset(id for id, _label in parts)
        self.fields["note"] = forms.CharField(
            label=_("Reason") if kind in REASONED else _("Remark"),
            required=kind in REASONED,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def _cite(self, meetings: list[tuple[int | str, str]]) -> None:
        self.fields["meeting"] = forms.TypedChoiceField(
            label=_("Meeting"),
            coerce=int,
            empty_value=None,
            required=False,
            choices=[("", _("none of these")), *meetings],
        )
        self.fields["document"] = forms.CharField(
            label=_("Document"),
            max_length=120,
            required=False,
            help_text=_(
                "the number of the decision, record or summary; this or a meeting is needed"
            ),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_of_body and not cleaned.get("meeting") and not cleaned.get("document"):
            self.add_error("document", _("An act of a body names its meeting or its document."))
        return cleaned

    def parts(self) -> frozenset[int] | None:
        """None for all that are open."""
        chosen = frozenset(self.cleaned_data.get("parts") or ())
        return None if not chosen or chosen == self.all_parts else chosen

    def cited(self) -> dict[str, Any]:
        """What the service takes besides the step and the day."""
        said = self.cleaned_data
        found: dict[str, Any] = {
            "note": said["note"].strip(),
            "seen": said["seen"],
            "document": said.get("document", ""),
            "meeting": said.get("meeting"),
            "parts": self.parts(),
        }
        if self.kind is ActKind.DETERMINE:
            found["answer"] = said["answer"] == "yes"
        if self.kind is ActKind.DEFER:
            found["until"] = said["until"]
        return found

    def day(self) -> date:
        found: date = self.cleaned_data["day"]
        return found
