"""Writing a job description: for which post, its words, which old duty a line rewords."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bureau.core.texts import Text
from bureau.institution.governance.forms.keyed import KeyedForm, day_field, text_in
from bureau.institution.governance.forms.worded import languages
from bureau.institution.governance.queries.choices import Grouped
from bureau.institution.governance.queries.rewording import (
    Matching,
    Place,
    TypedDuty,
    texts_by_words,
)
from bureau.institution.governance.texts.labels import FIELDS
from bureau.institution.organisation.models import DescriptionLine
from bureau.institution.organisation.queries.descriptions import Worded
from bureau.institution.organisation.services.descriptions import DescriptionText, DutyText
from bureau.institution.organisation.texts.words import SECTIONS
from bureau.web.picking import pick_field

STEP_IN = "  "
WORDS_MOST = 20_000


class BeginForm(forms.Form):
    """For which post."""

    use_required_attribute = False

    def __init__(self, posts: Grouped, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"] = pick_field(posts, label=_("Post"), empty=_("Choose"))


class DescriptionForm(KeyedForm):
    """The words of a description; duties and requirements are a line each."""

    title = forms.CharField(label=_("Title"), max_length=200)
    direction = forms.CharField(label=_("Under whose direction"), required=False, max_length=500)
    language = forms.ChoiceField(
        label=_("Language of the original"),
        choices=languages,
        help_text=_("of what you write; words that stay keep theirs"),
    )
    duties = forms.CharField(
        label=_("Duties"),
        strip=False,
        max_length=WORDS_MOST,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        help_text=_(
            "a duty a line; a line that begins with two blanks or a hyphen is a part of the duty "
            "above it"
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].initial = get_language() or "en"
        for section in DescriptionLine.SECTIONS:
            self.fields[section] = forms.CharField(
                label=str(SECTIONS[section]),
                required=False,
                max_length=WORDS_MOST,
                widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
                help_text=_("One a line."),
            )
        self.fields["day"] = day_field(FIELDS["day"])
        self.fields["reason"] = forms.CharField(
            label=str(FIELDS["reason"]), required=False, widget=forms.Textarea(attrs={"rows": 2})
        )

    def clean_duties(self) -> tuple[TypedDuty, ...]:
        return typed_duties(self.cleaned_data["duties"])

    def written(self, before: Worded | None, told: Mapping[Place, int]) -> DescriptionText:
        """The whole as it is to be kept; `told` says which lines are which old duties."""
        said = self.cleaned_data
        known = texts_by_words(before)

        def text(words: str) -> Text:
            return known.get(words) or text_in(said["language"], words)

        def duty(place: Place, words: str, parts: tuple[DutyText, ...] = ()) -> DutyText:
            return DutyText(text(words), parts, told.get(place))

        return DescriptionText(
            title=text(said["title"]),
            direction=text(said["direction"]) if said["direction"] else None,
            duties=tuple(
                duty(
                    (number,),
                    typed.words,
                    tuple(
                        duty((number, below), words) for below, words in enumerate(typed.parts, 1)
                    ),
                )
                for number, typed in enumerate(said["duties"], 1)
            ),
            lines=tuple(
                (section, text(line.strip()))
                for section in DescriptionLine.SECTIONS
                for line in said[section].splitlines()
                if line.strip()
            ),
        )


def typed_duties(text: str) -> tuple[TypedDuty, ...]:
    """Duties with their parts; forms.ValidationError for a part that has no duty above it."""
    found: list[tuple[str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        is_part = line.startswith((STEP_IN, "\t")) or line.lstrip().startswith("-")
        words = line.strip().removeprefix("-").strip()
        if not words:
            continue
        if not is_part:
            found.append((words, []))
        elif found:
            found[-1][1].append(words)
        else:
            raise forms.ValidationError(
                _("Line %(line)s is a part, and no duty stands above it."), params={"line": number}
            )
    if not found:
        raise forms.ValidationError(_("Write at least one duty."))
    return tuple(TypedDuty(words, tuple(parts)) for words, parts in found)


class RewordingForm(forms.Form):
    """For each line with new words: a new duty, or an old one in other words."""

    use_required_attribute = False

    def __init__(self, matched: Matching, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.matched = matched
        old = [(str(duty), words) for duty, words in matched.left]
        for place, words in matched.changed:
            self.fields[_name_of(place)] = forms.ChoiceField(
                label=f"{'.'.join(map(str, place))} {words}",
                required=False,
                choices=[("", _("a new duty")), *old],
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        taken: set[str] = set()
        for place, _words in self.matched.changed:
            chosen = said.get(_name_of(place))
            if chosen and chosen in taken:
                self.add_error(_name_of(place), _("Another line rewords this duty already."))
            taken.add(chosen or "")
        return said

    def told(self) -> dict[Place, int]:
        """The old duties of all lines, those that kept their words among them."""
        said = {
            place: int(chosen)
            for place, _words in self.matched.changed
            if (chosen := self.cleaned_data.get(_name_of(place)))
        }
        return {**self.matched.kept, **said}


def _name_of(place: Place) -> str:
    return "rewords_" + "_".join(map(str, place))


def initial_of_version(before: Worded) -> dict[str, Any]:
    """What the form shows of a version that the new one is written from: its original words."""
    duties = []
    for duty in before.duties:
        duties.append(duty.said.in_original)
        duties += [f"{STEP_IN}{part.said.in_original}" for part in duty.parts]
    sections: dict[str, list[str]] = {}
    for section, said in before.lines:
        sections.setdefault(section, []).append(said.in_original)
    return {
        "title": before.title.in_original,
        "direction": before.direction.in_original if before.direction else "",
        "duties": "\n".join(duties),
        **{section: "\n".join(lines) for section, lines in sections.items()},
    }
