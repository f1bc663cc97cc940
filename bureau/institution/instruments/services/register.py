"""The register of bodies and instruments."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Required, TypedDict, Unpack

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.proposals import has_lapsed
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.instruments.models import (
    Body,
    BodyNameProposal,
    Instrument,
    InstrumentVersion,
    Meeting,
)
from bureau.institution.instruments.permissions import may_keep_body, may_keep_register
from bureau.institution.instruments.queries.versions import FIELDS
from bureau.record.accounts.queries import administrators_on
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services import Act, service
from bureau.web.multilingual import data_of


@service("instruments.register_body", pgettext_lazy("act in the journal", "Register a body"))
def register_body(act: Act, *, organisation: int, code: str, name: Text) -> int:
    act.need("organisation", organisation)
    allow(act, organisation)
    if act.is_taken(code, Body.objects.filter(organisation=organisation)):
        raise Refused(Reason("already_there", {"code": code}))
    body = Body.objects.create(organisation=organisation, code=code, name=name)
    act.touch("body", body.pk)
    return body.pk


@service("instruments.keep_body", pgettext_lazy("act in the journal", "Change a body"))
def keep_body(act: Act, *, body: int, name: Text, valid_until: date | None = None) -> None:
    """Say from which day on a body is there no more, and propose what it is called.

    It is called so once a second person confirms: acts name it.
    """
    (row,) = act.lock(Body, body)
    _allow_body(act, row)
    if (name, valid_until) != (row.name, row.valid_until):
        _refuse_own_case(act, row)
    Body.objects.filter(pk=row.pk).update(valid_until=valid_until)
    act.touch("body", row.pk)
    act.details.update(valid_until=valid_until.isoformat() if valid_until else None)
    if name != row.name:
        proposal = BodyNameProposal.objects.create(
            body=row,
            name=name,
            against=data_of(row.name),
            proposed_by_id=act.actor.person or 0,
            proposed_at=act.at,
        )
        act.touch("settings", row.organisation)
        act.details.update(proposal=proposal.pk)


@service(
    "instruments.settle_body_name",
    pgettext_lazy("act in the journal", "Settle another name of a body"),
)
def settle_body_name(act: Act, *, proposal: int, is_confirmed: bool) -> None:
    """Confirm another name of a body, or turn it down.

    Raises Refused where whoever confirms proposed it, or only stands in for who did, or has a hand
    in a case that comes to the body; once the proposal lapsed; and where the body is called
    otherwise since.
    """
    (row,) = act.lock(BodyNameProposal, proposal)
    (body,) = act.lock(Body, row.body_id)
    _allow_body(act, body)
    if row.settled_by_id is not None:
        raise Refused(Reason("already_settled"))
    if is_confirmed:
        _refuse_confirming(act, row, body)
        Body.objects.filter(pk=body.pk).update(name=row.name)
    else:
        act.touch("settings", body.organisation)
    settled = {"settled_by": act.actor.person, "is_confirmed": is_confirmed}
    BodyNameProposal.objects.filter(pk=row.pk).update(**settled)
    act.touch("body", body.pk)
    act.details.update(proposal=row.pk, is_confirmed=is_confirmed)


def _refuse_confirming(act: Act, row: BodyNameProposal, body: Body) -> None:
    """An administrator who is the only one confirms their own."""
    _refuse_own_case(act, body, by=row.proposed_by_id)
    day = act.at.date()
    second = import_string(settings.BUREAU_SECOND_PERSON)(act.actor, [row.proposed_by_id], day)
    is_other = act.actor.person != row.proposed_by_id
    if not (is_other and may_keep_body(second, body.pk, body.organisation)) and not (
        act.actor.is_administrator() and administrators_on(day) < 2
    ):
        raise Refused(Reason("two_persons_needed"))
    if has_lapsed(row.proposed_at, act.at):
        raise Refused(Reason("is_over"))
    if row.against != data_of(body.name):
        raise Refused(Reason("changed_since_proposed"))


def _allow_body(act: Act, body: Body) -> None:
    if not may_keep_body(act.actor, body.pk, body.organisation):
        raise Refused(Reason("not_yours_to_do"))


def _refuse_own_case(act: Act, body: Body, by: int | None = None) -> None:
    """Whoever had a hand in a case says neither what the body is called that decides on it, nor
    that it is no more; nor does who proposed it (`by`) by another's hand."""
    has_case = import_string(settings.BUREAU_OWN_CASE)
    if has_case(act.actor, Reference("body", body.pk)):
        raise Refused(Reason("before_own_case"))
    if by and has_case(Actor(person=by), Reference("body", body.pk)):
        raise Refused(Reason("before_case_of_proposer"))


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


@service(
    "instruments.register_instrument", pgettext_lazy("act in the journal", "Register an instrument")
)
def register_instrument(act: Act, *, organisation: int, **said: Unpack[SaidOfInstrument]) -> int:
    """Put an instrument on the register, by hand."""
    act.need("organisation", organisation)
    allow(act, organisation)
    columns = _columns(said)
    _refuse_identity(act, organisation, columns)
    row = Instrument.objects.create(organisation=organisation, is_registered=True, **columns)
    act.touch("instrument", row.pk)
    return row.pk


@service(
    "instruments.change_instrument", pgettext_lazy("act in the journal", "Change an instrument")
)
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


@service("instruments.make_instrument", pgettext_lazy("act in the journal", "Make an instrument"))
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
