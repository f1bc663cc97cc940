"""The paper to a council, its draft decision and the job description, gathered from a case."""

from collections.abc import Iterator
from dataclasses import replace

from bureau.core.papers.kinds.council_paper import About, CouncilPaper, Request
from bureau.core.papers.kinds.decision import (
    Clause,
    Decision,
    Formula,
    Operative,
    Preamble,
    Verb,
)
from bureau.core.papers.kinds.job_description import JobDescription
from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind, WhoKind
from bureau.core.texts import Text
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.texts.papers.adopted import (
    DECIDING,
    adopted_by,
    amendments_of,
    changes_adopted,
)
from bureau.institution.governance.texts.papers.before import (
    Before,
    NoSuchPaperError,
    before_body,
)
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.governance.texts.papers.citing import cited_by
from bureau.institution.organisation.models import Office
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.journal.queries import is_demonstration

DECIDING_OR_NOTING = DECIDING | {ActKind.TAKE_NOTE}


def council_paper_of(read: CaseRead) -> CouncilPaper:
    """The paper to the last body that is to decide on the case or to note it."""
    before = before_body(read, DECIDING_OR_NOTING, is_last=True)
    cited = cited_by(read.seen.row.pk, read.submission)
    row, document = read.seen.row, before.document
    case = read.told(cited.prompted)
    decision = _draft_decision(read, before, _deciding(before))
    office = _office_before(read)
    return CouncilPaper(
        number=document.number if document else "",
        body=before.code,
        issuer=read.organisation.name,
        body_name=before.body.name,
        original=document.original if document else read.original,
        case=replace(case, decision=decision),
        title=document.title if document else row.title,
        day=(document.received if document else None) or read.seen.submitted,
        session=before.meeting.name if before.meeting else None,
        author=office.name if office else None,
        office=office.code if office else "",
        purpose=row.purpose,
        requests=tuple(requests_of(read, before)),
        strategic=cited.strategic,
        references=cited.references,
        is_demonstration=is_demonstration(),
    )


def decision_of(read: CaseRead) -> Decision:
    """The decision that the last body is asked for, with the description that it approves; once it
    is taken, what was adopted and how it was amended."""
    before = before_body(read, DECIDING_OR_NOTING, is_last=True)
    steps = _deciding(before)
    adopted = adopted_by(read, steps)
    decision = _draft_decision(read, before, steps, adopted.parts if adopted else None)
    if decision is None:
        raise NoSuchPaperError(read.seen.row.pk)
    parts = adopted.parts if adopted else _parts(steps)
    described = zip(read.described, read.descriptions, strict=True)
    is_adopted = adopted is not None
    decision = replace(
        decision,
        descriptions=tuple(
            replace(said, is_adopted=is_adopted) for action, said in described if action.id in parts
        ),
        reference=read.seen.row.reference,
    )
    if adopted is None:
        return decision
    act = adopted.act
    return replace(
        decision,
        session=act.meeting.name if act.meeting else None,
        day=act.day,
        number=_number_of(act),
        adopted=tuple(changes_adopted(read, adopted)),
        amendments=amendments_of(read, adopted.acts),
    )


def job_descriptions_of(read: CaseRead) -> dict[int, JobDescription]:
    """Each description that the case adopts, by its post. A case decided while it could
    adopt several of a post has the one that holds in the end."""
    case = None if read.seen.is_draft else read.seen.case
    settled = case.route.settled() if case else frozenset()
    found: dict[int, JobDescription] = {}
    described = zip(read.described, read.descriptions, strict=True)
    for action, said in sorted(described, key=lambda one: one[0].day):
        is_adopted = action.id in settled
        told = replace(said, reference=read.seen.row.reference, is_adopted=is_adopted)
        found[action.subject.id] = told
    return found


def _office_before(read: CaseRead) -> Office | None:
    """The office that acts last before the bodies do, or else decides: it puts the paper."""
    steps = read.seen.case.route.steps if read.seen.case else read.said.route.steps
    offices = [step for step in steps if step.who.kind is WhoKind.OFFICE]
    if not offices:
        return None
    return Office.objects.filter(pk=next(iter(offices[-1].who.ids))).first()


def requests_of(read: CaseRead, before: Before) -> Iterator[Request]:
    """Noting first, as bodies are asked; a description by the post it is of."""
    described = {action.id: action for action in read.described}
    for step in sorted(before.steps, key=lambda one: one.act in DECIDING):
        parts = step.actions()
        act = ActKind.APPROVE if step.act in DECIDING else step.act
        if parts - described.keys():
            yield Request(act, About.STRUCTURE)
        for number in sorted(parts & described.keys()):
            yield Request(act, About.DESCRIPTION, read.post_of(described[number]))


def _deciding(before: Before) -> list[Step]:
    return [step for step in before.steps if step.act in DECIDING]


def _parts(steps: list[Step]) -> frozenset[int]:
    return frozenset(part for step in steps for part in step.actions())


def _draft_decision(
    read: CaseRead, before: Before, steps: list[Step], parts: frozenset[int] | None = None
) -> Decision | None:
    """What the body is asked to decide, whatever became of it since; none where it is only to note
    or recommend. With `parts` of these actions alone."""
    if not steps:
        return None
    if parts is None:
        parts = _parts(steps)
    cited = cited_by(read.seen.row.pk, read.submission)
    ground = (Preamble(Formula.CONSIDERING, cited.references),) if cited.references else ()
    return Decision(
        body=before.code,
        body_name=before.body.name,
        original=read.original,
        issuer=read.organisation.name,
        title=_title(read, parts),
        preamble=ground,
        operative=tuple(_operative(read, parts)),
        is_demonstration=is_demonstration(),
    )


def _operative(read: CaseRead, parts: frozenset[int]) -> Iterator[Operative]:
    described = {action.id: action for action in read.described}
    if parts - described.keys():
        yield Operative(Verb.DECIDES, Clause.APPROVE_STRUCTURE)
    for number in sorted(parts & described.keys()):
        post = read.post_of(described[number])
        yield Operative(Verb.DECIDES, Clause.APPROVE_DESCRIPTION, post=post)


def _title(read: CaseRead, parts: frozenset[int]) -> Text | None:
    """What the case is called, where the decision is on more than a description."""
    described = {action.id for action in read.described}
    return read.seen.row.title if parts - described else None


def _number_of(act: ProcedureAct) -> str:
    """What the instrument is numbered that put in force what was decided, where it is."""
    rows = EntryIntoForce.objects.filter(act=act).exclude(instrument__number="")
    return next(iter(rows.values_list("instrument__number", flat=True)), "")
