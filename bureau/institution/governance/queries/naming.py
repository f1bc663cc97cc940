"""What the things that findings and sentences speak of are called: read once for all of them."""

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from django.utils.translation import pgettext

from bureau.core.actors import Actor
from bureau.core.changes.check import Finding
from bureau.core.changes.definitions import effects_named
from bureau.core.changes.sentences import Sentence
from bureau.core.references import ID_MAX, Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL
from bureau.core.structure.overlay import Overlay
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import (
    Adoption,
    Block,
    Engagement,
    Incumbency,
    Post,
    Reporting,
    Succession,
    Unit,
    View,
)
from bureau.institution.governance.queries.decided import Decided, decided_effects
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.lineage import known_version
from bureau.institution.organisation.queries.names import grade_called, wordings
from bureau.institution.organisation.queries.posts import place_names
from bureau.institution.organisation.queries.structure import snapshots
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.queries.rules import rules_by_id
from bureau.record.accounts.queries import people_by_id
from bureau.web import kinds


def post_called(number: str, title: str) -> str:
    """A post by its number, with its title in brackets."""
    said = pgettext("a post", "{number} ({title})") if title else "{number}"
    return said.format(number=number, title=title)


def block_called(title: str, grade: str) -> str:
    """Posts that are only counted, by their title with the grade in brackets."""
    said = pgettext("a post", "{number} ({title})") if title and grade else "{number}{title}"
    return said.format(number=title, title=grade)


@dataclass(frozen=True, slots=True)
class Naming:
    """Names by number; `seen` are the days looked at, with the set first, then without it: the
    first on which a thing stands says what it is called.

    Names of people are there only for a reader who may see them.
    """

    seen: tuple[Snapshot, ...]
    views: Mapping[Reference, View]
    words: Mapping[int, str]
    people: Mapping[int, str]
    others: Mapping[Reference, str]
    then: Mapping[Day, Mapping[Reference, View]] = field(default_factory=dict)
    decided: Mapping[int, Decided] = field(default_factory=dict)
    rules: Mapping[int, Rule] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def on(self, day: Day) -> "Naming":
        """The same, units and posts as they are called on a day; where what is told renames them
        that day, as they are called until then."""
        found = self.then.get(day)
        return replace(self, views=found) if found is not None else self

    def unit(self, id: Any) -> str:
        """Its code, or its name where it has none; empty where there is no such unit."""
        found = self._view("unit", id)
        if not isinstance(found, Unit):
            return ""
        return found.code or self.words.get(found.name, "")

    def post(self, id: Any) -> str:
        """Its number and title."""
        found = self._view("post", id)
        if not isinstance(found, Post):
            return ""
        return post_called(found.number, self.words.get(found.title, ""))

    def block(self, id: Any) -> str:
        """Its title and grade."""
        found = self._view("block", id)
        if not isinstance(found, Block):
            return ""
        return block_called(self.words.get(found.title, ""), grade_called(found.grade))

    def person(self, id: Any) -> str:
        return self.people.get(id, "")

    def is_lien(self, reference: Reference) -> bool:
        """Whether it is somebody's right to return to a post."""
        found = self._view(reference.kind, reference.id)
        return isinstance(found, Incumbency) and found.manner == "lien"

    def engaged(self, id: Any) -> str:
        """The person of an engagement."""
        found = self._view("engagement", id)
        return self.person(found.person) if isinstance(found, Engagement) else ""

    def wording(self, id: Any) -> str:
        return self.words.get(id, "")

    def place(self, code: Any) -> str:
        """A duty station; empty where there is none."""
        return self.places.get(code, str(code or ""))

    def thing(self, reference: Reference) -> str:
        """Anything a finding may be about; a line, description or hold is called by its post."""
        match self._view(reference.kind, reference.id):
            case Unit() as unit:
                return self.unit(unit.id)
            case Post() as post:
                return self.post(post.id)
            case Block() as block:
                return self.block(block.id)
            case Incumbency() | Reporting() | Adoption() as held:
                return self.post(held.post)
            case Engagement() as engaged:
                return ", ".join(
                    filter(None, (self.person(engaged.person), self.unit(engaged.unit)))
                )
            case Succession() as became:
                return self.thing(became.before)
        return self.others.get(reference, str(reference))

    def in_full(self, reference: Reference) -> str:
        """The same, a unit by its name: for what a code does not tell apart."""
        view = self._view(reference.kind, reference.id)
        words = self.wording(view.name) if isinstance(view, Unit) else ""
        return words or self.thing(reference)

    def _view(self, kind: str, id: Any) -> View | None:
        if not isinstance(id, int) or kind not in OWN:
            return None
        reference = Reference(kind, id)
        if reference in self.views:
            return self.views[reference]
        found = (one.view(reference) for one in self.seen)
        return next((view for view in found if view), None)


RENAMING = frozenset(
    {"rename_unit", "retitle_post", "renumber_post"}
    | {"unit_renamed", "post_retitled", "post_renumbered"}
)
"""Kinds of action and codes of sentence."""
STATION = "duty_station"
"""The field whose value is the code of a place."""
_HELD = ("incumbency", "reporting", "adoption", "succession", "engagement")
CALLED = ("unit", "post", "block")
"""Kinds whose things have a name of their own."""
OWN = (*CALLED, *_HELD)
"""Kinds whose things are named here; others are named by their own apps."""


def naming(
    actor: Actor,
    overlay: Overlay,
    days: Iterable[Day],
    recorded: int,
    said: Iterable[Sentence] = (),
    found: Iterable[Finding] = (),
    known_on: Day | None = None,
    organisation: int = 0,
) -> Naming:
    """Names for all that these sentences and findings speak of, in a few reads; of duty stations
    those of the organisation. What stands on `known_on` is called as it is in force then, whatever
    the set makes of it.
    """
    sentences, findings = list(said), list(found)
    said_facts = [one.facts for one in sentences] + [one.facts for one in findings]
    decided = decided_effects(set(_effects(said_facts)))
    ordered = sorted({*days, *(one.day for one in decided.values())}, reverse=True)
    before = [min(ordered) - 1] if ordered else []
    laid = snapshots(ordered, recorded, overlay)
    seen = laid + snapshots([*ordered, *before], recorded)
    if known_on is not None:
        seen = snapshots([known_on], recorded) + seen
    numbers = set(_numbers([said_facts, [one.fields for one in decided.values()]]))
    numbers |= {one.subject.id for one in findings}
    views: dict[Reference, View] = {}
    for kind in OWN:
        views |= _views(seen, kind, numbers)
    told = {Reference(kind, n) for kind in CALLED for n in numbers if 0 < n <= ID_MAX}
    told |= {one.subject for one in findings if one.subject.kind in OWN}
    for now in (seen[0], seen[-1]) if seen else ():
        views |= _on_other_days(now, told - views.keys())
    held = {id for view in views.values() if isinstance(id := getattr(view, "post", None), int)}
    views |= _views(seen, "post", held)
    views |= _views(seen, "unit", {v.unit for v in views.values() if isinstance(v, Engagement)})
    moments = _moments(sentences, dict(zip(ordered, laid, strict=True)))
    then = {day: ChainMap(dict(_views_then(at, told)), views) for day, at, told in moments}
    worded = _worded(views, *(one.maps[0] for one in then.values()))
    persons = {v.person for v in views.values() if isinstance(v, Incumbency | Engagement)} | numbers
    return Naming(
        seen,
        views,
        wordings(worded | numbers),
        _people(actor, persons),
        _others(actor, findings),
        then,
        decided,
        rules_by_id({one.facts["version"] for one in findings if "version" in one.facts}),
        place_names(organisation) if _is_placed([said_facts, list(decided.values())]) else {},
    )


type Moments = tuple[Day, Sequence[Snapshot], list[Sentence]]


def _moments(said: Sequence[Sentence], seen: Mapping[Day, Snapshot]) -> Iterator[Moments]:
    """What is told of each day, and when to look at what it names: first the day before, where it
    renames anything that day."""
    told: defaultdict[Day, list[Sentence]] = defaultdict(list)
    for one in said:
        told[one.day].append(one)
    for day, of_day in told.items():
        if day in seen:
            renames = any(one.code in RENAMING for one in of_day)
            eve = [_on_day(seen[day], day - 1)] * renames
            yield day, (*eve, seen[day]), of_day


def _views_then(seen: Sequence[Snapshot], said: Sequence[Sentence]) -> Mapping[Reference, View]:
    numbers = set(_numbers([one.facts for one in said]))
    return {**_views(seen, "unit", numbers), **_views(seen, "post", numbers)}


def _views(seen: Sequence[Snapshot], kind: str, numbers: Iterable[int]) -> Mapping[Reference, View]:
    """Each of these objects as it stands at the first of the moments at which it does."""
    listed = np.array([number for number in numbers if 0 < number <= ID_MAX], np.int32)
    found: dict[Reference, View] = {}
    for one in reversed(seen):
        standing = one.standing(kind)
        places = standing.positions(listed)
        views = standing.views(places[places != NULL])
        found |= {Reference(kind, view.id): view for view in views}
    return found


def _on_other_days(now: Snapshot, asked: Iterable[Reference]) -> Mapping[Reference, View]:
    """Things as they stand on the nearest day on which they do: before this one, else after."""
    rows = [row for each in asked if (row := known_version(each, now))]
    then = {day: _on_day(now, day) for day in {row.valid_from for row in rows}}
    views = {row.subject: then[row.valid_from].view(row.subject) for row in rows}
    return {reference: view for reference, view in views.items() if view}


def _on_day(now: Snapshot, day: Day) -> Snapshot:
    return Snapshot(now.columns, replace(now.coordinates, valid=day), now.overlay)


def _numbers(value: Any) -> Iterable[int]:
    """Every number in facts, however deep; numbers that name nothing are read for nothing."""
    match value:
        case bool():
            return
        case int():
            yield value
        case Mapping():
            for each in value.values():
                yield from _numbers(each)
        case list() | tuple():
            for each in value:
                yield from _numbers(each)


def _worded(*views: Mapping[Reference, View]) -> set[int]:
    """The wordings by which units, posts and blocks are called."""
    named = [view for several in views for view in several.values()]
    return {view.name for view in named if isinstance(view, Unit)} | {
        view.title for view in named if isinstance(view, Post | Block)
    }


def _is_placed(value: Any) -> bool:
    """Whether a duty station is spoken of anywhere, so that what they are called is needed."""
    match value:
        case Mapping():
            return STATION in value or any(map(_is_placed, value.values()))
        case list() | tuple():
            return any(map(_is_placed, value))
        case Decided():
            return STATION in value.fields
    return isinstance(value, str) and value == STATION


def _effects(value: Any) -> Iterable[int]:
    """The decided effects that facts speak of, and those that actions name as replaced."""
    match value:
        case Mapping():
            if isinstance(effect := value.get("effect"), int):
                yield effect
            yield from effects_named(value.get("overrides"))
            for each in value.values():
                yield from _effects(each)
        case list() | tuple():
            for each in value:
                yield from _effects(each)


def _people(actor: Actor, numbers: set[int]) -> dict[int, str]:
    found = people_by_id(numbers) if may_see_names(actor) else {}
    return {number: person.name for number, person in found.items()}


def _others(actor: Actor, findings: Iterable[Finding]) -> dict[Reference, str]:
    """What hangs on an ended thing is of any kind: its own app names it."""
    asked = {one.subject for one in findings if one.subject.kind not in OWN}
    return {each: label.name for each, label in kinds.describe(actor, asked).items()}
