"""The papers on a case in a browser: what one lacks, taken as files, kept, translated outside, and
told otherwise once the Council has decided."""

from dataclasses import replace
from pathlib import Path

import pytest

from bureau.documents.papers.reading import read
from bureau.documents.xliff import read_xliff, write_xliff
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.sweeping import looks_well
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
OFFICER = "Samira Haddad"
SECRETARY = "Aigerim Saparova"
PAPERS = "/reorganisations/1/papers/"
FACTS = (".fact", ".span")
IN_VIEW = """one => {
  const place = one.getBoundingClientRect();
  return place.bottom > 0 && place.top < innerHeight;
}"""
CHINESE_PURPOSE = "使电信标准化局能够落实行动计划。"


def test_a_paper_is_read_taken_translated_kept_and_follows_the_decision(
    visitor: Visitor, tmp_path: Path
) -> None:
    visitor.become(OFFICER)
    read_in_french_and_take_it(visitor)
    read_beside_the_data(visitor)
    translate_outside(visitor, tmp_path)
    keep(visitor)
    release_and_withdraw(visitor)
    decide(visitor)


def taken(visitor: Visitor, format: str) -> bytes:
    with visitor.page.expect_download() as started:
        visitor.page.locator(".head").get_by_role("link", name=format, exact=True).click()
    return Path(started.value.path()).read_bytes()


def read_in_french_and_take_it(visitor: Visitor) -> None:
    visitor.go(PAPERS)
    visitor.sees("4 of 6 languages complete", "formal phrases not confirmed")
    looks_well(visitor)
    visitor.follow("français")
    visitor.sees("Document au Conseil", "Annexe D", "ST02/D1/579")
    looks_well(visitor)
    for format in ("PDF", "DOCX"):
        said = read(taken(visitor, format))
        assert (said.kind, said.language, said.is_edited) == ("council-paper", "fr", False)


def read_beside_the_data(visitor: Visitor) -> None:
    """Either side lights the other, by hover and by keyboard, and brings it into view."""
    visitor.follow("Beside the data")
    visitor.sees("Data of the case", "Document au Conseil")
    looks_well(visitor)
    page = visitor.page
    datum, words = (page.locator(f"{one}[data-fact='purpose']").first for one in FACTS)
    datum.hover()
    assert "on" in (words.get_attribute("class") or "").split()
    datum.press("Enter")
    assert words.evaluate("one => one === document.activeElement")
    assert words.evaluate(IN_VIEW)
    last = page.locator(".span[data-fact^='case.descriptions.0.duties']").last
    page.mouse.move(0, 0)  # else it lights what is scrolled under it
    last.focus()
    place = last.get_attribute("data-fact")
    told = page.locator(f".fact[data-fact='{place}']")
    assert told.get_attribute("aria-current") == "true"
    page.keyboard.press("Enter")
    assert told.evaluate("one => one === document.activeElement") and told.evaluate(IN_VIEW)
    visitor.go("/papers/council-paper/1/ar/beside/")
    looks_well(visitor)
    visitor.choose_language("ar")
    page.reload()
    looks_well(visitor)
    visitor.choose_language("en")


def translate_outside(visitor: Visitor, tmp_path: Path) -> None:
    """What comes back is a draft, and the paper in that language says so from then on."""
    visitor.go("/reorganisations/1/translations/")
    with visitor.page.expect_download() as started:
        row = visitor.page.get_by_role("row").filter(has_text="简体中文").first
        row.get_by_role("link", name="XLIFF").click()
    sent = read_xliff(Path(started.value.path()).read_bytes())
    back = tmp_path / "back.xlf"
    title, purpose, *others = sent.units
    units = (title, replace(purpose, target=CHINESE_PURPOSE), *others)
    back.write_bytes(write_xliff(replace(sent, units=units)))
    visitor.page.locator("main input[type=file]").set_input_files(back)
    visitor.press("Read and show")
    visitor.press("Keep them as drafts")
    visitor.sees("The translations are kept as drafts.")


def keep(visitor: Visitor) -> None:
    visitor.go(PAPERS)
    visitor.sees("3 of 6 languages complete", "draft translations")
    visitor.page.get_by_role("button", name="Keep as written now Decision").click()
    visitor.sees("They are kept as they were written.", "16 files final")
    looks_well(visitor)


def release_and_withdraw(visitor: Visitor) -> None:
    """By the secretary, for anybody; then the address says only that it was withdrawn."""
    visitor.go("/")
    visitor.become(SECRETARY)
    visitor.go(PAPERS)
    visitor.follow("Release Decision")
    visitor.sees("gets a public address")
    looks_well(visitor)
    visitor.press("Release it")
    visitor.sees("anybody may read it at its address")
    looks_well(visitor)
    visitor.follow("Public address Decision")
    visitor.sees("as it was kept", "français")
    address = visitor.path()
    visitor.page.context.clear_cookies()
    visitor.go("/released/")
    visitor.page.locator(f"a[href='{address}']").click()
    looks_well(visitor)
    visitor.follow("Read it français")
    assert visitor.page.locator("article.paper").get_attribute("lang") == "fr"
    assert visitor.page.evaluate("getComputedStyle(document.querySelector('.sheet')).maxWidth") == (
        "768px"
    )
    visitor.go("/")
    visitor.become(SECRETARY)
    visitor.go(PAPERS)
    visitor.page.locator("summary", has_text="Withdraw").click()
    visitor.press("Withdraw it Decision")
    visitor.sees("It is withdrawn", "withdrawn on")
    visitor.page.goto(visitor.address + address)
    visitor.sees("It is not shown any more.")
    visitor.complaints.clear()
    visitor.become(OFFICER)


def decide(visitor: Visitor) -> None:
    visitor.go("/papers/decision/1/ru/")
    visitor.sees("Проект Решения")
    visitor.go("/")
    visitor.become(SECRETARY)
    visitor.go("/reorganisations/1/route/")
    visitor.follow("Decide")
    visitor.fill(document="Decision 640")
    visitor.press("See what it does")
    visitor.press("Decide")
    visitor.sees("It is on record")
    visitor.become(OFFICER)
    visitor.go("/papers/decision/1/ru/")
    visitor.sees("Решение 640")
    assert "Проект Решения" not in visitor.text()
