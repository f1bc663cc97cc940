"""Personnel actions: appointing and ending by the one act that a rule asks for."""

from typing import Literal

from ninja import Router, Status
from pydantic import Field

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.governance.api.acts import MannerIn, dissents_of, manner_of
from bureau.institution.governance.api.asking import asked
from bureau.institution.governance.queries.personnel import may_appoint
from bureau.institution.governance.services import personnel
from bureau.institution.organisation.models import Incumbency
from bureau.record.accounts.queries import people_by_id
from bureau.web import kinds
from bureau.web.api.calls import Call, Once, needs
from bureau.web.api.problems import REFUSED_CHANGE, Problem
from bureau.web.api.words import Day, Given, Id, Line, Made, Prose

router = Router(tags=["personnel"])


class DecidedIn(Given):
    """How a body decided it, where by the rules it is for a body; `manner` where the body has a
    rule of its own."""

    day: Day
    meeting: Id | None = None
    agenda_item: Line = Field("", max_length=60)
    document: Line = Field("", max_length=120)
    manner: MannerIn | None = None


class AppointmentIn(Given):
    """`share` in hundredths; `day` is the first on the post."""

    post: Id
    person: Id
    day: Day
    share: int = Field(100, ge=1, le=100)
    manner: Literal["holder", "acting", "lien"] = "holder"
    reason: Prose = ""
    decided: DecidedIn | None = None


class EndingIn(Given):
    """`day` is the first on which the post is held no more."""

    day: Day
    reason: Prose = ""
    decided: DecidedIn | None = None


@router.post("appointments", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.PERSONNEL)
def appoint(request: Call, given: AppointmentIn, key: Once) -> object:
    """Put a person on a post from a day."""
    _allowed(request)
    if not kinds.visible(request.actor, [Reference("post", given.post)]):
        raise Problem(404, "nothing_there", pointer="/post")
    if given.person not in people_by_id([given.person]):
        raise Problem(404, "nothing_there", pointer="/person")
    made = personnel.appoint(
        asked(request, key),
        post=given.post,
        person=given.person,
        day=given.day,
        share=given.share,
        manner=given.manner,
        reason=given.reason.strip(),
        decided=_decided(given.decided),
    )
    return Status(201, Made(id=made, address=f"/api/posts/{given.post}"))


@router.post("incumbencies/{incumbency}/end", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.PERSONNEL)
def end_incumbency(request: Call, incumbency: Id, given: EndingIn, key: Once) -> object:
    """Let a person's hold of a post end."""
    _allowed(request)
    if not Incumbency.objects.filter(
        pk=incumbency, organisation=request.actor.organisation
    ).exists():
        raise Problem(404, "nothing_there")
    made = personnel.end_incumbency(
        asked(request, key),
        incumbency=incumbency,
        day=given.day,
        reason=given.reason.strip(),
        decided=_decided(given.decided),
    )
    return Status(201, Made(id=made, address="/api/people"))


def _decided(given: DecidedIn | None) -> personnel.Decided | None:
    if given is None:
        return None
    return personnel.Decided(
        given.day,
        given.meeting,
        given.agenda_item.strip(),
        given.document.strip(),
        manner_of(given.manner) if given.manner else None,
        dissents_of(given.manner) if given.manner else (),
    )


def _allowed(request: Call) -> None:
    if not may_appoint(request.actor):
        raise Problem(403, "not_yours_to_do")
