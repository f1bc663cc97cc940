"""The document to the committee that considers a case first, gathered from the case."""

from bureau.core.papers.kinds.committee_document import CommitteeDocument
from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance.texts.papers.before import before_body
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.governance.texts.papers.citing import cited_by
from bureau.institution.governance.texts.papers.council import requests_of
from bureau.record.journal.queries import is_demonstration


def committee_document_of(read: CaseRead) -> CommitteeDocument:
    """To the first body that is to recommend it; the draft decision is that of a later one."""
    before = before_body(read, frozenset({ActKind.RECOMMEND}), is_last=False)
    row, document = read.seen.row, before.document
    return CommitteeDocument(
        number=document.number if document else "",
        body=before.code,
        issuer=read.organisation.name,
        body_name=before.body.name,
        original=document.original if document else read.original,
        case=read.told(cited_by(read.seen.row.pk, read.submission).prompted),
        title=document.title if document else row.title,
        day=(document.received if document else None) or read.seen.submitted,
        session=before.meeting.name if before.meeting else None,
        item=before.item,
        author=before.submitter(),
        purpose=row.purpose,
        requests=tuple(requests_of(read, before)),
        is_demonstration=is_demonstration(),
    )
