"""Keeping the register by program: instruments, provisions, links, mandates, citations."""

from datetime import date
from typing import Annotated, Any

from ninja import Status
from pydantic import Field, StringConstraints

from bureau.core.instruments.amendments import AmendmentKind
from bureau.core.instruments.mandates import MandateState
from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.instruments import services
from bureau.institution.instruments.models import (
    Amendment,
    ByHand,
    Citation,
    Instrument,
    Provision,
)
from bureau.institution.instruments.queries.citations import SERVING, subject_of
from bureau.institution.instruments.services.amendments import (
    record_amendment,
    withdraw_amendment,
)
from bureau.institution.instruments.services.citations import cite, uncite
from bureau.institution.instruments.services.mandates import settle_mandate
from bureau.institution.instruments.services.provisions import change_provision
from bureau.institution.organisation.api.instruments import router
from bureau.institution.organisation.api.mandates import refuse_unseen
from bureau.institution.organisation.api.standing import organisation_asked
from bureau.record.journal.api import held_to
from bureau.record.journal.services import Asked
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED_CHANGE, Problem
from bureau.web.api.words import Day, Given, Id, Line, Made, Prose, ProseIn, SaidIn, text_from

Word = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,30}:\d{1,9}$")]
"""A thing by kind and number, as in "unit:3"."""
Label = Annotated[Line, Field(min_length=1, max_length=60)]


class InstrumentIn(Given):
    kind: ByHand
    title: SaidIn
    number: Annotated[Line, Field(max_length=60)] = ""
    body: Id | None = None
    meeting: Id | None = None
    day: Day | None = None
    note: ProseIn | None = None
    source: Line = ""


class ProvisionIn(Given):
    """`under` is another provision of the same instrument; `addressee` a body, office or unit.

    Where the `label` is words, `name` says it in each language.
    """

    label: Label
    name: SaidIn | None = None
    gist: ProseIn
    words: ProseIn | None = None
    under: Id | None = None
    is_mandate: bool = False
    addressee: Word | None = None
    due: Day | None = None


class AmendmentIn(Given):
    """What `by` does to `on`; each an instrument or a provision, as in "provision:7"."""

    kind: AmendmentKind
    by: Word
    on: Word
    day: Day


class SettlementIn(Given):
    state: MandateState
    day: Day
    reason: Prose
    instrument: Id | None = None


class CitationIn(Given):
    """`subject` is a unit, post or duty; `of` a provision or an element of a strategic plan."""

    subject: Word
    of: Word
    day: Day
    reason: Prose


class EndIn(Given):
    day: Day
    reason: Prose


@router.post("instruments", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def register_instrument(request: Call, given: InstrumentIn, key: Once) -> object:
    """Put an instrument on the register of your organisation."""
    organisation = organisation_asked(request, None).pk
    asked = Asked(request.actor, key)
    made = services.register_instrument(asked, organisation=organisation, **_instrument(given))
    return Status(201, Made(id=made, address=f"/api/instruments/{made}"))


@router.put("instruments/{instrument}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def change_instrument(
    request: Call, instrument: Id, given: InstrumentIn, key: Once, if_match: Match
) -> object:
    """Say anew, whole, what an instrument on the register is."""
    thing = Reference("instrument", instrument)
    refuse_unseen(request, thing)
    asked = held_to(request, key, if_match, (Instrument, instrument), thing)
    services.change_instrument(asked, instrument=instrument, **_instrument(given))
    return Status(204, None)


@router.post("instruments/{instrument}/provisions", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def add_provision(request: Call, instrument: Id, given: ProvisionIn, key: Once) -> object:
    """Add a part that can be cited by itself."""
    refuse_unseen(request, Reference("instrument", instrument))
    asked, said = Asked(request.actor, key), _provision(request, given)
    made = services.add_provision(asked, instrument=instrument, **said)
    return Status(201, Made(id=made, address=f"/api/provisions/{made}"))


@router.put("provisions/{provision}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def say_provision_anew(
    request: Call, provision: Id, given: ProvisionIn, key: Once, if_match: Match
) -> object:
    """Say anew, whole, what a provision is called, says, and asks of whom."""
    thing = Reference("provision", provision)
    refuse_unseen(request, thing)
    asked = held_to(request, key, if_match, (Provision, provision), thing)
    said = _provision(request, given)
    change_provision(asked, provision=provision, **said)
    return Status(204, None)


@router.post("amendments", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def link_amendment(request: Call, given: AmendmentIn, key: Once) -> object:
    """Record what one instrument or provision does to another, from a day on."""
    by, on = Reference.parse(given.by), Reference.parse(given.on)
    for end, pointer in ((by, "/by"), (on, "/on")):
        if end.kind not in ("instrument", "provision"):
            raise Problem(404, "nothing_there", pointer=pointer)
    refuse_unseen(request, by, on)
    asked = Asked(request.actor, key)
    made = record_amendment(asked, kind=given.kind, by=by, on=on, day=given.day)
    return Status(201, Made(id=made, address=f"/api/amendments/{made}"))


@router.delete("amendments/{amendment}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def take_amendment_back(request: Call, amendment: Id, key: Once) -> object:
    """Take back a link that was recorded by mistake: it counts no more."""
    row = Amendment.objects.get(pk=amendment)
    refuse_unseen(request, Reference("instrument", row.by_id), Reference("instrument", row.on_id))
    withdraw_amendment(Asked(request.actor, key), amendment=amendment)
    return Status(204, None)


@router.post("provisions/{provision}/settlements", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def settle(request: Call, provision: Id, given: SettlementIn, key: Once) -> object:
    """Say from a day on how a mandate stands, and why."""
    refuse_unseen(request, Reference("provision", provision))
    made = settle_mandate(
        Asked(request.actor, key),
        provision=provision,
        state=given.state,
        day=given.day,
        reason=given.reason,
        instrument=given.instrument,
    )
    return Status(201, Made(id=made, address=f"/api/provisions/{provision}"))


@router.post("citations", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def make_citation(request: Call, given: CitationIn, key: Once) -> object:
    """Say what a unit, post or duty serves, from a day on."""
    subject, of = Reference.parse(given.subject), Reference.parse(given.of)
    if subject.kind not in SERVING or of.kind not in ("provision", "plan_element"):
        raise Problem(404, "nothing_there")
    refuse_unseen(request, subject, of)
    made = cite(
        Asked(request.actor, key),
        organisation=organisation_asked(request, None).pk,
        subject=subject,
        of=of,
        day=given.day,
        reason=given.reason,
    )
    return Status(201, Made(id=made, address=f"/api/citations/{made}/end"))


@router.post("citations/{citation}/end", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def end_citation(request: Call, citation: Id, given: EndIn, key: Once) -> object:
    """Say that a unit, post or duty serves that no more, and why."""
    row = Citation.objects.get(pk=citation, subject_kind__in=SERVING)
    refuse_unseen(request, subject_of(row))
    uncite(Asked(request.actor, key), citation=citation, day=given.day, reason=given.reason)
    return Status(204, None)


def _instrument(given: InstrumentIn) -> dict[str, Any]:
    return {
        "kind": given.kind,
        "title": text_from(given.title, "/title"),
        "number": given.number.strip(),
        "body": given.body,
        "meeting": given.meeting,
        "day": given.day,
        "note": text_from(given.note, "/note") if given.note else None,
        "source": given.source.strip(),
    }


def _provision(request: Call, given: ProvisionIn) -> dict[str, Any]:
    addressee = Reference.parse(given.addressee) if given.addressee else None
    if addressee:
        if addressee.kind not in ("body", "office", "unit"):
            raise Problem(404, "nothing_there", pointer="/addressee")
        refuse_unseen(request, addressee)
    due: date | None = given.due
    return {
        "label": given.label.strip(),
        "name": text_from(given.name, "/name") if given.name else None,
        "gist": text_from(given.gist, "/gist"),
        "words": text_from(given.words, "/words") if given.words else None,
        "under": given.under,
        "is_mandate": given.is_mandate,
        "addressee": addressee,
        "due": due,
    }
