"""Gone back to where a paper was kept once, what was kept again is the one that was kept first."""

from importlib import import_module
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings

from bureau.institution.papers.models import Paper, Release, ReleasedPaper
from bureau.record.journal.store import sealed, unsealed
from tests.institution.house import House
from tests.institution.papers.test_kept import keep, written

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
TABLES = ("papers_paper", "papers_releasedpaper")


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.BUREAU_HOME = tmp_path


def go_back() -> None:
    editor = connection.SchemaEditorClass(connection)
    for table in TABLES:
        unsealed(table).code(None, editor)
    import_module("bureau.institution.papers.migrations.0005_kept_again").once_each(None, editor)
    for table in TABLES:
        sealed(table).code(None, editor)


def released(house: House, paper: int) -> ReleasedPaper:
    row = Paper.objects.get(pk=paper)
    said = {"subject_kind": row.subject_kind, "subject": row.subject, "kind": row.kind}
    by = {"organisation": house.organisation, "person": house.people["Adam"], "at": row.at}
    release = Release.objects.create(code="a" * 16, **said, **by)
    return ReleasedPaper.objects.create(
        release=release, paper=row, kept_by=row.person, released_by=release.person
    )


def test_the_first_stays_and_is_what_was_released(house: House) -> None:
    first, other, again = (keep(house, written(each)) for each in (b"A", b"B", b"A"))
    is_released = released(house, again)
    go_back()
    assert set(Paper.objects.values_list("pk", flat=True)) == {first, other}
    is_released.refresh_from_db()
    assert is_released.paper_id == first


def test_both_tables_are_sealed_again(house: House) -> None:
    released(house, keep(house, written()))
    go_back()
    for table, change in ((Paper, {"drafts": 1}), (ReleasedPaper, {"kept_by": 0})):
        with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
            table._default_manager.update(**change)
