"""Notices: made once an occasion, closed when nothing waits, opened again without a second mail."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bureau.core.actors import NOBODY, Actor
from bureau.record.clock.models import QueuedTask
from bureau.record.journal.services import Act, service
from bureau.record.journal.services.following import follow
from bureau.record.notices.models import Notice, OutboxMail
from bureau.record.notices.queries.waiting import notices_of
from bureau.record.notices.services.telling import keep_notices, tell_again
from tests.record.notices import wiring

pytestmark = pytest.mark.django_db
type Make = Callable[..., int]
STATES = ("open", "news", "closed", "all")


@service("test_telling.paint_boat")
def paint_boat(act: Act, *, boat: int, changes_structure: bool = False) -> None:
    act.touch("boat", boat)
    if changes_structure:
        act.record_number()


def act_on(boat: int, *, changes_structure: bool = False) -> None:
    paint_boat(NOBODY, boat=boat, changes_structure=changes_structure)
    follow.func()


def notices_open(person: int) -> list[Notice]:
    return list(Notice.objects.filter(person=person, until=None).order_by("due", "pk"))


def test_what_an_act_leaves_waiting_is_told_once(person: Make) -> None:
    ada = person()
    wiring.waits.append(wiring.telling(4, ada))
    act_on(4)
    act_on(4)
    assert [notice.number for notice in notices_open(ada)] == [4]
    assert OutboxMail.objects.get().person_id == ada


def test_the_mails_task_is_queued_in_the_same_transaction(person: Make) -> None:
    wiring.waits.append(wiring.telling(4, person()))
    keep_notices("boat", [4])
    task = QueuedTask.objects.get(path__endswith="sending.deliver")
    assert task.arguments == [OutboxMail.objects.get().pk]


def test_what_waits_no_longer_is_closed(person: Make) -> None:
    ada = person()
    wiring.waits.append(wiring.telling(4, ada))
    act_on(4)
    wiring.waits.clear()
    act_on(4)
    assert notices_open(ada) == [] and Notice.objects.get().until is not None


def test_what_is_only_told_is_set_apart_from_what_waits(person: Make) -> None:
    ada = person()
    wiring.waits += [
        wiring.telling(4, ada),
        replace(wiring.telling(5, ada), is_news=True),
    ]
    keep_notices("boat", None)
    actor = Actor(person=ada)
    listed = {state: {one.number for one in notices_of(actor, state)} for state in STATES}
    assert listed == {"open": {4}, "news": {5}, "closed": set(), "all": {4, 5}}


def test_an_act_on_one_thing_closes_nothing_of_another(person: Make) -> None:
    ada = person()
    wiring.waits.append(wiring.telling(4, ada))
    act_on(4)
    wiring.waits.clear()
    act_on(5)
    assert len(notices_open(ada)) == 1


def test_what_waits_again_is_open_again_and_mailed_once(person: Make) -> None:
    ada = person()
    told = wiring.telling(4, ada)
    for waits in ([told], [], [told]):
        wiring.waits[:] = waits
        act_on(4)
    assert len(notices_open(ada)) == 1 and OutboxMail.objects.count() == 1


def test_a_new_occasion_is_a_new_mail(person: Make) -> None:
    ada = person()
    for key in ("paint", "varnish"):
        wiring.waits[:] = [wiring.telling(4, ada, key)]
        act_on(4)
    assert OutboxMail.objects.count() == 2
    assert [notice.key for notice in notices_open(ada)] == ["varnish"]


def test_a_change_of_structure_asks_about_everything(person: Make) -> None:
    ada, grace = person("Ada"), person("Grace")
    wiring.waits.append(wiring.telling(4, ada))
    act_on(4)
    wiring.waits[:] = [wiring.telling(4, grace)]
    act_on(9, changes_structure=True)
    assert notices_open(ada) == [] and len(notices_open(grace)) == 1


def test_a_day_that_begins_is_enough(person: Make) -> None:
    grace = person("Grace")
    wiring.waits.append(wiring.telling(4, grace))
    tell_again.func()
    assert len(notices_open(grace)) == 1


def test_keeping_many_asks_no_more_of_the_database_than_keeping_few(
    person: Make, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(30):
        wiring.waits.append(wiring.telling(number, person()))
    keep_notices("boat", None)
    with django_assert_max_num_queries(4):  # type: ignore[attr-defined]
        keep_notices("boat", None)
