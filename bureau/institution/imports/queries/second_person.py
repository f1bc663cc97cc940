"""Whether an import takes two persons, what was proposed of it, and whom its tables name."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bureau.core.actors import Actor
from bureau.core.imports.names import key_of
from bureau.institution.governance.queries.opening import people_called
from bureau.institution.governance.queries.own_cases import counts_cost, posts_before
from bureau.institution.imports.models import Import, ImportedThing, ImportProposal, StagedFile
from bureau.institution.imports.permissions import may_confirm_import, may_write_alone
from bureau.institution.imports.queries.pages import organisations_of
from bureau.institution.imports.store import matched_of
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import (
    Effect,
    Grade,
    IncumbencyVersion,
    Place,
    PostVersion,
    Unit,
    UnitVersion,
    Wording,
)
from bureau.institution.organisation.queries.actors import in_person
from bureau.institution.organisation.queries.structure import today_in_force


def is_decided(organisations: Collection[int | None]) -> bool:
    """Whether anything stands there that was decided, and not only recorded as it stood."""
    decisions = Instrument.objects.exclude(kind="opening_record")
    effects = Effect.objects.filter(organisation__in=[one for one in organisations if one])
    return effects.filter(instrument__in=decisions).exists()


def takes_two(actor: Actor, row: Import) -> bool:
    """Whether somebody else must confirm what the actor would have written."""
    return not may_write_alone(actor, is_decided=is_decided(organisations_of(row)))


def proposal_of(row: Import) -> ImportProposal | None:
    """What is proposed of an import and not settled yet."""
    return ImportProposal.objects.filter(taken_in=row, settled_by__isnull=True).first()


def people_behind(number: int, file: int) -> list[int]:
    """Who read in an import, or the one that a file is of, and who proposed and confirmed them."""
    imports = Import.objects.filter(Q(pk=number) | Q(files=file)).distinct()
    proposals = ImportProposal.objects.filter(taken_in__in=imports, is_confirmed=True)
    found = list(imports.values_list("person", flat=True).order_by("pk"))
    for pair in proposals.order_by("pk").values_list("proposed_by", "settled_by"):
        found += pair
    return list(dict.fromkeys(one for one in found if one))


def may_confirm(actor: Actor, row: Import, proposal: ImportProposal) -> bool:
    return may_confirm_import(actor, {row.person_id, proposal.proposed_by_id})


def gives_post_to(row: Import, person: int | None) -> bool:
    """Whether what would be written gives this person a post, or what would be taken back could.

    A table of holders names them as one; or another one that stands does, of a post that the table
    names, or of any post that they have not had on record. All that follows from the files that
    stand is written with each table: one of posts or units lets such a row in.
    """
    if person is None:
        return False
    called = {key_of(name) for name, found in people_called().items() if person in found}
    called.add(f"#{person}")
    own = list(_holders_in(row)) if row.kind == "holders" else []
    if any(holder in called for _post, holder in own):
        return True
    named = {post for post, _holder in own}
    held = _numbers_held(person)
    tables = Import.objects.filter(kind="holders", organisation=row.organisation_id)
    standing = tables.filter(files__stands=True).exclude(pk=row.pk).distinct()
    return any(
        holder in called and (post in named or post not in held)
        for other in standing
        for post, holder in _holders_in(other)
    )


def _numbers_held(person: int) -> set[str]:
    """The numbers, as keys, of the posts that the person ever had on record."""
    held = IncumbencyVersion.objects.filter(person=person, recorded_until__isnull=True)
    posts = PostVersion.objects.filter(subject__in=held.values("post"))
    return {key_of(number) for number in posts.values_list("number", flat=True)}


def changes_own_post(row: Import, actor: Actor, *, undoes: bool) -> bool:
    """Whether it changes grade, title, unit, headship or holder of a post that is the actor's
    today; taken back (`undoes`), whether it names one."""
    now = today_in_force(row.organisation)
    own = in_person(actor, date.fromordinal(now.coordinates.valid)).posts
    if not own or row.kind == "costs":
        return False
    if row.kind not in ("posts", "units", "holders"):
        return _has_written(row, own)
    told = [one for one in map(now.post, own) if one]
    rows = Wording.objects.filter(pk__in={one.title for one in told})
    titles = dict(rows.values_list("pk", "said"))
    stands = {
        key_of(one.number): _Stands(
            title=frozenset(key_of(said) for said, _ in titles[one.title].said.values()),
            grade=key_of(one.grade),
            unit=key_of(unit.code) if (unit := now.unit(one.unit)) else "",
            heads=frozenset(key_of(each.code) for each in now.units() if each.head == one.id),
        )
        for one in told
    }
    columns = ("number", "title", "grade", "unit", "code", "head")
    if any(_is_changed(stands, *said, undoes=undoes) for said in _cells_of(row, *columns)):
        return True
    return row.kind == "units" and _lets_in(row, stands.keys())


def _lets_in(row: Import, posts: Collection[str]) -> bool:
    """Whether a row that stands puts one of these posts in a unit, or at its head, that never was
    on record: it was left out, and is written with a table of units that brings the unit."""
    units = Unit.objects.filter(organisation=row.organisation_id)
    rows = UnitVersion.objects.filter(subject__in=units, recorded_until__isnull=True)
    codes = {key_of(code) for code in rows.values_list("code", flat=True).distinct()}
    tables = Import.objects.filter(kind__in=["posts", "units"], organisation=row.organisation_id)
    standing = tables.filter(files__stands=True).exclude(pk=row.pk).distinct()
    return any(
        (number in posts and bool(unit) and unit not in codes)
        or (head in posts and code not in codes)
        for other in standing
        for number, unit, code, head in _cells_of(other, "number", "unit", "code", "head")
    )


@dataclass(frozen=True, slots=True)
class _Stands:
    """A post as it stands, in keys: its title in each language, and the units that it heads."""

    title: frozenset[str]
    grade: str
    unit: str
    heads: frozenset[str]

    def is_as(self, title: str, grade: str, unit: str) -> bool:
        """Whether a row says nothing else; an empty cell says nothing."""
        is_same = title in self.title or not title
        return is_same and grade in ("", self.grade) and unit in ("", self.unit)


def _is_changed(
    stands: Mapping[str, _Stands],
    *cells: str,
    undoes: bool,
) -> bool:
    number, title, grade, unit, code, head = cells
    if number in stands:
        return (
            undoes or not (title or grade or unit) or not stands[number].is_as(title, grade, unit)
        )
    is_head = any(code in one.heads for one in stands.values())
    if head in stands:
        return undoes or code not in stands[head].heads
    return is_head and (undoes or bool(head))


def names_own_cost(row: Import, actor: Actor) -> bool:
    """Whether it is of standard costs that a case counts in which the actor had a hand."""
    if row.kind != "costs":
        return False
    grades = Grade.objects.filter(organisation=row.organisation).values_list("code", flat=True)
    places = Place.objects.filter(organisation=row.organisation).values_list("code", flat=True)
    told = {key_of(code): code for code in (*grades, *places)}
    named = {
        (told.get(grade, grade), told.get(place, place))
        for grade, place in _cells_of(row, "grade", "place")
    }
    return counts_cost(actor, named)


def names_post_of_own_case(row: Import, actor: Actor) -> bool:
    """Whether it names a post to which a case comes that the actor had a hand in, or may end one:
    who decides there is not theirs to say."""
    own = posts_before(actor)
    if not own or row.kind == "costs":
        return False
    if row.kind not in ("holders", "posts"):
        return _has_written(row, own)
    numbers = PostVersion.objects.filter(subject__in=own).values_list("number", flat=True)
    named = {key_of(number) for number in numbers}
    return any(post in named for post, _holder in _holders_in(row))


def _has_written(row: Import, posts: Collection[int]) -> bool:
    """Whether imports of its departments wrote one of these posts."""
    files = StagedFile.objects.filter(taken_in=row, department__isnull=False)
    things = ImportedThing.objects.filter(department__in=files.values("department"))
    return things.filter(kind="post", subject__in=posts).exists()


def _holders_in(row: Import) -> Iterator[tuple[str, ...]]:
    """The post and the holder, if any, that each row of a table names."""
    return _cells_of(row, "number", "holder")


def _cells_of(row: Import, *names: str) -> Iterator[tuple[str, ...]]:
    """What each row of a table says in these columns, as keys; "" where it says nothing."""
    for file in StagedFile.objects.filter(taken_in=row).select_related("taken_in"):
        columns = matched_of(file).by_column
        places = [columns.get(name) for name in names]
        for reading in file.staged.values_list("reading", flat=True).iterator():
            yield tuple(_cell(reading["cells"], place) for place in places)


def _cell(cells: list[str], place: int | None) -> str:
    return key_of(cells[place]) if place is not None and place < len(cells) else ""
