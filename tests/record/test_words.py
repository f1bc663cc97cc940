"""Words that can be erased are bound by a salted commitment, whoever writes them."""

import re
from collections.abc import Iterator

import pytest

from bureau.config.promises.every_act import BOUND_OTHERWISE
from bureau.core.actors import Actor, Grant
from bureau.institution.organisation.models import SavedView
from bureau.institution.organisation.services.saved import delete_view, rename_view, save_view
from bureau.record.accounts.services import create_person
from bureau.record.erasure.models import LegalHold
from bureau.record.journal.models import Content
from bureau.record.journal.queries import broken_links, head
from bureau.record.journal.queries.rows import rows_differing, rows_differing_of
from bureau.record.journal.queries.words import contents_undeclared
from bureau.record.journal.services import Act, acts, service
from bureau.record.journal.services.founding import found_installation
from bureau.record.journal.services.repairing import declare_edited
from bureau.record.journal.services.rows import commit_rows
from bureau.record.journal.store import (
    columns_committed,
    columns_of_words,
    committed,
    is_named,
    salted,
    words_of,
)
from bureau.record.journal.store.words import columns_read
from tests.actors import administrator

NOBODY = Actor(person=None)
GROUND = "A lawsuit that is pending"
UNBOUND = {
    "accounts_user.last_login": "when, not what: the library writes it",
    "journal_content.value": "held to its entry by `verify journal`",
    "organisation_wording.original": "its hash is committed to, and compared by `verify structure`",
    **{
        f"organisation_effect.{column}": "under the hash of effects in the entry of their record"
        for column in ("kind", "subject", "day", "role", "fields", "manner")
    },
    "programs_apitoken.name": "a label for its own person alone",
    "programs_apitoken.hint": "a label for its own person alone",
    "programs_apitoken.used_at": "when, not what",
    "programs_webhook.name": "a label for its own person alone",
}
"""Columns of tables committed to that no entry binds, and why that is enough."""


@pytest.fixture(autouse=True)
def declared_anew() -> Iterator[None]:
    yield
    forget_declarations()


def forget_declarations() -> None:
    for each in (columns_committed, words_of, columns_of_words, columns_read):
        each.cache_clear()


def test_every_column_of_a_table_committed_to_is_bound_or_says_why_not() -> None:
    found = set()
    for table, model in committed().items():
        if not model.__module__.startswith("bureau."):
            continue
        bound = {field.name for field in columns_committed(model)}
        bound |= {*salted(model), *columns_of_words(model)}
        names = {field.name for field in model._meta.concrete_fields}
        found |= {f"{table}.{column}" for column in names - bound}
    assert found == UNBOUND.keys()


def test_no_two_contents_have_the_same_name() -> None:
    """Neither now nor as former entries named them, where these had the name to themselves."""
    declared = [(each, model) for model in committed().values() for each in words_of(model)]
    for one, model in declared:
        sample = re.sub(r"\{\w+\}", "7", one.name)
        alike = [(each, of) for each, of in declared if is_named(sample, each.name)]
        assert alike == [(one, model)]
        assert not any(is_named(sample, each) for each in (*BOUND_OTHERWISE, "reason_{pk}"))


def held(ground: str = GROUND) -> int:
    """The number of a hold that is placed on somebody."""
    first, second = (create_person(NOBODY, name=name) for name in ("Ada", "Bob"))
    by = Actor(person=first, grants=frozenset({Grant.ADMINISTRATOR}))
    return place(by, held=second, ground=ground)


@service("test_words.place")
def place(act: Act, *, held: int, ground: str, content: str = "") -> int:
    """A hold; as a former version placed it, its words are under the name of this content."""
    row = LegalHold.objects.create(
        person_id=held, ground=ground, placed_by_id=held, placed_at=act.at
    )
    if content:
        act.commit_to(content.format(pk=row.pk), ground, keep=False)
    return row.pk


@service("test_words.say")
def say(act: Act, *, ground: str) -> None:
    LegalHold.objects.update(ground=ground)


@pytest.mark.django_db
def test_words_edited_past_the_application_are_named() -> None:
    number = held()
    assert [*rows_differing()] == []
    entry = head().sequence
    expected = [f"erasure_legalhold {number}: changed (ground) since entry {entry}"]
    for forged in ("None", ""):
        LegalHold.objects.update(ground=forged)
        assert [*rows_differing()] == expected == [*rows_differing_of([entry])]
    LegalHold.objects.update(ground=GROUND)
    assert [*rows_differing()] == []


@pytest.mark.django_db
def test_words_put_where_there_were_none_are_named() -> None:
    number = held(ground="")
    assert [*rows_differing()] == []
    LegalHold.objects.update(ground="Forged")
    assert [*rows_differing()] == [
        f"erasure_legalhold {number}: changed (ground): no entry commits to the words"
    ]


@pytest.mark.django_db
def test_what_is_said_anew_is_bound_anew() -> None:
    held()
    say(NOBODY, ground="Another")
    assert [*rows_differing()] == []
    LegalHold.objects.update(ground=GROUND)
    assert len([*rows_differing()]) == 1


@pytest.mark.django_db
def test_the_salt_goes_where_an_act_empties_the_words() -> None:
    number = held()
    say(NOBODY, ground="")
    assert not Content.objects.filter(field=f"ground_{number}").exists()
    assert [*rows_differing()] == [] and [*broken_links()] == []


@pytest.mark.django_db
def test_an_act_that_leaves_words_alone_does_not_take_an_edit_of_them_for_its_own() -> None:
    ada = Actor(person=create_person(NOBODY, name="Ada"))
    view = save_view(ada, address="/posts/?grade=P.4", name="Fours")
    SavedView.objects.update(query="grade=P.5")
    rename_view(ada, view=view, name="Four")
    assert any(f"savedview {view}: changed (query)" in how for how in rows_differing())
    delete_view(ada, view=view)
    assert not Content.objects.filter(field__in=[f"name_{view}", f"query_{view}"]).exists()
    assert [*rows_differing()] == []


@pytest.mark.django_db
def test_a_declared_edit_of_words_is_held_to_what_they_are_now() -> None:
    number = held()
    LegalHold.objects.update(ground="Forged")
    by = administrator("Grace")
    declare_edited(by, table="erasure_legalhold", numbers=[number], reason="By hand")
    assert not any("legalhold" in how for how in rows_differing())
    LegalHold.objects.update(ground=GROUND)
    assert any("legalhold" in how for how in rows_differing())


@pytest.mark.django_db
@pytest.mark.parametrize("content", ["reason", "reason_{pk}"])
def test_what_former_entries_committed_to_under_a_name_of_others_counts_for_its_row(
    monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    person = create_person(NOBODY, name="Ada")
    with monkeypatch.context() as then:
        then.setattr(acts, "tables_of_words", list)
        number = place(NOBODY, held=person, ground=GROUND, content=content)
        also_said(NOBODY, content=content.format(pk=number), said="Of another thing")
    monkeypatch.setattr(LegalHold, "worded_before", {"ground_{pk}": content}, raising=False)
    forget_declarations()
    assert [*rows_differing()] == []
    LegalHold.objects.update(ground="Of another thing")
    assert any("changed (ground) since" in how for how in rows_differing())
    LegalHold.objects.update(ground=GROUND)
    say(NOBODY, ground="")
    assert [*rows_differing()] == []
    assert Content.objects.filter(field=content.format(pk=number)).count() == 1


@service("test_words.also_said")
def also_said(act: Act, *, content: str, said: str) -> None:
    act.commit_to(content, said, keep=False)


@pytest.mark.django_db
def test_an_upgrade_binds_what_no_entry_did_and_holds_the_rest_to_its_entries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as before:
        before.setattr(LegalHold, "worded", {})
        before.setattr(LegalHold, "uncommitted", ("ground",), raising=False)
        forget_declarations()
        found_installation(NOBODY, demonstration=False)
        ada, bob, eve = (create_person(NOBODY, name=name) for name in ("Ada", "Bob", "Eve"))
        bare = place(NOBODY, held=ada, ground=GROUND)
        spoilt = place(NOBODY, held=bob, ground=GROUND, content="ground_{pk}")
        erased = place(NOBODY, held=eve, ground=GROUND, content="ground_{pk}")
    forget_declarations()
    LegalHold.objects.filter(pk=spoilt).update(ground="Forged")
    LegalHold.objects.filter(pk=erased).update(ground="")
    commit_rows(NOBODY)
    (found,) = rows_differing()
    assert f"erasure_legalhold {spoilt}: changed (ground) since entry" in found
    assert not Content.objects.filter(field=f"ground_{erased}").exists()
    LegalHold.objects.exclude(pk=spoilt).update(ground="Forged, too")
    told = " ".join(rows_differing())
    assert f"legalhold {bare}: changed" in told and f"legalhold {erased}: changed" in told


@pytest.mark.django_db
def test_a_content_that_no_model_says_a_column_of_is_named() -> None:
    held()
    assert [*contents_undeclared(BOUND_OTHERWISE)] == []
    also_said(NOBODY, content="odd_1", said="Odd")
    assert [*contents_undeclared(BOUND_OTHERWISE)] == ["odd_1"]
