"""What entries commit to of rows, and what is found of rows that were edited past them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection

from bureau.config.promises.edits_found import guarded
from bureau.config.references import declared_missing, leading_nowhere
from bureau.config.schema import session
from bureau.core.actors import Actor, Grant
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.record.accounts import services
from bureau.record.accounts.models import Person, User
from bureau.record.accounts.services.closing import close_account
from bureau.record.accounts.services.people import choose_language, correct_name
from bureau.record.accounts.services.sittings import end_sessions
from bureau.record.journal.models import ChainHead, Content, RowState, Subject, Written
from bureau.record.journal.queries import head
from bureau.record.journal.queries.heads import differing_from, heads_in_file, heads_kept
from bureau.record.journal.queries.rows import (
    edits_recorded,
    rows_differing,
    rows_differing_of,
    shapes_committed,
)
from bureau.record.journal.services import Act, SubjectNotThere, service
from bureau.record.journal.services.exporting import open_contents
from bureau.record.journal.services.founding import found_installation
from bureau.record.journal.services.heads import set_heads_aside, write_head
from bureau.record.journal.services.repairing import declare_edited, declare_missing
from bureau.record.journal.services.rows import commit_rows
from bureau.record.journal.store import (
    columns_committed,
    committed,
    our_models,
    shapes,
    states_of,
    why_uncommitted,
)
from bureau.record.journal.store.seals import seals_of_migrations

NOBODY = Actor(person=None)
PASSWORD = "correct horse battery"
UNCOMMITTED = {
    "checked by": {
        *("journal_chainhead", "journal_entry", "journal_recordhead", "journal_recordnumber"),
        *("journal_subject", "organisation_replacement"),
        *(f"organisation_{kind}" for kind in ("unit", "post", "incumbency", "reporting")),
        *(f"organisation_{kind}" for kind in ("adoption", "block", "succession", "engagement")),
        *(f"organisation_{kind}version" for kind in ("unit", "post", "incumbency", "reporting")),
        *(f"organisation_{kind}version" for kind in ("adoption", "block", "succession")),
        "organisation_engagementversion",
    },
    "derived": {"imports_keptoutlook", "notices_notice", "search_document", "search_source"},
    "outbox": {"notices_outboxmail", "programs_delivery"},
    "the queue": {"clock_queuedtask", "clock_recurringduty", "clock_workerseen"},
    "sessions": {"accounts_sitting"},
    "counts": {"accounts_tries"},
    "answers": {"journal_answered"},
    "moved": {"journal_cursor"},
    "notes": {"journal_written"},
    "commit": {"journal_rowstate"},
}
"""Every table whose rows no entry commits to, by a word of why."""


def test_every_table_is_committed_to_or_says_why_not() -> None:
    found = {one._meta.db_table: why_uncommitted(one) for one in our_models()}
    left = {table: why for table, why in found.items() if why}
    listed = {table: word for word, tables in UNCOMMITTED.items() for table in tables}
    assert left.keys() == listed.keys()
    assert all(listed[table] in why for table, why in left.items())
    assert found.keys() - left.keys() <= committed().keys()
    assert {"mfa_authenticator", "socialaccount_socialaccount"} <= committed().keys()


@pytest.mark.django_db
def test_an_act_leaves_no_note_and_rows_that_are_as_it_left_them() -> None:
    person = services.create_person(NOBODY, name="Ada")
    services.create_user(NOBODY, person=person, login="ada", password=services.Secret(PASSWORD))
    assert not Written.objects.exists()
    assert {"accounts_person", "accounts_user"} <= set(
        RowState.objects.values_list("table", flat=True)
    )
    assert guarded() == []


def granted(person: int, grant: Grant = Grant.ADMINISTRATOR) -> Actor:
    """A person with a grant, given by an act."""
    first, last = date(2020, 1, 1), date(2099, 1, 1)
    services.grant_directly(NOBODY, person=person, grant=grant, valid_from=first, valid_until=last)
    return Actor(person=person, grants=frozenset({grant}))


def changed(person: int) -> None:
    User.objects.filter(person=person).update(password="forged")


def redirected(person: int) -> None:
    Person.objects.filter(pk=person).update(email="mallory@example.org")


def renamed(person: int) -> None:
    Person.objects.filter(pk=person).update(name="Mallory")


def taken_over(person: int) -> None:
    User.objects.filter(person=person).update(login="mallory")


def inserted(person: int) -> None:
    User.objects.create(login="eve", person=Person.objects.create(name="Eve"))


def removed(person: int) -> None:
    User.objects.filter(person=person).delete()


def emptied(person: int) -> None:
    """Past the seal: the contents of its table are put away and put back without a value."""
    unseal("journal_content")
    Content.objects.filter(field="reason").update(value=None)


def unseal(table: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {table}_no_update")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER no_update")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (changed, "accounts_user 1: changed (password) since entry"),
        (redirected, "changed (email): no entry commits to the value"),
        (renamed, "changed (name) since entry"),
        (taken_over, "accounts_user 1: changed (login) since entry"),
        (inserted, "inserted: no entry committed to it"),
        (removed, "accounts_user 1: removed since entry"),
        (emptied, ": content"),
        (lambda _: unseal("journal_entry"), "journal_entry"),
    ],
)
def test_what_was_edited_past_the_journal_is_named(
    spoil: Callable[[int], None], found: str
) -> None:
    found_installation(NOBODY, demonstration=False)
    person = services.create_person(NOBODY, name="Ada")
    user = services.create_user(
        NOBODY, person=person, login="ada", password=services.Secret(PASSWORD)
    )
    open_contents(granted(person, Grant.AUDITOR), reason="Why")
    assert guarded() == []
    spoil(person)
    assert any(found.replace("user 1", f"user {user}") in how for how in guarded())


@pytest.mark.django_db
def test_a_day_in_another_form_is_named() -> None:
    """SQLite compares text, so `2027-2-28` comes after `2027-10-01`."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's columns take days alone")
    person = services.create_person(NOBODY, name="Ada")
    day = date(2027, 2, 28)
    grant = services.grant_directly(
        NOBODY, person=person, grant="administrator", valid_from=date(2026, 1, 1), valid_until=day
    )
    assert [*rows_differing()] == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_directgrant SET valid_until = '2027-2-28'")
    named = f"accounts_directgrant {grant}: valid_until is written in another form than Bureau's"
    assert named in [*rows_differing()]


@pytest.mark.django_db
def test_what_was_written_outside_an_act_is_not_committed_to_by_the_next_one() -> None:
    services.create_person(NOBODY, name="Ada")
    eve = Person.objects.create(name="Eve")
    services.create_person(NOBODY, name="Bob")
    assert [*rows_differing()] == [f"accounts_person {eve.pk}: inserted: no entry committed to it"]


@pytest.mark.django_db
def test_notes_written_for_transactions_to_come_are_no_act_s_own() -> None:
    """As the application's role on PostgreSQL may write them; the next act is one of these."""
    ada = services.create_person(NOBODY, name="Ada")
    services.create_user(NOBODY, person=ada, login="ada", password=None)
    changed(ada)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                'INSERT INTO journal_written ("table", number, "transaction")'
                " SELECT 'accounts_user', id, txid_current() + n"
                " FROM accounts_user, generate_series(0, 99) n"
            )
    services.create_person(NOBODY, name="Bob")
    assert any("changed (password)" in how for how in rows_differing())


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="jsonb has each key once")
def test_details_in_which_a_key_stands_twice_are_named() -> None:
    """The hash is over the last of two, SQLite answers with the first."""
    found_installation(NOBODY, demonstration=False)
    entry = head().sequence
    unseal("journal_entry")
    with connection.cursor() as cursor:
        cursor.execute(
            'UPDATE journal_entry SET details = \'{"row_states": "0", \' || substr(details, 2)'
            " WHERE sequence = %s",
            [entry],
        )
    assert f"entry {entry}: altered" in guarded()


@pytest.mark.django_db
def test_an_act_on_an_edited_row_commits_to_the_edit() -> None:
    ada = services.create_person(NOBODY, name="Ada")
    grace = services.create_person(NOBODY, name="Grace")
    user = services.create_user(NOBODY, person=ada, login="ada", password=None)
    administrator = granted(grace)
    assert [*edits_recorded()] == []
    changed(ada)
    eve = Person.objects.create(name="Eve")
    close_account(administrator, person=ada)
    choose_language(Actor(person=eve.pk), language="fr")
    entry = head().sequence
    nameless = f"accounts_person {eve.pk}: changed (name): no entry commits to the value"
    assert [*rows_differing()] == [nameless]
    assert [*edits_recorded()] == [
        f"accounts_user {user}: was edited past the application before entry {entry - 1}",
        f"accounts_person {eve.pk}: was edited past the application before entry {entry}",
    ]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL asks for the entry")
def test_a_state_of_an_entry_that_is_not_there_is_named_and_not_believed() -> None:
    ada = services.create_person(NOBODY, name="Ada")
    user = services.create_user(NOBODY, person=ada, login="ada", password=None)
    changed(ada)
    state = states_of(User, [user])[user]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
    RowState.objects.create(entry_id=9999, table="accounts_user", number=user, state=state)
    found = [*rows_differing()]
    assert "entry 9999: rows are committed to by it, and it is not there" in found
    assert any(f"accounts_user {user}: changed (password)" in how for how in found)
    assert any("entry_id 9999 is not in journal_entry" in how for how in leading_nowhere())
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER journal_rowstate_no_delete")
        cursor.execute("DELETE FROM journal_rowstate WHERE entry_id = 9999")


@pytest.mark.django_db
def test_the_states_of_rows_cannot_be_taken_away_unseen() -> None:
    found_installation(NOBODY, demonstration=False)
    services.create_person(NOBODY, name="Ada")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_rowstate_no_delete")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE journal_rowstate DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM journal_rowstate")
    assert any("the rows that it commits to are not those" in how for how in rows_differing())


@pytest.mark.django_db
def test_an_upgrade_commits_to_the_rows_that_stand_once() -> None:
    services.create_person(NOBODY, name="Ada")
    stood = Person.objects.create(name="From before")
    assert shapes_committed() == {} and any(f"{stood.pk}: inserted" in how for how in guarded())
    commit_rows(NOBODY)
    assert shapes_committed() == shapes() and guarded() == []
    with pytest.raises(Refused):
        commit_rows(Actor(person=stood.pk))
    stood.delete()
    commit_rows(NOBODY)
    assert any("removed" in how for how in rows_differing())


@pytest.mark.django_db
def test_an_upgrade_commits_to_no_row_that_has_a_state() -> None:
    """Else whoever edits a row has it accepted by the next upgrade."""
    ada = services.create_person(NOBODY, name="Ada")
    services.create_user(NOBODY, person=ada, login="ada", password=None)
    changed(ada)
    commit_rows(NOBODY)
    assert any("changed (password)" in how for how in rows_differing())


@pytest.mark.django_db
def test_where_columns_are_others_an_upgrade_names_what_was_edited_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as before:
        before.setattr(User, "uncommitted", (*User.uncommitted, "is_active"))
        forget_columns()
        found_installation(NOBODY, demonstration=False)
        ada = services.create_person(NOBODY, name="Ada")
        user = services.create_user(NOBODY, person=ada, login="ada", password=None)
        bob = services.create_person(NOBODY, name="Bob")
        services.create_user(NOBODY, person=bob, login="bob", password=None)
    forget_columns()
    changed(ada)
    eve = User.objects.create(login="eve", person_id=services.create_person(NOBODY, name="Eve"))
    commit_rows(NOBODY)
    entry = f"was edited past the application before entry {head().sequence}"
    assert [*edits_recorded()] == [f"accounts_user {each}: {entry}" for each in (user, eve.pk)]
    assert shapes_committed() == shapes()


def forget_columns() -> None:
    columns_committed.cache_clear()


@pytest.mark.django_db
def test_rows_that_no_act_wrote_are_declared_and_named_for_good() -> None:
    """As a process of a former version leaves them, which notes nothing."""
    found_installation(NOBODY, demonstration=False)
    ada = services.create_person(NOBODY, name="Ada")
    user = services.create_user(NOBODY, person=ada, login="ada", password=None)
    made = head().sequence
    administrator = granted(services.create_person(NOBODY, name="Grace"))
    changed(ada)
    renamed(ada)
    eve = Person.objects.create(name="Eve")
    for table, numbers in (("accounts_user", [user]), ("accounts_person", [ada, eve.pk])):
        for wrong in ("", " "):
            with pytest.raises(Refused):
                declare_edited(administrator, table=table, numbers=numbers, reason=wrong)
        with pytest.raises(Refused):
            declare_edited(Actor(person=ada), table=table, numbers=numbers, reason="Mine")
        declare_edited(administrator, table=table, numbers=numbers, reason="An old worker")
    with pytest.raises(Refused):
        declare_edited(administrator, table="accounts_user", numbers=[user], reason="Again")
    with pytest.raises(Refused):
        declare_edited(administrator, table="accounts_boat", numbers=[1], reason="No such table")
    assert [*rows_differing()] == []
    assert len([*edits_recorded()]) == 3
    assert any(f"accounts_user {user}: was edited" in how for how in rows_differing_of([made]))


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_a_note_that_another_session_writes_while_an_act_is_open_is_not_the_act_s() -> None:
    ada = services.create_person(NOBODY, name="Ada")
    user = services.create_user(NOBODY, person=ada, login="ada", password=None)
    changed(ada)
    try:
        act_while(NOBODY, deed=lambda: forge_note(user))
        assert any("changed (password)" in how for how in rows_differing())
    finally:
        take_notes_away()


def forge_note(user: int) -> None:
    """By a session of its own, of the transaction that is open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT txid_current()")
        (transaction,) = cursor.fetchone()
    with psycopg.connect(**session(), autocommit=True) as other:
        other.execute(
            'INSERT INTO journal_written ("table", number, "transaction")'
            " VALUES ('accounts_user', %s, %s)",
            [user, transaction],
        )


def take_notes_away() -> None:
    with psycopg.connect(**session(), autocommit=True) as other:
        other.execute("DELETE FROM journal_written")


@pytest.mark.django_db
def test_names_and_addresses_are_held_through_correction_and_upgrade() -> None:
    ada = services.create_person(NOBODY, name="Ada", email="ada@example.org")
    administrator = granted(ada)
    Person.objects.create(name="From before", email="before@example.org")
    commit_rows(NOBODY)
    correct_name(administrator, person=ada, name="Ada L.", transliteration="")
    assert [*rows_differing()] == []
    Person.objects.update(email="mallory@example.org")
    assert len([how for how in rows_differing() if "changed (email) since entry" in how]) == 2


@pytest.mark.django_db
def test_an_act_that_names_what_never_was_is_refused_and_leaves_nothing() -> None:
    administrator = granted(services.create_person(NOBODY, name="Ada"))
    before = head().sequence
    deeds: list[Callable[[], object]] = [
        lambda: end_sessions(administrator, person=999_999),
        lambda: correct_name(administrator, person=999_999, name="Nobody"),
        lambda: touch_nothing(administrator, "boat", 1),
    ]
    for deed in deeds:
        with pytest.raises(SubjectNotThere, match=r"There is no (person 999999|boat 1)\."):
            deed()
    assert head().sequence == before and not Content.objects.filter(value="Nobody").exists()


@pytest.mark.django_db
def test_what_never_was_is_declared_and_then_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    administrator = granted(services.create_person(NOBODY, name="Ada"))
    entry, ghost = head().sequence, Reference("person", 999_999)
    Subject.objects.create(entry_id=entry, kind=ghost.kind, number=ghost.id)
    assert [*leading_nowhere()] == ["journal.Subject.number: person:999999 is not there"]
    for wrong in (Reference("person", 1_000_000), Reference("person", administrator.person or 0)):
        with pytest.raises(Refused):
            declare_missing(administrator, entry=entry, subject=wrong, reason="Typed wrongly")
    declare_missing(administrator, entry=entry, subject=ghost, reason="Typed wrongly")
    assert [*leading_nowhere()] == []
    assert [*declared_missing()] == [
        f"entry {entry}: person:999999 never existed, as entry {head().sequence} declares"
    ]
    Subject.objects.create(entry_id=entry + 1, kind=ghost.kind, number=ghost.id)
    assert [*leading_nowhere()] == ["journal.Subject.number: person:999999 is not there"]


@pytest.mark.django_db
def test_a_signed_head_is_written_where_the_journal_went_on(settings: Any, tmp_path: Path) -> None:
    settings.BUREAU_HOME = tmp_path
    services.create_person(NOBODY, name="Ada")
    for _ in range(2):
        write_head.func()
    services.create_person(NOBODY, name="Bob")
    write_head.func()
    kept, file = heads_kept(), tmp_path / "heads.jsonl"
    assert [one.sequence for one in kept] == [head().sequence - 1, head().sequence]
    assert file.stat().st_mode & 0o777 == 0o600 and [*differing_from(kept)] == []
    last = head()
    ChainHead.objects.update(sequence=last.sequence - 1)
    assert "an older backup was put back" in "".join(differing_from(kept))
    ChainHead.objects.update(sequence=last.sequence)
    rewritten = replace(kept[0], hash="0" * 64)
    assert any("rewritten" in how for how in differing_from([rewritten]))
    half = file.read_bytes()[:-9]
    file.write_bytes(half)
    write_head.func()
    lines = file.read_bytes().split(b"\n")
    assert lines[1] == half.split(b"\n")[1] and len(lines) == 4
    assert [one.sequence for one in heads_kept()] == [one.sequence for one in kept]
    amiss = [how for _, how in heads_in_file("heads.jsonl", file.read_bytes()) if how]
    assert amiss == ["line 2 of heads.jsonl: no head can be read"]
    aside = set_heads_aside()
    assert heads_kept() == [] and (tmp_path / aside).exists() and set_heads_aside() == ""


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no REPLACE")
@pytest.mark.parametrize("table", sorted(seals_of_migrations()))
def test_a_sealed_table_refuses_replace_by_each_of_its_keys(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(f'SELECT name, type, "notnull", pk FROM pragma_table_info("{table}")')
        columns = cursor.fetchall()
        filled = [name for name, _, needed, key in columns if needed or key]
        row = {name: f"{place}1" for place, name in enumerate(filled, 1)}
        insert = "{how} INTO {table} ({names}) VALUES ({values})"
        said = {"table": table, "names": ", ".join(f'"{name}"' for name in row)}
        cursor.execute("SAVEPOINT tried")
        cursor.execute(
            insert.format(how="INSERT", values=", ".join(map(_said, row.items())), **said)
        )
        for how in ("INSERT OR REPLACE", "REPLACE"):
            with pytest.raises(IntegrityError, match="is sealed"):
                cursor.execute(
                    insert.format(how=how, values=", ".join(map(_said, row.items())), **said)
                )
        cursor.execute("ROLLBACK TO tried")
        cursor.execute("PRAGMA ignore_check_constraints = OFF")


def _said(pair: tuple[str, str]) -> str:
    return pair[1]


@service("test_rows.touch_nothing")
def touch_nothing(act: Act, kind: str, number: int) -> None:
    act.touch(kind, number)


@service("test_rows.act_while")
def act_while(act: Act, deed: Callable[[], object]) -> None:
    deed()
