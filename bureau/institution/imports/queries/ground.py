"""The ground that tables stand on: grades, places, people, and what stands otherwise."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import batched, groupby

import numpy as np

from bureau.core.coordinates import Coordinates
from bureau.core.imports.names import key_of
from bureau.core.imports.plan import LINE
from bureau.core.imports.tabled.ground import Ground, Held, Tabled
from bureau.core.imports.tabled.lines import COLUMN as LINE_COLUMN
from bureau.core.spans import Day
from bureau.core.structure.objects import Objects
from bureau.core.structure.ordering import Positions
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Reporting
from bureau.institution.governance.queries.opening import people_called
from bureau.institution.imports.models import Department, ImportedThing
from bureau.institution.imports.store import AT_ONCE, import_instruments
from bureau.institution.organisation.models import (
    Effect,
    Grade,
    IncumbencyVersion,
    Place,
    PostVersion,
)
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.organisation.store import IDENTITIES
from bureau.record.accounts.models import Person
from bureau.record.erasure.queries import are_erased
from bureau.record.journal.queries import record_number_now

NAMES = {"unit": "code", "post": "number"}
NUMBERED = re.compile(r"#(\d{1,9})", re.ASCII)

type Numbers = Mapping[str, int]


def ground_of(department: Department, tables: Sequence[Tabled]) -> Ground:
    """What these tables may name besides each other, as known now."""
    organisation = department.organisation_id or 0
    holders = [table for table in tables if table.kind == "holders"]
    own = _written_by_tables(department)
    days = {table.day for table in tables}
    standing = {day: standing_on(day, organisation, own) for day in days}
    posts = {
        number
        for table in holders
        for wish in table.read.wishes
        if (number := standing[table.day]["post"].get(key_of(wish.said["number"])))
    }
    people = _people(holders, department) if holders else {}
    return Ground(
        grades=codes_of(Grade, organisation, days),
        places=codes_of(Place, organisation, days),
        people=people,
        standing=standing,
        began=_began(posts),
        held=_held(posts, _named(holders, people), own.get("incumbency", frozenset())),
        lines=_lines(tables, organisation, own.get("reporting", frozenset())),
    )


def ground_of_units(department: Department, tables: Iterable[Tabled]) -> Ground:
    """The little of it that says under which units those of these tables stand."""
    organisation, own = department.organisation_id or 0, _written_by_tables(department)
    days = {table.day for table in tables}
    return Ground(standing={day: standing_on(day, organisation, own, ("unit",)) for day in days})


def _lines(
    tables: Iterable[Tabled], organisation: int, own: Collection[int]
) -> dict[Day, dict[str, str]]:
    """To whom posts report otherwise than by tables, on the days of tables that say it."""
    days = {table.day for table in tables if LINE_COLUMN in table.read.matched.by_column}
    found: dict[Day, dict[str, str]] = {}
    for day in days:
        now, chosen = _standing("reporting", day, organisation)
        lines: Objects[Reporting] = now.standing("reporting")
        told = found.setdefault(day, {})
        for line in lines.views(chosen):
            post, superior = now.post(line.post), now.post(line.superior)
            if post and superior and line.manner == LINE and line.id not in own:
                told[key_of(post.number)] = superior.number
    return found


def codes_of(
    model: type[Grade] | type[Place], organisation: int, days: Iterable[Day]
) -> frozenset[str]:
    """Those of the organisation's list, and those that its posts have on some days."""
    rows = model.objects.filter(organisation=organisation)
    field = "grade" if model is Grade else "duty_station"
    used: set[str] = set()
    for day in days:
        now, chosen = _standing("post", day, organisation)
        numbers = np.unique(now.standing("post").field(field, chosen))
        used.update(now.columns.vocabulary.words(numbers))
    return frozenset(rows.values_list("code", flat=True)) | used


def _standing(kind: str, day: Day, organisation: int) -> tuple[Snapshot, Positions]:
    """The snapshot of a day, and where in it the units or posts of an organisation are."""
    now = snapshot(Coordinates(day, record_number_now()))
    rows = IDENTITIES[kind]._default_manager.filter(organisation=organisation)
    mine = np.array(sorted(rows.values_list("pk", flat=True)), np.int64)
    return now, np.flatnonzero(np.isin(now.standing(kind).ids, mine))


def _people(holders: Iterable[Tabled], department: Department) -> dict[str, frozenset[int]]:
    """By name and login; and by number (“#7”), as tables name whom they put on record: of those who
    were erased, only such."""
    things = ImportedThing.objects.filter(department=department, kind="incumbency")
    rows = IncumbencyVersion.objects.filter(subject__in=things.values("subject"))
    known = frozenset(rows.values_list("person", flat=True))
    people: dict[str, frozenset[int]] = {}
    for name, found in people_called().items():
        people[key_of(name)] = people.get(key_of(name), frozenset()) | found
    named = {wish.said["holder"] for table in holders for wish in table.read.wishes}
    numbers = {int(number[1]) for name in named if (number := NUMBERED.fullmatch(name))}
    for some in batched(sorted(numbers), AT_ONCE):
        listed = frozenset(Person.objects.filter(pk__in=some).values_list("pk", flat=True))
        listed -= are_erased(listed) - known
        people |= {f"#{number}": frozenset({number}) for number in listed}
    return people


def standing_on(
    day: Day,
    organisation: int,
    without: Mapping[str, Collection[int]],
    kinds: Iterable[str] = tuple(NAMES),
) -> dict[str, Numbers]:
    """Units by code and posts by number (keys) of an organisation on a day, but for some."""
    found: dict[str, Numbers] = {}
    for kind in kinds:
        name = NAMES[kind]
        now, chosen = _standing(kind, day, organisation)
        standing, left = now.standing(kind), without.get(kind, frozenset())
        words = now.columns.vocabulary.words(standing.field(name, chosen))
        ids = standing.ids[chosen].tolist()
        pairs = zip(words, ids, strict=True)
        found[kind] = {key_of(word): id for word, id in pairs if id not in left}
    return found


def _written_by_tables(department: Department) -> dict[str, frozenset[int]]:
    """By kind, what tables wrote and nothing was decided of since: it stands on nothing else."""
    rows = ImportedThing.objects.filter(department=department.pk)
    things = rows.exclude(kind="standard_cost").values_list("kind", "subject")
    of_kind: dict[str, set[int]] = {}
    for kind, subject in things:
        of_kind.setdefault(kind, set()).add(subject)
    if not of_kind:
        return {}
    decided = Effect.objects.filter(organisation=department.organisation)
    decided = decided.exclude(instrument__in=import_instruments(department.pk))
    for kind, subject in decided.values_list("kind", "subject").distinct():
        of_kind.get(kind, set()).discard(subject)
    return {kind: frozenset(subjects) for kind, subjects in of_kind.items()}


def _began(posts: Iterable[int]) -> dict[int, Day]:
    found: dict[int, Day] = {}
    for some in batched(sorted(posts), AT_ONCE):
        rows = PostVersion.objects.filter(subject__in=some, recorded_until__isnull=True)
        found |= dict(rows.order_by("-valid_from").values_list("subject", "valid_from"))
    return found


def _named(holders: Iterable[Tabled], people: Mapping[str, Collection[int]]) -> frozenset[int]:
    """Whom tables name as holders."""
    names = {key_of(wish.said["holder"]) for table in holders for wish in table.read.wishes}
    return frozenset(number for name in names for number in people.get(name, ()))


def _held(
    posts: Collection[int], people: Collection[int], own: Collection[int]
) -> dict[int, list[Held]]:
    """What is held of these posts, and by these people, otherwise than by tables."""
    found: dict[int, list[Held]] = {}
    known = IncumbencyVersion.objects.filter(recorded_until__isnull=True)
    parts = [known.filter(post__in=some) for some in batched(sorted(posts), AT_ONCE)]
    parts += [known.filter(person__in=some) for some in batched(sorted(people), AT_ONCE)]
    seen: set[tuple[int, int, int]] = set()
    for part in parts:
        rows = part.order_by("post", "person", "subject", "valid_from")
        for hold, same in groupby(rows, _of_one_hold):
            post, _, subject = hold
            if subject not in own and hold not in seen:
                found.setdefault(post, []).extend(_holds(list(same)))
            seen.add(hold)
    return found


def _of_one_hold(row: IncumbencyVersion) -> tuple[int, int, int]:
    return row.post, row.person, row.subject_id


def _holds(rows: Sequence[IncumbencyVersion]) -> Iterator[Held]:
    """The versions of one hold, in order; those that follow each other are of one run."""
    first = 0
    for place, row in enumerate(rows, 1):
        if place == len(rows) or rows[place].valid_from != row.valid_until:
            run = rows[first].valid_from, row.valid_until
            for one in rows[first:place]:
                days = one.valid_from, one.valid_until
                yield Held(one.person, one.manner, one.share, *days, run)
            first = place
