"""Putting a staffing table as adopted on the register."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bureau.institution.organisation.forms.reference import Choices, Find, SpanForm
from bureau.web.fields import DayField, offer_one


class AdoptedTableForm(SpanForm):
    """Under which instrument, of which unit, for which period; a day to read, or counts."""

    instrument = forms.TypedChoiceField(label=_("Instrument"), coerce=int)
    unit = forms.CharField(label=_("Unit, with all below it"), max_length=40)
    read_on = DayField(
        label=_("As it stood on"),
        required=False,
        help_text=_("the structure of that day, as known now; or else give counts below"),
    )
    counts = forms.CharField(
        label=_("Counts"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One a line: unit, grade, number of posts; parted by semicolons, commas or tabs."
        ),
    )
    field_order = ("instrument", "unit", "valid_from", "last_day", "read_on", "counts")

    def __init__(
        self, *args: Any, instruments: Choices, grades: Choices, find_unit: Find, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._find_unit = find_unit
        self._grades = {code for code, _word in grades}
        offer_one(self, "instrument", instruments)

    def clean_unit(self) -> int:
        unit = self._find_unit(self.cleaned_data["unit"].strip())
        if unit is None:
            raise forms.ValidationError(_("No unit has this code today."))
        return unit

    def clean_counts(self) -> list[tuple[int, str, int]]:
        """Every line that cannot be read is named."""
        found: dict[tuple[int, str], int] = {}
        flaws = []
        for place, line in enumerate(self.cleaned_data["counts"].splitlines(), 1):
            if not line.strip():
                continue
            cells = [cell.strip() for cell in re.split(r"[;,\t]", line)]
            unit = self._find_unit(cells[0])
            is_whole = len(cells) == 3 and cells[2].isdecimal()
            if unit is None or not is_whole or cells[1] not in self._grades:
                told = _now("Line {line} does not name a unit, a grade and a number.")
                flaws.append(told.format(line=place))
                continue
            key = (unit, cells[1])
            found[key] = found.get(key, 0) + int(cells[2])
        if flaws:
            raise forms.ValidationError(flaws)
        return [(unit, grade, count) for (unit, grade), count in found.items()]
