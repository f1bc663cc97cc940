"""The register of bodies and instruments."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Required, TypedDict, Unpack

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.instruments.models import Body, Instrument, InstrumentVersion, Meeting
from bureau.institution.instruments.permissions import may_keep_register
from bureau.institution.instruments.queries.versions import FIELDS
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act, service


@service
def register_body(act: Act, *, organisation: int, code: str, name: Text) -> int:
    act.need("organisation", organisation)
    allow(act, organisation)
    if act.is_taken(code, Body.objects.filter(organisation=organisation)):
        raise Refused(Reason("already_there", {"code": code}))
    body = Body.objects.create(organisation=organisation, code=code, name=name)
    act.touch("body", body.pk)
    return body.pk


@service
def keep_body(act: Act, *, body: int, name: Text, valid_until: date | None = None) -> None:
    """Say anew what a body is called, and from which day on it is there no more."""
    (row,) = act.lock(Body, body)
    allow(act, row.organisation)
    Body.objects.filter(pk=row.pk).update(name=name, valid_until=valid_until)
    act.touch("body", row.pk)
    act.details.update(valid_until=valid_until.isoformat() if valid_until else None)


class SaidOfInstrument(TypedDict, total=False):
    """What an instrument is, says and is known by; what is not given is empty."""

    kind: Required[str]
    title: Required[Text]
    number: str
    body: int | None
    meeting: int | None
    day: date | None
    note: Text | None
    source: str


@service
def register_instrument(act: Act, *, organisation: int, **said: Unpack[SaidOfInstrument]) -> int:
    """Put an instrument on the register, by hand."""
    act.need("organisation", organisation)
    allow(act, organisation)
    _refuse_identity(act, organisation, _columns(said))
    made = make_instrument(act, organisation=organisation, **said)
    Instrument.objects.filter(pk=made).update(is_registered=True)
    return made


@service
def change_instrument(act: Act, *, instrument: int, **said: Unpack[SaidOfInstrument]) -> None:
    """Say anew what an instrument on the register is; one that an act made stays as it says."""
    row = registered(act, instrument)
    if not row.is_registered:
        raise Refused(Reason("made_by_an_act"))
    columns = _columns(said)
    _refuse_identity(act, row.organisation, columns, row.pk)
    columns["title"] = columns["title"].after(row.title)
    columns["note"] = columns["note"].after(row.note) if columns["note"] else None
    _keep_version(act, row, columns)
    Instrument.objects.filter(pk=row.pk).update(**columns)
    day = columns["day"].isoformat() if columns["day"] else None
    act.details.update(kind=columns["kind"], number=columns["number"], day=day)


def _keep_version(act: Act, row: Instrument, said: Mapping[str, object]) -> None:
    """Keep what an instrument said before, where it is to say something else."""
    before = {name: getattr(row, name) for name in FIELDS}
    if before != said:
        InstrumentVersion.objects.create(
            instrument=row, recorded_until=record_number_now(), until=act.at, **before
        )


@service
def make_instrument(act: Act, *, organisation: int, **said: Unpack[SaidOfInstrument]) -> int:
    """The instrument that an act makes by happening; joined by acts that carry effects."""
    row = Instrument.objects.create(organisation=organisation, **_columns(said))
    act.touch("instrument", row.pk)
    return row.pk


def _columns(said: SaidOfInstrument) -> dict[str, Any]:
    """As a row has it."""
    empty = {"number": "", "body": None, "meeting": None, "day": None, "note": None, "source": ""}
    whole: dict[str, Any] = {**empty, **said}
    return {"body_id": whole.pop("body"), "meeting_id": whole.pop("meeting"), **whole}


def registered(act: Act, instrument: int) -> Instrument:
    """The instrument, locked and touched, where the actor keeps its register."""
    (row,) = act.lock(Instrument, instrument)
    allow(act, row.organisation)
    act.touch("instrument", row.pk)
    return row


def allow(act: Act, organisation: int) -> None:
    if not may_keep_register(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))


def _refuse_identity(
    act: Act, organisation: int, columns: Mapping[str, Any], own: int | None = None
) -> None:
    """An instrument is known, once in an organisation where it has a number, by its kind, body,
    number and session."""
    body, meeting, number = columns["body_id"], columns["meeting_id"], columns["number"]
    bodies = Body.objects.filter(organisation=organisation)
    if body and not bodies.filter(pk=body).exists():
        raise Refused(Reason("body_of_another_organisation"))
    if meeting and not Meeting.objects.filter(pk=meeting, body=body).exists():
        raise Refused(Reason("meeting_of_another_body"))
    same = Instrument.objects.filter(
        organisation=organisation,
        kind=columns["kind"],
        body=body,
        meeting=meeting,
        is_registered=True,
    ).exclude(pk=own or 0)
    if number and act.is_taken(number, same, "number"):
        raise Refused(Reason("already_there", {"code": number}))
