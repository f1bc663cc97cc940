"""Instruments with their provisions as files: what goes out comes in again as it was."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bureau.institution.instruments.models import Instrument, Provision
from bureau.institution.instruments.queries.provisions import tree_of
from bureau.web.multilingual import here
from tests.institution.governance.visitors import fresh_key, send, visitor
from tests.institution.house import House
from tests.institution.organisation.registered import register

pytestmark = pytest.mark.django_db

TABLE = """kind,number,title,body,session,day,part,says,mandate,due
resolution,1108,Management of posts,COUNCIL,Session of June,1997-06-27,1,May establish posts.,,
resolution,1108,Management of posts,COUNCIL,Session of June,1997-06-27,1 / 2,Reports.,yes,2030-01-31
convention,,Convention,,,,,,,
"""
WRONG = """kind,number,title,body,day,part,says,mandate,due
law,,A law,,,,,,
decision,5,Decision,NOBODY,June,2 / 3,,perhaps,2024-01-01
decision,5,,,,,Says so.,,
"""


def upload(client: Client, content: str | bytes, name: str = "table.csv") -> Any:
    written = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, written)
    said = {"key": fresh_key(), "language": "en", "table": file}
    return client.post("/instruments/files/", said)


def confirm(client: Client, shown: Any) -> str:
    form = shown.context["confirm"]
    return send(
        client, "/instruments/files/", **{name: form.initial[name] for name in form.initial}
    )


def test_a_table_is_shown_first_and_registered_once(house: House) -> None:
    officer, before = visitor(house, "Olga"), Instrument.objects.count()
    shown = upload(officer, TABLE)
    assert shown.status_code == 200 and Instrument.objects.count() == before
    assert "Added: 2 instruments, 2 provisions." in confirm(officer, shown)
    row = Instrument.objects.get(number="1108")
    assert (row.body_id, row.meeting_id) == (house.bodies["COUNCIL"], house.meetings["COUNCIL"])
    mandate = Provision.objects.get(instrument=row, label="2")
    assert (
        mandate.is_mandate and mandate.due and [node.path for node in tree_of(row.pk)][1] == "1, 2"
    )
    more = TABLE.replace("1 / 2,Reports.", "1 / 3,Also.")
    assert "Added: 0 instruments, 1 provision." in confirm(officer, upload(officer, more))


def test_a_column_that_nobody_knows_is_named(house: House) -> None:
    shown = upload(visitor(house, "Olga"), "kind,title,adopted by\nconvention,A convention,all\n")
    assert shown.context["left"] == ["adopted by"]
    assert "adopted by" in shown.content.decode()


def test_every_flaw_is_told_and_nothing_is_registered(house: House) -> None:
    officer, before = visitor(house, "Olga"), Instrument.objects.count()
    shown = upload(officer, WRONG)
    flaws = {(one.row, one.column, one.reason.code) for one, _why in shown.context["flaws"]}
    assert flaws == {
        (2, "kind", "instrument_kind_unknown"),
        (3, "body", "body_unknown"),
        (3, "day", "day_wrong"),
        (3, "mandate", "flag_wrong"),
        (3, "says", "cell_missing"),
        (3, "part", "part_above_missing"),
        (4, "title", "cell_missing"),
        (4, "part", "cell_missing"),
    }
    assert "Register them" not in shown.content.decode()
    confirm(officer, shown)
    assert Instrument.objects.count() == before
    assert "This column is needed" in upload(officer, "number,part\n1,2\n").content.decode()
    assert "cannot be read as a table" in upload(officer, b"%PDF-1.7").content.decode()


@pytest.mark.exhaustive
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_what_goes_out_comes_in_as_it_was(house: House, format: str) -> None:
    numbers = register(house)
    officer = visitor(house, "Olga")
    answer: Any = officer.get(f"/instruments/files/?format={format}")
    content = b"".join(answer) if answer.streaming else answer.content
    shown = upload(officer, content, f"table.{format}")
    assert shown.context["flaws"] == []
    assert "Added: 0 instruments, 0 provisions." in confirm(officer, shown)
    (row,) = [one for one in shown.context["rows"] if one.number == "44"]
    old = tree_of(int(numbers["the resolution"]))
    assert [(part.labels, part.says, part.is_mandate, part.due) for part in row.parts] == [
        (node.labels, here(node.row.gist), node.row.is_mandate, node.row.due) for node in old
    ]
