"""What a person takes of each line of a rebase: what stands, what was drafted, or another value."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bureau.core.changes.definitions import Sort
from bureau.core.changes.rebase import Compared, Take
from bureau.core.structure.kinds import KINDS
from bureau.institution.governance.forms.actions import value_field
from bureau.institution.governance.forms.keyed import KeyedForm, text_in
from bureau.institution.governance.queries.choices import Choices
from bureau.institution.governance.services.rebasing import Chosen
from bureau.institution.governance.texts.conflicts import ENDINGS, TAKES, sort_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One line in the form: its choices, and where another value is given."""

    line: Compared
    take: forms.BoundField
    other: forms.BoundField | None


class RebaseForm(KeyedForm):
    """One group of choices for each open line; whatever is left out stays open."""

    def __init__(self, lines: Iterable[Compared], choices: Choices, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            take, other = _names(line)
            sort = sort_of(line.action, line.field) if line.sets else None
            said = TAKES if line.sets else ENDINGS
            options = [(one, label) for one, label in said.items() if one is not Take.OTHER or sort]
            self.fields[take] = forms.ChoiceField(
                choices=options, required=False, widget=forms.RadioSelect, label=""
            )
            if sort is not None:
                self.fields[other] = _other(line, sort, choices)

    def asked_lines(self) -> list[Asked]:
        found = []
        for line in self.lines:
            take, other = _names(line)
            found.append(Asked(line, self[take], self[other] if other in self.fields else None))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for line in self.lines:
            take, other = _names(line)
            if cleaned.get(take) == Take.OTHER and cleaned.get(other) in (None, ""):
                self.add_error(other, _("Say which value."))
        return cleaned

    def chosen(self) -> list[Chosen]:
        """What was chosen; lines left open are not in it."""
        return [one for line in self.lines if (one := self._chosen(line)) is not None]

    def _chosen(self, line: Compared) -> Chosen | None:
        take, other = _names(line)
        if not (said := self.cleaned_data.get(take)):
            return None
        place, field = line.line
        if said != Take.OTHER:
            return Chosen(place, field, Take(said))
        given = self.cleaned_data[other]
        if sort_of(line.action, field) is Sort.WORDING:
            words = text_in(get_language() or "en", str(given))
            return Chosen(place, field, Take.OTHER, words=words)
        kept = KINDS[line.subject.kind].defaults
        is_text = field in kept and KINDS[line.subject.kind].field(field).type is str
        return Chosen(place, field, Take.OTHER, str(given) if is_text else int(given))


def _names(line: Compared) -> tuple[str, str]:
    place, field = line.line
    return f"take-{place}-{field}", f"other-{place}-{field}"


def _other(line: Compared, sort: Sort, choices: Choices) -> forms.Field:
    field = value_field(line.action.kind, line.field, sort, choices)
    field.required, field.label = False, _("Another value")
    return field
