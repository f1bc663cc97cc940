"""A committee that finds no unanimity, in Spanish: ballot, dissent, its chair alone, the report."""

from datetime import date

import pytest
from django.utils.translation import gettext, override, pgettext

from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
TODAY = date.today()  # noqa: DTZ011
OFFICER, SECRETARY, CHAIR = "Samira Haddad", "Élodie Marchand", "Ngozi Adeyemi"
DIRECTOR = "Rui Vasconcelos"
CASE, POST = "CC-1", "DEMO/OPD/P4/01"
DISSENT = "La plaza no debe reclasificarse antes del examen de toda la oficina."
URGENT = "El anuncio de la vacante vence antes de la reunión del Consejo."


def es(words: str, context: str = "", **facts: object) -> str:
    """A sentence of the pages in Spanish."""
    with override("es"):
        said = pgettext(context, words) if context else gettext(words)
        return said.format(**facts)


def test_the_chair_decides_alone_what_the_committee_did_not_agree_on(visitor: Visitor) -> None:
    visitor.choose_language("es")
    route = put_forward(visitor)
    open_ballot(visitor, route)
    vote(visitor, route)
    decide_alone(visitor, route)
    report(visitor)


def put_forward(visitor: Visitor) -> str:
    """A case that the committee considers first; where its route is."""
    visitor.become(OFFICER)
    visitor.go("/reorganisations/new/")
    visitor.fill(reference=CASE, title="Reclasificar un puesto")
    visitor.press(es("Start the draft"))
    visitor.follow(es("Add an action"))
    visitor.follow(es("Reclassify post"))
    visitor.fill(subject=POST, grade="P.5", day=TODAY.isoformat(), reason="Más funciones")
    visitor.press(es("Add the action"))
    visitor.page.locator("main a[href$='/submission/']").first.click()
    visitor.page.get_by_role("dialog").locator("button.primary").click()
    visitor.sees(es("The draft is submitted and frozen."))
    return visitor.path()


def open_ballot(visitor: Visitor, route: str) -> None:
    to_case(visitor, route, SECRETARY)
    visitor.follow(es("Open a ballot"))
    visitor.press(es("Open the ballot"))
    visitor.sees(es("The ballot is open; its members are told."))


def vote(visitor: Visitor, route: str) -> None:
    """The Director and the chair vote themselves; the secretary records what others wrote."""
    cast(visitor, route, DIRECTOR, "DEMO/TSB/EL/01", "Against", words=DISSENT)
    cast(visitor, route, SECRETARY, "Radiocomunicaciones", "Against", document="CC/1/1")
    cast(visitor, route, "", "Desarrollo", "For", document="CC/1/2")
    cast(visitor, route, CHAIR, "DEMO/GS/EL/01", "For")
    to_ballot(visitor, route, SECRETARY)
    visitor.press(es("Close and count the ballot"))
    visitor.sees(es("no unanimity", "outcome of a vote"), DISSENT)


def cast(visitor: Visitor, route: str, who: str, seat: str, choice: str, **said: str) -> None:
    to_ballot(visitor, route, who)
    visitor.page.locator("tbody tr", has_text=seat).get_by_role("link").click()
    visitor.fill(choice=es(choice, "vote"), **said)
    visitor.press(es("Put the vote on record"))
    visitor.sees(es("The vote is on record; it may be changed until the end."))


def decide_alone(visitor: Visitor, route: str) -> None:
    to_case(visitor, route, CHAIR)
    alone = es("{act}, as the chair alone", act=es("Recommend", "act"))
    visitor.page.locator("main a[href*='way=chair_alone']").click()
    visitor.sees(alone)
    visitor.fill(note=URGENT)
    visitor.press(es("See what it does"))
    visitor.page.locator("main button[name=confirm]").click()
    visitor.follow(es("What it did"))
    visitor.sees(es("By its chair alone", "how a body decides"), DISSENT, URGENT)


def report(visitor: Visitor) -> None:
    visitor.become(SECRETARY)
    visitor.sees(es("What the chair decided alone is to be reported."))
    visitor.page.locator("main a[href^='/reports-owed/']").first.click()
    visitor.sees(URGENT)
    visitor.fill(document="C25/60")
    visitor.press(es("It was reported"))
    visitor.sees(es("That it was reported is on record."))


def to_case(visitor: Visitor, route: str, who: str) -> None:
    if who:
        visitor.become(who)
    visitor.go(route)


def to_ballot(visitor: Visitor, route: str, who: str) -> None:
    to_case(visitor, route, who)
    visitor.page.locator("main a[href*='/ballots/']").first.click()
