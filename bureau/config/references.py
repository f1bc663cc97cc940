"""Where things are named by kind and number, and whether what they name is there."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import batched
from typing import Any

from django.apps import apps
from django.db.models import (
    Exists,
    F,
    ForeignKey,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
    Value,
)

from bureau.core.structure.kinds import KINDS
from bureau.institution.organisation.store import VERSIONS
from bureau.institution.organisation.store.tables import column_of
from bureau.record.journal.models import Entry, Subject
from bureau.record.journal.queries.rows import last_states
from bureau.record.journal.store import GONE, numbered_by, our_models, table_of

DECLARED = "journal.declare_missing"
"""The act that declares it of a subject that never existed."""
FOLLOWING = ("journal.Subject", "notices.Notice", "search.Document")
type Declared = dict[tuple[int, str], int]
"""By which entry it was declared of which entry and subject."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A table whose rows name things: the field of the number, and that of the kind, or the one
    kind that it always is."""

    table: str
    number: str
    kind_field: str = ""
    kind: str = ""


NAMED_ALIKE = {
    "person": (
        "person",
        "ended_by",
        "kept_by",
        "made_by",
        "released_by",
        "reopened_by",
        "reviewer",
        "settled_by",
    ),
    "post": (
        "author_post",
        "by_post",
        "of_post",
        "owner",
        "post",
        "settled_post",
        "submitter_post",
    ),
    "organisation": ("organisation",),
    "reorganisation": ("reorganisation",),
}
"""By kind, the integer fields that hold a number of it in every table."""
OTHERWISE = ("governance.DelegatedUse.post", "journal.Answered.person")
"""Fields of such a name that hold something else: the first also numbers of blocks; the second is
of the frame, which writes a row before the act begins."""
NAMINGS = (
    Naming("journal.Subject", "number", kind_field="kind"),
    Naming("notices.Notice", "number", kind_field="kind"),
    Naming("search.Document", "number", kind_field="kind"),
    Naming("search.Source", "number", kind_field="kind"),
    Naming("programs.Delivery", "entry", kind="entry"),
    Naming("organisation.Effect", "subject", kind_field="kind"),
    Naming("organisation.Remark", "subject", kind_field="kind"),
    Naming("organisation.PostRole", "scope", kind_field="scope_kind"),
    Naming("organisation.RoleProposal", "scope", kind_field="scope_kind"),
    Naming("organisation.StandardCostProposal", "keeps", kind="standard_cost"),
    Naming("organisation.Organisation", "opens_at", kind="unit"),
    Naming("procedures.Round", "subject", kind_field="kind"),
    Naming("procedures.ProcedureAct", "on_behalf", kind="post"),
    Naming("procedures.Dissent", "seat", kind="seat"),
    Naming("governance.FindingAnswer", "subject", kind_field="subject_kind"),
    Naming("governance.Handover", "post_before", kind="post"),
    Naming("governance.AffectedPerson", "to", kind="post"),
    Naming("governance.Assignment", "subject", kind_field="subject_kind"),
    Naming("instruments.Citation", "subject", kind_field="subject_kind"),
    Naming("instruments.Provision", "addressee", kind_field="addressee_kind"),
    Naming("instruments.AgendaItem", "subject", kind_field="subject_kind"),
    Naming("papers.Paper", "subject", kind_field="subject_kind"),
    Naming("papers.Release", "subject", kind_field="subject_kind"),
    Naming("papers.Translating", "subject", kind_field="subject_kind"),
    Naming("organisation.ReservedNumber", "plan", kind_field="plan_kind"),
    Naming("organisation.AdoptedTable", "unit", kind="unit"),
    Naming("organisation.AdoptedCount", "unit", kind="unit"),
    Naming("organisation.SavedView", "shared", kind_field="shared_kind"),
    Naming("organisation.UnitTemplate", "source", kind="unit"),
)


def declared_missing() -> Iterator[str]:
    """Every subject of an entry that is on record never to have existed, a line of English each."""
    for (entry, subject), by in _declarations().items():
        yield f"entry {entry}: {subject} never existed, as entry {by} declares"


def leading_nowhere() -> Iterator[str]:
    """Every reference whose thing is not there, a line of English each.

    What entries name that is on record never to have existed is left out, and a row that an act
    deleted; so is what followers of the journal name after them.
    """
    declared = _declarations()
    missing = {subject for _entry, subject in declared}
    for naming in (*namings(), *structure_namings()):
        table = apps.get_model(naming.table)
        for kind in _kinds_in(table, naming):
            target = table_of(kind)
            if target is None:
                yield f"{naming.table}: there is no table of the kind {kind}"
                continue
            astray = _astray(table, naming, kind, target)
            deleted = _deleted(target, astray) if naming.table in FOLLOWING else set[int]()
            for number in astray:
                if number in deleted:
                    continue
                if f"{kind}:{number}" in missing and _is_declared(naming, kind, number, declared):
                    continue
                yield f"{naming.table}.{naming.number}: {kind}:{number} is not there"
    yield from _keys_leading_nowhere()


def _keys_leading_nowhere() -> Iterator[str]:
    """Every foreign key whose row is not there: SQLite asks for none of them where it is not told
    to, PostgreSQL not of whoever runs the server."""
    for table in apps.get_models(include_auto_created=True):
        for field in table._meta.concrete_fields:
            if not isinstance(field, ForeignKey) or not getattr(field, "db_constraint", True):
                continue
            target: Any = field.related_model
            named = {field.target_field.attname: OuterRef(field.attname)}
            there = Exists(target._base_manager.filter(**named))
            rows = table._base_manager.filter(~there, **{f"{field.attname}__isnull": False})
            for number, missing in rows.order_by("pk").values_list("pk", field.attname):
                where = f"{table._meta.db_table} {number}: {field.column}"
                yield f"{where} {missing} is not in {target._meta.db_table}"


def _deleted(target: type[Model], numbers: list[int]) -> set[int]:
    """Those of these rows that an act deleted, as its entry commits to."""
    last = last_states(target._meta.db_table, numbers)
    return {number for number, state in last.items() if state == GONE}


def _declarations() -> Declared:
    rows = Entry.objects.filter(act=DECLARED, subjects__kind="entry").order_by("sequence")
    listed = rows.values_list("subjects__number", "details", "sequence")
    return {(entry, details["missing"]): by for entry, details, by in listed}


def _is_declared(naming: Naming, kind: str, number: int, declared: Declared) -> bool:
    """Whether each entry that names it is one of which that was declared."""
    if naming.table not in FOLLOWING:
        return False
    naming_it = Subject.objects.filter(kind=kind, number=number).values_list("entry", flat=True)
    return all((entry, f"{kind}:{number}") in declared for entry in naming_it)


@cache
def namings() -> tuple[Naming, ...]:
    """All that is named outside the structure: `NAMINGS`, and the fields that are named alike."""
    kinds = {field: kind for kind, fields in NAMED_ALIKE.items() for field in fields}
    alike = (
        Naming(table._meta.label, field.name, kind=kinds[field.name])
        for table in our_models()
        for field in table._meta.concrete_fields
        if field.name in kinds and isinstance(field, IntegerField)
    )
    return (*NAMINGS, *(each for each in alike if f"{each.table}.{each.number}" not in OTHERWISE))


@cache
def _namings_by_table() -> dict[str, list[Naming]]:
    by_table: dict[str, list[Naming]] = {}
    for naming in namings():
        by_table.setdefault(apps.get_model(naming.table)._meta.db_table, []).append(naming)
    return by_table


def named_in(rows: Mapping[str, Collection[int]]) -> set[tuple[str, int]]:
    """The kind and number of each thing that these rows name; `rows` are numbers by table.

    What the structure names in itself is left out: its rules ask that of every change.
    """
    named: set[tuple[str, int]] = set()
    for table, numbers in rows.items():
        for naming in _namings_by_table().get(table, ()):
            model = apps.get_model(naming.table)
            kind = F(naming.kind_field) if naming.kind_field else Value(naming.kind)
            for some in batched(numbers, 2000):
                listed = _numbered(model, naming).filter(**{f"{numbered_by(model)}__in": some})
                named.update(listed.values_list(kind, naming.number).distinct().order_by())
    return named


def _numbered(table: type[Model], naming: Naming) -> QuerySet[Any]:
    """The rows that name something. Of a kind that is always the same, 0 names nothing: the clock
    acted (`NO_PERSON`), or a paper is of no post."""
    rows = table._base_manager.filter(**{f"{naming.number}__isnull": False})
    none = {naming.kind_field: ""} if naming.kind_field else {naming.number: 0}
    return rows.exclude(**none)


def structure_namings() -> Iterator[Naming]:
    """What version rows are of, and their fields that hold the number of another thing."""
    for name, table in VERSIONS.items():
        yield Naming(table._meta.label, "subject", kind=name)
        for field in KINDS[name].fields:
            if field.refers_to:
                yield Naming(table._meta.label, column_of(name, field.name), kind=field.refers_to)


def _kinds_in(table: type[Model], naming: Naming) -> list[str]:
    if naming.kind:
        return [naming.kind]
    rows = table._default_manager.order_by(naming.kind_field)
    return [kind for kind in rows.values_list(naming.kind_field, flat=True).distinct() if kind]


def _astray(table: type[Model], naming: Naming, kind: str, target: type[Model]) -> list[int]:
    rows = _numbered(table, naming)
    if naming.kind_field:
        rows = rows.filter(**{naming.kind_field: kind})
    there = target._default_manager.values("pk")
    rows = rows.exclude(**{f"{naming.number}__in": there}).order_by(naming.number)
    return list(rows.values_list(naming.number, flat=True).distinct())
