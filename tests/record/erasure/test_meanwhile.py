"""What is written by somebody, or about them, while they are erased goes too."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.institution.organisation.services.saved import save_view
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person
from bureau.record.erasure.services import requests
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import Head, head
from bureau.record.journal.services import acts, frame
from bureau.record.notices.models import OutboxMail
from bureau.record.notices.queries.letters import Letter
from bureau.record.notices.services import sending
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
SLOWLY = """
import time
from bureau.record.journal.services import frame
real = frame.seal
def late(act):
    print("wrote", flush=True)
    time.sleep(6)
    return real(act)
frame.seal = late
"""
SAVE_SLOWLY = (
    SLOWLY
    + """
save_view(Actor(person=3), address="/posts/", name="Quillfeather")
"""
)
ERASE = """
requests.settle_erasure(Actor(person=2), request=1, is_confirmed=True)
"""
ERASE_SLOWLY = SLOWLY + ERASE
WAITING = """
from django.utils import timezone
from bureau.record.notices.models import OutboxMail
now = timezone.now()
OutboxMail.objects.create(person_id=1, key="k", notice=None, queued_at=now, not_before=now)
"""
SEND = """
from bureau.record.accounts.models import Person
from bureau.record.notices.queries.letters import Letter
from bureau.record.notices.services import sending
sending.letter_for = lambda mail: Letter("", "", Person.objects.get(pk=3).name)
sending.send(1, lambda message: sending.SENT)
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


def test_a_mail_that_is_written_during_an_erasure_keeps_no_name(database: Database) -> None:
    database.run(CAST + PREPARE + WAITING)
    erasing = database.start(CAST + ERASE_SLOWLY)
    assert erasing.stdout and erasing.stdout.readline() == "wrote\n"
    database.run(CAST + SEND)
    assert finished(erasing) == 0
    words = "SELECT state, body FROM notices_outboxmail"
    assert database.read(words) == [("queued", "")]
    database.run(CAST + SEND)
    assert database.read(words) == [("kept", "#3")]


def test_a_mail_that_was_made_before_an_erasure_is_made_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person, asked, second = asked_for()
    now = timezone.now()
    row = OutboxMail.objects.create(person_id=second.person, queued_at=now, not_before=now)

    def made(mail: OutboxMail) -> Letter:
        name = Person.objects.get(pk=person).name
        if name == "Quillfeather":
            requests.settle_erasure(second, request=asked, is_confirmed=True)
        return Letter("alan@example.org", "", name)

    monkeypatch.setattr(sending, "letter_for", made)
    said = []
    for _ in range(2):
        sending.deliver.func(row.pk)
        row.refresh_from_db()
        said.append((row.state, row.body))
    assert said == [("queued", ""), ("kept", f"#{person}")]


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
