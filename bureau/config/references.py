"""Where things are named by kind and number, and whether what they name is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Exists, ForeignKey, Model, OuterRef

from bureau.core.structure.kinds import KINDS
from bureau.institution.organisation.store import VERSIONS
from bureau.institution.organisation.store.tables import column_of
from bureau.record.journal.models import Entry, Subject
from bureau.record.journal.store import table_of

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


NAMINGS = (
    Naming("journal.Subject", "number", kind_field="kind"),
    Naming("journal.Entry", "person", kind="person"),
    Naming("journal.Entry", "post", kind="post"),
    Naming("notices.Notice", "number", kind_field="kind"),
    Naming("search.Document", "number", kind_field="kind"),
    Naming("organisation.Effect", "subject", kind_field="kind"),
    Naming("organisation.Remark", "subject", kind_field="kind"),
    Naming("organisation.PostRole", "scope", kind_field="scope_kind"),
    Naming("organisation.Organisation", "opens_at", kind="unit"),
    Naming("procedures.Round", "subject", kind_field="kind"),
    Naming("procedures.RoundPost", "post", kind="post"),
    Naming("procedures.ProcedureAct", "person", kind="person"),
    Naming("procedures.ProcedureAct", "post", kind="post"),
    Naming("procedures.RuleDraft", "person", kind="person"),
    Naming("procedures.RuleDraft", "post", kind="post"),
    Naming("procedures.RuleTrial", "person", kind="person"),
    Naming("governance.FindingAnswer", "subject", kind_field="subject_kind"),
    Naming("governance.Reorganisation", "author_post", kind="post"),
    Naming("governance.Handover", "post_before", kind="post"),
    Naming("governance.AffectedPerson", "post", kind="post"),
    Naming("governance.AffectedPerson", "to", kind="post"),
    Naming("governance.Assignment", "subject", kind_field="subject_kind"),
    Naming("governance.Assignment", "owner", kind="post"),
    Naming("governance.Seat", "post", kind="post"),
    Naming("instruments.Citation", "subject", kind_field="subject_kind"),
    Naming("instruments.Provision", "addressee", kind_field="addressee_kind"),
    Naming("instruments.Settlement", "person", kind="person"),
    Naming("instruments.AgendaItem", "subject", kind_field="subject_kind"),
    Naming("instruments.Document", "submitter_post", kind="post"),
    Naming("instruments.FollowUp", "owner", kind="post"),
    Naming("instruments.FollowUp", "person", kind="person"),
    Naming("papers.Phrase", "person", kind="person"),
    Naming("papers.Phrase", "post", kind="post"),
    Naming("papers.Phrase", "reviewer", kind="person"),
    Naming("papers.Paper", "subject", kind_field="subject_kind"),
    Naming("papers.Paper", "person", kind="person"),
    Naming("papers.Paper", "post", kind="post"),
    Naming("organisation.ReservedNumber", "post", kind="post"),
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

    What entries name that is on record never to have existed is left out; so is what followers of
    the journal name after them.
    """
    declared = _declarations()
    missing = {subject for _entry, subject in declared}
    for naming in (*NAMINGS, *structure_namings()):
        table = apps.get_model(naming.table)
        for kind in _kinds_in(table, naming):
            target = table_of(kind)
            if target is None:
                yield f"{naming.table}: there is no table of the kind {kind}"
                continue
            for number in _astray(table, naming, kind, target):
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
    rows = table._default_manager.filter(**{f"{naming.number}__isnull": False})
    if naming.kind_field:
        rows = rows.filter(**{naming.kind_field: kind})
    there = target._default_manager.values("pk")
    rows = rows.exclude(**{f"{naming.number}__in": there}).order_by(naming.number)
    return list(rows.values_list(naming.number, flat=True).distinct())
