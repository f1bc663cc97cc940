"""How a body decided, as fields of the form of its act: the way, the count or ballot, dissents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.procedures.deciding import Manner, Tally, Way
from bureau.institution.governance.forms.keyed import KeyedForm
from bureau.institution.governance.queries.choices import Citable
from bureau.institution.governance.texts.deciding import WAYS
from bureau.institution.organisation.forms.reference import Choices
from bureau.web.fields import OfferedInput, needed

DISSENT = "dissent_"
COUNTS = ("present", "supporting", "reserved", "against", "abstained")
NEEDED = ("present", "supporting", "against")


@dataclass(frozen=True, slots=True)
class Deciders:
    """What the form offers: the ways open to whoever records, ballots that ended, who has a vote.

    `demands` says of each way what it asks for; `is_alone` that the chair records it.
    """

    ways: Sequence[Way]
    demands: Sequence[tuple[str, str]]
    ballots: Choices
    seats: Choices
    is_alone: bool = False


class MannerForm(KeyedForm):
    """The form of an act of a body: with `deciders` it says how the body decided by its own rule.

    Dissents stand apart, folded away.
    """

    deciders: Deciders | None = None

    def rows(self) -> list[tuple[bool, list[forms.BoundField]]]:
        return [row for row in super().rows() if not row[1][0].name.startswith(DISSENT)]

    def dissent_fields(self) -> list[forms.BoundField]:
        """One for each seat that has a vote."""
        return [self[name] for name in self.fields if name.startswith(DISSENT)]

    def has_dissents(self) -> bool:
        """Whether one is filled in, so that they are unfolded."""
        return any(bound.value() for bound in self.dissent_fields())


def citing_fields(
    meetings: Sequence[tuple[int | str, str]], citable: Citable, said: Deciders | None = None
) -> dict[str, forms.Field]:
    """What an act of a body cites, a meeting or a document; `citable` is offered of sessions.

    Where it may be decided otherwise than in session too, `said`, neither is needed then.
    """
    one_of_two = gettext_lazy("one of the two")
    if said is not None and [*said.ways] != [Way.IN_SESSION]:
        one_of_two = gettext_lazy("in session one of the two")
    meeting, document = _cited(meetings, citable)
    return {
        "meeting": needed(meeting, one_of_two),
        "agenda_item": forms.CharField(
            label=gettext_lazy("Agenda item"),
            max_length=60,
            required=False,
            widget=OfferedInput(citable.items),
        ),
        "document": needed(document, one_of_two),
    }


def _cited(
    meetings: Sequence[tuple[int | str, str]], citable: Citable
) -> tuple[forms.Field, forms.Field]:
    return (
        forms.TypedChoiceField(
            label=gettext_lazy("Meeting"),
            coerce=int,
            empty_value=None,
            required=False,
            choices=[("", gettext_lazy("none of these")), *meetings],
        ),
        forms.CharField(
            label=gettext_lazy("Document"),
            max_length=120,
            required=False,
            widget=OfferedInput(citable.documents),
            help_text=gettext_lazy(
                "the number of the decision, record or summary alone, such as 640; this or a"
                " meeting is needed"
            ),
        ),
    )


def manner_fields(said: Deciders) -> dict[str, forms.Field]:
    """The way, then what it asks for; what is not asked for stays empty."""
    found: dict[str, forms.Field] = {}
    way = said.ways[0] if len(said.ways) == 1 else None
    found["way"] = forms.ChoiceField(
        label=gettext_lazy("How it was decided"),
        choices=[(one.value, WAYS[one.value]) for one in said.ways],
        widget=forms.HiddenInput if way else forms.RadioSelect,
        initial=way,
    )
    if said.ballots:
        found["ballot"] = forms.TypedChoiceField(
            label=gettext_lazy("Ballot"),
            coerce=int,
            empty_value=None,
            required=said.is_alone,
            choices=[("", gettext_lazy("none of these"))] * (not said.is_alone) + [*said.ballots],
            initial=said.ballots[-1][0] if said.is_alone else None,
        )
        if not said.is_alone:
            needed(found["ballot"], WAYS[Way.BY_CORRESPONDENCE.value])
    if Way.IN_SESSION in said.ways or (said.is_alone and not said.ballots):
        found |= _count_fields(is_needed=way is not None)
    if Way.IN_SESSION in said.ways:
        found |= _dissent_fields(said.seats)
    return found


def _count_fields(*, is_needed: bool) -> dict[str, forms.Field]:
    """Where there is another way too, `is_needed` is False, and they say for which they are."""
    labels = {
        "present": gettext_lazy("Seats that took part"),
        "supporting": gettext_lazy("For"),
        "reserved": gettext_lazy("Of these, with a reservation"),
        "against": gettext_lazy("Against"),
        "abstained": gettext_lazy("Abstained"),
    }
    found: dict[str, forms.Field] = {
        name: forms.IntegerField(
            label=labels[name],
            required=is_needed and name in NEEDED,
            min_value=0,
            max_value=9999,
            error_messages={"required": gettext_lazy("Say how many.")},
        )
        for name in COUNTS
    }
    for name in () if is_needed else NEEDED:
        needed(found[name], WAYS[Way.IN_SESSION.value])
    return found


def _dissent_fields(seats: Choices) -> dict[str, forms.Field]:
    """By the number of the seat: what its member said."""
    return {
        f"{DISSENT}{seat}": forms.CharField(
            label=name, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        for seat, name in seats
    }


def clean_manner(form: forms.Form, said: dict[str, Any]) -> None:
    """What the way asks for is said."""
    way = said.get("way")
    asks_count = way == Way.IN_SESSION or (way == Way.CHAIR_ALONE and not said.get("ballot"))
    for name in NEEDED if asks_count else ():
        if said.get(name) is None and name not in form.errors:
            form.add_error(name, _("Say how many."))
    if way == Way.BY_CORRESPONDENCE and not said.get("ballot"):
        form.add_error("ballot" if "ballot" in form.fields else None, _("Name the ballot."))


def manner_said(said: dict[str, Any]) -> dict[str, Any]:
    """What the service takes: the manner, and in session the dissents."""
    way = Way(said["way"])
    ballot = said.get("ballot") if way is not Way.IN_SESSION else None
    tally = None
    if ballot is None and way is not Way.BY_CORRESPONDENCE:
        tally = Tally(**{name: said.get(name) or 0 for name in COUNTS})
    dissents = [
        (int(name.removeprefix(DISSENT)), words.strip())
        for name, words in said.items()
        if way is Way.IN_SESSION and name.startswith(DISSENT) and words.strip()
    ]
    return {"manner": Manner(way, tally, ballot), "dissents": tuple(dissents)}
