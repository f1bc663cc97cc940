"""A phrase is worded, reviewed and taken back; a case goes out to translators and comes back."""

from dataclasses import replace
from pathlib import Path

import pytest

from bureau.documents.xliff import read_xliff, write_xliff
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]


def test_two_persons_word_a_phrase_without_a_script(visitor_without_scripts: Visitor) -> None:
    visitor = visitor_without_scripts
    visitor.become("Samira Haddad")
    visitor.go("/settings/phrases/?language=fr&text=recalling")
    visitor.follow("formula.recalling")
    row = visitor.page.get_by_role("row").filter(has_text="français")
    row.get_by_role("link").click()
    visitor.fill(words="se référant à")
    visitor.press("Save as a draft")
    visitor.sees("kept as a draft", "se référant à", "How it was said before")
    visitor.become("Aigerim Saparova")
    visitor.go("/settings/phrases/phrase/?concept=formula.recalling")
    visitor.page.locator("summary", has_text="Review").click()
    visitor.press("Record the review")
    visitor.sees("The review is on record.", "reviewed by")
    visitor.page.get_by_role("button", name="Take it back").click()
    visitor.sees("It is said again as it ships.", "taken back")


def test_a_case_goes_out_to_translators_and_comes_back(visitor: Visitor, tmp_path: Path) -> None:
    visitor.become("Samira Haddad")
    visitor.go("/reorganisations/1/translations/")
    with visitor.page.expect_download() as started:
        row = visitor.page.get_by_role("row").filter(has_text="español").first
        row.get_by_role("link", name="XLIFF").click()
    sent = read_xliff(Path(started.value.path()).read_bytes())
    units = (replace(sent.units[0], target="Otro título"), *sent.units[1:])
    back = tmp_path / "back.xlf"
    back.write_bytes(write_xliff(replace(sent, units=units)))
    visitor.page.locator("main input[type=file]").set_input_files(back)
    visitor.press("Read and show")
    visitor.sees("What would be said otherwise", "Otro título")
    visitor.press("Keep them as drafts")
    visitor.sees("The translations are kept as drafts.")
