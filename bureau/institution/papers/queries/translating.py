"""Who translates what: of one thing by language, and of one person."""

from collections.abc import Collection

from django.db.models import Count

from bureau.core.references import Reference
from bureau.institution.papers.models import Translating


def translating_of(subject: Reference) -> dict[str, Translating]:
    """By language who translates it now."""
    rows = Translating.objects.filter(
        subject_kind=subject.kind, subject=subject.id, ended__isnull=True
    )
    return {row.language: row for row in rows}


def translated_by(person: int, kind: str) -> list[Translating]:
    """What a person translates of things of one kind, what is due first before the rest."""
    rows = Translating.objects.filter(person=person, subject_kind=kind, ended__isnull=True)
    return list(rows.order_by("until", "pk"))


def under_way(ids: Collection[int] | None = None) -> list[Translating]:
    """What is not done, of these numbers or all there is."""
    rows = Translating.objects.filter(ended__isnull=True)
    return list(rows if ids is None else rows.filter(pk__in=ids))


def counts_of_translating(people: Collection[int]) -> dict[int, int]:
    """How much each of these people translates now; who translates nothing is not in it."""
    rows = Translating.objects.filter(person__in=people, ended__isnull=True)
    counted = rows.values("person").annotate(count=Count("pk")).order_by("person")
    return {row["person"]: row["count"] for row in counted}
