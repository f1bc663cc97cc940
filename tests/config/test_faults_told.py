"""What goes wrong around Bureau is told by each command in one sentence, never by a traceback."""

from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from threading import Thread

import pytest

from bureau.config.cli import main
from bureau.config.proving.grounds import SQLITE, Ground, Stage, copied, new_ground, server_here
from tests.actors import made_administrator
from tests.grounds import template, vendor
from tests.record.accounts.signing import enrolled

INIT = ("init", "--name", "Ada", "--login", "ada")


def is_told(ground: Ground, *words: str, **env: str) -> str:
    ended = ground.command(*words, **env)
    assert ended.returncode == 1 and "Traceback" not in ended.stderr, ended.stderr
    return str(ended.stderr)


@pytest.mark.parametrize("words", [("verify",), INIT, ("serve",), ("worker", "--once")])
def test_a_home_that_cannot_be_written_is_told(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    keys = {"SECRET_KEY": "", "BUREAU_JOURNAL_KEY": "", "BUREAU_HOME": str(tmp_path / "file/home")}
    with new_ground(SQLITE) as ground:
        told = is_told(ground, *words, **keys, BUREAU_PASSWORD="a long sentence")
    assert str(tmp_path / "file") in told and told.count("\n") == 1, told


@pytest.mark.parametrize("words", [("serve",), INIT])
def test_a_home_that_lost_its_right_to_write_is_told(words: tuple[str, ...]) -> None:
    with new_ground(SQLITE) as ground:
        (ground.home / "static").write_text("no folder")
        told = is_told(ground, *words, BUREAU_PASSWORD="a long sentence")
    assert "static" in told and told.count("\n") == 1, told


@pytest.mark.skipif(vendor() != SQLITE, reason="the database is a file")
def test_tables_of_an_older_release_are_told() -> None:
    with copied(template(Stage.EMPTY)) as ground:
        with closing(connect(ground.home / "bureau.sqlite3", isolation_level=None)) as rows:
            rows.execute("DROP TABLE erasure_legalhold")
            rows.execute("DELETE FROM django_migrations WHERE app = 'erasure'")
        assert "bureau manage migrate" in is_told(ground, "verify", "references")


HUGE = "9" * 30
ADA = ("--as", "ada", "--reason", "typed wrongly")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        ("journal", "declare-missing", "--entry", HUGE, "--subject", "person:1", *ADA),
        ("journal", "declare-missing", "--entry", "1", "--subject", f"person:{HUGE}", *ADA),
        ("journal", "declare-edited", "--table", "accounts_user", "--numbers", HUGE, *ADA),
        ("serve", "--port", HUGE),
        ("serve", "--workers", "0"),
    ],
)
def test_a_number_that_nothing_has_is_told(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    made_administrator(enrolled())
    try:
        code = main(words)
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code in (1, 2) and capsys.readouterr().err


def test_two_bring_the_tables_up_to_date_at_once() -> None:
    with new_ground(vendor(), server_here()) as ground:
        ended = []
        both = [
            Thread(target=lambda: ended.append(ground.command("manage", "migrate", "-v0")))
            for _ in range(2)
        ]
        for each in both:
            each.start()
        for each in both:
            each.join()
    assert [each.returncode for each in ended] == [0, 0], [each.stderr[-500:] for each in ended]
