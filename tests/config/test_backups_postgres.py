"""PostgreSQL: a restore that fails leaves what was there; one that works leaves all roles in."""

from collections.abc import Iterator
from pathlib import Path

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
        yield postgres.environment(words | password)


def fill(named: dict[str, str], sequence: int) -> None:
    with postgres.connect(named) as other:
        other.execute("CREATE TABLE journal_chainhead AS SELECT 0 AS sequence, 'ab' AS hash")
        other.execute("UPDATE journal_chainhead SET sequence = %s", [sequence])
        other.execute("CREATE TABLE journal_recordhead AS SELECT 1 AS number")
        other.execute("CREATE TABLE django_migrations AS SELECT 'a' AS app, 'b' AS name")


def sequence(named: dict[str, str]) -> int:
    with postgres.connect(named) as other:
        return postgres.standing_of(other).sequence


def advance(named: dict[str, str]) -> None:
    with postgres.connect(named) as other:
        other.execute("UPDATE journal_chainhead SET sequence = 9")


def test_what_was_there_stands_where_a_check_fails(named: dict[str, str], tmp_path: Path) -> None:
    fill(named, 3)
    assert postgres.copy_out(named, tmp_path / "dump").sequence == 3
    advance(named)
    with pytest.raises(Unfit), postgres.put_in(tmp_path / "dump", named):
        assert sequence(named) == 3
        raise Unfit("the chain is broken")
    assert sequence(named) == 9


def test_a_restore_leaves_every_role_its_way_in(named: dict[str, str], tmp_path: Path) -> None:
    fill(named, 3)
    postgres.copy_out(named, tmp_path / "dump")
    advance(named)
    with postgres.put_in(tmp_path / "dump", named):
        pass
    assert sequence(named) == 3
    with postgres.connect(named) as other:
        asked = "SELECT has_schema_privilege('public', 'public', 'USAGE')"
        assert other.execute(asked).fetchone() == (True,)


def test_a_database_in_use_is_not_replaced(named: dict[str, str], tmp_path: Path) -> None:
    fill(named, 3)
    postgres.copy_out(named, tmp_path / "dump")
    with postgres.connect(named):
        with pytest.raises(Unfit, match="1 other connections"):
            with postgres.put_in(tmp_path / "dump", named):
                pass
    assert sequence(named) == 3
