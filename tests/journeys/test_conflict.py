"""A conflict found and rebased, in French: two cases of one unit, the second brought up to date.

Each act is done as the person whose act it is; words are those of the catalogue.
"""

from datetime import date

import pytest
from django.utils import translation
from django.utils.translation import gettext, pgettext

from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
TODAY = date.today().isoformat()  # noqa: DTZ011
OFFICER, SECRETARY_GENERAL = "Samira Haddad", "Ngozi Adeyemi"
COMMITTEE = "Élodie Marchand"


def fr(words: str, context: str = "", **said: object) -> str:
    """As the page says it in French."""
    with translation.override("fr"):
        found = pgettext(context, words) if context else gettext(words)
    return found % said if said else found


def test_a_conflict_is_found_and_the_draft_brought_up_to_date(visitor: Visitor) -> None:
    visitor.choose_language("fr")
    visitor.become(OFFICER)
    mine = drafted(visitor, "CONF-1", "OPS")
    theirs = drafted(visitor, "CONF-2", "PLN")
    adopt(visitor, theirs)
    visitor.become(OFFICER)
    see_the_conflict(visitor, mine)
    rebase_by_keyboard(visitor, mine)
    visitor.page.locator("a[data-open=submit]").click()
    visitor.page.get_by_role("dialog").get_by_role("button").first.click()
    visitor.sees(fr("The draft is submitted and frozen."))


def drafted(visitor: Visitor, reference: str, code: str) -> str:
    """A draft that gives OPD another code; the address of it."""
    visitor.go("/reorganisations/new/")
    visitor.fill(reference=reference, title=f"Un sigle {code}")
    visitor.page.locator("main form button[type=submit]").click()
    visitor.page.wait_for_url("**/reorganisations/*/")
    address = visitor.path()
    visitor.go(f"{address}actions/new/?kind=rename_unit")
    visitor.fill(subject="OPD", code=code, day=TODAY)
    visitor.press(fr("Add the action"))
    visitor.page.wait_for_url("**?action=1#action-1")
    return address


def adopt(visitor: Visitor, address: str) -> None:
    visitor.go(f"{address}submission/")
    visitor.page.locator("main form button[type=submit]").click()
    visitor.page.wait_for_url("**/route/")
    record(visitor, address, SECRETARY_GENERAL, "Determine", answer=fr("No"), note="Mineur")
    way = fr("In session", "how a body decides")
    agreed = {"way": way, "present": "4", "supporting": "4", "against": "0"}
    record(visitor, address, COMMITTEE, "Recommend", document="Compte rendu 7", **agreed)
    record(visitor, address, SECRETARY_GENERAL, "Approve")


def record(visitor: Visitor, address: str, name: str, act: str, **said: str) -> None:
    visitor.become(name)
    visitor.go(f"{address}route/")
    verb = fr(act, "act")
    visitor.follow(verb)
    visitor.fill(**said)
    visitor.press(fr("See what it does"))
    visitor.press(verb)


def see_the_conflict(visitor: Visitor, address: str) -> None:
    visitor.go(address)
    visitor.sees("CONF-2")
    visitor.page.locator(f"main a.btn[href='{address}conflicts/']").click()
    visitor.sees("OPS", "PLN", fr("value", "kind of conflict"))


def rebase_by_keyboard(visitor: Visitor, address: str) -> None:
    """Nothing has the focus: a key goes to the first line, a number makes its second choice."""
    visitor.go(f"{address}rebase/")
    visitor.page.keyboard.press("j")
    assert visitor.page.evaluate("document.activeElement.matches('[data-line] input')")
    visitor.page.evaluate("document.activeElement.blur()")
    visitor.page.keyboard.press("2")
    assert visitor.page.locator("input[value=mine]").is_checked()
    visitor.press(fr("Bring the draft up to date"))
    visitor.sees(fr("The draft is brought up to what stands."))
    visitor.go(address)
    visitor.sees(fr("none stands in the way"))
