"""The append-only record of every act, its chain, and the counters that order acts."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.json_keys import OnceDecoder


class Details(models.JSONField):
    """JSON that is read as another value where a key stands twice in what is stored."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"decoder": OnceDecoder, **more})

    def deconstruct(self) -> Any:
        """As migrations know it: the column is the same."""
        name, _path, args, more = super().deconstruct()
        more.pop("decoder", None)
        return name, "django.db.models.JSONField", args, more


class Installation(models.Model):
    """One row: what this installation is. `demonstration` is set at creation and never after."""

    identity = models.UUIDField()
    demonstration = models.BooleanField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="installation_is_one_row")
        ]


class ChainHead(models.Model):
    """One row, locked last: the newest entry's number and hash. Its order is that of commit."""

    uncommitted_because = "checked by `verify journal`"

    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="chain_head_is_one_row")
        ]


class RecordHead(models.Model):
    """One row: the newest record number, raised once by each outermost act that writes effects."""

    uncommitted_because = "checked by `verify journal`"

    number = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="record_head_is_one_row")
        ]


class Entry(models.Model):
    """One act: who, in which post, what, when. Ids and values only: no personal data, no prose."""

    uncommitted_because = "checked by `verify journal`"

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    person = models.BigIntegerField(null=True)
    post = models.BigIntegerField(null=True)
    act = models.CharField(max_length=80)
    record_number = models.BigIntegerField(null=True, unique=True)
    details = Details(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["sequence"]
        indexes: ClassVar = [
            models.Index(fields=["act", "sequence"], name="entry_by_act"),
            models.Index(fields=["person", "sequence"], name="entry_by_person"),
            models.Index(fields=["at"], name="entry_by_instant"),
        ]


class Subject(models.Model):
    """One thing that an entry's act touched."""

    uncommitted_because = "checked by `verify journal`"

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=40)
    number = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "number", "entry"], name="subject_once_an_entry"
            )
        ]


class RowState(models.Model):
    """What an entry commits to of one row that its act wrote: a digest of how the row was then.

    `table` is named as in the database; `state` is empty where the act removed the row. The digest
    over all rows of an entry is in its details as `row_states`.
    """

    uncommitted_because = "is what entries commit to; each is held to its entry by `verify rows`"

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="rows")
    table = models.CharField(max_length=63)
    number = models.BigIntegerField()
    state = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["table", "number", "entry"], name="row_state_once_an_entry"
            )
        ]


class Written(models.Model):
    """A row that was written, as triggers note it; the act that wrote it takes the note away.

    `transaction` is PostgreSQL's number of it, 0 on SQLite, where one writes at a time. `before` is
    the row as it was, a JSON object of its columns; null where there was none.
    """

    uncommitted_because = "holds notes of the act that is open, and nothing between acts"

    table = models.CharField(max_length=63)
    number = models.BigIntegerField()
    transaction = models.BigIntegerField(db_index=True)
    before = models.TextField(null=True)


class RecordNumber(models.Model):
    """When each record number was given: no earlier than the one before, if no clock is wrong."""

    uncommitted_because = "checked by `verify journal`"

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)


class Content(models.Model):
    """What a commitment in an entry stands for; erasable, while the chain still verifies.

    The entry holds SHA-256 over `salt` (128 random bits, hex) and the content. Where the live row
    holds the value itself, `value` is empty and only the salt is kept here.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="contents")
    field = models.CharField(max_length=60)
    salt = models.CharField(max_length=32)
    value = models.TextField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "field"], name="content_once_a_field")
        ]


class Answered(models.Model):
    """A request already answered: the same key again gets the same answer, and does nothing."""

    uncommitted_because = "answers kept for keys: dropped with time, decides nothing that stands"

    person = models.BigIntegerField()
    key = models.CharField(max_length=64)
    act = models.CharField(max_length=80)
    body_hash = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="answered_once_a_key")
        ]


class Cursor(models.Model):
    """How far one follower has come; moved in the transaction that applies the entry."""

    uncommitted_because = "moved by followers"

    follower = models.CharField(max_length=120, primary_key=True)
    sequence = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)
