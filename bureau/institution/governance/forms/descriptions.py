"""Writing the next job description of a post as plain text: one duty a line, one line an item."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bureau.institution.governance.forms.cases import languages
from bureau.institution.governance.forms.keyed import KeyedForm, day_field, text_in
from bureau.institution.organisation.models import DescriptionLine
from bureau.institution.organisation.queries.descriptions import Description, DutyLine
from bureau.institution.organisation.services.descriptions import DescriptionText, DutyText
from bureau.institution.organisation.texts.words import word_for

LINE = re.compile(r"^(?P<number>\d+(?:\.\d+)?)[.)]?\s+(?P<said>.+)$")
DASH = re.compile(r"^[-–•]\s*(?P<said>.+)$")


class DescriptionForm(KeyedForm):
    """`before` is the description in force: its numbers keep their duties, however reworded."""

    title = forms.CharField(label=_("Title"), max_length=200)
    direction = forms.CharField(label=_("Under whose direction"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of the original"), choices=languages)
    day = day_field(_("From"))
    duties = forms.CharField(
        label=_("Duties"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "One duty a line. A line that begins with a number keeps the duty that had this number "
            "before; 3.2 is a sub-duty of 3. A line without a number is a new duty, one that "
            "begins with a dash a new sub-duty."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, before: Description | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = dict(_numbers(before))
        self.fields["language"].initial = get_language() or "en"
        for section in DescriptionLine.SECTIONS:
            self.fields[section] = forms.CharField(
                label=word_for(section, "section"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_("One a line."),
            )
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    def description(self) -> DescriptionText:
        said, language = self.cleaned_data, self.cleaned_data["language"]
        direction = said["direction"].strip()
        return DescriptionText(
            title=text_in(language, said["title"]),
            direction=text_in(language, direction) if direction else None,
            duties=tuple(self._duties(language)),
            lines=[
                (section, text_in(language, line))
                for section in DescriptionLine.SECTIONS
                for line in _lines(said[section])
            ],
        )

    def _duties(self, language: str) -> Iterator[DutyText]:
        """Top duties with the sub-duties that follow them; a duty is named once."""
        gathered: list[tuple[str, int | None, list[DutyText]]] = []
        used: set[int] = set()
        for line in _lines(self.cleaned_data["duties"]):
            found, dash = LINE.match(line), DASH.match(line)
            number = found["number"] if found else ""
            said = found["said"] if found else dash["said"] if dash else line
            duty = self.numbers.get(number)
            duty = None if duty in used else duty
            used |= {duty} if duty else set()
            if gathered and ("." in number or dash):
                gathered[-1][2].append(DutyText(text_in(language, said), duty=duty))
            else:
                gathered.append((said, duty, []))
        for said, duty, parts in gathered:
            yield DutyText(text_in(language, said), tuple(parts), duty)


def initial_of(before: Description | None) -> Mapping[str, Any]:
    """The description in force as a person would type it."""
    if before is None:
        return {}
    sections = {section: "\n".join(lines) for section, lines in before.sections}
    duties = (f"{line.number} {line.said}" for line in _each(before.duties))
    return {
        "title": before.title,
        "direction": before.direction,
        "duties": "\n".join(duties),
        **sections,
    }


def _each(duties: tuple[DutyLine, ...]) -> Iterator[DutyLine]:
    for line in duties:
        yield line
        yield from _each(line.parts)


def _numbers(before: Description | None) -> Iterator[tuple[str, int]]:
    for line in _each(before.duties if before else ()):
        yield line.number, line.duty


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
