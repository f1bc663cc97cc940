"""Edits of a live database, past the application: what whoever owns the database may do.

Each is a statement or two on the example; most of them both databases understand. `{some}` is the
number of the first row of the table. What is found of each must name its place.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from bureau.record.journal.store import triggers_found


@dataclass(frozen=True, slots=True)
class Edit:
    """What is done to a table, and what a finding of it must say."""

    table: str
    does: str
    found: str = ""
    copies: Mapping[str, str] | None = None
    """For one more row like the first: the columns in which it is another."""
    opens: bool = False
    """Whether the seals stay off: then that is what is found."""
    postgres: str = ""
    """What is done to the tables themselves where that is not said as on SQLite."""
    is_schema: bool = False

    def __str__(self) -> str:
        return f"{self.table}: {self.does}"


def _set(table: str, column: str, value: str, where: str = "id = {some}") -> Edit:
    does = f'UPDATE {table} SET "{column}" = {value} WHERE {where}'
    return Edit(table, does, f"{column}")


def _words(table: str, column: str, key: str = "id", value: str = "'Forged'") -> Edit:
    """In a row where something is said."""
    said = f"(SELECT min({key}) FROM {table} WHERE CAST({column} AS text) <> '')"
    return _set(table, column, value, f"{key} = {said}")


def _copy(table: str, **other: str) -> Edit:
    """One more row, like the first but for these columns."""
    return Edit(table, f"one more row {other}", "inserted", copies=other)


def _put(table: str, **values: str) -> Edit:
    columns = ", ".join(f'"{name}"' for name in values)
    return Edit(
        table, f"INSERT INTO {table} ({columns}) VALUES ({', '.join(values.values())})", "inserted"
    )


def _remove(table: str, where: str = "id = {some}") -> Edit:
    return Edit(table, f"DELETE FROM {table} WHERE {where}", "removed")


def _schema(table: str, found: str, does: str, postgres: str = "") -> Edit:
    """What is done to a table itself, or to what guards it."""
    return Edit(table, does, found, postgres=postgres, is_schema=True)


def _rewritten(table: str, lacks: str, postgres: str) -> Edit:
    """SQLite takes no constraint away, but lets its owner write what it goes by."""
    does = f"UPDATE sqlite_schema SET sql = replace(sql, '{lacks}', '') WHERE name = '{table}'"
    return _schema(table, table, does, postgres)


def _elsewhere(table: str, found: str) -> Edit:
    does = f"UPDATE {table} SET organisation_id = organisation_id + 1 WHERE id = {{some}}"
    return Edit(table, does, found)


def _unreadable(table: str, column: str, value: str) -> Edit:
    does = f"UPDATE {table} SET {column} = {value} WHERE id = (SELECT max(id) FROM {table})"
    return Edit(table, does, "cannot be read")


SPAN = {"valid_from": "'2020-01-01'", "valid_until": "'2099-01-01'"}
NOW = "'2024-01-01 00:00:00'"
FORGED = """'{"en": "Forged"}'"""

EDITS: tuple[Edit, ...] = (
    # who decided, how, on what
    _set("procedures_procedureact", "person", "person + 1"),
    _set("procedures_procedureact", "kind", "'reject'"),
    _set("procedures_procedureact", "answer", "TRUE"),
    _set("procedures_procedureact", "capacity", "'delegate'"),
    _set("procedures_procedureact", "hashes", "'{}'"),
    _set("procedures_procedureact", "day", "'2001-01-01'"),
    _remove("procedures_procedureact", "id = (SELECT max(id) FROM procedures_procedureact)"),
    _copy("procedures_procedureact", place="99"),
    _set("procedures_round", "authors", "'[98]'"),
    _set("procedures_roundend", "outcome", "'rejected'", "round_id > 0"),
    _set("procedures_rule", "definition", "'{}'"),
    _set("procedures_rule", "valid_until", "'2099-01-01'", "valid_until IS NULL"),
    _copy("procedures_rule", version="99"),
    _set("governance_submission", "actions_hash", "'0'"),
    _set("governance_submission", "actions", "'[]'"),
    _set("governance_submission", "words", "'{}'"),
    _set("governance_entryintoforce", "effects_hash", "'0'"),
    _set("governance_personnelaction", "subject", "1", "instrument_id > 0"),
    _set("governance_personnelaction", "action", "'[]'", "instrument_id > 0"),
    _remove("governance_confirmation"),
    _set("governance_correction", "person", "person + 1"),
    _set("governance_decisionrule", "majority", "'1/100'"),
    _set("governance_seat", "post", "47"),
    _copy("governance_seat"),
    _set("governance_affectedperson", "day", "'2001-01-01'"),
    _set("governance_reorganisation", "author_id", "author_id + 1"),
    _copy("governance_namedreader", person_id="2"),
    # caps and money
    _set("governance_ceiling", "basis_minor", "basis_minor * 10"),
    _remove("governance_ceiling"),
    _set("pools_pool", "cap", "cap * 10"),
    _set("pools_pool", "taken", "0 - 1"),
    _set("finance_voted", "amount_minor", "amount_minor + 1"),
    _set("organisation_standardcost", "amount_minor", "1"),
    # who may
    _set("accounts_directgrant", "valid_until", "'2199-01-01'"),
    _copy("accounts_directgrant", person_id="9"),
    _set("accounts_user", "password", "'scrypt$1$forged$forged'"),
    _set("accounts_user", "is_active", "FALSE"),
    _set("accounts_user", "person_id", "47"),
    _remove("organisation_postrole"),
    _set("organisation_postrole", "role", "'reader'"),
    _copy("organisation_postrole", post_id="2"),
    _set("organisation_office", "post_id", "post_id + 1"),
    _put(
        "organisation_delegation",
        **SPAN,
        post_id="1",
        giver_id="1",
        person_id="9",
        capacity="'delegate'",
        currency="''",
    ),
    _put(
        "programs_apitoken",
        person_id="1",
        name="''",
        digest="'forged'",
        hint="''",
        scopes="'[]'",
        made_at=NOW,
        valid_until="'2099-01-01'",
    ),
    _put(
        "accounts_signinlink",
        person_id="1",
        purpose="'reset'",
        nonce="''",
        hash="'forged'",
        made_at=NOW,
        valid_until="'2099-01-01 00:00:00'",
    ),
    _put("mfa_authenticator", user_id="1", type="'webauthn'", data="'{}'", created_at=NOW),
    # tables of libraries that nothing here writes to
    _put(
        "socialaccount_socialapp",
        **dict.fromkeys(("provider", "provider_id", "name"), "'openid_connect'"),
        **dict.fromkeys(("client_id", "secret", "key"), "'forged'"),
        settings="""'{"server_url": "https://forged.example.org"}'""",
    ),
    _put("auth_group", name="'forged'"),
    # what the installation is, what was said, what lies beside the chain
    _set("journal_installation", "demonstration", "FALSE"),
    _remove("journal_content"),
    Edit(
        "journal_content",
        "UPDATE journal_content SET value = NULL WHERE id ="
        " (SELECT min(id) FROM journal_content WHERE value IS NOT NULL)",
        "content",
    ),
    Edit("journal_rowstate", "DELETE FROM journal_rowstate WHERE id = {some}", "commits to"),
    Edit("journal_chainhead", "UPDATE journal_chainhead SET sequence = sequence - 1", "head"),
    Edit("governance_vote", "", "governance_vote", opens=True),
    # what stands in the structure, and under what
    Edit(
        "organisation_effect",
        "UPDATE organisation_effect SET instrument_id ="
        " (SELECT max(id) FROM instruments_instrument WHERE id <> instrument_id) WHERE id = {some}",
        "changed",
    ),
    _unreadable("organisation_effect", "role", "'forged'"),
    _unreadable("organisation_effect", "fields", "'[1]'"),
    Edit(
        "journal_entry",
        """UPDATE journal_entry SET details = '["forged"]' WHERE sequence = 10""",
        "altered",
    ),
    _elsewhere("organisation_effect", "changed"),
    _elsewhere("organisation_unit", "another organisation"),
    _elsewhere("organisation_post", "another organisation"),
    _set("organisation_wording", "original", "'Office of Forgery'"),
    _set("organisation_wording", "original_language", "'fr'"),
    # what people said, each in the words of whoever said it
    _words("procedures_procedurenote", "said", "act_id"),
    _words("procedures_dissent", "said"),
    _words("procedures_dissent", "said", value="''"),
    _words("procedures_authorquestion", "said"),
    _words("procedures_authoranswer", "said", "question_id"),
    _words("governance_commentwords", "said"),
    _words("governance_resolution", "said", "thread_id"),
    _words("governance_correctionreason", "said", "correction_id"),
    _words("governance_withdrawalreason", "said", "withdrawal_id"),
    _words("governance_calledoff", "said", "end_id"),
    _words("governance_votewords", "said", "vote_id"),
    _words("governance_assignment", "words"),
    _words("governance_assignment", "reason"),
    _set("governance_affectedperson", "reason", "'Forged'"),
    _words("governance_seat", "name", value=FORGED),
    _words("governance_chairproposal", "name", value=FORGED),
    _words("governance_invitation", "name"),
    _words("governance_draftaction", "reason"),
    _words("governance_draftedit", "before"),
    _words("governance_findinganswer", "reason"),
    _words("instruments_followup", "reason"),
    _words("instruments_settlement", "reason"),
    _words("instruments_citation", "reason"),
    _words("instruments_citation", "reason_of_end"),
    _set("instruments_document", "submitter_name", FORGED),
    _words("organisation_reservednumber", "reason"),
    _words("organisation_savedview", "name"),
    _words("organisation_savedview", "query"),
    _words("papers_phrase", "words"),
    _words("erasure_legalhold", "ground"),
    _words("socialaccount_socialaccount", "uid"),
    # the tables themselves, and what guards them
    _schema("organisation_effect", "index", "DROP INDEX effect_day"),
    _schema("organisation_unitversion", "index", "DROP INDEX unitversion_once"),
    _schema(
        "pools_pool",
        "pools_pool",
        "ALTER TABLE pools_pool RENAME TO pools_away"
        "\nCREATE VIEW pools_pool AS SELECT * FROM pools_away",
    ),
    _rewritten(
        "pools_pool",
        ', CONSTRAINT "pool_within_cap" CHECK ("taken" <= ("cap"))',
        "ALTER TABLE pools_pool DROP CONSTRAINT pool_within_cap",
    ),
    _rewritten(
        "pools_pool",
        " NOT NULL UNIQUE",
        "ALTER TABLE pools_pool DROP CONSTRAINT pools_pool_what_key",
    ),
    _rewritten(
        "pools_pool",
        " PRIMARY KEY AUTOINCREMENT",
        "ALTER TABLE pools_pool DROP CONSTRAINT pools_pool_pkey CASCADE",
    ),
    _rewritten(
        "organisation_effect",
        ' REFERENCES "instruments_instrument" ("id") DEFERRABLE INITIALLY DEFERRED',
        "ALTER TABLE organisation_effect"
        " DROP CONSTRAINT organisation_effect_instrument_id_d3b8c2f9_fk_instrumen",
    ),
    _rewritten(
        "pools_pool", ' "cap" bigint NOT NULL', "ALTER TABLE pools_pool ALTER cap DROP NOT NULL"
    ),
    _schema(
        "accounts_user",
        "planted",
        "CREATE TRIGGER accounts_user_planted AFTER UPDATE ON accounts_user"
        " BEGIN DELETE FROM accounts_tries; END",
        "CREATE TRIGGER planted AFTER UPDATE ON accounts_user"
        " FOR EACH ROW EXECUTE FUNCTION bureau_sealed()",
    ),
    _schema(
        "pools_pool",
        "planted",
        "CREATE TRIGGER pools_pool_planted BEFORE UPDATE ON pools_pool"
        " BEGIN SELECT RAISE(IGNORE); END",
        "CREATE RULE planted AS ON UPDATE TO pools_pool DO INSTEAD NOTHING",
    ),
    _schema(
        "accounts_directgrant",
        "accounts_directgrant",
        "DROP TRIGGER accounts_directgrant_wrote_change",
        "ALTER TABLE accounts_directgrant ENABLE ROW LEVEL SECURITY"
        "\nCREATE POLICY planted ON accounts_directgrant USING (person_id <> 1)",
    ),
    _schema(
        "organisation_postversion",
        "organisation_postversion",
        "UPDATE sqlite_schema SET sql = replace(sql, 'BEFORE UPDATE', 'BEFORE UPDATE OF id')"
        " WHERE name = 'organisation_postversion_no_update'",
        "ALTER TABLE organisation_postversion ENABLE REPLICA TRIGGER no_update",
    ),
    _schema(
        "organisation_postversion",
        "another one",
        "UPDATE sqlite_schema SET sql = replace(replace(sql, 'NEW.\"frozen\" OR',"
        " '(NEW.\"frozen\" OR'), 'IS NULL BEGIN', 'IS NULL) BEGIN')"
        " WHERE name = 'organisation_postversion_no_update'",
        "DO $$ DECLARE said text; BEGIN SELECT replace(replace(pg_get_triggerdef(oid, true),"
        " 'new.frozen OR', '(new.frozen OR'), 'new.recorded_until IS NULL)',"
        " 'new.recorded_until IS NULL))') INTO said FROM pg_trigger WHERE tgname = 'no_update'"
        " AND tgrelid = 'organisation_postversion'::regclass;"
        " DROP TRIGGER no_update ON organisation_postversion; EXECUTE said; END $$",
    ),
    _schema(
        "journal_entry",
        "",
        "UPDATE sqlite_schema SET sql = replace(sql, 'RAISE(ABORT', 'coalesce(1')"
        " WHERE name = 'journal_entry_no_update'",
        "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
    ),
    _schema(
        "",
        "another one",
        "UPDATE sqlite_schema SET sql = replace(sql, 'is sealed', 'is not sealed')"
        " WHERE name = 'journal_entry_no_delete'",
        "ALTER FUNCTION bureau_sealed() SET search_path = pg_temp",
    ),
    _schema(
        "",
        "another one",
        "UPDATE sqlite_schema SET sql = replace(sql, 'RAISE(ABORT', 'coalesce(1')"
        " WHERE name = 'journal_entry_no_delete'",
        "CREATE OR REPLACE FUNCTION bureau_sealed() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN NEW; END $$",
    ),
)


@contextmanager
def edited(edit: Edit) -> Iterator[None]:
    """The database after an edit, with its seals as they were; all as before behind the block."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            if edit.is_schema:
                _edit_schema(cursor, edit)
            elif connection.vendor == "sqlite":
                _edit_sqlite(cursor, edit)
            else:
                _edit_postgres(cursor, edit)
        yield
        transaction.set_rollback(True)


def _edit_schema(cursor: CursorWrapper, edit: Edit) -> None:
    is_file = connection.vendor == "sqlite"
    if is_file:
        cursor.execute("PRAGMA writable_schema = ON")
    for statement in ((not is_file and edit.postgres) or edit.does).split("\n"):
        cursor.execute(statement)
        assert cursor.rowcount, f"{edit}: touched nothing"
    if is_file:
        cursor.execute("PRAGMA writable_schema = OFF")


def _edit_sqlite(cursor: CursorWrapper, edit: Edit) -> None:
    cursor.execute("PRAGMA defer_foreign_keys = ON")
    seals = {name: said for name, said in triggers_found().items() if f' "{edit.table}"' in said}
    for name in seals:
        cursor.execute(f'DROP TRIGGER "{name}"')
    _edit(cursor, edit)
    for statement in () if edit.opens else seals.values():
        cursor.execute(statement)


def _edit_postgres(cursor: CursorWrapper, edit: Edit) -> None:
    """As the owner of the server: triggers and keys are not asked meanwhile."""
    if edit.opens:
        cursor.execute(f"ALTER TABLE {edit.table} DISABLE TRIGGER USER")
        return
    cursor.execute("SET LOCAL session_replication_role = replica")
    _edit(cursor, edit)
    cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def _edit(cursor: CursorWrapper, edit: Edit) -> None:
    does = _copied(cursor, edit) if edit.copies is not None else edit.does
    if not does:
        return
    some = f"(SELECT min(id) FROM {edit.table})"
    cursor.execute(does.replace("{some}", some))
    assert cursor.rowcount > 0, f"{edit}: touched no row"


def _copied(cursor: CursorWrapper, edit: Edit) -> str:
    assert edit.copies is not None
    described = connection.introspection.get_table_description(cursor, edit.table)
    other = {"id": f"(SELECT max(id) + 1 FROM {edit.table})", **edit.copies}
    columns = [column.name for column in described]
    values = ", ".join(other.get(name, f'"{name}"') for name in columns)
    named = ", ".join(f'"{name}"' for name in columns)
    return (
        f"INSERT INTO {edit.table} ({named}) SELECT {values} FROM {edit.table} WHERE id = {{some}}"
    )
