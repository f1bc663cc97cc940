"""A set has one text and one hash, whatever the order it is written in."""

from dataclasses import replace

import pytest

from bureau.core.changes.actions import (
    Action,
    ActionKind,
    actions_hash,
    from_json,
    numbered,
    to_json,
    words_hash,
)
from bureau.core.changes.definitions import DEFINITIONS, Sort, problems
from bureau.core.changes.expand import expand, fields_set
from bureau.core.changes.pending import effects_hash
from bureau.core.structure.kinds import KINDS
from tests.core.changes.builders import act, organisation

ACTIONS = numbered(
    [
        act("rename_unit", "unit:1", code="处", expects_code="SGD"),
        act("change_reporting", "post:2", superior=None),
        act("freeze_post", "post:3"),
    ]
)


def test_the_text_reads_back() -> None:
    assert from_json(to_json(ACTIONS)) == ACTIONS


def test_the_hash_does_not_depend_on_the_order_of_writing() -> None:
    assert actions_hash(reversed(ACTIONS)) == actions_hash(ACTIONS)
    assert len(actions_hash(ACTIONS)) == 64


@pytest.mark.parametrize(
    "changed",
    [{"day": 7}, {"reason": "why"}, {"values": {"code": "X"}}, {"expects": {}}, {"caused_by": 2}],
)
def test_any_change_changes_the_hash(changed: dict[str, object]) -> None:
    other = (replace(ACTIONS[0], **changed), *ACTIONS[1:])  # type: ignore[arg-type]
    assert actions_hash(other) != actions_hash(ACTIONS)


def test_words_have_a_hash_of_their_own_with_their_language() -> None:
    words = words_hash("en", {"title": "A", "body": "B"})
    assert words == words_hash("en", {"body": "B", "title": "A"})
    assert words != words_hash("fr", {"title": "A", "body": "B"})


def test_every_kind_of_action_has_a_definition() -> None:
    assert set(DEFINITIONS) == set(ActionKind)


@pytest.mark.parametrize("kind", ActionKind)
def test_what_an_action_sets_are_fields_of_its_subject(kind: ActionKind) -> None:
    definition = DEFINITIONS[kind]
    assert set(definition.sets) <= set(KINDS[definition.subject].defaults)
    assert set(definition.sets) <= set(definition.values)
    assert {sort.value for sort in definition.values.values()} <= {sort.value for sort in Sort}


def test_freezing_sets_a_field_that_no_value_names() -> None:
    assert fields_set(ACTIONS[2]) == {"frozen": True}


def test_effects_hash_alike_pending_and_on_record() -> None:
    world = organisation("unit 1 TSB", "post 2 A in 1")
    pending = expand([act("freeze_post", "post:2")], world)
    written = [effect.written(77, 5, 3) for effect in pending]
    assert effects_hash(pending) == effects_hash(written)


@pytest.mark.parametrize(
    "action",
    [
        act("establish_post", "post:9", unit=1, number="N", title=1, grade="P.1", fte=1001),
        act("establish_post", "post:9", unit=1, number="N", title=1, grade="P.1", fte=0),
        act("appoint", "post:9", person=5, share=101),
    ],
)
def test_no_post_is_more_than_imports_bring_nor_held_by_more_than_one_whole(
    action: Action,
) -> None:
    assert [one.code for one in problems(action)] == ["value_wrong"]
    name = next(name for name in ("fte", "share") if name in action.values)
    assert problems(replace(action, values={**action.values, name: 100})) == []
