"""What the secretary of a body may type: sessions, agenda, documents, decisions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bureau.core.days import day_after
from bureau.core.meetings.deadlines import Counting, SlotState
from bureau.core.meetings.decisions import FollowUpState
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES
from bureau.documents.given import BYTES_MOST, MEDIA_TYPES
from bureau.institution.instruments.services.agenda import ItemSaid
from bureau.institution.instruments.services.document_classes import (
    ADDENDA,
    REVISIONS,
    ClassSaid,
)
from bureau.institution.instruments.services.documents import DocumentSaid
from bureau.institution.instruments.services.sessions import Hours
from bureau.institution.instruments.texts.words import (
    CONVENTIONS,
    FOLLOW_UP_STATES,
    ITEM_STATES,
    MEETING_KINDS,
    SLOT_STATES,
)
from bureau.institution.organisation.forms.reference import Choices, Find
from bureau.record.journal.forms import KeyedForm
from bureau.web.fields import (
    BytesField,
    DayField,
    PlainCodeField,
    TextField,
    ZoneField,
    offer,
    offer_one,
)

DAYS_MOST, MINUTES_MOST = 400, 720


def languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"]) for code in LANGUAGES]


def name_of_days(language: str) -> str:
    """The field for when translations into one language are due."""
    return f"translation_days.{language}"


class SpanForm(KeyedForm):
    """Days from the first to the last, both inclusive."""

    valid_from = DayField(label=_("First day"))
    last_day = DayField(
        label=_("Last day"), required=False, help_text=_("empty while no end is known")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("valid_from"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first."))
        return said

    def until(self) -> date | None:
        """The first day after the last."""
        return day_after(self.cleaned_data["last_day"])


class PostNamed(KeyedForm):
    """Names a post by its number, or nobody; cleans to the post."""

    def __init__(self, *args: Any, find_post: Find, **more: Any) -> None:
        super().__init__(*args, **more)
        self._find_post = find_post

    def clean_post(self) -> int | None:
        number = self.cleaned_data["post"].strip()
        found = self._find_post(number) if number else None
        if number and found is None:
            raise forms.ValidationError(_("No post has this number today."))
        return found


class SessionForm(SpanForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=list(MEETING_KINDS.items()))
    name = TextField(label=_("Name"))
    last_day = DayField(label=_("Last day"))
    code = PlainCodeField(
        label=_("Short name in numbers"),
        max_length=20,
        required=False,
        help_text=_("what document numbers call it: 24, N"),
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    zone = ZoneField(
        label=_("Time zone"),
        max_length=60,
        required=False,
        help_text=_("deadlines and hours are in this zone: Europe/Zurich"),
    )
    field_order = ("kind", "name", "valid_from", "last_day")

    def said(self) -> dict[str, Any]:
        names = ("kind", "name", "valid_from", "code", "place", "zone")
        until = self.until()
        return {"valid_until": until, **{name: self.cleaned_data[name] for name in names}}


class HourField(forms.TimeField):
    """A time of day, picked or typed as 09:30."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class SittingForm(KeyedForm):
    name = TextField(label=_("Name"))
    day = DayField(label=_("Day"))
    opens = HourField(label=_("Opens"), required=False)
    closes = HourField(label=_("Closes"), required=False)
    place = forms.CharField(label=_("Room"), max_length=200, required=False)

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        hours = Hours(said["day"], said["opens"], said["closes"])
        return {"name": said["name"], "hours": hours, "place": said["place"]}


class ClassForm(KeyedForm):
    """How a class of documents is numbered, and when its documents are due."""

    name = TextField(label=_("Name"))
    pattern = forms.CharField(
        label=_("Pattern of numbers"),
        max_length=60,
        help_text=_("{n} counts, {yy} or {yyyy} is the year, {session} the short name: C{yy}/{n}"),
    )
    revisions = forms.CharField(
        label=_("Revisions"),
        max_length=60,
        initial=REVISIONS,
        help_text=_("{number} is what is revised; {n} counts, {bis} counts bis, ter, quater"),
    )
    addenda = forms.CharField(label=_("Addenda"), max_length=60, initial=ADDENDA)
    is_room_paper = forms.BooleanField(
        label=_("Papers of the conference room: in the language they are handed in"), required=False
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple, choices=languages
    )
    due_days = forms.IntegerField(
        label=_("Documents due, days before the opening"),
        required=False,
        min_value=0,
        max_value=DAYS_MOST,
    )
    translation_days = forms.IntegerField(
        label=_("Translations due, days before the opening"),
        required=False,
        min_value=0,
        max_value=DAYS_MOST,
    )
    convention = forms.ChoiceField(
        label=_("Days are counted as"), choices=[(one, CONVENTIONS[one]) for one in Counting]
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        names = list(self.fields)
        place = names.index("convention")
        for code, language in languages():
            self.fields[name_of_days(code)] = forms.IntegerField(
                label=_("Translations due, days before the opening: {language}").format(
                    language=language
                ),
                required=False,
                min_value=0,
                max_value=DAYS_MOST,
                help_text=_("empty: as all translations"),
            )
        apart = [name_of_days(code) for code in LANGUAGES]
        self.order_fields([*names[:place], *apart, *names[place:]])

    def said(self) -> ClassSaid:
        names = ("name", "pattern", "revisions", "addenda", "due_days", "translation_days")
        said = self.cleaned_data
        return ClassSaid(
            **{name: said[name] for name in names},
            languages=tuple(said["languages"]),
            language_days={
                code: days for code in LANGUAGES if (days := said[name_of_days(code)]) is not None
            },
            convention=Counting(said["convention"]),
            is_room_paper=said["is_room_paper"],
        )


class NewClassForm(ClassForm):
    code = PlainCodeField(label=_("Code"), max_length=20)
    valid_from = DayField(label=_("First day"))
    field_order = ("code", "name", "pattern")


class KeptClassForm(ClassForm):
    last_day = DayField(
        label=_("Last day"), required=False, help_text=_("empty while no end is known")
    )

    def until(self) -> date | None:
        return day_after(self.cleaned_data["last_day"])


class ItemForm(KeyedForm):
    """An item of the agenda; what is not chosen is the top, the plenary, no sitting."""

    title = TextField(label=pgettext_lazy("of an agenda item", "Title"))
    number = forms.CharField(
        label=_("Number"), max_length=20, required=False, help_text=_("empty: the next one")
    )
    under = forms.ChoiceField(label=_("Stands under"), required=False)
    allocated = forms.ChoiceField(label=_("Treated by"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=list(ITEM_STATES.items()))
    sitting = forms.ChoiceField(label=_("Sitting"), required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"), required=False, min_value=0, max_value=MINUTES_MOST
    )
    subject = forms.ChoiceField(label=_("What it is about"), required=False)

    def __init__(
        self,
        *args: Any,
        items: Choices,
        bodies: Choices,
        sittings: Choices,
        subjects: Choices,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        offer(self, "under", [("", str(_("the top"))), *items])
        offer(self, "allocated", [("", str(_("plenary"))), *bodies])
        offer(self, "sitting", [("", "–"), *sittings])
        offer(self, "subject", [("", "–"), *subjects])

    def said(self) -> ItemSaid:
        said = self.cleaned_data
        chosen = {name: _number(said[name]) for name in ("under", "allocated", "sitting")}
        return ItemSaid(
            said["title"],
            number=said["number"],
            minutes=said["minutes"],
            state=said["state"],
            subject=Reference.parse(said["subject"]) if said["subject"] else None,
            **chosen,
        )


class DocumentForm(PostNamed):
    """A document besides its number."""

    title = TextField(label=pgettext_lazy("of a document", "Title"))
    original = forms.ChoiceField(
        label=_("Language of the original"),
        choices=languages,
        initial=lambda: get_language() or LANGUAGES[0],
    )
    items = forms.TypedMultipleChoiceField(
        label=_("Agenda items"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    submitter = TextField(label=_("Submitted by"), required=False)
    post = forms.CharField(label=_("or by the post"), max_length=60, required=False)
    received = DayField(
        label=_("Received"), required=False, help_text=_("the day on which it came, if it did")
    )
    source = forms.URLField(label=_("Where its text lies"), max_length=300, required=False)

    def __init__(self, *args: Any, items: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "items", items)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("submitter") and said.get("post"):
            self.add_error("post", _("Name who submits it, or a post, not both."))
        return said

    def said(self) -> DocumentSaid:
        said = self.cleaned_data
        return DocumentSaid(
            said["title"],
            said["original"],
            tuple(said["items"]),
            submitter_post=said["post"],
            submitter_name=said["submitter"],
            received=said["received"],
            source=said["source"],
        )


class NewDocumentForm(DocumentForm):
    document_class = forms.TypedChoiceField(
        label=pgettext_lazy("of documents", "Class"), coerce=int
    )
    field_order = ("document_class",)

    def __init__(self, *args: Any, classes: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer_one(self, "document_class", classes)


class LanguagesForm(KeyedForm):
    """How far each translation has come: a state, and the day since which it is there."""

    def __init__(self, *args: Any, translated: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.translated = translated
        states = [("", _("not asked for")), *((one, SLOT_STATES[one]) for one in SlotState)]
        for code in translated:
            name = get_language_info(code)["name_local"]
            self.fields[f"{code}.state"] = forms.ChoiceField(
                label=name, choices=states, required=False
            )
            self.fields[f"{code}.day"] = DayField(label=_("There since"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for code in self.translated:
            is_there = said.get(f"{code}.state") == SlotState.THERE
            if is_there != bool(said.get(f"{code}.day")):
                self.add_error(
                    f"{code}.day", _("A language that is there has a day, any other has none.")
                )
        return said

    def slots(self) -> dict[str, tuple[SlotState, date | None]]:
        said = self.cleaned_data
        return {
            code: (SlotState(said[f"{code}.state"]), said[f"{code}.day"])
            for code in self.translated
            if said[f"{code}.state"]
        }


class DocumentFileForm(KeyedForm):
    """The document itself in one language."""

    language = forms.ChoiceField(label=_("Language"), choices=languages)
    file = BytesField(
        BYTES_MOST,
        ",".join(f".{kind}" for kind in MEDIA_TYPES),
        label=_("File"),
        help_text=_("PDF, DOCX, XLSX, PPTX or ODT, 20 megabytes at most"),
    )


class WithdrawalForm(KeyedForm):
    day = DayField(label=_("Withdrawn on"))


class FollowUpForm(PostNamed):
    """How a decision stands from a day on, and which post sees to it by when."""

    state = forms.ChoiceField(
        label=_("From then on it is"),
        widget=forms.RadioSelect,
        choices=[(state, FOLLOW_UP_STATES[state]) for state in FollowUpState],
    )
    day = DayField(label=_("From"))
    post = forms.CharField(label=_("The post that sees to it"), max_length=60, required=False)
    due = DayField(label=_("To be done by"), required=False)
    reason = forms.CharField(
        label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        names = ("day", "due", "reason")
        state = FollowUpState(said["state"])
        return {"state": state, "owner": said["post"], **{name: said[name] for name in names}}


def _number(said: str) -> int | None:
    return int(said) if said else None
