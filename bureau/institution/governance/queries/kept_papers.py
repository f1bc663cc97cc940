"""Papers kept of a case: those written from its draft stay with the people who draft along."""

from collections.abc import Collection

from django.db.models import QuerySet

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.permissions import drafts_along
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.papers.models import Paper
from bureau.institution.papers.queries.kept import papers_of


def papers_read(
    actor: Actor, row: Reorganisation, kind: str = "", of_post: int = 0
) -> QuerySet[Paper]:
    """The papers of a case that the actor sees, newest first: those of its draft too while it was
    never submitted, and later for who drafts along."""
    papers = papers_of(Reference(KIND, row.pk), kind, of_post)
    return papers if _reads_drafts(actor, row) else papers.exclude(submission="")


def cases_with_drafts_read(actor: Actor, cases: Collection[int]) -> set[int]:
    """Those of the cases of which the actor reads papers of the draft too; each is one that the
    actor may see."""
    rows = Reorganisation.objects.filter(pk__in=cases).prefetch_related("readers")
    return {row.pk for row in rows if _reads_drafts(actor, row)}


def _reads_drafts(actor: Actor, row: Reorganisation) -> bool:
    readers = [each.person_id for each in row.readers.all()]
    return not row.submitted or drafts_along(actor, row, readers=readers)
