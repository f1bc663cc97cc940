"""A chart worked out from files by another reader than the product's, to be compared with it."""

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bureau.core.coordinates import Coordinates
from bureau.core.imports.halves import Fault
from bureau.institution.imports.models import Department
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.queries.structure import roots_of, snapshot
from bureau.record.journal.queries import record_number_now

type Row = dict[str, str]


@dataclass
class Chart:
    """Units by name; posts by reference: unit, title, grade, hundredths, superior; blocks by unit,
    superior, grade, title: hundredths. All in small letters."""

    units: set[str] = field(default_factory=set)
    posts: dict[str, tuple[str, str, str, int, str]] = field(default_factory=dict)
    blocks: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)


def charts_of(
    files: Mapping[str, bytes], faults: Collection[Fault]
) -> dict[tuple[str, date], Chart]:
    """What each department looks like on each day of which its files tell, without what the faults
    leave out."""
    rows_out = {(one.file, one.row) for one in faults if one.left == "row"}
    lines_out = {(one.file, one.row) for one in faults if "to" in one.column.lower().split()}
    lines_out |= {(one.file, one.row) for one in faults if one.column.startswith("Reporting")}
    by_day: defaultdict[tuple[str, date], dict[str, list[Row]]] = defaultdict(dict)
    for name, content in files.items():
        found = re.fullmatch(r"(.*)-(\d{4}-\d\d-\d\d)-(senior|junior)\.csv", name)
        assert found
        department, day, half = found.groups()
        rows = [
            row | {"line": "" if (name, place) in lines_out else "stands"}
            for place, row in enumerate(read(content), 2)
            if (name, place) not in rows_out
        ]
        if rows:
            by_day[department, date.fromisoformat(day)][half] = rows
    charts: dict[tuple[str, date], Chart] = {}
    before: dict[str, Chart] = {}
    for (department, day), halves in sorted(by_day.items()):
        charts[department, day] = before[department] = chart(halves, before.get(department))
    return charts


def read(content: bytes) -> list[Row]:
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def chart(halves: Mapping[str, list[Row]], before: Chart | None) -> Chart:
    found = Chart()
    for row in (row for rows in halves.values() for row in rows):
        found.units |= {low(row["Unit"]) or low(row["Organisation"]), low(row["Organisation"])}
    if before and len(halves) < 2:
        found.units |= before.units
    for row in halves.get("senior", []):
        reference = low(row["Post Unique Reference"])
        part = row["FTE"].strip()
        share = hundredths(part) if re.fullmatch(r"\d+(\.\d+)?", part) else 100
        known = found.posts.get(reference)
        post = (
            low(row["Unit"]) or low(row["Organisation"]),
            low(row["Job Title"]) or reference,
            low(row["Grade (or equivalent)"]),
            min(100, share + known[3]) if known else share,
            above(row, row["Reports to Senior Post"]),
        )
        found.posts[reference] = post
    for row in halves.get("junior", []):
        key = (low(row["Unit"]), above(row, row["Reporting Senior Post"]), low(row["Grade"]))
        title = low(row["Generic Job Title"]) or key[2]
        found.blocks[*key, title] += hundredths(row["Number of Posts in FTE"])
    if before and "senior" not in halves:
        found.posts = before.posts
    if before and "junior" not in halves:
        for (unit, superior, *of_block), count in before.blocks.items():
            stands = superior if superior in found.posts else ""
            found.blocks[unit, stands, *of_block] += count  # type: ignore[index]
    return found


def above(row: Row, superior: str) -> str:
    return low(superior) if row["line"] and low(superior) != "xx" else ""


def hundredths(text: str) -> int:
    return round(Decimal(text.strip()) * 100)


def low(text: str) -> str:
    return " ".join(text.split()).casefold()


def chart_in_the_house(department: str, day: date) -> Chart:
    """The same as Bureau answers it."""
    organisation = Department.objects.get(key=department).organisation_id
    assert organisation
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    words = {row.pk: low(row.original) for row in Wording.objects.filter(organisation=organisation)}
    (root,) = roots_of(now, organisation)
    units = {unit.id: words[unit.name] for id in now.subtree(root) if (unit := now.unit(id))}
    found = Chart(set(units.values()))
    for post in now.posts_under(root):
        superiors = now.superiors(post.id)
        above = low(superiors[0].number) if superiors else ""
        facts = (units[post.unit], words[post.title], low(post.grade), post.fte, above)
        found.posts[low(post.number)] = facts
    for block in now.blocks_under(root):
        superior = now.post(block.superior) if block.superior else None
        number = low(superior.number) if superior else ""
        found.blocks[units[block.unit], number, low(block.grade), words[block.title]] += block.fte
    return found
