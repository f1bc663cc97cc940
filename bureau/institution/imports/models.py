"""Files taken in: staged row by row, shown from there, and what was made of them."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from bureau.core.imports.halves import Left
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Organisation
from bureau.record.accounts.models import Person


class State(models.TextChoices):
    """How far an import is; what is under way can be taken up again after a crash. One has failed
    where rows of its files, or of others that it goes by, were edited past the application."""

    STAGING = "staging"
    STAGED = "staged"
    PROPOSED = "proposed"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


UNDER_WAY = (State.STAGING, State.APPLYING, State.UNDOING)
"""While an import is so, rows of it are still being written, and nobody can say what it holds."""


class Becomes(models.TextChoices):
    """What comes of files: an opening record of what stood, or the actions of a draft."""

    RECORD = "record"
    DRAFT = "draft"


class Department(models.Model):
    """Whose files these are, by the key of the name in them, and the organisation they make.

    The tables of an organisation are together those of one, `of_tables`. `edition` counts up with
    every file or answer that changes what follows from them.
    """

    key = models.CharField(max_length=200, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    of_tables = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "of_tables"], name="department_once_an_organisation"
            )
        ]


class Import(models.Model):
    """One taking in of files, under one number; `total` and `done` count things meanwhile.

    A table (of a `kind` that `core.imports.tables` knows) is of one organisation; what it says
    holds from `day`, as a record or, where it becomes a `draft`, as its actions.
    """

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=8, default="en")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.STAGING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    changes = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=12, default="organogram")
    becomes = models.CharField(max_length=10, choices=Becomes.choices, default=Becomes.RECORD)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    day = models.DateField(null=True)
    draft = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]


class ImportProposal(models.Model):
    """That an import be written, or taken back where it `undoes`, by one person; done once another
    confirms it. `before` is the state to which it returns where the proposal is withdrawn."""

    taken_in = models.ForeignKey(Import, models.PROTECT, related_name="proposals")
    before = models.CharField(max_length=10, choices=State.choices)
    undoes = models.BooleanField(default=False)
    at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | ~Q(settled_by=models.F("proposed_by")),
                name="import_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | Q(settled_by__isnull=False),
                name="import_confirmed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["taken_in"],
                condition=Q(settled_by__isnull=True),
                name="import_proposed_once",
            ),
        ]


class StagedFile(models.Model):
    """One file as it was read. `stands`: what it says counts; a file that could not be read as a
    half has no department. `headings` are its own, by field; of a table its `cells`, and as what
    `columns` each was taken. `encoding`: the one it was read in, where that was a guess."""

    taken_in = models.ForeignKey(Import, models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    identity = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    encoding = models.CharField(max_length=12, blank=True, default="")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="files")
    department_name = models.CharField(max_length=500, blank=True)
    day = models.DateField(null=True)
    is_senior = models.BooleanField(default=False)
    headings = models.JSONField(default=dict)
    stands = models.BooleanField(default=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]


def new_salt() -> str:
    """128 random bits, hex."""
    return secrets.token_hex(16)


class StagedRow(models.Model):
    """One row as it was read.

    Entries commit to rows by their `batch`, over the `salt` of each row. An act that takes a name
    out of a row renews its salt: what entries committed to before then tells nobody the name.
    """

    batched_by = "batch"

    file = models.ForeignKey(StagedFile, models.PROTECT, related_name="staged")
    row = models.PositiveIntegerField()
    batch = models.BigIntegerField(db_index=True)
    salt = models.CharField(max_length=32, default=new_salt)
    reading = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "row"], name="staged_row_once")
        ]


class StagedFault(models.Model):
    """Why something of a file is left out: by row and column, as a reason."""

    batched_by = "file_id"

    file = models.ForeignKey(StagedFile, models.PROTECT, related_name="faults")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=500, blank=True)
    code = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    left = models.CharField(max_length=6, choices=[(left, left) for left in Left])
    salt = models.CharField(max_length=32, default=new_salt)


class SettledRename(models.Model):
    """What somebody said of a proposed rename of a unit; keys are those of the names."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="renames")
    before = models.CharField(max_length=600)
    after = models.CharField(max_length=600)
    is_accepted = models.BooleanField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "before", "after"], name="rename_settled_once"
            )
        ]


class ImportedThing(models.Model):
    """Which thing a key of a department's files names, as its SHA-256: of the structure, or a
    standard cost that an import wrote. Later imports write to the thing that a key names."""

    batched_by = "batch"

    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    batch = models.BigIntegerField(db_index=True)
    subject = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "kind", "key"], name="imported_thing_once"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="imported_thing_has_a_key"),
        ]


class ColumnMatch(models.Model):
    """What somebody said a heading means, remembered for the next table; "" for nothing."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    heading = models.CharField(max_length=64)
    column = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "heading"], name="column_matched_once"
            )
        ]


class KeptOutlook(models.Model):
    """A summary of an import, by its sort, as it was last worked out; of another import as it were
    where `own` is another, and stale where `basis` is.

    Derived: it can be thrown away at any time. `content` is sealed, see `services/outlooks`.
    """

    uncommitted_because = "derived: worked out anew at any time"

    taken_in = models.ForeignKey(Import, models.CASCADE, related_name="+")
    what = models.CharField(max_length=10)
    own = models.CharField(max_length=64)
    basis = models.CharField(max_length=64)
    at = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["taken_in", "what"], name="outlook_kept_once")
        ]
