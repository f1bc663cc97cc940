"""What is written by somebody, or about them, while they are erased goes too."""

from collections.abc import Iterator

import pytest

from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.institution.organisation.services.saved import save_view
from bureau.record.accounts import services as accounts
from bureau.record.erasure.services import requests
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import Head, head
from bureau.record.journal.services import acts, frame
from tests.actors import administrator
from tests.databases import Database, finished, fresh_database

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
CAST = """
from bureau.core.actors import Actor
from bureau.record.accounts import services as accounts
from bureau.record.erasure.services import requests
from bureau.institution.organisation.services.saved import save_view
from bureau.web import kinds
from tests.actors import administrator
"""
PREPARE = """
first, second = administrator("Ada"), administrator("Alan")
person = accounts.create_person(first, name="Quillfeather")
requests.request_erasure(first, person=person, reason="Asked for")
"""
SAVE_SLOWLY = """
import time
from bureau.record.journal.services import frame
real = frame.seal
def late(act):
    print("wrote", flush=True)
    time.sleep(6)
    return real(act)
frame.seal = late
save_view(Actor(person=3), address="/posts/", name="Quillfeather")
"""
ERASE = """
requests.settle_erasure(Actor(person=2), request=1, is_confirmed=True)
"""


@pytest.fixture
def database() -> Iterator[Database]:
    with fresh_database() as made:
        yield made


def asked_for() -> tuple[int, int, Actor]:
    """A person, the number of the request to erase them, and who settles it."""
    first = administrator("Ada")
    person = accounts.create_person(first, name="Quillfeather")
    asked = requests.request_erasure(first, person=person, reason="Asked for")
    return person, asked, administrator("Alan")


def test_what_a_person_wrote_as_they_were_erased_is_gone(database: Database) -> None:
    database.run(CAST + PREPARE)
    writer = database.start(CAST + SAVE_SLOWLY)
    assert writer.stdout and writer.stdout.readline() == "wrote\n"
    database.run(CAST + ERASE)
    assert finished(writer) == 0
    assert database.run(CAST + "print(kinds.personal([3])[3])") == "[]\n"


def test_an_erasure_is_run_again_behind_an_entry_about_its_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, asked, second = asked_for()
    stands, read = head(), []

    def before() -> Head:
        read.append(stands)
        return stands if len(read) > 1 else Head(stands.sequence - 1, "")

    monkeypatch.setattr(acts, "head", before)
    requests.settle_erasure(second, request=asked, is_confirmed=True)
    assert len(read) == 2
    assert Entry.objects.latest("sequence").sequence == stands.sequence + 1


def test_an_erasure_that_others_overtake_each_time_is_not_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, asked, second = asked_for()
    monkeypatch.setattr(acts, "head", lambda: Head(0, ""))
    with pytest.raises(Refused, match=frame.BUSY):
        requests.settle_erasure(second, request=asked, is_confirmed=True)


def test_who_was_erased_acts_no_more() -> None:
    person, asked, second = asked_for()
    requests.settle_erasure(second, request=asked, is_confirmed=True)
    with pytest.raises(Refused, match="permission_ended"):
        save_view(Actor(person=person), address="/posts/", name="Mine")
