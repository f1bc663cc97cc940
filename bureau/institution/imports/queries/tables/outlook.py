"""A staged table beside the structure: what its rows would change, as actions of a draft."""

from collections.abc import Mapping
from dataclasses import dataclass

from bureau.core.coordinates import Coordinates
from bureau.core.imports.names import key_of
from bureau.core.imports.tables import Matched, Misfit, TableRead
from bureau.institution.imports.models import Import, StagedFile, StagedRow
from bureau.institution.imports.queries.ground import codes_of, standing_on
from bureau.institution.imports.queries.tables.blocks import ComparedBlocks
from bureau.institution.imports.queries.tables.changes import Change
from bureau.institution.imports.queries.tables.posts import ComparedPosts
from bureau.institution.imports.queries.tables.units import ComparedUnits
from bureau.institution.imports.store import matched_of, table_read, words_in_wordings
from bureau.institution.organisation.models import Grade, Place
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.journal.queries import record_number_now

SAMPLE = 3


@dataclass(frozen=True, slots=True)
class TableOutlook:
    """The actions that a table asks for, and what is left out."""

    changes: tuple[Change, ...]
    misfits: tuple[Misfit, ...]


def table_outlook(taken_in: Import) -> TableOutlook:
    """What would come of a staged table as of now; nothing is changed by asking."""
    file = StagedFile.objects.select_related("taken_in").get(taken_in=taken_in)
    read = table_read(file).read
    compared = _compared(taken_in, taken_in.organisation_id or 0, read)
    found: list[Change] = []
    misfits = list(read.misfits)
    for one in compared.all():
        if isinstance(one, Change):
            found.append(one)
        else:
            misfits.append(one)
    misfits.sort(key=lambda misfit: (misfit.row, misfit.column))
    return TableOutlook(tuple(found), tuple(misfits))


def headings_of(taken_in: Import) -> tuple[Matched, list[list[str]]]:
    """The headings of a staged table with what each is taken for, and the cells of a few rows."""
    file = StagedFile.objects.select_related("taken_in").get(taken_in=taken_in)
    rows = StagedRow.objects.filter(file=file).order_by("row")[:SAMPLE]
    read = rows.values_list("reading", flat=True)
    return matched_of(file), [list(reading["cells"]) for reading in read]


type ComparedRows = ComparedPosts | ComparedUnits | ComparedBlocks

ROWS: Mapping[str, type[ComparedRows]] = {
    "units": ComparedUnits,
    "posts": ComparedPosts,
    "blocks": ComparedBlocks,
}


def _compared(taken_in: Import, organisation: int, read: TableRead) -> ComparedRows:
    """With what the rows are of and what they name, and with nothing else of the organisation."""
    day = taken_in.day.toordinal() if taken_in.day else 0
    now = snapshot(Coordinates(day, record_number_now()))
    standing = standing_on(day, organisation, {})
    said = {key_of(cell) for wish in read.wishes for cell in wish.said.values()}
    named = {
        kind: {key: id for key, id in numbers.items() if key in said}
        for kind, numbers in standing.items()
    }
    units = {key: unit for key, id in named["unit"].items() if (unit := now.unit(id))}
    posts = {key: post for key, id in named["post"].items() if (post := now.post(id))}
    wordings = {*(unit.name for unit in units.values()), *(post.title for post in posts.values())}
    if taken_in.kind == "blocks":
        wordings |= {one.title for unit in units.values() for one in now.blocks_of(unit.id)}
    return ROWS[taken_in.kind](
        read,
        now,
        units,
        posts,
        words_in_wordings(wordings, taken_in.language),
        codes_of(Grade, organisation, [day]),
        codes_of(Place, organisation, [day]),
    )
