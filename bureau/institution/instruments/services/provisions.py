"""Provisions: an instrument's parts in their order, what they ask for, and their translations."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Required, TypedDict, Unpack

from django.utils.translation import pgettext_lazy

from bureau.core.nesting import reasons_of_place
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES, Text
from bureau.institution.instruments.models import Instrument, Provision
from bureau.institution.instruments.services.official import refuse_official_by_author
from bureau.institution.instruments.services.register import registered
from bureau.record.journal.services import Act, service, takes

ADDRESSEES = ("body", "office", "unit")
TEXTS_MOST = 2_000
"""How many translations are kept at once."""


class SaidOfProvision(TypedDict, total=False):
    """What a provision is called and says, where it stands, and what it asks of whom; what is not
    given is empty."""

    label: Required[str]
    gist: Required[Text]
    name: Text | None
    is_mandate: bool
    under: int | None
    words: Text | None
    addressee: Reference | None
    due: date | None


@service("instruments.add_provision", pgettext_lazy("act in the journal", "Add a provision"))
def add_provision(act: Act, *, instrument: int, **said: Unpack[SaidOfProvision]) -> int:
    """One part of an instrument that can be cited by itself, told in our own words; the last of
    those under the same part."""
    registered(act, instrument)
    under = said.get("under")
    _refuse_label(instrument, said["label"], under)
    _refuse_place(instrument, None, under)
    return put_provision(act, instrument, _next_place(instrument, under), said).pk


def put_provision(act: Act, instrument: int, place: int, said: SaidOfProvision) -> Provision:
    """The same at a place, in an instrument that is locked and under a part of it where no other is
    called so."""
    columns = _columns(said)
    row = Provision.objects.create(instrument_id=instrument, place=place, **columns)
    act.touch("provision", row.pk)
    act.details.update(label=row.label, is_mandate=row.is_mandate)
    return row


@service("instruments.change_provision", pgettext_lazy("act in the journal", "Change a provision"))
def change_provision(act: Act, *, provision: int, **said: Unpack[SaidOfProvision]) -> None:
    """Say anew what a provision is called and says, where it stands, and what it asks of whom."""
    row = provision_kept(act, provision)
    _refuse_label(row.instrument_id, said["label"], said.get("under"), row.pk)
    columns = _columns(said)
    under = columns["under_id"]
    _refuse_place(row.instrument_id, row.pk, under)
    if row.is_mandate and not columns["is_mandate"] and row.settlements.exists():
        raise Refused(Reason("mandate_was_settled"))
    if under != row.under_id:
        columns["place"] = _next_place(row.instrument_id, under)
    for name in ("name", "gist", "words"):
        columns[name] = columns[name].after(getattr(row, name)) if columns[name] else None
    Provision.objects.filter(pk=row.pk).update(**columns)
    act.details.update(label=columns["label"], is_mandate=columns["is_mandate"])


@service("instruments.move_provision", pgettext_lazy("act in the journal", "Move a provision"))
def move_provision(act: Act, *, provision: int, by: int) -> None:
    """Put a provision before (-1) or after (1) its neighbour under the same part."""
    row = provision_kept(act, provision)
    beside = Provision.objects.filter(instrument=row.instrument_id, under=row.under_id)
    order = list(beside.values_list("pk", flat=True))
    place = order.index(row.pk)
    if not 0 <= place + by < len(order):
        raise Refused(Reason("nothing_changes"))
    order.insert(place + by, order.pop(place))
    for number, each in enumerate(order, 1):
        Provision.objects.filter(pk=each).update(place=number)


@service(
    "instruments.translate_instrument",
    pgettext_lazy("act in the journal", "Translate an instrument"),
)
@takes(TEXTS_MOST)
def translate_instrument(
    act: Act, *, instrument: int, language: str, said: Mapping[str, tuple[str, str]]
) -> None:
    """Put translations of one language beside the originals, each with its status.

    `said` has (words, status) by "title", "note", and "name.7", "gist.7" or "words.7" for the
    provision 7; empty words take a translation away. An original stays as it is. An author of the
    case that made the instrument marks none as official.
    """
    row = registered(act, instrument)
    if language not in LANGUAGES:
        raise Refused(Reason("original_stays", {"language": language}))
    changed = _changed(row, language, said)
    if not changed:
        raise Refused(Reason("nothing_changes"))
    own = Reference("instrument", row.pk)
    refuse_official_by_author(act, language, [(own, text) for _, _, text in changed])
    for thing, field, text in changed:
        type(thing)._default_manager.filter(pk=thing.pk).update(**{field: text})
        if isinstance(thing, Provision):
            act.touch("provision", thing.pk)
    act.details.update(language=language, texts=len(changed))


def _changed(
    row: Instrument, language: str, said: Mapping[str, tuple[str, str]]
) -> list[tuple[Instrument | Provision, str, Text]]:
    """What of the instrument and its provisions is said otherwise, by column."""
    named: list[tuple[Instrument | Provision, str, str]] = [
        *((row, field, field) for field in ("title", "note")),
        *(
            (part, field, f"{field}.{part.pk}")
            for part in row.provisions.all()
            for field in ("name", "gist", "words")
        ),
    ]
    found = []
    for thing, field, name in named:
        text: Text | None = getattr(thing, field)
        if text and name in said and text.original != language:
            new = text.translated(language, *said[name])
            if new != text:
                found.append((thing, field, new))
    return found


def provision_kept(act: Act, provision: int) -> Provision:
    """The provision, locked and touched with its instrument, where the actor keeps the register."""
    (row,) = act.lock(Provision, provision)
    registered(act, row.instrument_id)
    act.touch("provision", row.pk)
    return row


def _addressed(addressee: Reference | None) -> dict[str, int | str | None]:
    kind, number = (addressee.kind, addressee.id) if addressee else ("", None)
    return {"addressee_kind": kind, "addressee": number}


def _next_place(instrument: int, under: int | None) -> int:
    beside = Provision.objects.filter(instrument=instrument, under=under).order_by("-place")
    return (beside.values_list("place", flat=True).first() or 0) + 1


def _columns(said: SaidOfProvision) -> dict[str, Any]:
    """As a row of the instrument has it; refused where what asks for nothing is addressed."""
    empty = {"name": None, "is_mandate": False, "words": None, "due": None}
    whole: dict[str, Any] = {**empty, "under": None, "addressee": None, **said}
    under, addressee = whole.pop("under"), whole.pop("addressee")
    _refuse_addressee(addressee, whole["due"], is_mandate=whole["is_mandate"])
    return {"under_id": under, **_addressed(addressee), **whole}


def _refuse_label(instrument: int, label: str, under: int | None, own: int | None = None) -> None:
    parts = Provision.objects.filter(instrument=instrument)
    if under and not parts.filter(pk=under).exists():
        raise Refused(Reason("part_of_another_instrument"))
    if parts.filter(under=under, label=label).exclude(pk=own or 0).exists():
        raise Refused(Reason("already_there", {"code": label}))


def _refuse_place(instrument: int, part: int | None, under: int | None) -> None:
    above = dict(Provision.objects.filter(instrument=instrument).values_list("pk", "under"))
    if reasons := reasons_of_place(above, part, under):
        raise Refused(*reasons)


def _refuse_addressee(addressee: Reference | None, due: date | None, *, is_mandate: bool) -> None:
    if (addressee or due) and not is_mandate:
        raise Refused(Reason("only_a_mandate_is_addressed"))
    if addressee and addressee.kind not in ADDRESSEES:
        raise Refused(Reason("addressee_unknown"))
