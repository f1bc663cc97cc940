"""Small organisations written as lines, actions in short, and a world that lives in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count

from bureau.core.changes.actions import Action, ActionKind, numbered
from bureau.core.changes.check import Finding, check
from bureau.core.changes.expand import expand
from bureau.core.changes.pending import PendingEffect
from bureau.core.changes.world import snapshot
from bureau.core.references import Reference
from bureau.core.structure.columns import Columns
from bureau.core.structure.effects import Effect, Role
from bureau.core.structure.fold import versions
from bureau.core.structure.kinds import Value
from bureau.core.structure.snapshot import Snapshot

OPENED, TODAY, DAY = 100, 150, 200


class MemoryWorld:
    """A world of a few effects; `enacted` gives the next one. What is `strange` is of another
    organisation."""

    def __init__(
        self,
        effects: Sequence[Effect] = (),
        recorded: int = 0,
        ids: Iterator[int] | None = None,
        strange: frozenset[int] = frozenset(),
    ) -> None:
        self.strange = strange
        self.effects = list(effects)
        self.recorded = recorded
        self.columns = Columns.from_versions(versions(effects))
        self.columns.note(effects)
        self._ids = ids or count(900)

    def effects_of(self, subjects: Collection[Reference]) -> Mapping[Reference, Sequence[Effect]]:
        found: defaultdict[Reference, list[Effect]] = defaultdict(list)
        for effect in self.effects:
            found[effect.subject].append(effect)
        return {subject: found[subject] for subject in subjects}

    def own(self, units: Collection[int]) -> frozenset[int]:
        return frozenset(units) - self.strange

    def new_id(self, kind: str) -> int:
        return next(self._ids)

    def enacted(self, *actions: Action) -> "MemoryWorld":
        start, record = len(self.effects) + 1, self.recorded + 1
        pending = expand(numbered(actions), self)
        written = [one.written(start + place, record, 1) for place, one in enumerate(pending)]
        return MemoryWorld([*self.effects, *written], record, self._ids, self.strange)

    def plainless(self) -> "MemoryWorld":
        """The same, where nobody knows when anything was decided last: so no action is plain."""
        world = MemoryWorld(self.effects, self.recorded, strange=self.strange)
        world.columns = Columns.from_versions(versions(self.effects))
        return world

    def on(self, day: int) -> Snapshot:
        return snapshot(self, day)


def act(kind: str, subject: str, /, *, day: int = DAY, **values: Value) -> Action:
    """`act("move_post", "post:11", unit=2)`; expectations come in as `expects_unit=1`."""
    expects = {name: value for name, value in values.items() if name.startswith("expects_")}
    return Action(
        1,
        ActionKind(kind),
        Reference.parse(subject),
        day,
        {name: value for name, value in values.items() if name not in expects},
        {name.removeprefix("expects_"): value for name, value in expects.items()},
    )


def organisation(*lines: str) -> MemoryWorld:
    """What stands from the first day: a line each, in any order.

    `unit 1 TSB under 9 head 11`, `post 11 A1 in 1 grade P.5 frozen`, `held 21 by 501 on 11 share
    50 acting`, `line 31 from 11 to 12`, `described 41 on 11 by 71`.
    """
    return MemoryWorld().enacted(*(_LINES[line.split()[0]](line.split()) for line in lines))


def counted(world: MemoryWorld, block: int, unit: int, superior: int | None = None) -> MemoryWorld:
    """The same with counted posts in a unit, which only an import brings."""
    fields = {"unit": unit, "superior": superior, "title": 3000, "grade": "P.3", "fte": 300}
    subject = Reference("block", block)
    made = PendingEffect(subject, OPENED, Role.ESTABLISH, fields, 1, 0)
    effect = made.written(len(world.effects) + 1, world.recorded, 1)
    return MemoryWorld([*world.effects, effect], world.recorded)


def findings(world: MemoryWorld, *actions: Action, **known: object) -> dict[str, Finding]:
    """The findings by code; the last one where a code comes several times."""
    found = check(numbered(actions), world, today=TODAY, **known)  # type: ignore[arg-type]
    return {finding.code: finding for finding in found}


def _after(words: list[str], key: str) -> int | None:
    return int(words[words.index(key) + 1]) if key in words else None


def _unit(words: list[str]) -> Action:
    id, code = int(words[1]), words[2]
    head, parent = _after(words, "head"), _after(words, "under")
    values = {"parent": parent, "name": 1000 + id, "code": code, "kind": "department"}
    heads = {"head": head} if head else {}
    return act("establish_unit", f"unit:{id}", day=OPENED, **values, **heads)


def _post(words: list[str]) -> Action:
    id, grade = int(words[1]), words[words.index("grade") + 1] if "grade" in words else "P.4"
    return act(
        "establish_post",
        f"post:{id}",
        day=OPENED,
        unit=_after(words, "in"),
        number=words[2],
        title=2000 + id,
        grade=grade,
        funding="RB",
        frozen="frozen" in words,
    )


def _held(words: list[str]) -> Action:
    return act(
        "appoint",
        f"post:{_after(words, 'on')}",
        day=OPENED,
        incumbency=int(words[1]),
        person=_after(words, "by"),
        share=_after(words, "share") or 100,
        manner="acting" if "acting" in words else "holder",
    )


def _line(words: list[str]) -> Action:
    values = {"superior": _after(words, "to"), "reporting": int(words[1])}
    return act("change_reporting", f"post:{_after(words, 'from')}", day=OPENED, **values)


def _described(words: list[str]) -> Action:
    values = {"description": _after(words, "by"), "adoption": int(words[1])}
    return act("adopt_description", f"post:{_after(words, 'on')}", day=OPENED, **values)


_LINES = {"unit": _unit, "post": _post, "held": _held, "line": _line, "described": _described}
