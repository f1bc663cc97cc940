"""The dated effects that follow from a department's files: a pure function of all of them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bureau.core.imports.halves import Fault, Half, one_a_half
from bureau.core.imports.moments import ROOT, Moment, Source, moments
from bureau.core.imports.names import code_of, key_of
from bureau.core.imports.renames import Rename, lasting_keys, proposed
from bureau.core.spans import Day
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import REPORTING_MANNERS, Value

LINE = REPORTING_MANNERS[0]


class Named(NamedTuple):
    """Another thing of the plan, by its key: its number is known only where it is written."""

    kind: str
    key: str


def line_of(post: str, manner: str) -> Named:
    """The line of reporting of a post, by the key of that: one of each manner."""
    return Named("reporting", post if manner == LINE else f"{post}\t{manner}")


class Worded(NamedTuple):
    """Words of a language that become a wording."""

    words: str
    language: str = "en"


type Given = Value | Named | Worded


@dataclass(frozen=True, slots=True)
class Step:
    """What the files say of one thing from `day` on, and where."""

    day: Day
    role: Role
    fields: Mapping[str, Given]
    source: Source


@dataclass(frozen=True, slots=True)
class CostSaid:
    """A standard cost that a table says; `origin` is its source in the words of the table."""

    grade: str
    place: str
    amount_minor: int
    currency: str
    valid_from: Day
    valid_until: Day | None
    origin: str
    language: str
    source: Source

    @property
    def thing(self) -> Named:
        return Named("standard_cost", "\t".join((self.grade, self.place, str(self.valid_from))))


@dataclass(frozen=True, slots=True)
class Plan:
    """All that follows from some files: steps by thing, units before what stands in them."""

    name: str
    steps: Mapping[Named, Sequence[Step]]
    days: tuple[Day, ...] = ()
    proposals: tuple[Rename, ...] = ()
    faults: tuple[Fault, ...] = field(default=())
    costs: Mapping[Named, CostSaid] = field(default_factory=dict)


KINDS = ("unit", "post", "incumbency", "reporting", "block")


def in_order_of_kinds(
    steps: Mapping[Named, Sequence[Step]],
) -> dict[Named, Sequence[Step]]:
    """Units before what stands in them."""
    ordered = sorted(steps, key=lambda thing: (KINDS.index(thing.kind), thing.key))
    return {thing: steps[thing] for thing in ordered}


type State = Mapping[Named, tuple[Mapping[str, Given], Source]]


def plan(halves: Iterable[Half], accepted: Collection[tuple[str, str]] = ()) -> Plan:
    """The plan of one department; the order of the files does not matter.

    `accepted` are the proposed renames (pairs of keys) that somebody confirmed.
    """
    kept, faults = one_a_half(halves)
    languages = {half.file: half.language for half in kept}
    told, more = moments(kept)
    proposals = proposed(told)
    lasting = lasting_keys(told, accepted)
    codes = _codes(told, lasting)
    steps: dict[Named, list[Step]] = {}
    before: State = {}
    for moment in told:
        state = _state(moment, lasting, languages, codes)
        for thing, (fields, source) in state.items():
            _keep(steps, thing, before.get(thing, ({}, source))[0], fields, moment.day, source)
        for thing in before.keys() - state.keys():
            steps[thing].append(Step(moment.day, Role.END, {}, moment.ends))
        before = state
    return Plan(
        name=_name(kept),
        steps=in_order_of_kinds(steps),
        days=tuple(moment.day for moment in told),
        proposals=tuple(proposals),
        faults=(*faults, *more),
    )


def _name(halves: Sequence[Half]) -> str:
    """What the department is called in its latest file that has rows."""
    named = [half for half in halves if half.lines] or list(halves)
    return max(named, key=lambda half: (half.day, half.is_senior)).name if named else ""


def _keep(
    steps: dict[Named, list[Step]],
    thing: Named,
    before: Mapping[str, Given],
    fields: Mapping[str, Given],
    day: Day,
    source: Source,
) -> None:
    if not before:
        steps.setdefault(thing, []).append(Step(day, Role.ESTABLISH, fields, source))
        return
    changed = {name: value for name, value in fields.items() if before[name] != value}
    if changed:
        steps[thing].append(Step(day, Role.CHANGE, changed, source))


type Codes = Mapping[tuple[str, str], str]


def _codes(told: Sequence[Moment], lasting: Mapping[str, str]) -> Codes:
    """The code of each unit by its key and name: its name, with that of the organisation which it
    is within where others of the department are called so."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for moment in told:
        for key, unit in moment.units.items():
            bearers[key_of(unit.name)].add(lasting[key])
    found = {}
    for moment in told:
        for key, unit in moment.units.items():
            is_shared = len(bearers[key_of(unit.name)]) > 1 and unit.under != ROOT
            within = f" · {moment.units[unit.under].name}" if is_shared else ""
            found[key, unit.name] = code_of(unit.name + within)
    return found


def _state(
    moment: Moment, lasting: Mapping[str, str], languages: Mapping[str, str], codes: Codes
) -> State:
    """Everything that stands on a day, with the fields of its kind; languages are by file."""

    def worded(words: str, source: Source) -> Worded:
        return Worded(words, languages[source.file])

    return {
        **_units(moment, lasting, worded, codes),
        **_posts(moment, lasting, worded),
        **_lines(moment),
        **_blocks(moment, lasting, worded),
    }


type Wording = Callable[[str, Source], Worded]


def _units(moment: Moment, lasting: Mapping[str, str], worded: Wording, codes: Codes) -> State:
    found: dict[Named, tuple[Mapping[str, Given], Source]] = {}
    for key in sorted(moment.units, key=lambda key: key not in moment.carried):
        unit, is_root = moment.units[key], key == ROOT
        fields: dict[str, Given] = {
            "name": worded(unit.name, unit.source),
            "code": codes[key, unit.name],
            "kind": "organisation" if is_root else "",
            "parent": None if is_root else Named("unit", lasting[unit.under]),
        }
        found[Named("unit", lasting[key])] = fields, unit.source
    return found


def _posts(moment: Moment, lasting: Mapping[str, str], worded: Wording) -> State:
    return {
        Named("post", key): (
            {
                "unit": Named("unit", lasting[post.unit]),
                "number": post.number,
                "title": worded(post.title or post.number, post.source),
                "grade": post.grade,
                "fte": post.fte,
            },
            post.source,
        )
        for key, post in moment.posts.items()
    }


def _lines(moment: Moment) -> State:
    return {
        line_of(key, LINE): (
            {
                "post": Named("post", key),
                "superior": Named("post", post.superior),
                "manner": LINE,
            },
            post.source,
        )
        for key, post in moment.posts.items()
        if post.superior
    }


def _blocks(moment: Moment, lasting: Mapping[str, str], worded: Wording) -> State:
    """By what they are matched by; a unit that only changed its name keeps its blocks."""
    found: dict[Named, tuple[Mapping[str, Given], Source]] = {}
    for key, block in moment.blocks.items():
        unit = lasting[block.unit]
        thing = Named("block", "\t".join((unit, *key.split("\t")[1:])))
        fields: dict[str, Given] = {
            "unit": Named("unit", unit),
            "superior": Named("post", block.superior) if block.superior else None,
            "title": worded(block.title or block.grade, block.source),
            "grade": block.grade,
            "fte": block.fte,
        }
        found[thing] = fields, block.source
    return found
