"""The dated effects that follow from a department's files: a pure function of all of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bureau.core.imports.halves import Fault, Half, one_a_half
from bureau.core.imports.moments import ROOT, Moment, Source, moments
from bureau.core.imports.names import code_of
from bureau.core.imports.renames import Rename, lasting_keys, proposed
from bureau.core.spans import Day
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import Value


class Named(NamedTuple):
    """Another thing of the plan, by its key: its number is known only where it is written."""

    kind: str
    key: str


class Worded(NamedTuple):
    """Words that become a wording."""

    words: str


type Given = Value | Named | Worded


@dataclass(frozen=True, slots=True)
class Step:
    """What the files say of one thing from `day` on, and where."""

    day: Day
    role: Role
    fields: Mapping[str, Given]
    source: Source


@dataclass(frozen=True, slots=True)
class Plan:
    """All that follows from some files: steps by thing, units before what stands in them."""

    name: str
    steps: Mapping[Named, Sequence[Step]]
    days: tuple[Day, ...] = ()
    proposals: tuple[Rename, ...] = ()
    faults: tuple[Fault, ...] = field(default=())


type State = Mapping[Named, tuple[Mapping[str, Given], Source]]


def plan(halves: Iterable[Half], accepted: Collection[tuple[str, str]] = ()) -> Plan:
    """The plan of one department; the order of the files does not matter.

    `accepted` are the proposed renames (pairs of keys) that somebody confirmed.
    """
    kept, faults = one_a_half(halves)
    told, more = moments(kept)
    proposals = proposed(told)
    lasting = lasting_keys(told, accepted)
    steps: dict[Named, list[Step]] = {}
    before: State = {}
    for moment in told:
        state = _state(moment, lasting)
        for thing, (fields, source) in state.items():
            _keep(steps, thing, before.get(thing, ({}, source))[0], fields, moment.day, source)
        for thing in before.keys() - state.keys():
            steps[thing].append(Step(moment.day, Role.END, {}, moment.ends))
        before = state
    order = {kind: place for place, kind in enumerate(("unit", "post", "reporting", "block"))}
    ordered = sorted(steps, key=lambda thing: (order[thing.kind], thing.key))
    return Plan(
        name=_name(kept),
        steps={thing: steps[thing] for thing in ordered},
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


def _state(moment: Moment, lasting: Mapping[str, str]) -> State:
    """Everything that stands on a day, with the fields of its kind."""
    return {
        **_units(moment, lasting),
        **_posts(moment, lasting),
        **_lines(moment),
        **_blocks(moment, lasting),
    }


def _units(moment: Moment, lasting: Mapping[str, str]) -> State:
    found: dict[Named, tuple[Mapping[str, Given], Source]] = {}
    for key, unit in moment.units.items():
        is_root = key == ROOT
        fields: dict[str, Given] = {
            "name": Worded(unit.name),
            "code": code_of(unit.name),
            "kind": "organisation" if is_root else "",
            "parent": None if is_root else Named("unit", lasting[unit.under]),
        }
        found[Named("unit", lasting[key])] = fields, unit.source
    return found


def _posts(moment: Moment, lasting: Mapping[str, str]) -> State:
    return {
        Named("post", key): (
            {
                "unit": Named("unit", lasting[post.unit]),
                "number": post.number,
                "title": Worded(post.title or post.number),
                "grade": post.grade,
                "fte": post.fte,
            },
            post.source,
        )
        for key, post in moment.posts.items()
    }


def _lines(moment: Moment) -> State:
    return {
        Named("reporting", key): (
            {
                "post": Named("post", key),
                "superior": Named("post", post.superior),
                "manner": "line",
            },
            post.source,
        )
        for key, post in moment.posts.items()
        if post.superior
    }


def _blocks(moment: Moment, lasting: Mapping[str, str]) -> State:
    """By what they are matched by; a unit that only changed its name keeps its blocks."""
    found: dict[Named, tuple[Mapping[str, Given], Source]] = {}
    for key, block in moment.blocks.items():
        unit = lasting[block.unit]
        thing = Named("block", "\t".join((unit, *key.split("\t")[1:])))
        fields: dict[str, Given] = {
            "unit": Named("unit", unit),
            "superior": Named("post", block.superior) if block.superior else None,
            "title": Worded(block.title or block.grade),
            "grade": block.grade,
            "fte": block.fte,
        }
        found[thing] = fields, block.source
    return found
