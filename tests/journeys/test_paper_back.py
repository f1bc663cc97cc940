"""A paper that somebody worked on in a word processor comes back in a browser: what would change is
seen first, chosen, and then stands in the paper."""

from pathlib import Path

import pytest

from tests.documents.papers.test_checking import edited
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.sweeping import looks_well
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
CASE = "/reorganisations/2/"
PAPER = "/papers/committee-document/2/es/"
DUTY, IN_SPANISH = "Tell the world of standards", "Dar a conocer las normas"


def test_what_was_changed_in_a_paper_is_chosen_and_taken_over(
    visitor: Visitor, tmp_path: Path
) -> None:
    visitor.become("Samira Haddad")
    describe_a_post(visitor)
    back = tmp_path / "paper.docx"
    back.write_bytes(edited(taken(visitor), by_hand))
    give_back(visitor, back)
    choose(visitor)
    visitor.go(PAPER)
    visitor.sees(IN_SPANISH, "(OPD)")


def describe_a_post(visitor: Visitor) -> None:
    visitor.go(f"{CASE}descriptions/new/")
    visitor.fill(post="DEMO/TSP/P5/03")
    visitor.press("Go on")
    visitor.fill(title="Chief of outreach", duties=DUTY)
    visitor.press("Put it into the draft")
    visitor.sees("is added.")


def taken(visitor: Visitor) -> bytes:
    visitor.go(PAPER)
    visitor.sees(DUTY, "Costo")
    with visitor.page.expect_download() as started:
        visitor.page.locator(".head").get_by_role("link", name="DOCX", exact=True).click()
    return Path(started.value.path()).read_bytes()


def by_hand(document: str) -> str:
    """The duty translated, the post in another unit, a heading called otherwise."""
    before, unit, after = document.rpartition(">SED<")
    assert unit
    moved = f"{before}>OPD<{after}"
    return moved.replace(f">{DUTY}<", f">{IN_SPANISH}<").replace(">Costo<", ">Precio<")


def give_back(visitor: Visitor, back: Path) -> None:
    visitor.go(f"{CASE}papers/")
    visitor.follow("Take a paper back")
    looks_well(visitor)
    visitor.page.locator("main input[type=file]").set_input_files(back)
    visitor.press("Read and show")
    visitor.sees("Texts of the case", "What actions set", "What comes from elsewhere")
    visitor.sees("duty 1", "Unit", "Formal phrase", "Precio")
    looks_well(visitor)


def choose(visitor: Visitor) -> None:
    """What stood in its original language, and what an action sets, are chosen only by hand."""
    boxes = visitor.page.locator("main input[name=take]")
    assert [box.is_checked() for box in boxes.all()] == [False, False]
    for box in boxes.all():
        box.check()
    visitor.press("Take over what is chosen")
    visitor.sees("What you chose is taken over.")
