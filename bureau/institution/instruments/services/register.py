"""The register of bodies and instruments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.instruments.models import Body, Instrument, InstrumentVersion, Meeting
from bureau.institution.instruments.permissions import may_keep_register
from bureau.institution.instruments.queries.versions import FIELDS
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act, service


@service
def register_body(act: Act, *, organisation: int, code: str, name: Text) -> int:
    allow(act, organisation)
    if Body.objects.filter(organisation=organisation, code__iexact=code).exists():
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


@service
def register_instrument(
    act: Act,
    *,
    organisation: int,
    kind: str,
    title: Text,
    number: str = "",
    body: int | None = None,
    meeting: int | None = None,
    day: date | None = None,
    note: Text | None = None,
    source: str = "",
) -> int:
    """Put an instrument on the register, by hand."""
    allow(act, organisation)
    identity = Identity(organisation, kind, body, number, meeting)
    _refuse_identity(identity)
    made = make_instrument(
        act,
        organisation=organisation,
        kind=kind,
        title=title,
        number=number,
        body=body,
        meeting=meeting,
        day=day,
        note=note,
        source=source,
    )
    Instrument.objects.filter(pk=made).update(is_registered=True)
    return made


@service
def change_instrument(
    act: Act,
    *,
    instrument: int,
    kind: str,
    title: Text,
    number: str = "",
    body: int | None = None,
    meeting: int | None = None,
    day: date | None = None,
    note: Text | None = None,
    source: str = "",
) -> None:
    """Say anew what an instrument on the register is; one that an act made stays as it says."""
    row = registered(act, instrument)
    if not row.is_registered:
        raise Refused(Reason("made_by_an_act"))
    identity = Identity(row.organisation, kind, body, number, meeting)
    _refuse_identity(identity, row.pk)
    said = {
        "kind": kind,
        "title": title.after(row.title),
        "number": number,
        "body_id": body,
        "meeting_id": meeting,
        "day": day,
        "note": note.after(row.note) if note else None,
        "source": source,
    }
    _keep_version(act, row, said)
    Instrument.objects.filter(pk=row.pk).update(**said)
    act.details.update(kind=kind, number=number, day=day.isoformat() if day else None)


def _keep_version(act: Act, row: Instrument, said: Mapping[str, object]) -> None:
    """Keep what an instrument said before, where it is to say something else."""
    before = {name: getattr(row, name) for name in FIELDS}
    if before != said:
        InstrumentVersion.objects.create(
            instrument=row, recorded_until=record_number_now(), until=act.at, **before
        )


@service
def make_instrument(
    act: Act,
    *,
    organisation: int,
    kind: str,
    title: Text,
    number: str = "",
    body: int | None = None,
    meeting: int | None = None,
    day: date | None = None,
    note: Text | None = None,
    source: str = "",
) -> int:
    """The instrument that an act makes by happening; joined by acts that carry effects."""
    row = Instrument.objects.create(
        organisation=organisation,
        kind=kind,
        title=title,
        number=number,
        body_id=body,
        meeting_id=meeting,
        day=day,
        note=note,
        source=source,
    )
    act.touch("instrument", row.pk)
    return row.pk


def registered(act: Act, instrument: int) -> Instrument:
    """The instrument, locked and touched, where the actor keeps its register."""
    (row,) = act.lock(Instrument, instrument)
    allow(act, row.organisation)
    act.touch("instrument", row.pk)
    return row


def allow(act: Act, organisation: int) -> None:
    if not may_keep_register(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))


@dataclass(frozen=True, slots=True)
class Identity:
    """What an instrument is known by, once in an organisation where it has a number."""

    organisation: int
    kind: str
    body: int | None
    number: str
    meeting: int | None


def _refuse_identity(said: Identity, own: int | None = None) -> None:
    bodies = Body.objects.filter(organisation=said.organisation)
    if said.body and not bodies.filter(pk=said.body).exists():
        raise Refused(Reason("body_of_another_organisation"))
    if said.meeting and not Meeting.objects.filter(pk=said.meeting, body=said.body).exists():
        raise Refused(Reason("meeting_of_another_body"))
    same = Instrument.objects.filter(
        organisation=said.organisation,
        kind=said.kind,
        body=said.body,
        number__iexact=said.number,
        meeting=said.meeting,
        is_registered=True,
    )
    if said.number and same.exclude(pk=own or 0).exists():
        raise Refused(Reason("already_there", {"code": said.number}))
