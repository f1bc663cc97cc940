"""The follower that keeps notices: made once an occasion, closed when nothing waits any longer."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from bureau.record.journal.models import Entry
from bureau.record.notices.models import Notice, OutboxMail
from bureau.record.notices.services.sending import deliver
from bureau.web import kinds
from bureau.web.answers import Telling


def follow(entries: Sequence[Entry]) -> None:
    """Ask again about what these entries touched; about everything where structure changed.

    Who holds a post decides for whom a thing waits, and no entry names what waits for a post.
    """
    structure_changed = any(entry.record_number is not None for entry in entries)
    for row in kinds.kinds_with("tells"):
        touched = {
            subject.number
            for entry in entries
            for subject in entry.subjects.all()
            if subject.kind == row.name
        }
        if structure_changed:
            keep_notices(row.name, None)
        elif touched:
            keep_notices(row.name, touched)


@task
def tell_again() -> None:
    """Ask about everything: a day that begins gives and takes posts without an entry."""
    for row in kinds.kinds_with("tells"):
        keep_notices(row.name, None)


def keep_notices(kind: str, ids: Collection[int] | None) -> None:
    """Bring the notices of one kind in line with what the wiring tells of these ids, or of all."""
    told = {(each.number, each.person, each.key): each for each in kinds.telling(kind, ids)}
    now = timezone.now()
    with transaction.atomic():
        known = Notice.objects.filter(kind=kind)
        if ids is not None:
            known = known.filter(number__in=ids)
        rows = {(row.number, row.person_id, row.key): row for row in known}
        _close([row.pk for at, row in rows.items() if at not in told and row.until is None], now)
        _renew([(row, told[at]) for at, row in rows.items() if at in told])
        _make(kind, [each for at, each in told.items() if at not in rows], now)


def _close(keys: Collection[int], now: datetime) -> None:
    Notice.objects.filter(pk__in=keys).update(until=now)


def _renew(pairs: Iterable[tuple[Notice, Telling]]) -> None:
    """What waits again is open again, without a second mail; facts are those of now."""
    changed = []
    for row, each in pairs:
        said = (each.code, dict(each.facts), each.address, each.due)
        if row.until is not None or (row.code, row.facts, row.address, row.due) != said:
            row.until = None
            row.code, row.facts, row.address, row.due = said
            changed.append(row)
    Notice.objects.bulk_update(changed, ["until", "code", "facts", "address", "due"])


def _make(kind: str, told: Sequence[Telling], now: datetime) -> None:
    if not told:
        return
    Notice.objects.bulk_create(
        (
            Notice(
                kind=kind,
                number=each.number,
                person_id=each.person,
                key=each.key,
                code=each.code,
                facts=dict(each.facts),
                address=each.address,
                due=each.due,
                since=now,
            )
            for each in told
        ),
        ignore_conflicts=True,
    )
    occasions = {(each.number, each.person, each.key) for each in told}
    rows = Notice.objects.filter(kind=kind, number__in={each.number for each in told})
    _queue_mails([row for row in rows if (row.number, row.person_id, row.key) in occasions], now)


def _queue_mails(notices: Sequence[Notice], now: datetime) -> None:
    """One mail a notice, ever: the key refuses a second. Their tasks commit with them."""
    OutboxMail.objects.bulk_create(
        (
            OutboxMail(
                person_id=notice.person_id,
                notice=notice,
                key=f"notice:{notice.pk}",
                queued_at=now,
                not_before=now,
            )
            for notice in notices
        ),
        ignore_conflicts=True,
    )
    for mail in OutboxMail.objects.filter(notice__in=notices).values_list("pk", flat=True):
        deliver.enqueue(mail)
