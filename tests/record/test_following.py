"""Followers: each at its own cursor, so that one that fails holds up no other."""

from collections.abc import Sequence
from typing import Any

import pytest

from bureau.core.actors import NOBODY
from bureau.record.accounts import services
from bureau.record.clock.models import QueuedTask
from bureau.record.clock.services import work_off
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import entries_unfollowed
from bureau.record.journal.services import following as services_of_following
from bureau.record.journal.services.following import follow

pytestmark = pytest.mark.django_db
FAILING = "tests.record.test_following.failing"
FOLLOWING = "tests.record.test_following.following"
TAKEN: list[int] = []


def failing(entries: Sequence[Entry]) -> None:
    raise ValueError("no index today")


def following(entries: Sequence[Entry]) -> None:
    """Reads what there is, and notes how many at once."""
    TAKEN.append(len(entries))


def test_one_that_is_far_behind_lets_other_tasks_have_their_turn(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BUREAU_FOLLOWERS = [FOLLOWING]
    monkeypatch.setattr(services_of_following, "BATCH", 1)
    monkeypatch.setattr(services_of_following, "TURN_SECONDS", 0)
    for name in ("Ada", "Grace", "Hedy"):
        services.create_person(NOBODY, name=name)
    QueuedTask.objects.all().delete()
    follow.call()
    assert entries_unfollowed(FOLLOWING) == 2
    assert [row.path for row in QueuedTask.objects.all()] == [follow.module_path]
    work_off()
    assert entries_unfollowed(FOLLOWING) == 0


@pytest.mark.parametrize(("wanted", "portions"), [(2, [2, 2, 1]), (0, [1] * 5), (500, [5])])
def test_a_portion_is_as_many_entries_as_have_few_subjects_and_one_at_least(
    settings: Any, monkeypatch: pytest.MonkeyPatch, wanted: int, portions: list[int]
) -> None:
    settings.BUREAU_FOLLOWERS = [FOLLOWING]
    monkeypatch.setattr(services_of_following, "SUBJECTS_WANTED", wanted)
    TAKEN.clear()
    for name in ("Ada", "Grace", "Hedy", "Mary", "Joan"):
        services.create_person(NOBODY, name=name)
    services_of_following.follow_to_the_end()
    assert TAKEN == portions


def test_to_the_end_is_in_one_go(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BUREAU_FOLLOWERS = [FOLLOWING]
    monkeypatch.setattr(services_of_following, "BATCH", 1)
    monkeypatch.setattr(services_of_following, "TURN_SECONDS", 0)
    for name in ("Ada", "Grace", "Hedy"):
        services.create_person(NOBODY, name=name)
    services_of_following.follow_to_the_end()
    assert entries_unfollowed(FOLLOWING) == 0


def test_a_follower_that_fails_stops_none_behind_it(settings: Any, caplog: Any) -> None:
    settings.BUREAU_FOLLOWERS = [FAILING, FOLLOWING]
    services.create_person(NOBODY, name="Ada")
    with pytest.raises(ExceptionGroup):
        follow.call()
    assert (entries_unfollowed(FAILING), entries_unfollowed(FOLLOWING)) == (1, 0)
    assert [getattr(line, "follower", "") for line in caplog.records] == [FAILING]
