"""An import as it looks: what its files hold, what is left out and why, what would be written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bureau.core.imports.differing import Wanted
from bureau.core.imports.halves import Fault, Left
from bureau.core.imports.renames import Rename
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Role
from bureau.institution.imports.models import (
    Import,
    SettledRename,
    StagedFault,
    StagedFile,
    State,
)
from bureau.institution.imports.queries.costs import COST
from bureau.institution.imports.queries.following import (
    Following,
    Owed,
    at_the_top,
    following,
    owed_of_all,
    steps_of_own,
)
from bureau.institution.imports.store import fault_read, thing_key

GONE = "gone"
LINES_MOST = 300
KINDS = {
    "units": "unit",
    "posts": "post",
    "blocks": "block",
    "holders": "incumbency",
    "costs": COST,
}
"""Of what the rows of each kind of table tell."""
UNDER = {"unit": "parent", "post": "unit", "block": "unit"}
"""In which column it says in or under which unit it stands."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rename to settle; `is_accepted` is None while nobody has said."""

    department: int
    organisation: str
    rename: Rename
    is_accepted: bool | None

    @property
    def pair(self) -> str:
        """A name for it that an address or a form can carry."""
        return thing_key("\t".join((str(self.department), *self.rename.pair)))


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change of a table: its row (0: taken back), the key in it, of what, and how; and in or
    under which unit, as the row says it."""

    row: int
    name: str
    kind: str
    role: str
    day: Day | None
    under: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that is told of one import: `rows` and what they tell of are those of its own files.

    `changes` are effects still to be written (or taken back, while it is undone); `written` those
    that were. `lines` are the first changes of tables, `at_the_top` how many units these begin
    under no other.
    """

    number: int
    state: str
    files: int
    rows: int
    organisations: int
    units: int
    posts: int
    blocks: int
    holders: int
    costs: int
    snapshots: int
    changes: int
    written: int
    faults: tuple[Fault, ...]
    proposals: tuple[Proposal, ...]
    lines: tuple[ChangeLine, ...] = ()
    at_the_top: int = 0

    @property
    def is_asking(self) -> bool:
        """Whether somebody is to say that it is meant: an organisation has one unit at the top."""
        return self.state in (State.STAGED, State.UNDONE) and self.at_the_top > 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the files could be taken."""
        return not (self.units or self.posts or self.blocks or self.holders or self.costs)


def outlook(number: int) -> Outlook:
    """What would come of an import as of now, or has; nothing is changed by asking."""
    taken_in = Import.objects.get(pk=number)
    files = list(StagedFile.objects.filter(taken_in=number))
    besides = None if taken_in.state == State.UNDOING else number
    found = [following(department, besides) for department in _departments(files)]
    found = [one for one in found if one.plan.steps or one.organisation]
    owed = [owed_of_all(one) for one in found]
    faults = [fault_read(row) for row in StagedFault.objects.filter(file__in=files)]
    lines: list[ChangeLine] = []
    for one, met in zip(found, owed, strict=True):
        faults += [*one.plan.faults, *met.costs.faults, *_differing(met.differing)]
        lines += islice(_lines(one, met), LINES_MOST) if one.tables else ()
    counted = Counter[str]()
    for one in found:
        counted += _counted(one, number, faults)
    return Outlook(
        number=number,
        state=taken_in.state,
        files=len(files),
        rows=sum(file.rows for file in files),
        organisations=sum(bool(one.plan.steps) for one in found),
        units=counted["unit"],
        posts=counted["post"],
        blocks=counted["block"],
        holders=counted["incumbency"],
        costs=counted[COST],
        snapshots=len({(file.department_id, file.day) for file in files if file.department_id}),
        changes=sum(one.count for one in owed),
        written=taken_in.changes,
        faults=tuple(_named(faults, files)),
        proposals=tuple(proposal for one in found for proposal in _proposals(one)),
        lines=tuple(lines),
        at_the_top=at_the_top(taken_in),
    )


def _counted(found: Following, number: int, faults: Iterable[Fault]) -> Counter[str]:
    """Of what the files of one import tell, as far as it is taken, by kind."""
    files = StagedFile.objects.filter(taken_in=number, department=found.department)
    mine = {str(pk) for pk in files.values_list("pk", flat=True)}
    if not found.row.of_tables:
        return Counter(thing.kind for thing in steps_of_own(found, number))
    left = {(fault.file, fault.row) for fault in faults if fault.left is Left.ROW}
    return Counter(
        KINDS[table.kind]
        for table in found.tables
        for wish in table.read.wishes
        if table.file in mine and (table.file, wish.row) not in left
    )


def _lines(found: Following, owed: Owed) -> Iterator[ChangeLine]:
    """What would be written of tables, in the order of writing; what is taken back has no row."""
    wishes = {(table.file, wish.row): wish for table in found.tables for wish in table.read.wishes}
    for subject, due in owed.dues:
        row = due.source.row if due.source else 0
        wish = wishes.get((due.source.file, row)) if due.source else None
        name, said = (wish.key, wish.said) if wish else ("", {})
        role = due.role.value if due.source else GONE
        under = said.get(UNDER.get(subject.kind, ""), "")
        yield ChangeLine(row, name, subject.kind, role, due.day, under)
    for one in owed.costs.dues:
        row, cost = one.cost.source.row, one.cost
        role = Role.ESTABLISH if one.instead is None else Role.CHANGE
        name = f"{cost.grade} · {cost.place}"
        yield ChangeLine(row, name, COST, role.value, cost.valid_from)
    for _ in owed.gone:
        yield ChangeLine(0, "", COST, GONE, None)


def _departments(files: Iterable[StagedFile]) -> list[int]:
    return sorted({file.department_id for file in files if file.department_id is not None})


def _named(faults: Sequence[Fault], files: Sequence[StagedFile]) -> Iterator[Fault]:
    """Those of these files, under their names, each fault once, in the order of a reader.

    The same file may have been taken in before: what is said of the one is said of the other.
    """
    spoken = {int(fault.file) for fault in faults} | {_other(fault) for fault in faults}
    rows = StagedFile.objects.filter(pk__in=spoken).values_list("pk", "name", "identity")
    known = {pk: (name, identity) for pk, name, identity in rows}
    mine = {file.identity: file.name for file in files if file.identity}
    own = {file.pk: file.name for file in files}
    told = {}
    for fault in faults:
        number = int(fault.file)
        name = own.get(number) or mine.get(known[number][1])
        if not name:
            continue
        reason, other = fault.reason, _other(fault)
        if other:
            reason = Reason(reason.code, {**reason.facts, "other": known[other][0]})
        told[name, fault.row, fault.column, reason.code] = replace(fault, file=name, reason=reason)
    yield from (told[key] for key in sorted(told))


def _other(fault: Fault) -> int:
    """The number of the file that stands in place of one, 0 where there is none."""
    is_of_two = fault.reason.code in ("half_twice", "said_otherwise")
    return int(fault.reason.facts["other"]) if is_of_two else 0


def _differing(differing: Iterable[tuple[Reference, Wanted]]) -> Iterator[Fault]:
    """What files say otherwise than what was decided, which stays."""
    for subject, wanted in differing:
        reason = Reason("decided_otherwise", {"kind": subject.kind, "day": wanted.day})
        yield Fault(wanted.source.file, wanted.source.row, "", reason, Left.VALUE)


def _proposals(found: Following) -> Iterator[Proposal]:
    settled = {
        (row.before, row.after): row.is_accepted
        for row in SettledRename.objects.filter(department=found.department)
    }
    for rename in found.plan.proposals:
        said = settled.get(rename.pair)
        yield Proposal(found.department, found.plan.name, rename, said)
