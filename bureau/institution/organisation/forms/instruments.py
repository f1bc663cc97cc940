"""What people may type to keep the register of instruments: parts, links, mandates, citations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bureau.core.instruments.amendments import AmendmentKind
from bureau.core.instruments.mandates import MandateState
from bureau.core.references import Reference
from bureau.core.texts import Status
from bureau.institution.instruments.models import BY_HAND
from bureau.institution.instruments.queries.finding import Offer
from bureau.institution.instruments.texts.words import (
    AMENDMENTS,
    KINDS_IN_WORDS,
    MANDATE_STATES,
    STATUSES,
)
from bureau.institution.organisation.forms.reference import Choices, Find
from bureau.record.journal.forms import KeyedForm
from bureau.web.fields import DayField, TextField, offer

type Grouped = Sequence[tuple[str, Any]]


class InstrumentForm(KeyedForm):
    """An instrument as it is on the register; a session says of which body it is."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind, KINDS_IN_WORDS[kind]) for kind in BY_HAND]
    )
    title = TextField(label=pgettext_lazy("of an instrument", "Title"))
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    meeting = forms.ChoiceField(label=_("Session or meeting"), required=False)
    day = DayField(
        label=_("Day"), required=False, help_text=_("from which it is in force; empty if unknown")
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    note = TextField(label=_("Note"), rows=3, required=False)

    def __init__(
        self, *args: Any, bodies: Choices, meetings: Sequence[tuple[int, int, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        offer(self, "body", [("", "–"), *bodies])
        offer(self, "meeting", [("", "–"), *((str(pk), name) for pk, _of, name in meetings)])
        self._bodies = {str(pk): of for pk, of, _name in meetings}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        body, meeting = said.get("body"), said.get("meeting")
        of = self._bodies.get(meeting or "")
        if of and body and int(body) != of:
            self.add_error("meeting", _("This session is of another body."))
        said["body"] = of or (int(body) if body else None)
        said["meeting"] = int(meeting) if meeting else None
        return said


class ProvisionForm(KeyedForm):
    """One part of an instrument that can be cited by itself, and what it asks of whom."""

    under = forms.ChoiceField(label=_("Stands under"), required=False)
    label = forms.CharField(
        label=_("Label"), max_length=60, help_text=_("as it is cited: No. 70, resolves 3, Annex 1")
    )
    name = TextField(
        label=_("The label in words"),
        required=False,
        help_text=_("where the label is words, in each language; pages show this instead"),
    )
    gist = TextField(label=_("What it says, in your own words"), rows=3)
    words = TextField(
        label=_("The text itself"),
        rows=4,
        required=False,
        help_text=_("where you keep it here; each language has its status under Translations"),
    )
    is_mandate = forms.BooleanField(
        label=_("It asks for something: it is a mandate"), required=False
    )
    addressee = forms.ChoiceField(label=_("Asked of"), required=False)
    unit = forms.CharField(
        label=_("or of the unit"), required=False, max_length=40, help_text=_("its code")
    )
    due = DayField(label=_("To be answered by"), required=False, help_text=_("the last day"))

    def __init__(
        self, *args: Any, parts: Choices, addressees: Grouped, find_unit: Find, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        offer(self, "under", [("", str(_("the whole"))), *parts])
        offer(self, "addressee", [("", "–"), *addressees])
        self._find_unit = find_unit

    def clean_under(self) -> int | None:
        said = self.cleaned_data["under"]
        return int(said) if said else None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        chosen, code = said.get("addressee"), (said.pop("unit", "") or "").strip()
        unit = self._find_unit(code) if code else None
        if code and unit is None:
            self.add_error("unit", _("No unit has this code today."))
        if chosen and code:
            self.add_error("unit", _("Name one addressee: a body or office, or a unit."))
        said["addressee"] = Reference.parse(chosen) if chosen else None
        if unit:
            said["addressee"] = Reference("unit", unit)
        if (said["addressee"] or said.get("due")) and not said.get("is_mandate"):
            self.add_error("is_mandate", _("Tick this where it asks somebody for something."))
        return said


class AmendmentForm(KeyedForm):
    """What this instrument or a part of it does to another, or the other to it."""

    direction = forms.ChoiceField(label=_("Which way"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("What is done"), choices=[(kind, AMENDMENTS[kind]) for kind in AmendmentKind]
    )
    own = forms.ChoiceField(label=_("Part of this instrument"), required=False)
    other = forms.ChoiceField(label=_("Part of the other"), required=False)
    day = DayField(label=_("From"))

    def __init__(
        self, *args: Any, directions: Choices, own: Choices, other: Choices, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        whole = ("", str(_("the whole")))
        offer(self, "direction", directions)
        offer(self, "own", [whole, *own])
        offer(self, "other", [whole, *other])


class SettlementForm(KeyedForm):
    """How a mandate stands from a day on, and why."""

    state = forms.ChoiceField(
        label=_("From then on it is"),
        widget=forms.RadioSelect,
        choices=[(state, MANDATE_STATES[state]) for state in MandateState],
    )
    day = DayField(label=_("From"))
    instrument = forms.ChoiceField(label=_("By which instrument"), required=False)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, instruments: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "instrument", [("", "–"), *instruments])

    def clean_instrument(self) -> int | None:
        said = self.cleaned_data["instrument"]
        return int(said) if said else None


class CitationForm(KeyedForm):
    """What is served, from when on, and why one says so."""

    of = forms.ChoiceField(label=_("What it serves"), widget=forms.RadioSelect)
    day = DayField(label=_("From"))
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("in a sentence: how this serves what was asked for"),
    )

    def __init__(self, *args: Any, offers: Sequence[Offer], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offers = offers
        offer(self, "of", [(str(one.reference), one.name) for one in offers])

    def lines(self) -> list[tuple[Any, Offer]]:
        """Each choice with what it says."""
        return list(zip(self["of"], self.offers, strict=True))

    def clean_of(self) -> Reference:
        return Reference.parse(self.cleaned_data["of"])


class EndOfCitationForm(KeyedForm):
    """From when on it serves that no more, and why."""

    day = DayField(label=_("No more from"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class TranslationForm(KeyedForm):
    """The texts of one instrument in one language, each with its status, beside its original.

    `texts` has by name: (heading, the original, the words so far, their status, is it long).
    """

    def __init__(
        self, *args: Any, texts: dict[str, tuple[str, str, str, str]], language: str, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.texts = texts
        statuses = [(one, STATUSES[one]) for one in Status if one is not Status.ORIGINAL]
        for name, (heading, _original, words, status) in texts.items():
            attrs = {"rows": 2 if name == "title" else 4, "lang": language, "dir": "auto"}
            self.fields[name] = forms.CharField(
                label=heading, required=False, initial=words, widget=forms.Textarea(attrs=attrs)
            )
            self.fields[f"status.{name}"] = forms.ChoiceField(
                label=pgettext_lazy("of a text", "Status"),
                choices=statuses,
                initial=status,
                required=False,
            )

    def rows_of_texts(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each text's original, with the fields of its translation."""
        return [
            (original, self[name], self[f"status.{name}"])
            for name, (_heading, original, *_rest) in self.texts.items()
        ]

    def said(self) -> dict[str, tuple[str, str]]:
        said = self.cleaned_data
        return {
            name: (said[name], said[f"status.{name}"] or Status.DRAFT.value) for name in self.texts
        }
