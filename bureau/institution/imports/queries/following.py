"""What follows from the files of a department, held beside what is on record: the dry run."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import batched

from bureau.core.imports.differing import (
    Due,
    Wanted,
    days_lost,
    differing_from_decided,
    due,
    is_decided,
)
from bureau.core.imports.plan import Given, Named, Plan, Step, Worded, plan
from bureau.core.imports.tabled.ground import Tabled
from bureau.core.imports.tabled.plan import plan_of_tables
from bureau.core.references import Reference
from bureau.core.structure.effects import Effect, Role
from bureau.core.structure.kinds import Value
from bureau.institution.imports.models import Department, Import, StagedFile
from bureau.institution.imports.queries.costs import (
    COST,
    NO_COSTS,
    CostsOwed,
    costs_owed,
    costs_standing,
)
from bureau.institution.imports.queries.ground import ground_of, ground_of_units
from bureau.institution.imports.queries.held import EVER, held
from bureau.institution.imports.store import (
    AT_ONCE,
    accepted_renames,
    decided_blocks,
    decided_lines,
    decided_things,
    halves,
    has_decided,
    import_instruments,
    tables_of,
    things_gone,
    things_known,
    words_in_wordings,
)
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.store import effects_of

THINGS_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Following:
    """The plan of one department as its files stand at `edition`; `tables` are those it has."""

    row: Department
    plan: Plan
    tables: tuple[Tabled, ...] = ()

    @property
    def department(self) -> int:
        return self.row.pk

    @property
    def organisation(self) -> int | None:
        return self.row.organisation_id

    @property
    def edition(self) -> int:
        return self.row.edition

    def parts(self) -> Iterator[Mapping[Named, Sequence[Step]]]:
        """The things of the plan in portions that are quick to compare."""
        for some in batched(self.plan.steps.items(), THINGS_AT_ONCE):
            yield dict(some)

    def gone(self) -> tuple[list[Reference], set[Reference]]:
        """What earlier files named and none does now, what hangs on others first; and what of it
        stays, because something decided hangs on it."""
        gone = things_gone(self.department, self.plan.steps.keys() | self.plan.costs.keys())
        staying = held(dict.fromkeys(gone, EVER), import_instruments(self.department))
        return [one for one in gone if one not in staying], staying


@dataclass(frozen=True, slots=True)
class Known:
    """The numbers of things and of wordings that have one."""

    things: Mapping[Named, int]
    words: Mapping[Worded, int]

    def value(self, given: Given) -> Value:
        """What a field will hold; -1 for what has no number yet."""
        match given:
            case Named():
                return self.things.get(given, -1)
            case Worded():
                return self.words.get(given, -1)
            case _:
                return given

    def wanted(self, steps: Iterable[Step]) -> list[Wanted]:
        return [
            Wanted(
                step.day,
                step.role,
                {name: self.value(given) for name, given in step.fields.items()},
                step.source,
                {name: one.words for name, one in step.fields.items() if isinstance(one, Worded)},
            )
            for step in steps
        ]


@dataclass(frozen=True, slots=True)
class Owed:
    """What is to be written of things, and where files differ from what was decided; `costs` are
    the standard costs to be written, `gone` those to be taken back. `held` are the things that
    would be ended or taken back, and stay, because something decided hangs on them."""

    dues: tuple[tuple[Reference, Due], ...]
    differing: tuple[tuple[Reference, Wanted], ...]
    costs: CostsOwed = NO_COSTS
    gone: tuple[int, ...] = ()
    held: frozenset[Reference] = frozenset()

    @property
    def count(self) -> int:
        return len(self.dues) + len(self.costs.dues) + len(self.gone)


def following(department: int, besides: int | None = None, without: int | None = None) -> Following:
    """What follows from the files that stand, with or without those of one import."""
    row = Department.objects.get(pk=department)
    if row.of_tables:
        tables = tables_of(department, besides, without)
        made = plan_of_tables(tables, ground_of(row, tables))
        return Following(row, made, tuple(tables))
    return Following(row, plan(halves(department, besides, without), accepted_renames(department)))


def at_the_top(taken_in: Import) -> int:
    """How many units a table to be put on record begins under no other: of an organisation there
    is one. Only tables of units are read for it, so that an act may ask."""
    row = Department.objects.filter(files__taken_in=taken_in, of_tables=True).first()
    if row is None or taken_in.kind != "units":
        return 0
    tables = tables_of(row.pk, besides=taken_in.pk, kind="units")
    steps = plan_of_tables(tables, ground_of_units(row, tables)).steps
    tops = {one: said for one, said in steps.items() if said[0].fields.get("parent") is None}
    known = known_of(row, tops)
    wanted = {
        Reference(thing.kind, known.things.get(thing, -place)): known.wanted(said)
        for place, (thing, said) in enumerate(tops.items(), 1)
    }
    dues = owed(wanted, import_instruments(row.pk)).dues
    return sum(due.role is Role.ESTABLISH for _, due in dues)


def steps_of_own(found: Following, number: int) -> Mapping[Named, Sequence[Step]]:
    """What follows from the organograms of one import alone, whatever others say."""
    department = found.department
    others = StagedFile.objects.filter(department=department, stands=True).exclude(taken_in=number)
    if not others.exists():
        return found.plan.steps
    own = StagedFile.objects.filter(department=department, taken_in=number)
    mine = {str(pk) for pk in own.values_list("pk", flat=True)}
    told = [half for half in halves(department, number) if half.file in mine]
    return plan(told, accepted_renames(department)).steps


def named_in(steps: Mapping[Named, Sequence[Step]]) -> set[Named]:
    """Every thing that these steps are of or speak of."""
    spoken = {
        given
        for listed in steps.values()
        for step in listed
        for given in step.fields.values()
        if isinstance(given, Named)
    }
    return spoken | set(steps)


def words_in(steps: Mapping[Named, Sequence[Step]]) -> set[Worded]:
    return {
        given
        for listed in steps.values()
        for step in listed
        for given in step.fields.values()
        if isinstance(given, Worded)
    }


def known_of(department: Department, steps: Mapping[Named, Sequence[Step]]) -> Known:
    """What the record knows of what these steps speak of, without making anything."""
    things = named_in(steps)
    known = things_known(department.pk, things)
    if department.organisation_id is None:
        return Known(known, {})
    if len(known) < len(things) and has_decided(department):
        days = {thing: steps[thing][0].day for thing in steps if thing.kind == "reporting"}
        standing = decided_things(department) | decided_lines(department, days)
        if department.of_tables and any(thing.kind == "block" for thing in steps):
            standing |= decided_blocks(department)
        known = {thing: standing[thing] for thing in things if thing in standing} | known
    return Known(known, _wordings(department.organisation_id, words_in(steps)))


def _wordings(organisation: int, words: Iterable[Worded]) -> dict[Worded, int]:
    said = {each: f"{each.language}\n{each.words}" for each in words}
    digests = {sha256(text.encode()).hexdigest(): each for each, text in said.items()}
    found: dict[Worded, int] = {}
    for some in batched(sorted(digests), AT_ONCE):
        rows = Wording.objects.filter(organisation=organisation, hash__in=some).order_by("-pk")
        found |= {digests[digest]: pk for digest, pk in rows.values_list("hash", "pk")}
    return found


def _wordings_of(
    decided: Mapping[Reference, Iterable[Effect]], wanted: Mapping[Reference, Sequence[Wanted]]
) -> Mapping[int, Collection[str]]:
    """What the wordings of these things say, where a file says words of them."""
    ids = {
        value
        for subject, effects in decided.items()
        for name in {name for one in wanted[subject] for name in one.words}
        for effect in effects
        if isinstance(value := effect.fields.get(name), int)
    }
    return words_in_wordings(ids)


def owed(wanted: Mapping[Reference, Sequence[Wanted]], imports: frozenset[int]) -> Owed:
    """What to write of these things; one of which anything was decided is left alone, and so is
    one that would stand no more on a day on which something decided hangs on it."""
    dues: list[tuple[Reference, Due]] = []
    differing: list[tuple[Reference, Wanted]] = []
    known = effects_of(wanted)
    left = {one: effects for one, effects in known.items() if is_decided(effects, imports)}
    found_due = {one: due(known[one], wanted[one]) for one in known if one not in left}
    lost = {one: days_lost(known[one], said) for one, said in found_due.items() if said}
    staying = held({one: days for one, days in lost.items() if days}, imports)
    left |= {one: known[one] for one in staying}
    wordings = _wordings_of(left, wanted)
    for subject, effects in known.items():
        if subject in left:
            found = differing_from_decided(effects, wanted[subject], wordings)
            differing += [(subject, one) for one in found]
        else:
            dues += [(subject, one) for one in found_due[subject]]
    return Owed(tuple(dues), tuple(differing), held=frozenset(staying))


def owed_of_all(found: Following) -> Owed:
    """What applying would write and meet, as of now; nothing is changed by asking."""
    imports = import_instruments(found.department)
    parts: list[Owed] = []
    new = 0
    for steps in found.parts():
        known = known_of(found.row, steps)
        wanted: dict[Reference, Sequence[Wanted]] = {}
        for thing, listed in steps.items():
            number = known.things.get(thing)
            if number is None:
                new -= 1
            wanted[Reference(thing.kind, number or new)] = known.wanted(listed)
        parts.append(owed(wanted, imports))
    gone, staying = found.gone()
    costs = [one.id for one in gone if one.kind == COST]
    things = batched([one for one in gone if one.kind != COST], THINGS_AT_ONCE)
    parts += [owed({each: () for each in some}, imports) for some in things]
    return Owed(
        tuple(one for part in parts for one in part.dues),
        tuple(one for part in parts for one in part.differing),
        costs_owed(found.row, found.plan.costs) if found.plan.costs else NO_COSTS,
        tuple(costs_standing(costs)) if costs else (),
        frozenset(staying),
    )
