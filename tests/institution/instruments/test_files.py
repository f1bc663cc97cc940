"""Instruments with their provisions as files: what goes out comes in again as it was."""

import pytest

from bureau.institution.instruments.models import Instrument, Provision
from bureau.institution.instruments.queries.provisions import tree_of
from bureau.web.multilingual import here
from tests.institution.governance.visitors import visitor
from tests.institution.house import House
from tests.institution.organisation.registered import register
from tests.institution.organisation.tabled import confirm, exported, flaws_of, upload

pytestmark = pytest.mark.django_db
AT = "/instruments/files/"

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


def test_a_table_is_shown_first_and_registered_once(house: House) -> None:
    officer, before = visitor(house, "Olga"), Instrument.objects.count()
    shown = upload(officer, AT, TABLE, language="en")
    assert shown.status_code == 200 and Instrument.objects.count() == before
    assert [changes for _row, changes in shown.context["lines"]] == [None, None]
    assert "Added: 2 instruments, 2 provisions." in confirm(officer, AT, shown)
    row = Instrument.objects.get(number="1108")
    assert (row.body_id, row.meeting_id) == (house.bodies["COUNCIL"], house.meetings["COUNCIL"])
    mandate = Provision.objects.get(instrument=row, label="2")
    assert (
        mandate.is_mandate and mandate.due and [node.path for node in tree_of(row.pk)][1] == "1, 2"
    )
    more = TABLE.replace("1 / 2,Reports.", "1 / 3,Also.")
    again = upload(officer, AT, more, language="en")
    assert [changes for _row, changes in again.context["lines"]] == [["1 / 3"], []]
    assert "Added: 0 instruments, 1 provision." in confirm(officer, AT, again)


def test_a_column_that_nobody_knows_is_named(house: House) -> None:
    shown = upload(
        visitor(house, "Olga"),
        AT,
        "kind,title,adopted by\nconvention,A convention,all\n",
        language="en",
    )
    assert shown.context["left"] == ["adopted by"]
    assert "adopted by" in shown.content.decode()


def test_every_flaw_is_told_and_nothing_is_registered(house: House) -> None:
    officer, before = visitor(house, "Olga"), Instrument.objects.count()
    shown = upload(officer, AT, WRONG, language="en")
    assert flaws_of(shown) == {
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
    confirm(officer, AT, shown)
    assert Instrument.objects.count() == before
    shown = upload(officer, AT, "number,part\n1,2\n", language="en")
    assert "This column is needed" in shown.content.decode()
    shown = upload(officer, AT, b"%PDF-1.7", language="en")
    assert "cannot be read as a table" in shown.content.decode()


@pytest.mark.exhaustive
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_what_goes_out_comes_in_as_it_was(house: House, format: str) -> None:
    numbers = register(house)
    officer = visitor(house, "Olga")
    shown = upload(officer, AT, exported(officer, AT, format), language="en")
    assert shown.context["flaws"] == []
    assert "Added: 0 instruments, 0 provisions." in confirm(officer, AT, shown)
    assert shown.content.decode().count("as it is there") == len(shown.context["lines"])
    (row,) = [one for one, _changes in shown.context["lines"] if one.number == "44"]
    old = tree_of(int(numbers["the resolution"]))
    assert [(part.labels, part.says, part.is_mandate, part.due) for part in row.parts] == [
        (node.labels, here(node.row.gist), node.row.is_mandate, node.row.due) for node in old
    ]
