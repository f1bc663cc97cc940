"""The sheet of the pages and the drawings of the core speak of the same classes."""

from pathlib import Path

from bureau.core.layout import style

SHEET = Path(__file__).parents[2] / "bureau/web/static/web/drawings.css"


def test_the_sheet_holds_the_rules_that_the_drawings_are_made_for() -> None:
    assert style.RULES.strip() in SHEET.read_text()
    assert style.PLACING.strip() in SHEET.read_text()
