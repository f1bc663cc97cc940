"""The follower that keeps notices: made once an occasion, closed when nothing waits any longer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from bureau.core.telling import Choice, told_at
from bureau.record.each import for_each
from bureau.record.journal.models import Entry
from bureau.record.notices.models import MailState, Notice, OutboxMail
from bureau.record.notices.queries.choices import choices_of
from bureau.record.notices.services.sending import deliver
from bureau.web import kinds
from bureau.web.answers import Telling

SAID = ("code", "facts", "address", "is_news", "due", "zone", "closes")
"""What of a telling a notice keeps, and follows as long as it is open."""


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
    for_each(kinds.kinds_with("tells"), lambda row: keep_notices(row.name, None))


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
        said = _said(each)
        if row.until is not None or any(getattr(row, name) != said[name] for name in said):
            row.until = None
            for name, value in said.items():
                setattr(row, name, value)
            changed.append(row)
    Notice.objects.bulk_update(changed, ["until", *SAID])


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
                since=now,
                **_said(each),
            )
            for each in told
        ),
        ignore_conflicts=True,
    )
    occasions = {(each.number, each.person, each.key): each for each in told}
    rows = Notice.objects.filter(kind=kind, number__in={each.number for each in told})
    pairs = [(row, occasions.get((row.number, row.person_id, row.key))) for row in rows]
    _queue_mails([(row, each) for row, each in pairs if each], now)


def _said(each: Telling) -> dict[str, Any]:
    said = {name: getattr(each, name) for name in SAID}
    return {**said, "facts": dict(each.facts)}


def _queue_mails(pairs: Sequence[tuple[Notice, Telling]], now: datetime) -> None:
    """One mail a notice, ever: the key refuses a second. Their tasks commit with them.

    For whom it is gathered there is one letter a day or week, which `send_due` sends at its hour.
    """
    choices = choices_of({row.person_id for row, _ in pairs})
    when = {
        row: told_at(choices.get(row.person_id, Choice()), each.urgency, each.due, now)
        for row, each in pairs
    }
    at_once = [row for row, instant in when.items() if instant == now]
    OutboxMail.objects.bulk_create(
        (
            OutboxMail(
                person_id=row.person_id,
                notice=row,
                key=f"notice:{row.pk}",
                queued_at=now,
                not_before=now,
            )
            for row in at_once
        ),
        ignore_conflicts=True,
    )
    if at_once:
        mails = OutboxMail.objects.filter(notice__in=at_once, state=MailState.QUEUED)
        for mail in mails.values_list("pk", flat=True):
            deliver.enqueue(mail)
    _gather({row: instant for row, instant in when.items() if instant and instant != now}, now)


def _gather(when: Mapping[Notice, datetime], now: datetime) -> None:
    """Put each notice into the letter of its person that goes at that instant."""
    if not when:
        return
    keys = {row: f"letter:{row.person_id}:{instant:%Y%m%dT%H%M}" for row, instant in when.items()}
    OutboxMail.objects.bulk_create(
        (
            OutboxMail(person_id=row.person_id, key=keys[row], queued_at=now, not_before=instant)
            for row, instant in when.items()
        ),
        ignore_conflicts=True,
    )
    letters = dict(OutboxMail.objects.filter(key__in=keys.values()).values_list("key", "pk"))
    for row in when:
        row.letter_id = letters[keys[row]]
    Notice.objects.bulk_update(list(when), ["letter"])
