"""What staged tables hold of people who are erased: their names; the numbers stay."""

from collections.abc import Collection

from bureau.institution.imports.models import KeptOutlook
from bureau.institution.imports.queries.personal import naming
from bureau.record.journal.services import Act, service


@service
def erase_names(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: a cell that names somebody says the number instead."""
    imports = set()
    for row, places in list(naming(people)):
        for place, person in places.items():
            row.reading["cells"][place] = f"#{person}"
        row.save(update_fields=["reading"])
        imports.add(row.file.taken_in_id)
    KeptOutlook.objects.filter(taken_in__in=imports).delete()
    act.touch("import", *imports)
