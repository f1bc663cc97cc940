"""Bodies, offices and what became of decisions as tables: what goes out comes in as it was."""

from datetime import date
from typing import Any

import pytest

from bureau.core.reasons import Refused
from bureau.institution.instruments.models import Body, BodyNameProposal, FollowUp
from bureau.institution.instruments.services import register_instrument, settle_body_name
from bureau.institution.instruments.services.body_tables import BodyRow, take_bodies
from bureau.web.multilingual import text
from tests.institution.governance.visitors import visitor
from tests.institution.house import TODAY, House
from tests.institution.organisation.convened import convene
from tests.institution.organisation.tabled import confirm, exported, flaws_of, upload

pytestmark = pytest.mark.django_db
PAGES = {
    "/bodies/files/": ("Olga", "0 lines added, 0 changed."),
    "/decisions/files/": ("Carl", "Of 0 decisions something new is said."),
}


@pytest.fixture
def things(house: House) -> dict[str, Any]:
    """With a decision more, of which nothing was said yet."""
    found, body = convene(house), house.bodies["COUNCIL"]
    named = {"kind": "decision", "title": text(en="Unsaid"), "body": body, "number": "7"}
    by = house.actor("Carl")
    made = register_instrument(by, organisation=house.organisation, **named)
    return {**found, "unsaid": made}


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize("at", PAGES)
@pytest.mark.usefixtures("things")
def test_what_goes_out_comes_in_as_it_was(house: House, at: str, format: str) -> None:
    who, done = PAGES[at]
    by = visitor(house, who)
    shown = upload(by, at, exported(by, at, format))
    assert shown.context["found"] and not any(changes for *_, changes in shown.context["found"])
    assert done in confirm(by, at, shown)


def test_bodies_come_in_and_columns_left_out_stay(house: House) -> None:
    olga, at = visitor(house, "Olga"), "/bodies/files/"
    table = "code,name_en,name_fr,last_day\ncouncil,The Council,,\nBOARD,Board,Conseil,2030-12-31\n"
    shown = upload(olga, at, table)
    assert [changes for *_, changes in shown.context["found"]] == [["name_en"], None]
    assert "1 line added, 1 changed." in confirm(olga, at, shown)
    board = Body.objects.get(code="BOARD")
    assert (board.name.in_language("fr"), board.valid_until) == ("Conseil", date(2031, 1, 1))
    confirm(olga, at, upload(olga, at, "code,name_es\nBOARD,Junta\n"))
    for proposal in BodyNameProposal.objects.all():
        settle_body_name(house.actor("Otto"), proposal=proposal.pk, is_confirmed=True)
    board.refresh_from_db()
    assert board.name.in_language("es") == "Junta" and board.valid_until == date(2031, 1, 1)
    assert Body.objects.get(pk=house.bodies["COUNCIL"]).name.in_original == "The Council"


def test_what_became_of_decisions_is_said_by_a_table(house: House, things: dict[str, Any]) -> None:
    carl, at = visitor(house, "Carl"), "/decisions/files/"
    shown = upload(carl, at, "number,state,remark\n640,done,Reported\n7,,\n")
    assert [changes for *_, changes in shown.context["found"]] == [["state", "remark"], []]
    assert "Of 1 decision something new is said." in confirm(carl, at, shown)
    word = FollowUp.objects.filter(instrument=things["the decision"]).last()
    assert word is not None
    told = (word.state, word.day, word.owner, word.due, word.reason)
    assert told == ("done", TODAY, house.posts["DIR"], TODAY.replace(day=8), "Reported")


@pytest.mark.usefixtures("things")
def test_every_flaw_of_a_table_of_decisions_is_told(house: House) -> None:
    at, table = (
        "/decisions/files/",
        "number,kind,state,since,owner\n641,,done,,\n640,,gone,soon,NO\n",
    )
    shown = upload(visitor(house, "Carl"), at, table + "640,decision,done,2024-06-02,\n,,done,,\n")
    assert flaws_of(shown) == {
        (2, "number", "decision_unknown"),
        *((3, "state", "state_unknown"), (3, "since", "day_wrong"), (3, "owner", "owner_unknown")),
        *((4, "kind", "row_twice"), (4, "since", "since_not_later")),
        (5, "kind", "decision_unknown"),
    }


@pytest.mark.parametrize(
    ("at", "table"),
    [
        ("/bodies/files/", "code,name_en\n{},A body\n"),
        ("/meetings/files/", "body,code,name_en,valid_from\nCOUNCIL,{},A session,2024-06-03\n"),
    ],
)
def test_a_code_that_misleads_is_told_by_its_line(house: House, at: str, table: str) -> None:
    shown = upload(visitor(house, "Olga"), at, table.format("G\u0415N"))
    assert flaws_of(shown) == {(2, "code", "code_mixes")}
    assert "mixes letters of several alphabets" in shown.content.decode()


def test_tables_are_taken_only_from_who_may(house: House) -> None:
    adam, own = house.actor("Adam"), house.organisation
    with pytest.raises(Refused, match="not_yours_to_do"):
        take_bodies(adam, organisation=own, rows=[BodyRow("X", text(en="X"))])
