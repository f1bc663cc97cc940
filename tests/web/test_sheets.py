"""The sheets of the pages: nothing in them that no page gives, and each part in one of them."""

import re
from pathlib import Path

from bureau.core.layout import style

BUREAU = Path(__file__).parents[2] / "bureau"
SHEETS = sorted((BUREAU / "web/static/web").glob("*.css"))
SCRIPTS = sorted((BUREAU / "web/static/web").glob("*.js"))
GIVEN_WITH_A_NUMBER = re.compile(r"level-\d")


def selectors(sheet: Path) -> list[str]:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    found = (part.strip() for part in re.findall(r"([^{}]+)\{", rules))
    return [part for part in found if not part.startswith("@")]


def written() -> str:
    """All that may give a class to something."""
    kinds = ("*.html", "*.py", "*.js")
    paths = [path for kind in kinds for path in sorted(BUREAU.rglob(kind))]
    return "\n".join(path.read_text() for path in paths)


def test_every_class_of_a_sheet_is_given_to_something() -> None:
    text = " ".join(part for sheet in SHEETS for part in selectors(sheet))
    drawn = set(re.findall(r"\.([a-z][\w-]*)", text)) - style.CLASSES
    spare = drawn - set(re.findall(r"[a-z][\w-]*", written()))
    assert [name for name in sorted(spare) if not GIVEN_WITH_A_NUMBER.fullmatch(name)] == []


def test_a_part_is_drawn_in_one_sheet_alone() -> None:
    own = [
        {one for one in selectors(sheet) if re.fullmatch(r"\.[a-z][\w-]*", one)} for sheet in SHEETS
    ]
    assert len(own) == 2 and own[0] & own[1] == set()


def test_a_script_looks_for_nothing_that_no_page_has() -> None:
    scripts = "".join(path.read_text() for path in SCRIPTS)
    pages = "\n".join(path.read_text() for path in BUREAU.rglob("*.html"))
    looked_for = set(re.findall(r"\[(data-[a-z-]+)", scripts))
    set_by_scripts = {"data-sent"}
    assert sorted(hook for hook in looked_for - set_by_scripts if hook not in pages) == []
