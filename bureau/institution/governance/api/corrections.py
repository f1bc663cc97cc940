"""Corrections of the record: proposed by one person, confirmed by another."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from bureau.core.scopes import Scope
from bureau.institution.governance import models
from bureau.institution.governance.api.actions import ValueIn
from bureau.institution.governance.api.asking import asked
from bureau.institution.governance.permissions import may_confirm_correction
from bureau.institution.governance.queries.corrections import (
    SETTLED,
    CorrectionKnown,
    corrections_known,
    later_facts,
)
from bureau.institution.governance.queries.corrections import corrections as standing_list
from bureau.institution.governance.services import corrections as services
from bureau.institution.organisation.api.standing import known, stood_at
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import (
    AsKnown,
    Day,
    Given,
    Id,
    Known,
    Made,
    Prose,
    Said,
    SaidIn,
    said,
    text_from,
)
from bureau.web.formats import as_date

router = Router(tags=["corrections"])
Name = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,30}$")]


class CorrectionOut(Schema):
    """What should be on record in place of `effect`, whole; `later` are the facts on the same
    thing that whoever confirms must have looked at."""

    id: int
    effect: int
    subject: str
    manner: str
    day: date
    fields: dict[str, Any]
    document: Said
    reason: str
    person: int
    at: datetime
    confirmed_at: datetime | None
    record: int | None
    withdrawn_at: datetime | None
    withdrawn_because: str


class Corrections(Schema):
    at: Known
    items: list[CorrectionOut]


class CorrectionPage(Schema):
    at: Known
    correction: CorrectionOut
    later: list[int]


class CorrectionIn(Given):
    """`fields` that are not named stay as they are; `is_rescission`: the effect never was."""

    effect: Id
    document: SaidIn
    reason: Prose
    day: Day | None = None
    fields: dict[Name, ValueIn] = {}
    is_rescission: bool = False


class ConfirmationIn(Given):
    """The later facts that you were shown, by number."""

    later: list[Id] = Field([], max_length=1000)


class CorrectionWithdrawalIn(Given):
    """Why it should not be confirmed."""

    reason: Prose


@router.get("corrections", response={200: Corrections, **REFUSED})
@needs(Scope.CORRECTING)
def corrections(request: Call, at: Query[AsKnown]) -> object:
    """The standing list of your organisation, newest first, as it stood on record."""
    with reading():
        recorded = stood_at(request, at).at.recorded
        rows = corrections_known(standing_list(_allowed(request)), recorded)
        return Corrections(at=known(request), items=[_out(row) for row in rows])


@router.get("corrections/{correction}", response={200: CorrectionPage, **REFUSED})
@needs(Scope.CORRECTING)
def correction(request: Call, correction: Id, at: Query[AsKnown]) -> object:
    """One proposal with the later facts about the same thing, as it stood on record."""
    with reading():
        recorded = stood_at(request, at).at.recorded
        found = corrections_known([_row(request, correction)], recorded)
        if not found:
            raise Problem(404, "nothing_there")
        (one,) = found
        later = [effect.id for effect in later_facts(one.row, recorded)] if one.is_open else []
        return CorrectionPage(at=known(request), correction=_out(one), later=later)


@router.post("corrections", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.CORRECTING)
def propose_correction(request: Call, given: CorrectionIn, key: Once) -> object:
    """Propose what should stand in place of an effect; another person confirms it."""
    if not Effect.objects.filter(pk=given.effect, organisation=request.actor.organisation).exists():
        raise Problem(404, "nothing_there", pointer="/effect")
    by, document = asked(request, key), text_from(given.document, "/document")
    if given.is_rescission:
        made = services.propose_rescission(
            by, effect=given.effect, document=document, reason=given.reason
        )
    else:
        made = services.propose_correction(
            by,
            effect=given.effect,
            document=document,
            reason=given.reason,
            day=given.day,
            fields=dict(given.fields),
        )
    return Status(201, Made(id=made, address=f"/api/corrections/{made}"))


@router.post("corrections/{correction}/confirmation", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.CORRECTING)
def confirm_correction(request: Call, correction: Id, given: ConfirmationIn, key: Once) -> object:
    """Confirm another person's proposal, which puts it on record; answers the record number."""
    _row(request, correction)
    made = services.confirm_correction(
        asked(request, key), correction=correction, later=tuple(sorted(given.later))
    )
    return Status(201, Made(id=made, address=f"/api/corrections/{correction}"))


@router.post("corrections/{correction}/withdrawal", response={204: None, **REFUSED_CHANGE})
@needs(Scope.CORRECTING)
def withdraw_correction(
    request: Call, correction: Id, given: CorrectionWithdrawalIn, key: Once
) -> object:
    """Take your own proposal back, while nobody has confirmed it."""
    _row(request, correction)
    services.withdraw_correction(asked(request, key), correction=correction, reason=given.reason)
    return Status(204, None)


def _allowed(request: Call) -> int:
    """The organisation whose list the caller may read: as officer, administrator or auditor."""
    own = organisation_of(request.actor)
    may = request.actor.is_auditor() or may_confirm_correction(request.actor)
    if own is None or not may:
        raise Problem(403, "not_yours_to_do")
    return own.pk


def _row(request: Call, correction: int) -> models.Correction:
    rows = models.Correction.objects.filter(pk=correction, organisation=_allowed(request))
    found = rows.select_related("effect", "reason", *SETTLED).first()
    if found is None:
        raise Problem(404, "nothing_there")
    return found


def _out(one: CorrectionKnown) -> CorrectionOut:
    row, confirmation, withdrawal = one.row, one.confirmation, one.withdrawal
    because = getattr(withdrawal, "reason", None)
    return CorrectionOut(
        id=row.pk,
        effect=row.effect_id,
        subject=f"{row.effect.kind}:{row.effect.subject}",
        manner=row.manner,
        day=as_date(row.day),
        fields=row.fields,
        document=said(row.document),
        reason=row.reason.said if hasattr(row, "reason") else "",
        person=row.person,
        at=row.at,
        confirmed_at=confirmation.at if confirmation else None,
        record=confirmation.record if confirmation else None,
        withdrawn_at=withdrawal.at if withdrawal else None,
        withdrawn_because=because.said if because else "",
    )
