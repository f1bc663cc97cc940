"""Papers that were kept: of one thing, and what the wiring table asks of them."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import get_language_info

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.papers.models import Paper
from bureau.web import kinds
from bureau.web.answers import Label


def papers_of(subject: Reference) -> QuerySet[Paper]:
    """Every paper of a thing, newest first, with its content's row."""
    rows = Paper.objects.filter(subject_kind=subject.kind, subject=subject.id)
    return rows.select_related("content")


def papers_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those of what the actor may see."""
    rows = Paper.objects.filter(pk__in=ids).values_list("pk", "subject_kind", "subject")
    of = {pk: Reference(kind, number) for pk, kind, number in rows}
    seen = kinds.visible(actor, set(of.values()))
    return {pk for pk, subject in of.items() if subject in seen}


def papers_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """By the kind, the language and the format; the page is that of what it is of."""
    rows = list(Paper.objects.filter(pk__in=ids))
    of = {row.pk: Reference(row.subject_kind, row.subject) for row in rows}
    labels = kinds.describe(actor, set(of.values()))
    return {
        row.pk: Label(
            f"{row.kind} · {get_language_info(row.language)['name_local']} · {row.format.upper()}",
            labels[of[row.pk]].address if of[row.pk] in labels else "",
        )
        for row in rows
    }
