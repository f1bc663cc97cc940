"""Bulk reads say what the typed views say, in tuples, in JSON and without a snapshot."""

import json
from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from bureau.core.changes.expand import overlay
from bureau.core.coordinates import Coordinates
from bureau.core.structure import rows
from bureau.core.structure.columns import TIMES, Columns
from bureau.core.structure.differing import differing
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.rows import json_rows, tuples
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.vocabulary import Mapped, Vocabulary
from bureau.core.structure.walks import chain_of, rows_under
from tests.core.changes.random_sets import POSTS, UNITS, random_case
from tests.core.structure.builders import Script, bureau_before_and_after

FIELDS = ("unit", "grade", "fte", "frozen")


def random_snapshot(seed: int) -> Snapshot:
    world, _ = random_case(seed)
    return Snapshot(world.columns, Coordinates(Random(seed).randint(150, 240), world.recorded))


def test_tuples_hold_what_the_views_hold() -> None:
    seen, _ = bureau_before_and_after()
    posts = seen.standing("post")
    assert tuples(posts.table, posts.rows, FIELDS) == [
        (post.id, post.unit, post.grade, post.fte, post.frozen) for post in seen.posts()
    ]


@pytest.mark.parametrize("at_once", [2, 1000])
def test_json_rows_are_the_tuples(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "AT_ONCE", at_once)
    seen, _ = bureau_before_and_after()
    posts, units = seen.standing("post"), seen.standing("unit")
    for one, fields in ((posts, FIELDS), (units, ("parent", "head", "code"))):
        written = json.loads(b"".join(json_rows(one.table, one.rows, fields)))
        names = ("id", *fields)
        told = tuples(one.table, one.rows, fields)
        assert written == [dict(zip(names, row, strict=True)) for row in told]


def test_json_of_great_numbers_odd_words_and_of_nothing() -> None:
    script = Script()
    script.establish("unit:1", code='"quoted" \\ ж\n', order=123_456_789, head=10_000)
    script.establish("unit:120000", code="", order=0, head=None)
    units = script.snapshot(5).standing("unit")
    written = b"".join(json_rows(units.table, units.rows, ("code", "order", "head")))
    assert [list(row.values()) for row in json.loads(written)] == [
        [1, '"quoted" \\ ж\n', 123_456_789, 10_000],
        [120_000, "", 0, None],
    ]
    assert b"".join(json_rows(units.table, units.rows[:0], ("code",))) == b"[]"


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(40))
def test_walks_say_what_the_snapshot_says(seed: int) -> None:
    seen = random_snapshot(seed)
    for post in POSTS:
        chain = [one.id for one in seen.chain(post)]
        assert chain_of(seen.columns, post, seen.coordinates) == chain
    for unit in UNITS:
        units, posts = rows_under(seen.columns, unit, seen.coordinates)
        ids = seen.columns.tables["unit"].column("id")[units]
        assert sorted(ids.tolist()) == sorted(seen.subtree(unit))
        ids = seen.columns.tables["post"].column("id")[posts]
        assert sorted(ids.tolist()) == sorted(post.id for post in seen.posts_under(unit))


@pytest.mark.parametrize("seed", range(10))
def test_counts_by_grade_are_those_of_each_unit(seed: int) -> None:
    seen = random_snapshot(seed)
    found = seen.by_grade().tuples(seen.columns.vocabulary)
    told = {(unit, grade): (own, below) for unit, grade, own, _, below, _ in found}
    assert told == {
        (unit, grade): (one.own.by_grade.get(grade, 0), count)
        for unit, one in seen.roll_up_all().items()
        for grade, count in one.subtree.by_grade.items()
    }


def test_what_differs_is_told_by_rows() -> None:
    before, after = bureau_before_and_after()
    found = differing(before.standing("post"), after.standing("post"))
    assert found.tuples() == [(2, True, True, 1), (4, True, True, 1), (5, True, True, 1)]


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(20))
def test_any_two_moments_differ_by_what_their_views_do(seed: int) -> None:
    world, actions = random_case(seed)
    random, plan = Random(seed), overlay(actions, world)
    for _ in range(6):
        old, new = (
            Snapshot(
                world.columns,
                Coordinates(random.randint(120, 240), random.randint(1, world.recorded)),
                random.choice([None, plan]),
            )
            for _ in range(2)
        )
        for kind in ("unit", "post", "incumbency"):
            found = differing(old.standing(kind), new.standing(kind))
            assert found.tuples() == list(naively_differing(old, new, kind))


def naively_differing(
    old: Snapshot, new: Snapshot, kind: str
) -> Iterator[tuple[int, bool, bool, int]]:
    was, now = ({one.id: one for one in seen.standing(kind).all_views()} for seen in (old, new))
    for id in sorted(was.keys() | now.keys()):
        pair, bits = (was.get(id), now.get(id)), 0
        for place, name in enumerate(KINDS[kind].defaults):
            bits |= (None not in pair and getattr(pair[0], name) != getattr(pair[1], name)) << place
        if bits or None in pair:
            yield id, id in was, id in now, bits


def test_a_table_finds_rows_by_value_also_behind_its_index(monkeypatch: pytest.MonkeyPatch) -> None:
    script = Script()
    script.establish("post:1", unit=4)
    columns = script.columns()
    table = columns.tables["post"]
    asked = np.array([4, 9, -1])
    assert table.rows_with("unit", asked)[1].tolist() == [0]
    more = Script()
    more.establish("post:2", unit=9)
    more.establish("post:3", unit=4)
    columns.append(Columns.versions_of(more.columns(), one.subject)[0] for one in more.effects)
    which, rows = table.rows_with("unit", asked)
    assert sorted(zip(which.tolist(), rows.tolist(), strict=True)) == [(0, 0), (0, 2), (1, 1)]


def test_mapped_words_are_found_by_number_and_by_spelling() -> None:
    words = ["", "P.5", "ж", "P.5 ", "a\0b"]
    vocabulary = Vocabulary(Mapped.of(words))
    assert [vocabulary.known(word) for word in words] == [0, 1, 2, 3, 4]
    assert [vocabulary.word(number) for number in range(5)] == words
    assert vocabulary.words(np.array([4, 2, 2, 0], np.int32)) == ["a\0b", "ж", "ж", ""]
    assert vocabulary.number("new") == 5 and vocabulary.known("newer") == -1


def test_a_row_takes_so_many_bytes_and_no_object() -> None:
    """What a million posts take is told in bench/README.md; here that no row takes more."""
    world, _ = random_case(1)
    for table in world.columns.tables.values():
        for field in table.kind.fields:
            table.rows_with(field.name, np.array([1]))
        held = sum(array[: table.size].nbytes for array in table.arrays().values())
        numbers = len(table.kind.fields) * 3 + len(TIMES) + 4
        assert held <= 4 * numbers * table.size
