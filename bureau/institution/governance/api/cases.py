"""Reorganisations: those one may see, one with what it would do; beginning, putting forward."""

from datetime import date, datetime

from ninja import Query, Router, Schema, Status
from pydantic import Field

from bureau.core.scopes import Scope
from bureau.institution.governance.api.asking import asked, asked_of, seen_case
from bureau.institution.governance.api.shapes import (
    ActionOut,
    FindingOut,
    Places,
    SentenceOut,
    actions_out,
    findings_out,
    sentences_out,
)
from bureau.institution.governance.queries.entered import Entered, entered, entered_of
from bureau.institution.governance.queries.pages import names_of_set, state_of_case
from bureau.institution.governance.queries.previews import preview, preview_as_submitted
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    actions_before,
    all_seen_by,
    submission_of,
)
from bureau.institution.governance.queries.states import state_read
from bureau.institution.governance.services import drafts, steps, submissions
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.record.journal.queries import reading
from bureau.web.api import pages
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import (
    Day,
    Given,
    Id,
    Made,
    Prose,
    ProseIn,
    Said,
    SaidIn,
    Short,
    said,
    text_from,
)

router = Router(tags=["reorganisations"])


class CaseOut(Schema):
    """`state` is draft, under_way, sent_back, conditional, partly_decided, decided, to_come,
    partly_in_force, in_force, lapsed, rejected or withdrawn; `submitted` the day on which it was
    last put forward."""

    id: int
    organisation: int
    reference: str
    title: Said
    purpose: Said | None
    background: Said | None
    author: int
    author_post: int
    created_at: datetime
    state: str
    submitted: date | None


class Cases(Schema):
    items: list[CaseOut]
    next: str | None


class CasePage(Schema):
    """A reorganisation with its actions, what a check finds, and what it would change in words.

    `in_force` are the places of the actions adopted, each from its own day, be it past or to come.
    The `ETag` of this answer is what `If-Match` holds a change to.
    """

    case: CaseOut
    version: int
    actions_hash: str
    actions: list[ActionOut]
    in_force: list[int]
    findings: list[FindingOut]
    sentences: list[SentenceOut]


class CasesAsked(Paged):
    state: Short | None = None


class CaseIn(Given):
    reference: Short = Field(min_length=1, max_length=40)
    title: SaidIn
    purpose: ProseIn | None = None
    background: ProseIn | None = None


class StartIn(CaseIn):
    organisation: Id | None = None


class ResolvedIn(Given):
    """A comment that is settled as the draft goes forward, and how."""

    comment: Id
    said: Prose = Field(min_length=1)


class SubmissionIn(Given):
    """`day` is the one on which it was put forward, where it is recorded only now; each comment
    that is open is `resolved` with a word, or `carried` into the record."""

    day: Day | None = None
    resolved: list[ResolvedIn] = Field([], max_length=1000)
    carried: list[Id] = Field([], max_length=1000)


class WithdrawalIn(Given):
    """`parts` are the places of the actions withdrawn; all that are open where none is named."""

    day: Day
    note: Prose = ""
    parts: Places | None = None


@router.get("reorganisations", response={200: Cases, **REFUSED})
@needs(Scope.CASES)
def reorganisations(request: Call, page: Query[CasesAsked]) -> object:
    """Those that you may see, newest first."""
    with reading():
        found = all_seen_by(request.actor)
        done = entered_of(found.values())
        after = pages.read(page.cursor, int)
        listed = (
            _case(seen, done[number])
            for number, seen in found.items()
            if after is None or number < after[0]
        )
        chosen = [one for one in listed if page.state in (None, one.state)]
        shown, following = pages.page_of(chosen, page, lambda one: (one.id,))
        return {"items": shown, "next": following}


@router.post("reorganisations", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def start_reorganisation(request: Call, given: StartIn, key: Once) -> object:
    """Begin a draft that nobody else knows of."""
    own = organisation_of(request.actor)
    organisation = given.organisation or (own.pk if own else 0)
    made = drafts.start_reorganisation(
        asked(request, key),
        organisation=organisation,
        reference=given.reference,
        title=text_from(given.title, "/title"),
        purpose=text_from(given.purpose, "/purpose") if given.purpose else None,
        background=text_from(given.background, "/background") if given.background else None,
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{made}"))


@router.get("reorganisations/{reorganisation}", response={200: CasePage, **REFUSED})
@needs(Scope.CASES)
def reorganisation(request: Call, reorganisation: Id) -> object:
    """One with its actions, findings and what it changes: a draft, or what was put forward last, as
    it was found then."""
    with reading():
        seen = seen_case(request, reorganisation)
        request.state = state_read(seen)
        previewed = preview(seen) if seen.is_draft else preview_as_submitted(seen)
        actions = actions_before(seen)
        names = names_of_set(request.namer, previewed, actions)
        submission = submission_of(reorganisation)
        done = entered(seen)
        return CasePage(
            case=_case(seen, done),
            version=submission.version if submission else 0,
            actions_hash=previewed.hash,
            actions=actions_out(actions, names),
            in_force=sorted(done.places),
            findings=findings_out(previewed.findings, names),
            sentences=sentences_out(previewed.sentences, names),
        )


@router.put("reorganisations/{reorganisation}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def describe_reorganisation(
    request: Call, reorganisation: Id, given: CaseIn, key: Once, if_match: Match
) -> object:
    """Say anew what a draft is called and for."""
    drafts.describe_reorganisation(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        reference=given.reference,
        title=text_from(given.title, "/title"),
        purpose=text_from(given.purpose, "/purpose") if given.purpose else None,
        background=text_from(given.background, "/background") if given.background else None,
    )
    return Status(204, None)


@router.post("reorganisations/{reorganisation}/submission", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def submit_reorganisation(
    request: Call, reorganisation: Id, given: SubmissionIn, key: Once, if_match: Match
) -> object:
    """Put a draft forward; refused, with every reason, while a finding bars or asks."""
    made = submissions.submit_reorganisation(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        day=given.day,
        resolved=tuple((one.comment, one.said) for one in given.resolved),
        carried=tuple(given.carried),
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{reorganisation}/route"))


@router.post("reorganisations/{reorganisation}/withdrawal", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def withdraw_reorganisation(
    request: Call, reorganisation: Id, given: WithdrawalIn, key: Once, if_match: Match
) -> object:
    """Take back what is not yet decided; by its author."""
    if seen_case(request, reorganisation).case is None:
        raise Problem(409, "not_submitted")
    made = steps.withdraw_reorganisation(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        day=given.day,
        note=given.note,
        parts=frozenset(given.parts) if given.parts else None,
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{reorganisation}/route"))


def _case(seen: Seen, done: Entered) -> CaseOut:
    row = seen.row
    return CaseOut(
        id=row.pk,
        organisation=row.organisation_id,
        reference=row.reference,
        title=said(row.title),
        purpose=said(row.purpose) if row.purpose else None,
        background=said(row.background) if row.background else None,
        author=row.author_id,
        author_post=row.author_post,
        created_at=row.created_at,
        state=state_of_case(seen, done),
        submitted=seen.submitted,
    )
