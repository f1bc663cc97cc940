"""The register of instruments with their provisions, of bodies and of meetings."""

from datetime import date

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.instruments.models import Body, Instrument, Meeting, Provision
from bureau.institution.instruments.permissions import may_keep_register
from bureau.record.journal.services import Act, service


@service
def register_body(act: Act, *, organisation: int, code: str, name: Text) -> int:
    _allow(act)
    if Body.objects.filter(organisation=organisation, code=code).exists():
        raise Refused(Reason("already_there", {"code": code}))
    body = Body.objects.create(organisation=organisation, code=code, name=name)
    act.touch("body", body.pk)
    return body.pk


@service
def keep_body(act: Act, *, body: int, name: Text, valid_until: date | None = None) -> None:
    """Say anew what a body is called, and from which day on it is there no more."""
    _allow(act)
    (row,) = act.lock(Body, body)
    Body.objects.filter(pk=row.pk).update(name=name, valid_until=valid_until)
    act.touch("body", row.pk)
    act.details.update(valid_until=valid_until.isoformat() if valid_until else None)


@service
def register_meeting(
    act: Act, *, body: int, name: Text, valid_from: date, valid_until: date
) -> int:
    """A meeting or session by its days; `valid_until` is the first day after it."""
    _allow(act)
    if valid_until <= valid_from:
        raise Refused(Reason("ends_before_it_begins"))
    meeting = Meeting.objects.create(
        body_id=body, name=name, valid_from=valid_from, valid_until=valid_until
    )
    act.touch("meeting", meeting.pk)
    return meeting.pk


@service
def register_instrument(
    act: Act,
    *,
    organisation: int,
    kind: str,
    title: Text,
    number: str = "",
    body: int | None = None,
    day: date | None = None,
    note: Text | None = None,
    source: str = "",
) -> int:
    """Put an instrument on the register, by hand."""
    _allow(act)
    return make_instrument(
        act,
        organisation=organisation,
        kind=kind,
        title=title,
        number=number,
        body=body,
        day=day,
        note=note,
        source=source,
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
        day=day,
        note=note,
        source=source,
    )
    act.touch("instrument", row.pk)
    return row.pk


@service
def add_provision(
    act: Act, *, instrument: int, label: str, gist: Text, is_mandate: bool = False
) -> int:
    """One part of an instrument that can be cited by itself, told in our own words."""
    _allow(act)
    if Provision.objects.filter(instrument=instrument, label=label).exists():
        raise Refused(Reason("already_there", {"code": label}))
    row = Provision.objects.create(
        instrument_id=instrument, label=label, gist=gist, is_mandate=is_mandate
    )
    act.touch("instrument", instrument)
    return row.pk


def _allow(act: Act) -> None:
    if not may_keep_register(act.actor):
        raise Refused(Reason("not_yours_to_do"))
