"""Papers that were kept: of one thing, as files, and what the wiring table asks of them."""

import json
from collections.abc import Collection

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from bureau.core.actors import Actor
from bureau.core.papers.kinds import TO_PEOPLE
from bureau.core.references import Reference
from bureau.documents.given import MEDIA_TYPES as OF_OTHERS
from bureau.institution.papers.models import Paper
from bureau.web import kinds
from bureau.web.exports import file_name
from bureau.web.formats import tag_of_language

DRAFTED = "reorganisation"
"""The kind of thing of which papers are kept while it is a draft."""
PERSON = "person"
"""The kind of thing that a paper to a person is of."""
MISPLACED = Q(kind__in=TO_PEOPLE) & ~Q(subject_kind=PERSON)
"""Papers to people that were kept of a case before that was refused: shown to nobody."""
MEDIA_TYPES = {
    "pdf": OF_OTHERS["pdf"],
    "docx": OF_OTHERS["docx"],
    "html": "text/html; charset=utf-8",
    "akn": "application/akn+xml; charset=utf-8",
}


def papers_of(subject: Reference, kind: str = "", of_post: int = 0) -> QuerySet[Paper]:
    """Every paper of a thing, newest first, with its content's row; of one kind, and of one post
    where there may be several, if that is asked for."""
    rows = Paper.objects.filter(~MISPLACED, subject_kind=subject.kind, subject=subject.id)
    if kind:
        rows = rows.filter(kind=kind, of_post=of_post)
    return rows.select_related("content")


def papers_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those of what the actor may see; a paper to a person only theirs and its writer's, one of a
    draft that was submitted since only for who drafts along."""
    rows = list(Paper.objects.filter(~MISPLACED, pk__in=ids))
    of = {row.pk: Reference(row.subject_kind, row.subject) for row in rows}
    seen = kinds.visible(actor, set(of.values()))
    of_drafts = {row.pk: row.subject for row in rows if _is_of_draft(row)}
    cases = set(of_drafts.values())
    read = import_string(settings.BUREAU_DRAFTS_READ)(actor, cases) if cases else set()
    return {
        row.pk
        for row in rows
        if of[row.pk] in seen
        and (row.pk not in of_drafts or row.subject in read)
        and (row.subject_kind != PERSON or actor.person in (row.subject, row.person))
    }


def _is_of_draft(row: Paper) -> bool:
    return row.subject_kind == DRAFTED and not row.submission


def name_of_paper(row: Paper) -> str:
    """As a file: its kind, its number, and its language."""
    ending = "xml" if row.format == "akn" else row.format
    return file_name(f"{row.kind}-{row.pk}-{tag_of_language(row.language)}", ending)


def manifest_of(row: Paper) -> str:
    """What a paper was made from, beside the hash of its content; the same for the same row."""
    said = {
        "kind": row.kind,
        **({"of_post": row.of_post} if row.of_post else {}),
        "language": row.language,
        "format": row.format,
        "content": row.content.hash,
        "submission": row.submission,
        "final": row.is_final,
        "drafts": row.drafts,
        "made_from": row.manifest,
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1)
