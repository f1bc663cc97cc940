"""The index follows the journal: what an act touched is read anew, and what is gone is gone."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from bureau.core.actors import NOBODY
from bureau.core.references import Reference
from bureau.record.journal.models import Cursor
from bureau.record.journal.services import Act, service
from bureau.record.journal.services.following import follow, follow_to_the_end
from bureau.record.search.models import Document
from bureau.record.search.queries import find
from bureau.record.search.services import reread, reread_due
from tests.record.search import wiring

pytestmark = pytest.mark.django_db
SED = Reference("unit", 4)


@service("test_following.rename_boat")
def rename_boat(act: Act, *, touched: list[str]) -> None:
    for each in touched:
        reference = Reference.parse(each)
        act.touch(reference.kind, reference.id)


def renamed(reference: Reference, name: str, **said: object) -> None:
    wiring.things[reference] = wiring.thing(names={"en": name}, audience="public", **said)


def act_on(*touched: Reference) -> None:
    rename_boat(NOBODY, touched=[str(each) for each in touched])
    follow.func()


def found(text: str) -> list[Reference]:
    return [hit.reference for hit in find(NOBODY, text).hits]


def tokens_held() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM search_tokens")
        return int(cursor.fetchone()[0])


def test_what_an_act_touched_is_found() -> None:
    act_on(SED, Reference("unit", 1))
    assert found("SED") == [SED] and tokens_held() == 2


def test_a_new_name_takes_the_place_of_the_old() -> None:
    act_on(SED)
    renamed(SED, "Engagement Office")
    act_on(SED)
    assert found("strategic") == [] and found("office") == [SED] and tokens_held() == 1


def test_what_is_gone_is_not_found_and_leaves_no_tokens() -> None:
    act_on(SED)
    del wiring.things[SED]
    act_on(SED)
    assert found("SED") == [] and tokens_held() == Document.objects.count() == 0


def test_kinds_that_are_in_no_table_are_passed_over() -> None:
    act_on(Reference("unheard_of", 1), SED)
    assert found("SED") == [SED]


def test_touching_what_words_are_taken_from_reads_the_thing_anew() -> None:
    wording = Reference("wording", 5)
    renamed(SED, "Engagement", sources=(wording,))
    act_on(SED)
    renamed(SED, "Outreach", sources=(wording,))
    act_on(wording)
    assert found("outreach") == [SED]


def test_a_name_that_changes_with_the_day_is_read_anew_on_that_day() -> None:
    today = timezone.now().date()
    renamed(SED, "Engagement", stands_until=today + timedelta(days=1))
    reread([SED])
    renamed(SED, "Outreach")
    reread_due.func()
    assert found("outreach") == []
    Document.objects.update(stands_until=date(2020, 1, 1))
    reread_due.func()
    assert found("outreach") == [SED]


def test_what_was_read_by_a_clock_that_ran_ahead_is_read_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The name of a day to come stands for good, so nothing else would have it read again."""
    with monkeypatch.context() as ahead:
        future = timezone.now() + timedelta(days=3650)
        ahead.setattr(timezone, "now", lambda: future)
        renamed(SED, "Omegaship")
        reread([SED])
    renamed(SED, "Engagement", stands_until=timezone.now().date() + timedelta(days=400))
    reread_due.func()
    assert (found("omegaship"), found("engagement")) == ([], [SED])
    renamed(SED, "Outreach")
    reread_due.func()
    assert found("outreach") == [], "once is enough"


def test_the_index_can_be_built_again_from_the_journal() -> None:
    act_on(SED)
    renamed(SED, "Outreach")
    Cursor.objects.filter(follower="bureau.record.search.services.follow").update(sequence=0)
    follow_to_the_end()
    assert found("outreach") == [SED] and tokens_held() == 1


def test_each_kind_is_asked_once_for_many_things() -> None:
    act_on(*(each for each in wiring.things if each.kind == "unit"))
    assert wiring.asked == ["unit"]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="FTS5 is SQLite's")
def test_what_is_deleted_is_overwritten() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT v FROM search_tokens_config WHERE k = 'secure-delete'")
        assert cursor.fetchone() == (1,)
