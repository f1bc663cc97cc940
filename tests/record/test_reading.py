"""What cannot change while a page is read is asked for once."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from bureau.record.journal.queries import hash_of_record, reading, record_number_now


def asked_twice() -> int:
    """How many statements it takes to ask the same two things twice."""
    with CaptureQueriesContext(connection) as said:
        for _time in range(2):
            record_number_now()
            hash_of_record(0)
    return len([each for each in said.captured_queries if "SELECT" in each["sql"]])


def test_while_one_moment_is_read_each_thing_is_asked_for_once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        with reading():
            assert asked_twice() == 2
        assert asked_twice() == 4
        with reading():
            assert asked_twice() == 2


@pytest.mark.django_db
def test_within_an_act_it_is_asked_for_each_time() -> None:
    with transaction.atomic(), reading():
        assert asked_twice() == 4
