"""What staged tables hold of people who are erased: their names; the numbers stay."""

from collections.abc import Collection

from django.utils.translation import pgettext_lazy

from bureau.institution.imports.models import KeptOutlook
from bureau.institution.imports.queries.personal import naming
from bureau.institution.imports.services.rows import update_rows
from bureau.record.journal.services import Act, service


@service(
    "imports.erase_names", pgettext_lazy("act in the journal", "Erase names in imported tables")
)
def erase_names(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: a cell that names somebody says the number instead. All summaries
    are computed anew: they may tell who holds a post."""
    imports, changed = set(), []
    for row, places in naming(people):
        for place, person in places.items():
            row.reading["cells"][place] = f"#{person}"
        changed.append(row)
        imports.add(row.file.taken_in_id)
    update_rows(act, changed)
    KeptOutlook.objects.all().delete()
    act.touch("import", *imports)
