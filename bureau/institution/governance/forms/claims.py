"""One form for every kind of claim, made from what the core says the kind names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.claims import CLAIMS, ClaimKind, Sort
from bureau.core.claims.kinds import Named
from bureau.institution.governance.forms.keyed import KeyedForm
from bureau.institution.governance.queries.choices import Grouped, Options
from bureau.web.picking import pick_field

LABELS = {
    "unit": _("Unit"),
    "parent": _("Under the unit"),
    "into": _("Into the unit"),
    "post": _("Post"),
    "posts": _("Posts"),
    "code": _("New acronym"),
    "grade": _("Grade"),
    "line": _("Budget line"),
    "budget": _("Budget"),
    "body": _("Body"),
    "office": _("The office"),
    "action": _("Only on the action"),
}
HINTS = {
    "posts": _("one or more; hold the control key to choose several"),
    "action": _("empty: on all that the route asks of them"),
    "office": _("an office, or a body below: one of the two"),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be picked for each sort of thing that claims name."""

    options: Mapping[Sort, Options | Grouped]

    def of(self, sort: Sort) -> Options | Grouped:
        return self.options[Sort.POST if sort is Sort.POSTS else sort]


class ClaimForm(KeyedForm):
    """The things that a claim of one kind names; cleans to `named`."""

    def __init__(self, kind: ClaimKind, offered: Offered, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = CLAIMS[kind]
        for name, sort in self.definition.names.items():
            required = name not in (*self.definition.one_of, *self.definition.optional)
            self.fields[name] = self._field(name, sort, offered, required)

    def _field(self, name: str, sort: Sort, offered: Offered, required: bool) -> forms.Field:
        said: dict[str, Any] = {
            "label": LABELS[name],
            "help_text": HINTS.get(name, "") if name != "office" or not required else "",
            "required": required,
        }
        if sort is Sort.CODE:
            return forms.CharField(max_length=40, **said)
        if sort is Sort.POSTS:
            several = forms.SelectMultiple(attrs={"size": 8})
            return forms.MultipleChoiceField(choices=offered.of(sort), widget=several, **said)
        empty = _("Choose") if required else _("none")
        return pick_field(offered.of(sort), empty=empty, **said)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        one_of = self.definition.one_of
        if one_of and sum(bool(cleaned.get(name)) for name in one_of) != 1:
            self.add_error(one_of[0], _("Choose one of the two."))
        return cleaned

    def named(self) -> dict[str, Named]:
        """What was chosen, as the core has it."""
        found: dict[str, Named] = {}
        for name, sort in self.definition.names.items():
            value = self.cleaned_data.get(name)
            if not value:
                continue
            if sort is Sort.POSTS:
                found[name] = tuple(int(one) for one in value)
            else:
                found[name] = str(value) if sort in (Sort.GRADE, Sort.CODE) else int(value)
        return found
