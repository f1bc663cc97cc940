"""The journal cannot be altered unseen: whoever owns the database changes it, a verifier looks."""

import json
from collections.abc import Callable
from random import Random

from django.db import connection, transaction

from bureau.config.proving.addresses import administrator
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.record.accounts import services
from bureau.record.journal.models import ChainHead, Content, Entry, RowState, Subject
from bureau.record.journal.queries import journal_exported, signed_head
from bureau.record.journal.store import digest, entry_said
from bureau.record.verifier import Head, Report, head_of, verify

ENTRIES = 40
SEALED = ("journal_entry", "journal_subject", "journal_content", "journal_rowstate")


@promise("journal", asked=5, quick=5, unit="manipulations")
def run(trial: Trial) -> Outcome:
    for number in range(ENTRIES):
        services.create_person(administrator(), name=f"Person {number}")
    kept = head_of(signed_head())
    broken = [f"untouched: {found.how}" for found in looked_at(kept).findings]
    for manipulate in MANIPULATIONS[: trial.number]:
        with transaction.atomic():
            unseal()
            manipulate(trial.random)
            report = looked_at(kept)
            transaction.set_rollback(True)
        if not report.findings:
            broken.append(f"{manipulate.__name__} was not found")
    if again := looked_at(kept).findings:
        broken.append(f"after all of it: {again[0].how}")
    return Outcome(min(trial.number, len(MANIPULATIONS)), broken)


def looked_at(kept: Head) -> Report:
    """The export that the altered installation itself would write and sign, held to the head."""
    lines = [json.dumps(line) for line in journal_exported(with_contents=True)]
    return verify(lines, [kept])


def unseal() -> None:
    """Take the triggers away, as only the owner of the tables can."""
    with connection.cursor() as cursor:
        for table in SEALED:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                cursor.execute(f"DROP TRIGGER {table}_no_update")
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")


def some_place(random: Random) -> int:
    return random.randrange(2, ENTRIES - 5)


def edit(random: Random) -> None:
    Entry.objects.filter(sequence=some_place(random)).update(person=999)


def delete(random: Random) -> None:
    remove(Entry.objects.filter(sequence=some_place(random)).values_list("sequence", flat=True)[0])


def remove(*sequences: int) -> None:
    Subject.objects.filter(entry__in=sequences).delete()
    Content.objects.filter(entry__in=sequences).delete()
    RowState.objects.filter(entry__in=sequences).delete()
    Entry.objects.filter(sequence__in=sequences).delete()


def reorder(random: Random) -> None:
    """Two entries change places, each with all that it says."""
    place = some_place(random)
    first, second = (Entry.objects.get(sequence=place + shift) for shift in (0, 1))
    names = ("at", "person", "act", "details", "previous", "hash")
    said = {name: getattr(first, name) for name in names}
    theirs = {name: getattr(second, name) for name in said}
    Entry.objects.filter(sequence=second.sequence).update(**said)
    Entry.objects.filter(sequence=first.sequence).update(**theirs)


def truncate(random: Random) -> None:
    """The last entries go, and the head is set back: what is left is whole in itself."""
    end = ChainHead.objects.get(pk=1).sequence
    cut = random.randrange(2, 5)
    remove(*range(end - cut + 1, end + 1))
    last = Entry.objects.get(sequence=end - cut)
    ChainHead.objects.filter(pk=1).update(sequence=last.sequence, hash=last.hash)


def rewrite_tail(random: Random) -> None:
    """An entry says something else and every hash after it is made anew, the head's too."""
    place = some_place(random)
    Entry.objects.filter(sequence=place).update(person=999)
    before = Entry.objects.get(sequence=place - 1).hash
    for entry in Entry.objects.filter(sequence__gte=place):
        said = {name: getattr(entry, name) for name in NAMES} | {"previous": before}
        subjects = [(subject.kind, subject.number) for subject in entry.subjects.all()]
        hash = digest(entry_said(said, subjects))
        Entry.objects.filter(pk=entry.pk).update(previous=before, hash=hash)
        before = hash
    ChainHead.objects.filter(pk=1).update(hash=before)


NAMES = ("sequence", "at", "person", "post", "act", "record_number", "details")
MANIPULATIONS: list[Callable[[Random], None]] = [edit, delete, reorder, truncate, rewrite_tail]
