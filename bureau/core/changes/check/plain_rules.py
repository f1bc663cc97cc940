"""The rules of `adopted`, `endings` and `notes` asked of all plain actions at once.

Each says what its readable counterpart of the same name says of one action after another; tests
hold them to it. What only a decided later effect could bring about cannot come of plain actions.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.check.case import Case
from bureau.core.changes.check.findings import Finding
from bureau.core.changes.check.notes import WITHIN, left
from bureau.core.changes.check.rules import CODES
from bureau.core.changes.check.told import Block
from bureau.core.changes.plain import PLACES
from bureau.core.changes.plain_reading import END, ESTABLISH
from bureau.core.changes.plain_states import PlainKind
from bureau.core.references import Reference
from bureau.core.structure.columns import NULL
from bureau.core.structure.ordering import Integers, Mask, Positions, distinct, distinct_of

type Facts = Callable[[int], Mapping[str, Any]]


def blocks(case: Case) -> Iterator[Block]:
    """What the rules say of the plain actions of a case."""
    for kind, plain in case.plain.kinds.items():
        read = plain.read
        unruled = _among(read.places, case.outside.unruled)
        yield _block(plain, "rule_missing", unruled, _kinds(read.kinds[unruled]))
        past = np.flatnonzero(read.days < case.today)
        yield _block(plain, "day_in_past", past, _days_ago(plain, past, case.today))
        yield _block(plain, "changes_nothing", np.flatnonzero(_sets_nothing_new(plain)))
        yield _block(plain, "successor_missing", np.flatnonzero(read.roles == END))
        yield from _of_units(case, plain) if kind == "unit" else _of_posts(case, plain)


def _block(plain: PlainKind, code: str, acts: Positions, facts: Facts | None = None) -> Block:
    read, kind = plain.read, plain.table.kind.name
    told = (code, CODES[code], kind, read.ids[acts], read.days[acts], read.places[acts])
    return Block(*told, facts) if facts else Block(*told)


def _among(places: Integers, chosen: Iterable[int]) -> Positions:
    return np.flatnonzero(np.isin(places, np.fromiter(chosen, np.int64)))


_KINDS = list(ActionKind)
_GONE = "expected_value_gone"


def _kinds(kinds: Integers) -> Facts:
    return lambda place: {"kind": _KINDS[kinds[place]].value}


def _days_ago(plain: PlainKind, acts: Positions, today: int) -> Facts:
    days = plain.read.days[acts]
    return lambda place: {"days": today - int(days[place])}


def _sets_nothing_new(plain: PlainKind) -> Mask:
    """What an action sets is so already; beginnings and ends set nothing in this sense."""
    read = plain.read
    same: Mask = ((plain.before == read.values) | ~read.given).all(axis=0)
    same &= (read.roles != ESTABLISH) & (read.roles != END)
    return same


def values_gone(case: Case) -> Iterator[Finding]:
    """`expected_value_gone`; one action may have several, so these are findings at once."""
    for plain in case.plain.kinds.values():
        read, decode = plain.read, plain.table.vocabulary.decode
        wrong = read.expects & (read.expected != plain.before)
        for place, act in zip(*np.nonzero(wrong), strict=True):
            field = plain.table.kind.fields[place]
            facts = {
                "field": field.name,
                "expected": decode(field, int(read.expected[place, act])),
                "found": decode(field, int(plain.before[place, act])),
            }
            subject, code = Reference(plain.table.kind.name, int(read.ids[act])), _GONE
            day, actions = int(read.days[act]), (int(read.places[act]),)
            yield Finding(code, CODES[code], subject, day, None, facts, actions)


def _of_posts(case: Case, plain: PlainKind) -> Iterator[Block]:
    """`post_without_cost`, `post_without_funding` and `grade_changed`."""
    read, word = plain.read, plain.table.vocabulary.word
    new = plain.of_kind(ActionKind.ESTABLISH_POST, ActionKind.RECLASSIFY_POST)
    yield _block(plain, "post_without_cost", new[_among(read.ids[new], case.outside.uncosted)])
    established = plain.of_kind(ActionKind.ESTABLISH_POST)
    funding = read.values[plain.place("funding"), established]
    unfunded = established[funding == plain.table.vocabulary.known("")]
    yield _block(plain, "post_without_funding", unfunded)
    acts = plain.of_kind(ActionKind.RECLASSIFY_POST)
    grade = plain.place("grade")
    acts = acts[plain.before[grade, acts] != read.values[grade, acts]]
    before, after = plain.before[grade, acts], read.values[grade, acts]
    yield _block(
        plain,
        "grade_changed",
        acts,
        lambda one: {"before": word(int(before[one])), "after": word(int(after[one]))},
    )


def _of_units(case: Case, plain: PlainKind) -> Iterator[Block]:
    """`head_vacant` and `unit_without_head`, of units whose head the set writes."""
    read, head = plain.read, plain.place("head")
    acts = np.flatnonzero(read.given[head])
    ends = plain.day_ends[acts]
    stands = read.roles[ends] != END
    heads = plain.after[head, ends]
    yield _block(plain, "unit_without_head", acts[stands & (heads == NULL)])
    acts, heads = (found[stands & (heads != NULL)] for found in (acts, heads))
    manners = [case.world.columns.vocabulary.known(manner) for manner in ("holder", "acting")]
    held = np.zeros(len(acts), np.bool_)
    for day in distinct(read.days[acts]).tolist():
        of_day = np.flatnonzero(read.days[acts] == day)
        held[of_day] = case.anything_with("incumbency", "post", heads[of_day], day, manners)
    acts, heads = acts[~held], heads[~held]
    yield _block(plain, "head_vacant", acts, lambda one: {"post": int(heads[one])})


def units_left_empty(case: Case) -> Iterator[Block]:
    """`unit_empty`, of plain and other actions together."""
    if not len(case.plain):
        return
    units, days, places = _left(case)
    found, which = distinct_of(units)
    last = np.zeros(len(found), np.int32)
    np.maximum.at(last, which, days)
    is_empty = np.zeros(len(found), np.bool_)
    for day in distinct(last).tolist():
        of_day = np.flatnonzero(last == day)
        for kind, place in WITHIN:
            of_day = of_day[~case.anything_with(kind, place, found[of_day], day)]
        is_empty[of_day] = case.stand("unit", found[of_day], day)
    empty = np.flatnonzero(is_empty)

    def actions(one: int) -> tuple[int, ...]:
        return tuple(sorted(set(places[which == empty[one]].tolist())))

    told = ("unit_empty", CODES["unit_empty"], "unit")
    yield Block(*told, found[empty], last[empty], actions)


def _left(case: Case) -> tuple[Integers, Integers, Integers]:
    """Each unit that an action leaves or makes, with its day and the action's place."""
    parts = [np.array(list(left(case)), np.int32).reshape(-1, 3).T]
    for kind, plain in case.plain.kinds.items():
        read, places = plain.read, plain.was(PLACES[kind])[plain.objects]
        if kind == "unit":
            made = read.roles == ESTABLISH
            parts.append(np.stack([read.ids, read.days, read.places])[:, made])
        parts.append(np.stack([places, read.days, read.places])[:, places != NULL])
    units, days, places = np.concatenate(parts, axis=1)
    return units, days, places
