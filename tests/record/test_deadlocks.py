"""Of two acts that wait for each other the database ends one: it is run again."""

import pytest
from django.db import OperationalError

from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.record.accounts.services import choose_language
from bureau.record.journal.models import Entry
from bureau.record.journal.services import frame
from tests.actors import somebody

pytestmark = pytest.mark.django_db


class Ended(Exception):
    def __init__(self, sqlstate: str) -> None:
        super().__init__("deadlock detected")
        self.sqlstate = sqlstate


def chosen(monkeypatch: pytest.MonkeyPatch, by: Actor, *, times: int, state: str) -> int:
    """Choose a language, where the database ends the act so often; how often it was sealed."""
    seal, tries = frame.seal, []

    def failing(act: frame.Act) -> Entry:
        tries.append(act)
        if len(tries) <= times:
            raise OperationalError("deadlock detected") from Ended(state)
        return seal(act)

    monkeypatch.setattr(frame, "seal", failing)
    choose_language(by, language="fr")
    return len(tries)


@pytest.mark.parametrize("state", ["40P01", "40001"])
def test_an_act_that_the_database_ended_is_run_again(
    monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    assert chosen(monkeypatch, somebody(), times=2, state=state) == 3
    assert Entry.objects.count() == 1


def test_one_that_is_ended_each_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="others_wrote"):
        chosen(monkeypatch, somebody(), times=frame.ATTEMPTS, state="40P01")


def test_another_fault_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OperationalError):
        chosen(monkeypatch, somebody(), times=1, state="57014")
