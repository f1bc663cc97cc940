"""PostgreSQL: rows are read in one moment; what is there is replaced in one transaction or not."""

from collections.abc import Iterator

import pytest
from django.db import connection

from bureau.config.backups import postgres
from bureau.config.backups.archive import Unfit
from bureau.config.proving.grounds import POSTGRESQL, database, server_here


@pytest.fixture
def named() -> Iterator[dict[str, str]]:
    if connection.vendor != POSTGRESQL:
        pytest.skip("for PostgreSQL")
    with database(server_here()) as url:
        host, port = url.rpartition("@")[2].partition("/")[0].split(":")
        name = url.rpartition("/")[2]
        words = {"HOST": host, "PORT": port, "USER": "postgres", "NAME": name}
        password = {"PASSWORD": str(connection.settings_dict["PASSWORD"])}
        named = postgres.environment(words | password)
        fill(named, "public", 3)
        yield named


def fill(named: dict[str, str], schema: str, sequence: int) -> None:
    with postgres.connect(named) as other:
        other.execute(f"SET search_path TO {schema}".encode())
        other.execute(b"CREATE TABLE journal_chainhead AS SELECT 0 AS sequence, 'ab' AS hash")
        other.execute(b"UPDATE journal_chainhead SET sequence = %s", [sequence])
        other.execute(b"CREATE TABLE journal_recordhead AS SELECT 1 AS number")
        other.execute(b"CREATE TABLE journal_installation AS SELECT true AS demonstration")
        other.execute(b"CREATE TABLE django_migrations AS SELECT 'a' AS app, 'b' AS name")


def sequence(named: dict[str, str]) -> int:
    with postgres.source(named) as source:
        return source.standing().sequence


def schemas(named: dict[str, str]) -> set[str]:
    with postgres.connect(named) as other:
        found = other.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'bureau_%'")
        return {row[0] for row in found}


def test_a_value_is_read_as_sqlite_keeps_it(named: dict[str, str]) -> None:
    values = "true AS b, 'x\ty\\z' AS t, NULL::int AS n, '{\"a\": 1}'::jsonb AS j"
    days = "'2026-01-02 03:04:05.5+01'::timestamptz AS at, '2026-01-02 00:00+00'::timestamptz AS a"
    with postgres.connect(named) as other:
        other.execute(f"CREATE TABLE given AS SELECT {values}, {days}".encode())
    with postgres.source(named) as source:
        rows = source.rows("given")
        assert rows and rows.columns == ("b", "t", "n", "j", "at", "a")
        [row] = rows.values
    instants = ("2026-01-02 02:04:05.500000", "2026-01-02 00:00:00")
    assert row == ("1", "x\ty\\z", None, '{"a": 1}', *instants)


def test_what_was_there_stands_where_a_check_fails(named: dict[str, str]) -> None:
    with pytest.raises(Unfit), postgres.candidate_schema(named):
        fill(named, postgres.CANDIDATE, 9)
        raise Unfit("the chain is broken")
    assert sequence(named) == 3 and schemas(named) == set()


def test_a_restore_that_was_killed_is_swept_up_by_the_next(named: dict[str, str]) -> None:
    with postgres.connect(named) as other:
        for left in (postgres.CANDIDATE, postgres.REPLACED):
            other.execute(f"CREATE SCHEMA {left}".encode())
            other.execute(f"CREATE TABLE {left}.journal_chainhead ()".encode())
    with postgres.candidate_schema(named):
        fill(named, postgres.CANDIDATE, 9)
        assert schemas(named) == {postgres.CANDIDATE}
        postgres.put_in_place(named)
        postgres.drop_replaced(named)
    assert sequence(named) == 9 and schemas(named) == set()


def test_a_restore_leaves_every_role_its_way_in(named: dict[str, str]) -> None:
    with postgres.candidate_schema(named):
        fill(named, postgres.CANDIDATE, 9)
        postgres.put_in_place(named)
    assert sequence(named) == 9
    with postgres.connect(named) as other:
        asked = "SELECT has_schema_privilege('public', 'public', 'USAGE')"
        assert other.execute(asked).fetchone() == (True,)


def test_empty_means_that_no_act_would_be_lost(named: dict[str, str]) -> None:
    with postgres.connect(named) as other:
        other.execute(b"CREATE TABLE journal_entry (sequence bigint)")
        assert postgres.is_empty(named)
        other.execute(b"INSERT INTO journal_entry VALUES (1)")
        other.execute(b"UPDATE journal_chainhead SET sequence = 0")
    assert not postgres.is_empty(named), "a head that says nothing was done is not believed"


def test_two_restores_of_one_database_are_never_at_once(named: dict[str, str]) -> None:
    """Whatever homes they come from."""
    with (
        postgres.alone(named),
        pytest.raises(Unfit, match="another restore"),
        postgres.alone(named),
    ):
        raise AssertionError
    with postgres.alone(named), postgres.candidate_schema(named):
        fill(named, postgres.CANDIDATE, 9)
        postgres.put_in_place(named)
    assert sequence(named) == 9


def test_a_database_in_use_is_not_replaced(named: dict[str, str]) -> None:
    with postgres.candidate_schema(named):
        fill(named, postgres.CANDIDATE, 9)
        with postgres.connect(named), pytest.raises(Unfit, match="1 other connections"):
            postgres.put_in_place(named)
    assert sequence(named) == 3
