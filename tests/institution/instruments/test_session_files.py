"""Sessions and meetings as a table: what goes out comes in again as it was."""

from datetime import date, timedelta
from typing import Any

import pytest

from bureau.core.reasons import Refused
from bureau.institution.instruments.models import Meeting
from bureau.institution.instruments.services.document_classes import (
    ClassSaid,
    add_document_class,
)
from bureau.institution.instruments.services.session_tables import SessionRow, take_sessions
from bureau.web.multilingual import text
from tests.institution.governance.visitors import visitor
from tests.institution.house import House
from tests.institution.organisation.convened import OPENS, SITS, convene
from tests.institution.organisation.tabled import confirm, exported, flaws_of, upload

pytestmark = pytest.mark.django_db
AT = "/meetings/files/"
WRONG = """body,kind,name_fr,valid_from,last_day,zone
NONE,party,Session,2025-06-10,2025-06-01,Mars/One
COUNCIL,,Session,soon,,
"""


@pytest.fixture
def things(house: House) -> dict[str, Any]:
    return convene(house)


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_sessions_go_out_and_come_in_as_they_were(
    house: House, things: dict[str, Any], format: str
) -> None:
    carl = visitor(house, "Carl")
    shown = upload(carl, AT, exported(carl, AT, format))
    assert not any(changes for *_, changes in shown.context["found"])
    assert "0 lines added, 0 changed." in confirm(carl, AT, shown)
    table = f"body,code,name_en,valid_from,last_day\nCOUNCIL,24,Council 2024,{OPENS},{SITS.day}\n"
    table += "COUNCIL,25,Council 2025,2025-06-17,2025-06-27\n"
    shown = upload(carl, AT, table)
    assert [changes for *_, changes in shown.context["found"]][1] is None
    assert "1 line added, 1 changed." in confirm(carl, AT, shown)
    row = Meeting.objects.get(pk=things["the session"])
    assert (row.name.in_original, row.place, row.zone) == (
        "Council 2024",
        "Geneva",
        "Europe/Zurich",
    )
    assert Meeting.objects.filter(code="25", body=house.bodies["COUNCIL"]).count() == 1


def test_every_flaw_of_a_table_of_sessions_is_told(house: House, things: dict[str, Any]) -> None:
    shown = upload(visitor(house, "Carl"), AT, WRONG)
    assert flaws_of(shown) == {
        (2, "body", "body_unknown"),
        (2, "kind", "session_kind_unknown"),
        (2, "last_day", "ends_before_it_begins"),
        (2, "zone", "zone_unknown"),
        (2, "name_en", "cell_missing"),
        (3, "valid_from", "day_wrong"),
        (3, "name_en", "cell_missing"),
    }
    assert "confirm" not in shown.context or not shown.context["found"]


TWINS = """body,code,name_en,valid_from,last_day
COUNCIL,1,First meeting,2025-02-03,2025-02-04
COUNCIL,1,First meeting,2026-02-02,2026-02-03
"""


def test_sessions_that_are_called_the_same_each_year_are_told_apart_by_their_days(
    house: House, things: dict[str, Any]
) -> None:
    carl = visitor(house, "Carl")
    shown = upload(carl, AT, TWINS)
    assert "2 lines added, 0 changed." in confirm(carl, AT, shown)
    assert "0 lines added, 0 changed." in confirm(carl, AT, upload(carl, AT, exported(carl, AT)))
    longer = TWINS.replace("2026-02-03", "2026-02-04")
    assert "0 lines added, 1 changed." in confirm(carl, AT, upload(carl, AT, longer))
    later = f"{TWINS}COUNCIL,1,First meeting,2027-02-01,2027-02-02\n"
    shown = upload(carl, AT, later.replace("2026-02-03", "2026-02-04"))
    assert "1 line added, 0 changed." in confirm(carl, AT, shown)
    days = Meeting.objects.filter(code="1").order_by("valid_from").values_list("valid_from")
    assert [day.isoformat() for (day,) in days] == ["2025-02-03", "2026-02-02", "2027-02-01"]


def test_which_of_two_sessions_a_line_means_is_asked(house: House, things: dict[str, Any]) -> None:
    carl = visitor(house, "Carl")
    table = TWINS.replace("2026-02-02", "2025-03-03").replace("2026-02-03", "2025-03-04")
    confirm(carl, AT, upload(carl, AT, table))
    shown = upload(carl, AT, f"{TWINS.splitlines()[0]}\nCOUNCIL,1,First meeting,2025-04-04,\n")
    assert [(one.row, one.reason.code) for one, _ in shown.context["flaws"]] == [
        (2, "session_not_one")
    ]


def test_a_short_name_that_numbers_documents_of_another_session_is_told_by_row(
    house: House, things: dict[str, Any]
) -> None:
    carl = visitor(house, "Carl")
    said = ClassSaid(text(en="By session"), "CoCo {session}/{n}", due_days=14)
    body = house.bodies["COUNCIL"]
    add_document_class(house.actor("Carl"), body=body, code="S", said=said, valid_from=OPENS)
    shown = upload(carl, AT, TWINS)
    assert [(one.row, one.column, one.reason.code) for one, _ in shown.context["flaws"]] == [
        (3, "code", "session_named_twice")
    ]


def test_nobody_takes_sessions_in_who_does_not_keep_the_register(house: House) -> None:
    body, day = house.bodies["COUNCIL"], date(2025, 6, 1)
    row = SessionRow(body, text(en="Next"), day, day + timedelta(days=1))
    with pytest.raises(Refused, match="not_yours_to_do"):
        take_sessions(house.actor("Adam"), rows=[row])
