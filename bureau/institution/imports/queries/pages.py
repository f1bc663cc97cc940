"""The list of imports, and one of them, for whoever may see it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.institution.imports.models import Becomes, Import, StagedFile
from bureau.institution.imports.permissions import may_see_import
from bureau.institution.imports.store import rows_of_batch
from bureau.record.accounts.queries import people_told
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import last_entry_about
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.paging import Slice, slice_of

ORGANOGRAM = "organogram"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import in the list."""

    row: Import
    person: str
    files: int
    rows: int


def imports_seen(actor: Actor, *numbers: int) -> list[int]:
    """The numbers of those that the actor may see, newest first: of all, or of these."""
    narrow = {"pk__in": numbers} if numbers else {}
    rows = list(Import.objects.filter(**narrow))
    files = StagedFile.objects.filter(department__isnull=False)
    if numbers:
        files = files.filter(taken_in__in=numbers)
    owners = defaultdict[int, set[int | None]](set)
    for number, organisation in files.values_list(
        "taken_in", "department__organisation"
    ).distinct():
        owners[number].add(organisation)
    drafts = kinds.visible(
        actor, [Reference("reorganisation", row.draft) for row in rows if row.draft]
    )
    seen = []
    for row in rows:
        organisations = owners[row.pk] if row.kind == ORGANOGRAM else {row.organisation_id}
        is_draft_seen = None
        if row.becomes == Becomes.DRAFT:
            is_draft_seen = Reference("reorganisation", row.draft or 0) in drafts
        if may_see_import(
            actor, row.person_id, frozenset(organisations), is_draft_seen=is_draft_seen
        ):
            seen.append(row.pk)
    return seen


def import_seen(actor: Actor, number: int) -> Import | None:
    """One import; None where there is none or the actor may not see it."""
    return Import.objects.filter(pk__in=imports_seen(actor, number)).first()


def organisations_of(row: Import) -> frozenset[int | None]:
    """Whose files they are; None for an organisation that is not there yet."""
    if row.kind != ORGANOGRAM:
        return frozenset({row.organisation_id})
    files = StagedFile.objects.filter(taken_in=row.pk, department__isnull=False)
    return frozenset(files.values_list("department__organisation", flat=True))


def edited_reason(batches: Iterable[int]) -> Reason:
    """That rows of these batches were edited past the application, by the names of their files."""
    places = [rows_of_batch(each) for each in batches]
    names = StagedFile.objects.in_bulk({file for file, _first, _last in places})
    told = [f"{names[file].name} ({first}–{last})" for file, first, last in places if file in names]
    return Reason("staged_rows_edited", {"rows": ", ".join(told)})


def why_failed(row: Import) -> Reason:
    """Why an import has failed, as the act that ended it says."""
    last = last_entry_about(Reference("import", row.pk))
    details = Entry.objects.values_list("details", flat=True).get(sequence=last)
    return edited_reason(details.get("edited", ()))


def drafts_seen(actor: Actor, imports: Iterable[Import]) -> dict[int, Label]:
    """The cases that imports became, by number: those that the actor may see."""
    drafts = [Reference("reorganisation", one.draft) for one in imports if one.draft]
    return {one.id: label for one, label in kinds.describe(actor, drafts).items()}


def encodings_of(number: int) -> dict[str, int]:
    """In which encodings files of an import were taken to be, and how many in each."""
    files = StagedFile.objects.filter(taken_in=number).exclude(encoding="").order_by("encoding")
    return dict(
        files.values("encoding").annotate(count=Count("pk")).values_list("encoding", "count")
    )


def page_of(actor: Actor, key: str) -> tuple[list[ImportLine], Slice] | None:
    """One page of the list; None where the row that the key names is not there."""
    ids = imports_seen(actor)
    found = slice_of(ids, key)
    if found is None:
        return None
    return _lines(ids[found.start : found.end]), found


def _lines(ids: Sequence[int]) -> list[ImportLine]:
    rows = Import.objects.in_bulk(list(ids))
    counted = {
        number: (files, total or 0)
        for number, files, total in StagedFile.objects.filter(taken_in__in=ids)
        .order_by()
        .values("taken_in")
        .annotate(files=Count("pk"), total=Sum("rows"))
        .values_list("taken_in", "files", "total")
    }
    people = people_told({row.person_id for row in rows.values() if row.person_id})
    found = []
    for each in ids:
        person = people.get(rows[each].person_id or 0, "")
        files, total = counted.get(each, (0, 0))
        found.append(ImportLine(rows[each], person, files, total))
    return found
