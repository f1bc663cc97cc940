"""The key that signs the journal is the one on record; another one is told, and can be declared."""

import json
import secrets
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bureau.config.cli import main
from bureau.config.installation import tell_of_key
from bureau.core.actors import NOBODY, Actor
from bureau.core.reasons import Refused
from bureau.record.accounts import services
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import head, head_signed, journal_exported, signed_head
from bureau.record.journal.queries.heads import differing_from, is_of_another_key
from bureau.record.journal.services import repairing
from bureau.record.journal.services.founding import found_installation
from bureau.record.journal.services.heads import write_head
from bureau.record.verifier import Head, head_of, verify
from tests.actors import made_administrator
from tests.record.accounts.signing import enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(settings: Any, tmp_path: Path) -> Actor:
    settings.BUREAU_HOME = tmp_path
    found_installation(NOBODY, demonstration=False)
    return made_administrator(enrolled())


def told(client: Client) -> bool:
    return bool(client.get("/health/").json()["checks"]["journal_key"]["ok"])


def test_another_key_than_that_of_the_record_is_told(
    administrator: Actor, settings: Any, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_of_key()
    assert "is not the one" not in capsys.readouterr().err
    assert told(client) and not is_of_another_key()
    settings.BUREAU_JOURNAL_KEY = secrets.token_hex(32)
    assert not told(client) and is_of_another_key()
    tell_of_key()
    assert "is not the one of this record" in capsys.readouterr().err


def test_of_an_older_record_the_last_head_kept_says_which_key_it_is(
    settings: Any, tmp_path: Path
) -> None:
    settings.BUREAU_HOME = tmp_path
    services.create_person(NOBODY, name="Ada")
    assert not is_of_another_key()
    write_head.func()
    settings.BUREAU_JOURNAL_KEY = secrets.token_hex(32)
    assert is_of_another_key()


def test_a_new_key_is_declared_by_an_administrator(
    administrator: Actor, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("journal", "declare-key", "--as", "ada", "--reason", "The former one was lost")
    assert main(words) == 1 and "Not recorded" in capsys.readouterr().err
    settings.BUREAU_JOURNAL_KEY = secrets.token_hex(32)
    with pytest.raises(Refused, match="administrator_only"):
        repairing.declare_key(Actor(person=enrolled_beside(administrator)), reason="Mine")
    assert main(words) == 0 and not is_of_another_key()
    entry = Entry.objects.latest("sequence")
    assert entry.details["public_key"] == signed_head()["public_key"]


def test_heads_of_a_former_key_hold_until_another_is_declared(
    administrator: Actor, settings: Any
) -> None:
    former, (first, _) = settings.BUREAU_JOURNAL_KEY, kept_now(settings)
    settings.BUREAU_JOURNAL_KEY = secrets.token_hex(32)
    undeclared, _ = kept_now(settings)
    assert "not signed" in "".join(differing_from([undeclared]))
    repairing.declare_key(administrator, reason="The former one was lost")
    services.create_person(administrator, name="Bob")
    last, late = kept_now(settings, former)
    assert [*differing_from([first, undeclared, last])] == []
    backdated = head_of(signed_as(settings, former, first.sequence, first.hash))
    for wrong in (late, backdated):
        assert "not signed" in "".join(differing_from([wrong]))


def test_the_stand_alone_verifier_trusts_no_key_declared_behind_the_last_kept_head(
    administrator: Actor, settings: Any
) -> None:
    former, (first, _) = settings.BUREAU_JOURNAL_KEY, kept_now(settings)
    settings.BUREAU_JOURNAL_KEY = secrets.token_hex(32)
    assert verified(first) == ["signed with another key than the kept head"]
    repairing.declare_key(administrator, reason="The former one was lost")
    _, late = kept_now(settings, former)
    last, _ = kept_now(settings)
    key = last.public_key
    assert verified(first) == ["signed with another key than the kept head"], "declared behind it"
    assert verified(first, last) == [] == verified(first, key=key)
    assert verified(key=first.public_key) == ["signed with another key than the one given"]
    assert verified(late) == ["signed with another key than the kept head"]


def verified(*kept: Head, key: str = "") -> list[str]:
    lines = [json.dumps(each) for each in journal_exported(with_contents=False)]
    return [finding.how for finding in verify(lines, kept, key).findings]


def kept_now(settings: Any, other: str = "") -> tuple[Head, Head]:
    """The head of now, as signed by the key in use and by another."""
    now = head()
    mine = settings.BUREAU_JOURNAL_KEY
    both = (signed_as(settings, each, now.sequence, now.hash) for each in (mine, other or mine))
    return tuple(map(head_of, both))  # type: ignore[return-value]


def signed_as(settings: Any, key: str, sequence: int, hash: str) -> dict[str, Any]:
    before, settings.BUREAU_JOURNAL_KEY = settings.BUREAU_JOURNAL_KEY, key
    said = head_signed(sequence, hash)
    settings.BUREAU_JOURNAL_KEY = before
    return said


def enrolled_beside(administrator: Actor) -> int:
    return services.create_person(administrator, name="Bob")
