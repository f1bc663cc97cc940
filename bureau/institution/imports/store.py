"""Staged rows ⇄ what the core reads of them; and which things files name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from itertools import batched
from typing import Any

from django.db.models import Q

from bureau.core.imports.halves import Fault, Half, Left, Line
from bureau.core.imports.names import key_of, slug
from bureau.core.imports.plan import Named, Step, line_of
from bureau.core.imports.tabled.blocks import block_of
from bureau.core.imports.tabled.ground import Tabled
from bureau.core.imports.tables import Matched, match, read_table
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.spans import Day, Span
from bureau.institution.imports.models import (
    Department,
    ImportedThing,
    SettledRename,
    StagedFault,
    StagedFile,
    StagedRow,
)
from bureau.institution.organisation.models import (
    BlockVersion,
    Effect,
    Organisation,
    PostVersion,
    ReportingVersion,
    UnitVersion,
    Wording,
)

AT_ONCE = 500
BATCH = 500
"""How many rows of a file, by their numbers, entries commit to together."""
BATCHES_MOST = 100_000
"""More than there are batches of one file."""


def rows_of(file: int, lines: Iterable[Line]) -> list[StagedRow]:
    """Rows still to be written."""
    return [_staged_row(file, line.row, _reading(line)) for line in lines]


def cell_rows(file: int, rows: Iterable[tuple[int, Sequence[str]]]) -> list[StagedRow]:
    """The same of a table: cells as they stand."""
    return [_staged_row(file, row, {"cells": list(cells)}) for row, cells in rows]


def _staged_row(file: int, row: int, reading: dict[str, Any]) -> StagedRow:
    batch = file * BATCHES_MOST + row // BATCH
    return StagedRow(file_id=file, row=row, batch=batch, reading=reading)


def batches_of(files: Collection[int]) -> list[int]:
    """The batches in which entries commit to the rows of these files."""
    rows = StagedRow.objects.filter(file__in=files).order_by("batch")
    return list(rows.values_list("batch", flat=True).distinct())


def rows_of_batch(batch: int) -> tuple[int, int, int]:
    """The file of a batch, and the first and last row that it may hold."""
    file, place = divmod(batch, BATCHES_MOST)
    return file, max(1, place * BATCH), place * BATCH + BATCH - 1


def _reading(line: Line) -> dict[str, str | int]:
    return {name: value for name, value in asdict(line).items() if name != "row" and value}


def faults_of(file: int, faults: Iterable[Fault]) -> list[StagedFault]:
    return [
        StagedFault(
            file_id=file,
            row=fault.row,
            column=fault.column,
            code=fault.reason.code,
            facts=dict(fault.reason.facts),
            left=fault.left,
        )
        for fault in faults
    ]


def fault_read(row: StagedFault) -> Fault:
    """A fault as the core has it; its file is named by number."""
    reason = Reason(row.code, row.facts)
    return Fault(str(row.file_id), row.row, row.column, reason, Left(row.left))


def halves(department: int, besides: int | None = None, without: int | None = None) -> list[Half]:
    """What the standing files of a department say, with those of the import `besides` and without
    those of the import `without`. Each half is named by the number of its file.
    """
    counts = Q(stands=True) | Q(taken_in=besides or 0)
    files = StagedFile.objects.filter(counts, department=department).order_by("pk")
    files = files.exclude(taken_in=without or 0).select_related("department", "taken_in")
    lines: defaultdict[int, list[Line]] = defaultdict(list)
    for file, row, reading in _staged([file.pk for file in files]):
        lines[file].append(_line(row, reading))
    return [_half(file, lines[file.pk]) for file in files]


def _staged(files: Sequence[int]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """The rows of these files, in order."""
    for some in batched(files, AT_ONCE):
        staged = StagedRow.objects.filter(file__in=some).order_by("file", "row")
        yield from staged.values_list("file", "row", "reading").iterator()


def tables_of(
    department: int, besides: int | None = None, without: int | None = None, kind: str = ""
) -> list[Tabled]:
    """What the standing tables of an organisation say, chosen as halves are; of one kind or all."""
    counts = Q(stands=True) | Q(taken_in=besides or 0)
    files = StagedFile.objects.filter(counts, department=department).order_by("pk")
    files = files.filter(taken_in__kind=kind) if kind else files
    return [
        table_read(file) for file in files.exclude(taken_in=without or 0).select_related("taken_in")
    ]


def table_read(file: StagedFile) -> Tabled:
    """One staged table, as its columns are matched."""
    taken_in = file.taken_in
    rows = [(row, reading["cells"]) for _, row, reading in _staged([file.pk])]
    return Tabled(
        file=str(file.pk),
        identity=file.identity,
        kind=taken_in.kind,
        day=taken_in.day.toordinal() if taken_in.day else 0,
        read=read_table(taken_in.kind, matched_of(file), rows),
        language=taken_in.language,
    )


def matched_of(file: StagedFile) -> Matched:
    """The headings of a staged table with what each is taken for."""
    headings = [str(each) for each in file.headings["cells"]]
    plain = match(file.taken_in.kind, headings, {}, file.headings.get("row", 1))
    return replace(plain, columns=tuple(file.headings.get("columns", plain.columns)))


def _line(row: int, reading: Mapping[str, str | int]) -> Line:
    def said(name: str) -> str:
        return str(reading.get(name, ""))

    return Line(
        row=row,
        organisation=said("organisation"),
        unit=said("unit"),
        title=said("title"),
        grade=said("grade"),
        superior=said("superior"),
        fte=int(reading.get("fte", 0)),
        reference=said("reference"),
    )


def _half(file: StagedFile, lines: Sequence[Line]) -> Half:
    return Half(
        file=str(file.pk),
        identity=file.identity,
        department=file.department.key if file.department else "",
        name=file.department_name,
        day=file.day.toordinal() if file.day else 0,
        is_senior=file.is_senior,
        lines=tuple(lines),
        headings=file.headings,
        language=file.taken_in.language,
    )


def accepted_renames(department: int) -> list[tuple[str, str]]:
    rows = SettledRename.objects.filter(department=department, is_accepted=True)
    return list(rows.values_list("before", "after"))


def thing_key(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def things_known(department: int, things: Collection[Named]) -> dict[Named, int]:
    """The number of each of these things that has one."""
    by_key = {(thing.kind, thing_key(thing.key)): thing for thing in things}
    found: dict[Named, int] = {}
    for some in batched(sorted({key for _, key in by_key}), AT_ONCE):
        rows = ImportedThing.objects.filter(department=department, key__in=some)
        for kind, key, subject in rows.values_list("kind", "key", "subject"):
            if (kind, key) in by_key:
                found[by_key[kind, key]] = subject
    return found


def holders_numbered(steps: Mapping[Named, Sequence[Step]]) -> list[StagedRow]:
    """Rows of staged tables, still to be written, that name by number whom they put on record, as
    the record itself does."""
    changed: list[StagedRow] = []
    named: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for thing, listed in steps.items():
        if thing.kind == "incumbency":
            source, person = listed[0].source, listed[0].fields["person"]
            named[int(source.file)][source.row] = int(str(person))
    for file in StagedFile.objects.filter(pk__in=named).select_related("taken_in"):
        place = matched_of(file).by_column["holder"]
        rows = list(StagedRow.objects.filter(file=file, row__in=named[file.pk]))
        for row in rows:
            row.reading["cells"][place] = f"#{named[file.pk][row.row]}"
        changed += rows
    return changed


def things_gone(department: int, named: Collection[Named]) -> list[Reference]:
    """Things that earlier files named and none does now: what hangs on others comes first."""
    kept = {(thing.kind, thing_key(thing.key)) for thing in named}
    rows = ImportedThing.objects.filter(department=department).order_by("pk")
    gone = [
        Reference(kind, subject)
        for kind, key, subject in rows.values_list("kind", "key", "subject")
        if (kind, key) not in kept
    ]
    order = ("standard_cost", "block", "reporting", "incumbency", "post", "unit")
    return sorted(gone, key=lambda one: (order.index(one.kind), one.id))


def import_instruments(department: int) -> frozenset[int]:
    """The instruments of a department's files: what was written under them, imports may close."""
    files = StagedFile.objects.filter(instrument__isnull=False, department=department)
    return frozenset(number for number in files.values_list("instrument", flat=True) if number)


def organisation_called(keys: Collection[str]) -> int | None:
    """The organisation that has such a name or code and no department of files yet."""
    known = Department.objects.filter(organisation__isnull=False, of_tables=False)
    taken = known.values("organisation")
    for row in Organisation.objects.exclude(pk__in=taken).order_by("pk"):
        names = [words for words, _ in row.name.said.values()]
        if {slug(row.code), *map(slug, names)} & set(keys):
            return row.pk
    return None


def words_in_wordings(ids: Collection[int], language: str = "en") -> dict[int, tuple[str, ...]]:
    """What each wording says in every language: first in this one, or else in its original."""
    found: dict[int, tuple[str, ...]] = {}
    for some in batched(sorted(ids), AT_ONCE):
        for pk, row in Wording.objects.in_bulk(some).items():
            said = [row.said.in_language(language), *(text for text, _ in row.said.said.values())]
            found[pk] = tuple(dict.fromkeys(said))
    return found


def has_decided(department: Department) -> bool:
    """Whether anything in its organisation came otherwise than by its files."""
    effects = Effect.objects.filter(organisation=department.organisation)
    return effects.exclude(instrument__in=import_instruments(department.pk)).exists()


def decided_things(department: Department) -> dict[Named, int]:
    """Posts by number and units by name (of tables: by code) that stand, under the keys that files
    would give them."""
    organisation = department.organisation_id or 0
    posts = PostVersion.objects.filter(subject__organisation=organisation)
    found = {
        Named("post", key_of(number)): subject
        for subject, number in posts.filter(recorded_until__isnull=True)
        .order_by("valid_from")
        .values_list("subject_id", "number")
    }
    units = UnitVersion.objects.filter(
        subject__organisation=organisation, recorded_until__isnull=True
    )
    for subject, parent, name, code in units.order_by("valid_from").values_list(
        "subject_id", "parent", "name__original", "code"
    ):
        of_name = key_of(name) if parent else ""
        found[Named("unit", key_of(code) if department.of_tables else of_name)] = subject
    return found


def decided_blocks(department: Department) -> dict[Named, int]:
    """Staffing blocks that stand, under the keys that tables would give them."""
    whole = {
        kind: dict(
            rows.filter(
                subject__organisation=department.organisation_id, recorded_until__isnull=True
            )
            .order_by("valid_from")
            .values_list("subject", name)
        )
        for kind, rows, name in (
            ("unit", UnitVersion.objects, "code"),
            ("post", PostVersion.objects, "number"),
        )
    }
    blocks = BlockVersion.objects.filter(
        subject__organisation=department.organisation_id, recorded_until__isnull=True
    )
    return {
        block_of(whole["unit"].get(unit, ""), whole["post"].get(superior, ""), grade, title): block
        for block, unit, superior, grade, title in blocks.order_by("valid_from").values_list(
            "subject", "unit", "superior", "grade", "title__original"
        )
    }


def decided_lines(department: Department, days: Mapping[Named, Day]) -> dict[Named, int]:
    """Of each of these lines of reporting, told of from a day on, the one that stands then, else
    the last that stood; by the number of its post."""
    posts = PostVersion.objects.filter(
        subject__organisation=department.organisation_id, recorded_until__isnull=True
    )
    numbers = dict(posts.order_by("valid_from").values_list("subject", "number"))
    rows = ReportingVersion.objects.filter(
        subject__organisation=department.organisation_id, recorded_until__isnull=True
    )
    lines = [(line_of(key_of(numbers.get(row.post, "")), row.manner), row) for row in rows]
    told = [
        (Span(row.valid_from, row.valid_until).contains(days[thing]), row.valid_from, thing, row)
        for thing, row in lines
        if thing in days
    ]
    return {thing: row.subject_id for *_, thing, row in sorted(told, key=lambda one: one[:2])}
