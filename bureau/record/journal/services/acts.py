"""An act while it is open: what it locks, touches and commits to, and how it is sealed."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models
from django.db.models import BigIntegerField, BooleanField, F, Func, QuerySet
from django.utils.module_loading import import_string

from bureau.core.actors import Actor
from bureau.core.lookalikes import skeleton
from bureau.core.reasons import Reason, Refused
from bureau.record.instants import SKEW
from bureau.record.journal.models import (
    ChainHead,
    Content,
    Entry,
    RecordHead,
    RecordNumber,
    RowState,
    Subject,
    Written,
)
from bureau.record.journal.queries import head
from bureau.record.journal.queries.rows import rows_otherwise
from bureau.record.journal.services.before import edited_before
from bureau.record.journal.services.following import follow
from bureau.record.journal.services.words import tables_of_words, words_written
from bureau.record.journal.store import (
    Fields,
    commitment,
    committed,
    content_of_column,
    digest,
    entry_hash,
    former_name,
    former_text,
    insert_rows,
    kind_of,
    salted,
    salted_by,
    states_of,
    table_of,
    tables_with_history,
)

TRANSACTION = Func(function="txid_current", output_field=BigIntegerField())
OWN = Func(
    template="pg_xact_status((((txid_current() >> 32) << 32) | xmin::text::bigint)::text::xid8)"
    " = 'in progress'",
    output_field=BooleanField(),
)
"""Whether a note was written by the transaction that asks: what others wrote is committed by the
time that it is seen. A number of PostgreSQL's own says who wrote, and no statement sets it."""
ALIKE = "SELECT pg_advisory_xact_lock(%s, hashtext(%s))"
LOOKS = 0x62757266
"""Among the advisory locks of a database, those of tables whose codes are compared."""
ACTS = "SELECT pg_advisory_xact_lock_shared(%s, %s)"
ERASES = "SELECT pg_advisory_xact_lock(%s, place) FROM unnest(%s) AS place"
PERSONS = 0x62757270
"""Among the same, those of people: whoever acts shares the lock, who erases them has it alone."""
PLACES = 1024
"""How many locks all people have together, as a server holds a few thousand."""
type States = list[tuple[str, int, str]]
"""Table, number and state of rows, in order."""


class SubjectNotThere(Refused, ObjectDoesNotExist):
    """An act names a thing that is not there, and never was; nothing of it is left."""

    def __init__(self, kind: str, number: int) -> None:
        super().__init__(Reason("subject_not_there", {"kind": kind, "number": number}))

    def __str__(self) -> str:
        (reason,) = self.reasons
        return f"There is no {reason.facts['kind']} {reason.facts['number']}."


@dataclass(slots=True)
class Taken:
    """What the codes of rows are read as, up to the number of the last row that was looked at."""

    last: int = 0
    skeletons: set[str] = field(default_factory=set)

    def holds(self, code: str, rows: QuerySet[Any], column: str) -> bool:
        for number, each in rows.filter(pk__gt=self.last).values_list("pk", column).order_by("pk"):
            self.last = number
            self.skeletons.add(skeleton(each))
        return skeleton(code) in self.skeletons


@dataclass(slots=True)
class Act:
    """One change in the making; passed to every service that takes part in it."""

    actor: Actor
    name: str
    at: datetime
    details: dict[str, Any] = field(default_factory=dict)
    _subjects: set[tuple[str, int]] = field(default_factory=set)
    _private: list[tuple[str, str, str | None]] = field(default_factory=list)
    _needed: set[tuple[str, int]] = field(default_factory=set)
    _named: set[int] = field(default_factory=set)
    _rows: set[tuple[str, int]] = field(default_factory=set)
    _number: int | None = None
    _locked: list[tuple[str, int]] = field(default_factory=list)
    _erased: set[int] = field(default_factory=set)
    _erased_since: int | None = None
    _taken: dict[tuple[str, str], Taken] = field(default_factory=dict)

    def touch(self, kind: str, *numbers: int) -> None:
        """Name what this act touched; a bulk act names every one."""
        self._subjects.update((kind, number) for number in numbers)

    def need(self, kind: str, number: int) -> None:
        """Refuse the act where this is not there; it is no subject of the entry for that."""
        self._needed.add((kind, number))

    def name_anew(self, *people: int | None) -> None:
        """Need these people, whom the act names for something new: refuse it where one of them was
        erased. An act that ends something of a person does not ask."""
        self._named.update(person for person in people if person is not None)
        self._needed.update(("person", person) for person in self._named)

    def erase(self, *people: int) -> None:
        """Let these people begin no act until this one is on record, and wait for theirs to end.

        Where others come between with an entry about one of them, the act is run again.
        """
        places = sorted({person % PLACES for person in people})
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(ERASES, [PERSONS, places])
        self._erased.update(people)
        if self._erased_since is None:
            self._erased_since = head().sequence

    def lock[M: models.Model](self, model: type[M], *ids: int) -> list[M]:
        """Lock rows of one table in order of their number, and read them as they stand.

        Rows that only point at them go on: their keys are asked at commit, behind the chain's head.
        """
        rows = model._default_manager.select_for_update(of=("self",), no_key=True)
        found = list(rows.filter(pk__in=ids).order_by("pk"))
        if len(found) != len(set(ids)):
            raise ObjectDoesNotExist(f"{model._meta.label}: {sorted(ids)}")
        self._locked += [(kind_of(model), row.pk) for row in found]
        return found

    def refuse_edited(self, model: type[models.Model], *ids: int) -> None:
        """Raise Refused where one of these rows, which this act rests on, was edited past Bureau.

        Who edits, lets somebody decide and puts the row back leaves nothing else to find.
        """
        if rows_otherwise(model, ids):
            raise Refused(Reason("submission_edited"))

    def locked(self) -> tuple[tuple[str, int], ...]:
        """What this act has locked so far, by kind and number."""
        return tuple(dict.fromkeys(self._locked))

    def is_taken(self, code: str, rows: QuerySet[Any], column: str = "code") -> bool:
        """Whether one of these rows has the code, or one that a reader takes for it.

        Until this act is on record no other asks so of the same table: on PostgreSQL, each of two
        at once would not see what the other writes. SQLite has one writer. Asked again of the same
        rows, it reads only those that the act added since; an act that gives a row another code
        asks of the others, which are not the same rows.
        """
        asked = (column, str(rows.query))
        if asked not in self._taken:
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(ALIKE, [LOOKS, rows.model._meta.db_table])
            self._taken[asked] = Taken()
        return self._taken[asked].holds(code, rows, column)

    def record_number(self) -> int:
        """The record number of this act: raised once, under the record head's lock.

        Its instant is no earlier than the one before, which a clock may have set that is a little
        ahead. Where it lies further ahead, one of the two clocks was wrong, and nothing says
        which: both instants stand as they are. What was known on a day, most numbers tell.
        """
        if self._number is None:
            RecordHead.objects.filter(pk=1).update(number=F("number") + 1)
            self._number = RecordHead.objects.get(pk=1).number
            latest = RecordNumber.objects.order_by("-number").first()
            if latest and latest.at - self.at <= SKEW:
                self.at = max(self.at, latest.at)
            RecordNumber.objects.create(number=self._number, at=self.at)
        return self._number

    def commit_to(self, name: str, content: str, *, keep: bool = True) -> None:
        """Bind the entry to `content` without saying it; `keep` stores it in an erasable row."""
        salt = secrets.token_hex(16)
        self.details.setdefault("commitments", {})[name] = commitment(salt, content)
        self._private.append((name, salt, content if keep else None))

    def bind(self, name: str, said: Mapping[str, Any]) -> None:
        """Bind the entry to a part of an evidence pack, as the pack will contain it."""
        digests = self.details.setdefault("lines", {})
        digests[name] = digest(json.loads(json.dumps(said)))

    def commit_to_values(
        self, row: models.Model, columns: Sequence[str] = (), *, is_new: bool = False
    ) -> None:
        """Bind the entry to the `salted` columns of a row, all or those named; of a new one, to
        those with a value."""
        number = getattr(row, salted_by(type(row)))
        for column in columns or salted(type(row)):
            if (value := getattr(row, column)) or not is_new:
                name = content_of_column(type(row), column, number)
                self.commit_to(name, value, keep=False)

    def commit_to_rows(self, model: type[models.Model], *numbers: int) -> None:
        """Bind the entry to rows as they will stand when it is sealed, though no write of this act
        is on them. What an act writes it is bound to anyhow."""
        self._rows.update((model._meta.db_table, number) for number in numbers)

    def commit_as_found(
        self, model: type[models.Model], numbers: Sequence[int], then: Fields | None
    ) -> None:
        """The same, and the entry says which of the rows are not as the last entry about them does.

        `then` are the fields that the states of that entry are made of.
        """
        self.commit_to_rows(model, *numbers)
        if edited := rows_otherwise(model, numbers, then):
            self.details.setdefault("edited_before", {})[model._meta.db_table] = edited


def wait_for_record() -> None:
    """Wait until nobody else changes the structure, and let nobody begin to until the act ends."""
    RecordHead.objects.select_for_update().get(pk=1)


def wait_for_erasure(person: int | None) -> None:
    """Wait until nobody erases this person, and let nobody begin to until the act ends.

    What they write would else be committed behind what empties it. SQLite has one writer.
    """
    if person is not None and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(ACTS, [PERSONS, person % PLACES])


def begin() -> None:
    """What was written outside any act is not this one's. PostgreSQL tells by the transaction, for
    which, and for those to come, whoever may write notes may have written some before it began."""
    notes = Written.objects.all()
    if connection.vendor == "postgresql":
        notes = notes.filter(transaction__gte=TRANSACTION)
    notes.delete()


def seal(act: Act) -> Entry:
    """Write the entry and move the chain's head; the last thing before commit."""
    _commit_to_words(act)
    _keep_former(act)
    if act.actor.token is not None:
        act.details["token"] = act.actor.token
    ChainHead.objects.filter(pk=1).update(sequence=F("sequence") + 1)
    head = ChainHead.objects.get(pk=1)
    _keep_contents(head.sequence, act)
    if states := _states(act):
        act.details["row_states"] = digest(states)
    _refuse_nothing(act, states)
    if act.actor.prepares_for is not None:
        act.details["prepared_for"] = act.actor.prepares_for
    said = {
        "sequence": head.sequence,
        "at": act.at,
        "person": act.actor.person,
        "post": act.actor.post,
        "act": act.name,
        "record_number": act._number,
        "details": act.details,
        "previous": head.hash,
    }
    entry = Entry.objects.create(**said, hash=entry_hash(said, act._subjects))
    subjects = [(entry.pk, kind, number) for kind, number in sorted(act._subjects)]
    insert_rows(Subject, ("entry", "kind", "number"), subjects)
    rows = [(entry.pk, *each) for each in states]
    insert_rows(RowState, ("entry", "table", "number", "state"), rows)
    ChainHead.objects.filter(pk=1).update(hash=entry.hash)
    follow_later()
    return entry


def _own_notes() -> QuerySet[Written]:
    notes = Written.objects.all()
    if connection.vendor == "postgresql":
        notes = notes.filter(OWN, transaction=TRANSACTION)
    return notes


def _commit_to_words(act: Act) -> None:
    """Bind the entry to the words that the act wrote, where no service did. The salts of words
    that it took away go: nobody can try what they were."""
    notes = _own_notes().filter(table__in=tables_of_words()).order_by("table", "pk")
    for one in words_written(notes.values_list("table", "number", "before")):
        if not one.now:
            one.salts().delete()
        elif one.name not in act.details.get("commitments", {}):
            act.commit_to(one.name, one.now, keep=False)


def _keep_former(act: Act) -> None:
    """Keep what rows held before this act, of models with a history, in erasable contents."""
    notes = _own_notes().filter(table__in=tables_with_history()).order_by("table", "pk")
    written: set[tuple[str, int]] = set()
    for table, number, before in notes.values_list("table", "number", "before"):
        if (table, number) not in written and before is not None:
            model = committed()[table]
            act.commit_to(former_name(model, number), former_text(model, before))
        written.add((table, number))


def _states(act: Act) -> States:
    """Each row that the act wrote, or commits to, as it stands now."""
    notes = _own_notes()
    by_table: dict[str, set[int]] = {}
    noted = list(notes.order_by("pk").values_list("table", "number", "before"))
    if edited := edited_before(noted):
        act.details["edited_before"] = act.details.get("edited_before", {}) | edited
    for table, number in {*(each[:2] for each in noted), *act._rows}:
        by_table.setdefault(table, set()).add(number)
    if by_table:
        notes.delete()
    return [
        (table, number, state)
        for table, numbers in sorted(by_table.items())
        for number, state in states_of(committed()[table], sorted(numbers)).items()
    ]


def _refuse_nothing(act: Act, states: States) -> None:
    """What is named or needed is there, or was: this act removes it, an earlier entry named it.

    So is what the rows that the act wrote name by kind and number, as no key of the database does.
    """
    rows: dict[str, list[int]] = {}
    for name, number, _ in states:
        rows.setdefault(name, []).append(number)
    named_in_rows: set[tuple[str, int]] = import_string(settings.BUREAU_NAMED)(rows)
    by_kind: dict[str, set[int]] = {}
    for kind, number in act._subjects | act._needed | named_in_rows:
        by_kind.setdefault(kind, set()).add(number)
    for kind, numbers in by_kind.items():
        table = table_of(kind)
        if table is None:
            raise SubjectNotThere(kind, min(numbers))
        there = table._base_manager.filter(pk__in=numbers).values_list("pk", flat=True)
        if left := numbers - set(there):
            left -= {number for name, number, _ in states if name == table._meta.db_table}
            named = Subject.objects.filter(kind=kind, number__in=left)
            left -= set(named.values_list("number", flat=True))
        if left:
            raise SubjectNotThere(kind, min(left))
    if act._named and (erased := import_string(settings.BUREAU_ERASED)(act._named)):
        raise Refused(Reason("person_erased", {"person": min(erased)}))


def _keep_contents(entry: int, act: Act) -> None:
    """What the commitments stand for; written before the entry, which is bound to these rows too.

    The entry says which were kept here: one of them that is empty was emptied past any act.
    """
    if kept := sorted(name for name, _, value in act._private if value is not None):
        act.details["contents_kept"] = kept
    Content.objects.bulk_create(
        Content(entry_id=entry, field=name, salt=salt, value=value)
        for name, salt, value in act._private
    )


def follow_later() -> None:
    """Ask the worker to bring every follower up to date; once is enough for many entries."""
    follow.enqueue()
