"""What taking an import back would do, as of now: what goes, what of others with it, what stays."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bureau.core.imports.halves import Fault, Left
from bureau.core.imports.plan import Named
from bureau.core.references import Reference
from bureau.institution.imports.models import StagedFile
from bureau.institution.imports.queries.costs import COST
from bureau.institution.imports.queries.following import Following, following, owed_of_all
from bureau.institution.imports.store import things_known

type Placed = tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class Along:
    """A file of another import, some rows of which would be left out then."""

    number: int
    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """`changes`: effects and costs that taking it back writes; `gone`: things that go, by kind;
    `staying`: how many that it told of were decided on since, and stay; `held`: the units and
    posts that stay because something decided hangs on them."""

    changes: int
    gone: Mapping[str, int]
    along: tuple[Along, ...]
    staying: int
    held: tuple[Reference, ...] = ()


def leaving(number: int) -> Leaving:
    """Nothing is changed by asking."""
    files = StagedFile.objects.filter(taken_in=number, department__isnull=False)
    departments = sorted(set(files.values_list("department", flat=True)))
    changes, staying, gone, rows = 0, 0, Counter[str](), Counter[int]()
    held: list[Reference] = []
    for department in departments:
        before, after = following(department or 0), following(department or 0, None, number)
        owed = owed_of_all(after)
        changes += owed.count
        told = _only_of(before, after)
        taken = {one for one, due in owed.dues if due.source is None}
        taken = {one for one in taken if (one.kind, one.id) in told}
        gone += Counter(one.kind for one in taken) + Counter({COST: len(owed.gone)})
        kept = {one for one in owed.held if (one.kind, one.id) in told}
        held += sorted(kept, key=lambda one: (one.kind, one.id))
        staying += sum(kind != COST for kind, _ in told) - len(taken) - len(kept)
        rows += _left_out(before, after)
    others = StagedFile.objects.filter(pk__in=rows).exclude(taken_in=number).order_by("pk")
    along = [Along(file.taken_in_id, file.name, rows[file.pk]) for file in others]
    return Leaving(changes, gone, tuple(along), staying, tuple(held))


def _only_of(before: Following, after: Following) -> set[tuple[str, int]]:
    """The things that stand now by files and would not then."""
    named: set[Named] = {*before.plan.steps, *before.plan.costs}
    lost = named - {*after.plan.steps, *after.plan.costs}
    return {(thing.kind, number) for thing, number in things_known(after.department, lost).items()}


def _left_out(before: Following, after: Following) -> Counter[int]:
    """Of each file the rows of which something is left out only then."""
    known = set(map(_placed, before.plan.faults))
    out = {(one.file, one.row) for one in before.plan.faults if one.left is Left.ROW}
    new = {(file, row) for file, row, *_ in set(map(_placed, after.plan.faults)) - known}
    return Counter(int(file) for file, _ in new - out)


def _placed(fault: Fault) -> Placed:
    return fault.file, fault.row, fault.column, fault.reason.code
