"""The journal: one act, one entry; the chain; what a sealed row refuses."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from bureau.core.actors import NOBODY
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.record.accounts import services
from bureau.record.accounts.models import Person
from bureau.record.journal.models import Content, Entry
from bureau.record.journal.queries import broken_links, entries_about, head
from bureau.record.journal.services import Act, Asked, service
from bureau.record.journal.store import FirstTables

pytestmark = pytest.mark.django_db


@service("test_journal.make_two")
def make_two(act: Act) -> int:
    services.create_person(act, name="Ada")
    return services.create_person(act, name="Grace")


@service("test_journal.forget_to_join")
def forget_to_join(act: Act) -> None:
    services.create_person(act.actor, name="Ada")


@service("test_journal.outrun")
def outrun(act: Act, *, attempts: list[int]) -> int:
    attempts.append(len(attempts))
    if len(attempts) == 1:
        collide(act)
    return services.create_person(act, name="Grace")


@service("test_journal.collide")
def collide(act: Act) -> None:
    Person.objects.create(pk=Person.objects.get().pk, name="Grace")


def test_an_inner_service_joins_the_entry_of_the_outer_one() -> None:
    second = make_two(NOBODY)
    entry = Entry.objects.get()
    assert entry.act.endswith("make_two")
    assert entry.subjects.count() == 2
    assert entries_about(Reference("person", second)) == [entry]


def test_a_service_that_does_not_join_is_refused() -> None:
    with pytest.raises(RuntimeError, match="without joining"):
        forget_to_join(NOBODY)


def test_a_refused_act_leaves_nothing() -> None:
    with pytest.raises(TypeError), transaction.atomic():
        services.create_person(NOBODY, nonsense=1)
    assert not Entry.objects.exists() and head().sequence == 0


def test_the_same_key_again_gets_the_same_answer() -> None:
    asked = Asked(NOBODY, "k1")
    first = services.create_person(asked, name="Ada")
    assert services.create_person(asked, name="Ada") == first
    assert Person.objects.count() == 1


def test_the_same_key_for_something_else_is_refused() -> None:
    services.create_person(Asked(NOBODY, "k1"), name="Ada")
    with pytest.raises(Refused, match="key_used_for_something_else"):
        services.create_person(Asked(NOBODY, "k1"), name="Grace")


def test_the_chain_holds_after_several_acts() -> None:
    for name in ("Ada", "Grace", "Katherine"):
        services.create_person(NOBODY, name=name)
    assert broken_links() == [] and head().sequence == 3


def test_a_name_is_committed_to_but_not_in_the_journal() -> None:
    services.create_person(NOBODY, name="Ada Lovelace")
    entry = Entry.objects.get()
    assert "Ada" not in str(entry.details) and len(entry.details["commitments"]) == 1


def test_erasing_content_leaves_the_chain_whole() -> None:
    services.create_person(NOBODY, name="Ada")
    Content.objects.all().delete()
    assert broken_links() == []


@pytest.mark.parametrize(
    "change", ["UPDATE journal_entry SET act='x'", "DELETE FROM journal_subject"]
)
def test_sealed_rows_refuse_change(change: str) -> None:
    services.create_person(NOBODY, name="Ada")
    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        connection.cursor().execute(change)


def test_first_tables_take_nothing_but_tables() -> None:
    key = models.BigAutoField(primary_key=True)
    first = FirstTables("0001_initial", "nest")
    first.operations = [
        migrations.CreateModel("Hen", [("id", key)]),
        migrations.RunPython(migrations.RunPython.noop),
    ]
    with pytest.raises(AssertionError):
        first.apply(ProjectState(), connection.schema_editor())


def test_an_act_that_another_outran_to_a_unique_value_is_tried_again() -> None:
    """The first attempt reads before the other act commits; the second one sees its row."""
    services.create_person(NOBODY, name="Ada")
    attempts: list[int] = []
    assert outrun(NOBODY, attempts=attempts) and len(attempts) == 2
    assert Entry.objects.count() == 2 and Person.objects.count() == 2


def test_a_unique_value_that_is_always_there_is_no_race() -> None:
    services.create_person(NOBODY, name="Ada")
    with pytest.raises(IntegrityError), transaction.atomic():
        collide(NOBODY)
    assert Entry.objects.count() == 1
