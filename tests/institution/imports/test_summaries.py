"""No page computes what grows with an import: the worker does, and pages show what is kept."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from bureau.core.reasons import Refused
from bureau.institution.imports.models import Import, KeptOutlook, State
from bureau.institution.imports.queries import following
from bureau.institution.imports.services import applying, outlooks, running
from bureau.institution.imports.services.outlooks import (
    LEAVING,
    OUTLOOK,
    looked_up,
    outlook_of,
    work_out,
    worked_out,
)
from bureau.record.clock.models import QueuedTask
from tests.institution.house import House
from tests.institution.imports import test_records, test_tables
from tests.institution.imports.summaries import AWAITED, compute, summed_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def forbidden(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever reads the rows of an import fails, as it may not in a request."""

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("a page read the rows of an import")

    for reads in ("tables_of", "halves"):
        monkeypatch.setattr(following, reads, never)
    monkeypatch.setattr("bureau.institution.imports.queries.tables.outlook.table_read", never)
    yield


def page(client: Client, address: str) -> str:
    answer: Any = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


STAGED: dict[str, Callable[[House], int]] = {
    "record": lambda house: test_records.staged(house, "posts", test_records.POSTS),
    "draft": lambda house: test_tables.staged(house, "posts", test_tables.POSTS),
}


@pytest.mark.usefixtures("forbidden")
@pytest.mark.parametrize("what", STAGED)
def test_a_page_without_a_summary_says_so_and_asks_the_worker_once(
    house: House, olga: Client, what: str
) -> None:
    address = f"/settings/imports/{STAGED[what](house)}/"
    for _ in range(2):
        shown = page(olga, address)
        assert AWAITED in shown and 'http-equiv="refresh"' in shown
    assert QueuedTask.objects.filter(queue="long", state="ready").count() == 1
    QueuedTask.objects.update(state="leased")
    page(olga, address)
    assert QueuedTask.objects.filter(queue="long").count() == 1
    assert f"/settings/imports/{Import.objects.get().pk}/" in page(olga, "/settings/imports/")


def test_what_the_worker_computed_is_shown_by_every_page(
    house: House, olga: Client, request: pytest.FixtureRequest
) -> None:
    number = STAGED["record"](house)
    address = f"/settings/imports/{number}/"
    olga.get(address)
    compute()
    request.getfixturevalue("forbidden")
    assert "What is left out, and why" in page(olga, address)
    assert olga.get(address, {"format": "csv"}).status_code == 200


def test_what_would_be_taken_back_is_computed_by_the_worker_too(
    house: House, olga: Client, request: pytest.FixtureRequest
) -> None:
    number = test_records.written(house, "costs", test_records.COSTS)
    address = f"/settings/imports/{number}/undoing/"
    olga.get(address)
    compute()
    request.getfixturevalue("forbidden")
    shown = page(olga, address)
    assert "What goes" in shown and "Nothing: other imports" not in shown


def test_a_summary_is_shown_while_another_is_computed(house: House, olga: Client) -> None:
    number = STAGED["record"](house)
    address = f"/settings/imports/{number}/"
    assert "This summary shows the state of" not in summed_up(olga, address)
    test_records.written(house, "units", test_records.UNITS)
    shown = page(olga, address)
    assert "This summary shows the state of" in shown
    assert "What is left out, and why" in shown
    assert compute() == 1
    assert "This summary shows the state of" not in page(olga, address)


def test_a_summary_of_what_somebody_changed_meanwhile_is_not_kept(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = STAGED["record"](house)
    states = iter(("as it was", "as somebody left it"))
    with monkeypatch.context() as patched:
        patched.setattr(outlooks, "own_of", lambda *_: next(states))
        worked_out(OUTLOOK, number)
    assert not KeptOutlook.objects.exists()
    worked_out(OUTLOOK, number)
    assert KeptOutlook.objects.count() == 1


def test_a_summary_changed_in_the_database_is_not_shown_nor_gone_by(house: House) -> None:
    """Of its words, of what it is current by, or put in the place of another's."""
    number = STAGED["record"](house)
    row, true = Import.objects.get(pk=number), worked_out(OUTLOOK, number)
    kept = KeptOutlook.objects.get()
    forged = json.loads(json.dumps(kept.content).replace("1", "2"))
    for change in ({"content": forged}, {"basis": "0" * 64}, {"content": {}}, {"content": [1]}):
        KeptOutlook.objects.update(content=kept.content, basis=kept.basis)
        assert looked_up(OUTLOOK, row) is not None
        KeptOutlook.objects.update(**change)
        assert looked_up(OUTLOOK, row) is None and worked_out(OUTLOOK, number) == true


def test_an_import_under_way_has_no_summary(house: House) -> None:
    number = STAGED["record"](house)
    applying.begin_applying(house.administrator, number=number)
    work_out.call(number, OUTLOOK.name)
    assert not KeptOutlook.objects.exists()


def test_the_worker_computes_the_summary_of_what_it_wrote(house: House, olga: Client) -> None:
    number = STAGED["record"](house)
    olga.post(f"/settings/imports/{number}/proposal/", {"key": "w1"})
    running.start_applying(house.administrator, number=number)
    compute()
    row = Import.objects.get(pk=number)
    assert row.state == State.APPLIED
    shown = looked_up(OUTLOOK, row)
    assert shown is not None and shown.is_current


def test_units_at_the_top_are_counted_by_the_summary(house: House) -> None:
    rows = [row[:3] for row in test_records.UNITS]
    number, by = test_records.staged(house, "units", rows), house.administrator
    with pytest.raises(Refused, match="summary_not_ready"):
        running.start_applying(by, number=number)
    outlook_of(number)
    with pytest.raises(Refused, match="many_at_the_top"):
        running.start_applying(by, number=number)


def test_each_sort_reads_back_what_it_wrote_down(house: House) -> None:
    number = test_records.written(house, "posts", test_records.POSTS)
    row = Import.objects.get(pk=number)
    for sort in (OUTLOOK, LEAVING):
        content = worked_out(sort, number)
        shown = looked_up(sort, row)
        assert shown is not None and shown.content == content
