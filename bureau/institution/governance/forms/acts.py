"""One form for every kind of act: its day, what it cites, on which parts, and what it says."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bureau.core.procedures.case import Step
from bureau.core.procedures.deciding import Way
from bureau.core.procedures.kinds import ActKind, WhoKind
from bureau.institution.governance.forms.conditions import MOST as CONDITIONS_MOST
from bureau.institution.governance.forms.conditions import NAMES as CONDITION_FIELDS
from bureau.institution.governance.forms.conditions import (
    clean_conditions,
    condition_fields,
    conditions_said,
)
from bureau.institution.governance.forms.keyed import day_field
from bureau.institution.governance.forms.manner import (
    Deciders,
    MannerForm,
    citing_fields,
    clean_manner,
    manner_fields,
    manner_said,
)
from bureau.institution.governance.queries.choices import Citable
from bureau.institution.governance.queries.rules import Nameable
from bureau.institution.governance.texts.labels import QUESTIONS
from bureau.institution.procedures.queries.rehearsing import Said
from bureau.web.formats import day_in_words

WITH_PARTS = frozenset(
    {
        ActKind.RECOMMEND,
        ActKind.APPROVE,
        ActKind.DECIDE,
        ActKind.ADOPT_AS_AMENDED,
        ActKind.TAKE_NOTE,
        ActKind.FULFIL,
        ActKind.REJECT,
    }
)
CITING_DOCUMENT = frozenset({ActKind.APPROVE, ActKind.ADOPT_AS_AMENDED, ActKind.FULFIL})
IN_SESSION = Way.IN_SESSION.value
REASONED = frozenset({ActKind.DETERMINE, ActKind.REFER_BACK, ActKind.REJECT, ActKind.DEFER})


class ActForm(MannerForm):
    """`parts` are the numbers of the open actions with their words; `meetings` of the step's body.

    `seen` carries the hash of what the page showed: an act on something else is refused. With
    `names` the act may set conditions; `always` are actions that it is on anyhow, because they are
    amended; `asks` says that what is amended raises new findings. With `deciders` it says how the
    body decided by its own rule. `citable` is offered of sessions.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    seen_amendment = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        kind: ActKind,
        step: Step | None,
        parts: list[tuple[int, str]],
        meetings: list[tuple[int | str, str]],
        *args: Any,
        names: Nameable | None = None,
        citable: Citable | None = None,
        always: frozenset[int] = frozenset(),
        asks: bool = False,
        deciders: Deciders | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.deciders = deciders
        self.is_alone = deciders is not None and deciders.is_alone
        self.is_of_body = step is not None and step.who.kind is WhoKind.BODY
        if kind is ActKind.DETERMINE:
            self._answer(step)
        self.fields["day"] = day_field(
            _("Day of the act"), _("the day on which it was done, which may lie before today")
        )
        if kind is ActKind.DEFER:
            self.fields["until"] = day_field(_("Deferred until"))
        if deciders is not None:
            self.fields.update(manner_fields(deciders))
        if self.is_of_body and not self.is_alone:
            self.fields.update(citing_fields(meetings, citable or Citable([], []), deciders))
        elif self.is_alone or kind in CITING_DOCUMENT:
            self.fields["document"] = forms.CharField(
                label=_("Document"), max_length=120, required=kind is ActKind.FULFIL
            )
        self.always = always
        self.all_parts = frozenset(id for id, _label in parts)
        if len(parts) + len(always) > 1 and parts and kind in WITH_PARTS | {ActKind.WITHDRAW}:
            self._choose(parts)
        self._ask(asks=asks)
        self.is_conditional = names is not None
        if names is not None:
            self.fields.update(condition_fields(names))
        self._remark()

    def _remark(self) -> None:
        """A remark; for some acts a reason, and for the chair alone why it cannot wait."""
        is_reasoned = self.kind in REASONED or self.is_alone
        urgency, reason = _("Why it is urgent and cannot wait"), _("Reason")
        self.fields["note"] = forms.CharField(
            label=urgency if self.is_alone else reason if is_reasoned else _("Remark"),
            required=is_reasoned,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def _choose(self, parts: list[tuple[int, str]]) -> None:
        self.fields["parts"] = forms.TypedMultipleChoiceField(
            label=_("Also on these actions") if self.always else _("On these actions"),
            coerce=int,
            required=not self.always,
            choices=parts,
            initial=[id for id, _label in parts],
            widget=forms.CheckboxSelectMultiple,
        )

    def _answer(self, step: Step | None) -> None:
        """To the question of the step, which is what the field is called."""
        question = (step.question if step else None) or ""
        yes_or_no = [
            ("yes", pgettext_lazy("answer", "Yes")),
            ("no", pgettext_lazy("answer", "No")),
        ]
        self.fields["answer"] = forms.ChoiceField(
            label=str(QUESTIONS.get(question) or question or _("Answer")),
            widget=forms.RadioSelect,
            choices=yes_or_no,
        )

    def _ask(self, *, asks: bool) -> None:
        """What the body asks of the author, and why it leaves open what its amendment asks."""
        if self.kind is ActKind.REFER_BACK:
            self.fields["questions"] = forms.CharField(
                label=_("Questions to the author"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_("one on each line; each is answered before it goes forward again"),
            )
        if asks:
            self.fields["left_open"] = forms.CharField(
                label=_("Why what is asked anew is left on purpose"),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_cited = cleaned.get("meeting") or cleaned.get("document")
        if self.is_of_body and not is_cited and cleaned.get("way", IN_SESSION) == IN_SESSION:
            self.add_error("document", _("An act of a body names its meeting or its document."))
        if self.deciders is not None:
            clean_manner(self, cleaned)
        if self.is_conditional:
            clean_conditions(self, cleaned)
        return cleaned

    def rows(self) -> list[tuple[bool, list[forms.BoundField]]]:
        """Conditions and dissents stand apart, folded away."""
        return [row for row in super().rows() if not row[1][0].name.startswith("condition")]

    def condition_rows(self) -> list[list[forms.BoundField]]:
        if not self.is_conditional:
            return []
        places = range(1, CONDITIONS_MOST + 1)
        return [[self[f"{name}_{place}"] for name in CONDITION_FIELDS] for place in places]

    def has_conditions(self) -> bool:
        """Whether one is filled in, so that they are unfolded."""
        return any(bound.value() for row in self.condition_rows() for bound in row)

    def parts(self) -> frozenset[int] | None:
        """None for all that are open."""
        if "parts" not in self.fields:
            return None
        chosen = frozenset(self.cleaned_data.get("parts") or ())
        return None if chosen == self.all_parts else chosen | self.always

    def cited(self) -> dict[str, Any]:
        """What the service takes besides the step and the day."""
        said = self.cleaned_data
        found: dict[str, Any] = {
            "note": said["note"].strip(),
            "seen": said["seen"],
            "document": said.get("document", ""),
            "meeting": said.get("meeting"),
            "agenda_item": said.get("agenda_item", ""),
            "parts": self.parts(),
        }
        if self.is_conditional:
            found["conditions"] = conditions_said(said)
        if self.deciders is not None:
            found |= manner_said(said)
        if self.kind is ActKind.REFER_BACK:
            found["questions"] = tuple(said["questions"].splitlines())
        if self.kind is ActKind.DETERMINE:
            found["answer"] = said["answer"] == "yes"
        if self.kind is ActKind.DEFER:
            found["until"] = said["until"]
        return found

    def act_said(self, step: str) -> Said:
        """The act as it would be recorded."""
        return Said(self.kind, self.day(), step, **self.cited())

    def amended(self) -> dict[str, Any]:
        """What the service takes besides, where the set is adopted as amended."""
        said = self.cleaned_data
        return {"seen_amendment": said["seen_amendment"], "left_open": said.get("left_open", "")}

    def said(self) -> list[tuple[str, str]]:
        """What was filled in, by label, for the page that asks for confirmation."""
        return [
            (str(bound.label), _in_words(bound.field, self.cleaned_data[bound.name]))
            for bound in self.visible_fields()
            if bound.name != "parts" and _is_said(self.cleaned_data.get(bound.name))
        ]

    def day(self) -> date:
        found: date = self.cleaned_data["day"]
        return found


def _is_said(value: Any) -> bool:
    """Also a number that is none: nobody against is something said."""
    return bool(value) or (type(value) is int and value == 0)


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.DateField):
        return day_in_words(value)
    if isinstance(field, forms.ChoiceField):
        return _options(field).get(str(value), str(value))
    return str(value)


def _options(field: forms.ChoiceField) -> dict[str, str]:
    """Each by what it is called, those in groups too."""
    choices: Any = field.choices
    found: dict[str, str] = {}
    for option, label in choices:
        grouped = label if isinstance(label, list | tuple) else [(option, label)]
        found |= {str(one): str(called) for one, called in grouped}
    return found
