"""The documents are complete, and their links lead somewhere."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bureau.config.cli import COMMANDS
from bureau.core.actors import Role
from bureau.example.building import procedure
from bureau.example.building.cast import Made
from bureau.web.kinds import COLUMNS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def texts(folder: str) -> str:
    return "\n".join(path.read_text() for path in sorted((DOCS / folder).glob("*.md")))


def headings(path: Path) -> list[str]:
    return HEADING.findall(path.read_text())


def anchor(heading: str) -> str:
    """As a page of Markdown names the place of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def links(path: Path) -> Iterator[tuple[Path, str]]:
    for target, place in LINK.findall(path.read_text()):
        yield (path.parent / target).resolve() if target else path, place


def rule_keys() -> list[str]:
    """The keys of the example's rules; the bodies and offices in them need no numbers here."""
    made = Made(date(2024, 7, 1), bodies=defaultdict(int), offices=defaultdict(int))
    return [rule.key for rule in procedure._rules(made)]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_one_section(command: str) -> None:
    assert headings(DOCS / "commands.md").count(command) == 1


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_place_in_the_guide(role: Role) -> None:
    assert f"`{role}`" in texts("guide")


@pytest.mark.parametrize("key", rule_keys())
def test_every_rule_of_the_example_has_its_procedure(key: str) -> None:
    found = [said for path in (DOCS / "procedures").glob("*.md") for said in headings(path)]
    assert [said for said in found if f"`{key}`" in said]


def test_every_column_of_the_wiring_table_is_told() -> None:
    told = re.findall(r"^\| ([a-z_, ]+) \|", (DOCS / "model.md").read_text(), re.MULTILINE)
    assert set(COLUMNS) <= {word for cell in told for word in cell.split(", ")}


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target, place in links(path):
        is_picture = target.parent == DOCS / "images"
        assert target.exists() or is_picture, target
        assert not place or place in map(anchor, headings(target)), (target, place)


@pytest.mark.skipif(not (DOCS / "images").exists(), reason="a script makes the pictures")
def test_every_picture_shown_is_there() -> None:
    shown = {target for path in PAGES for target, _ in links(path) if target.suffix == ".png"}
    assert not [relative(target) for target in shown if not target.exists()]


def test_decisions_stand_apart() -> None:
    """Without an empty line two of them are read as one paragraph."""
    lines = (DOCS / "decisions.md").read_text().splitlines()
    begun = [place for place, line in enumerate(lines) if line.startswith("**")]
    assert len(begun) > 100 and not [lines[place] for place in begun if lines[place - 1]]
