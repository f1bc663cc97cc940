"""Putting a draft forward: on which day, where it is recorded only now, and what becomes of each
comment that is open."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.governance.forms.comments import words_field
from bureau.institution.governance.forms.keyed import KeyedForm, day_field


class SubmissionForm(KeyedForm):
    """The day on which it was put forward, today unless said otherwise; and for each open comment,
    given by its number, its words, and of what and by whom they are, whether it is resolved, with a
    word, or carried along. `seen` is the state of the draft that the page showed: another is not
    put forward unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    day = day_field(
        _("Day on which it is put forward"),
        _("today, or an earlier day where it is recorded only now"),
    )
    day.required = False

    def __init__(self, threads: Iterable[tuple[int, str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.threads = []
        for number, said, of_what in threads:
            self.threads.append(number)
            self.fields[f"becomes_{number}"] = forms.ChoiceField(
                label=said,
                choices=[
                    ("carried", _("It goes into the record, open")),
                    ("resolved", _("It is resolved")),
                ],
                widget=forms.RadioSelect,
                help_text=of_what,
                error_messages={"required": _("Say what becomes of it.")},
            )
            self.fields[f"word_{number}"] = words_field(_("How it is settled"), rows=2)
            self.fields[f"word_{number}"].required = False

    def decisions(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"becomes_{number}"], self[f"word_{number}"]) for number in self.threads]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in self.threads:
            said = cleaned.get(f"word_{number}", "").strip()
            if cleaned.get(f"becomes_{number}") == "resolved" and not said:
                self.add_error(f"word_{number}", _("Say how it is settled."))
        return cleaned

    def resolved(self) -> tuple[tuple[int, str], ...]:
        return tuple(
            (number, self.cleaned_data[f"word_{number}"].strip())
            for number in self.threads
            if self.cleaned_data[f"becomes_{number}"] == "resolved"
        )

    def carried(self) -> tuple[int, ...]:
        return tuple(
            number for number in self.threads if self.cleaned_data[f"becomes_{number}"] == "carried"
        )
