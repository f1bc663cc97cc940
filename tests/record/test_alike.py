"""Of two who give names that look alike at once, one is refused: tried with two connections."""

from collections.abc import Iterator

import pytest
from django.db import connection

from bureau.config.proving.grounds import Stage, copied
from tests.databases import Database
from tests.grounds import template

RACE = """
from threading import Event, Thread
from bureau.core.reasons import Refused
from bureau.core.texts import Text
from bureau.institution.organisation.queries.actors import actor_now
from bureau.institution.organisation.services.reference import create_organisation
from bureau.record.accounts.models import Person
from bureau.record.accounts.services.people import enrol_person
from bureau.record.journal.services import service

NAME = Text.only('en', 'T')
ada, made, left, end = actor_now(Person.objects.get()), Event(), Event(), []

@service('test_alike.give')
def give(act, give, is_first):
    give(act)
    if is_first:
        made.set()
        left.wait(PATIENCE)

def attempt(code, is_first):
    try:
        give(ada, lambda act: GIVE(act, code), is_first)
        end.append("given")
    except Refused as refused:
        end.append(refused.reasons[0].code)

first = Thread(target=attempt, args=("TWIN", True))
first.start()
assert made.wait(20)
second = Thread(target=attempt, args=("Twin", False))
second.start()
second.join(PATIENCE)
left.set()
first.join(); second.join()
print(*end)
"""
"""The first is not on record before the second is answered, or waits."""
WAYS = {
    "login_is_taken": "lambda act, code: enrol_person(act, name=code, login=code)",
    "already_there": "lambda act, code: create_organisation(act, code=code, name=NAME)",
}


@pytest.fixture
def database() -> Iterator[Database]:
    with copied(template(Stage.FOUNDED)) as ground:
        yield Database(ground.url, ground.home)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.parametrize("why", WAYS)
def test_of_two_at_once_that_look_alike_one_is_refused(database: Database, why: str) -> None:
    code = RACE.replace("GIVE(act", f"({WAYS[why]})(act").replace("PATIENCE", "0.5")
    assert sorted(database.run(code).split()) == sorted(["given", why])
