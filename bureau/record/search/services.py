"""The follower that keeps the index: derived rows, written from what the wiring answers."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from bureau.core.references import Reference
from bureau.record.journal.models import Entry
from bureau.record.search.models import Document, Source
from bureau.record.search.store import index
from bureau.web.answers import Searchable
from bureau.web.kinds import searchable

CHUNK = 500


def follow(entries: Sequence[Entry]) -> None:
    """Read anew what these entries touched, and what takes its words from there."""
    touched = {
        Reference(subject.kind, subject.number)
        for entry in entries
        for subject in entry.subjects.all()
    }
    reread(touched | set(_taking_words_from(touched)))


@task
def reread_due() -> None:
    """Read anew what is called otherwise from today on, though nothing was recorded today; and what
    was read as of a day to come, by a clock that ran ahead."""
    today = timezone.now().date()
    due = Document.objects.filter(Q(stands_until__lte=today) | Q(written_on__gt=today))
    reread(Reference(kind, number) for kind, number in due.values_list("kind", "number"))


def reread(references: Iterable[Reference]) -> None:
    """Replace the rows of these things by what the wiring says of them now; none, where none."""
    for part in _chunks(sorted(set(references))):
        with transaction.atomic():
            found = searchable(part)
            _forget([each for each in part if each not in found])
            _write(found)


def forget_for_good() -> None:
    """After an erasure: no word that was deleted is left in the index, whatever it was there for.

    Only derived rows are rewritten.
    """
    index.rewrite()


def _write(found: dict[Reference, Searchable]) -> None:
    fields = ["audience", "weight", "stands_until", "written_on", "said"]
    today = timezone.now().date()
    written = Document.objects.bulk_create(
        [
            Document(
                kind=reference.kind,
                number=reference.id,
                audience=thing.audience,
                weight=thing.weight,
                stands_until=thing.stands_until,
                written_on=today,
                said=index.said_of(thing),
            )
            for reference, thing in found.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "number"],
        update_fields=fields,
    )
    Source.objects.filter(document__in=written).delete()
    Source.objects.bulk_create(
        Source(document=row, kind=source.kind, number=source.id)
        for row, thing in zip(written, found.values(), strict=True)
        for source in set(thing.sources)
    )
    index.write_tokens(
        (row.pk, index.tokens_of(thing)) for row, thing in zip(written, found.values(), strict=True)
    )


def _forget(gone: Iterable[Reference]) -> None:
    for kind, numbers in _by_kind(gone).items():
        rows = Document.objects.filter(kind=kind, number__in=numbers)
        index.delete_tokens(list(rows.values_list("pk", flat=True)))
        rows.delete()


def _taking_words_from(touched: Iterable[Reference]) -> Iterator[Reference]:
    for kind, numbers in _by_kind(touched).items():
        for part in _chunks(numbers):
            rows = Document.objects.filter(sources__kind=kind, sources__number__in=part)
            yield from (Reference(*row) for row in rows.values_list("kind", "number"))


def _by_kind(references: Iterable[Reference]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = {}
    for each in sorted(references):
        grouped.setdefault(each.kind, []).append(each.id)
    return grouped


def _chunks[T](items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
