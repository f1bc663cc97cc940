"""Small organisations to draw, and how to read a drawing back."""

import random
import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from bureau.core.layout.boxes import (
    Change,
    ChangeMark,
    ChartBox,
    ChartWords,
    Footnote,
    GradePosts,
    HeadLine,
    PostState,
)
from bureau.core.layout.strands import Strand

WORDS = ChartWords("Chart of TSB", "The Director and three departments.")
SED = ChartBox(
    id=3,
    parent=1,
    code="SED",
    name="Strategic Engagement Department",
    head=HeadLine("Chief", "D.1", None, PostState.VACANT),
    counts="7 posts · 2 vacant",
    posts=(GradePosts("D.1", 0, 1), GradePosts("P.4", 1, 1), GradePosts("P.3", 3, 0, 1)),
    changes=(ChangeMark(Change.ADDED, "added"),),
    address="/units/3",
    footnotes=(Footnote(1, "#note-1"),),
)


def small() -> list[ChartBox]:
    """A director and three departments, one of them new."""
    return [
        ChartBox(1, None, "TSB", "Director", address="/units/1"),
        ChartBox(2, 1, "SPD", "Study Groups and Policy Department", address="/units/2"),
        SED,
        ChartBox(4, 1, "OPD", "Operations and Planning Department", address="/units/4"),
    ]


def grown(count: int, seed: int) -> list[ChartBox]:
    """A random tree of `count` boxes with names and posts of any length."""
    chance = random.Random(seed)
    words = "Policy Standards Radiocommunication Outreach and Legal".split()
    boxes = []
    for unit in range(1, count + 1):
        nearest = max(1, unit - chance.choice((2, 8, 60)))
        parent = chance.randrange(nearest, unit) if unit > 1 else None
        name = " ".join(chance.choices(words, k=chance.randint(1, 7)))
        posts = [GradePosts(f"P.{n}", chance.randint(0, 30)) for n in range(chance.randint(0, 4))]
        boxes.append(ChartBox(unit, parent, f"U{unit}", name, posts=posts, counts="many posts"))
    return boxes


def strands() -> list[Strand]:
    """Posts that stay, move, begin and end."""
    return [
        *[Strand(2, 2, "P.5")] * 3,
        *[Strand(2, 3, "P.4", number=2)] * 2,
        Strand(None, 3, "D.1", vacant=True, number=1),
        Strand(4, None, "G.5", number=3),
        Strand(4, 4, "G.6"),
    ]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def classes(svg: str) -> set[str]:
    return set(" ".join(re.findall(r' class="([^"]*)"', svg)).split())


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in elements(svg, "text")]


def elements(svg: str, tag: str) -> Iterator[ElementTree.Element]:
    return (e for e in parsed(svg).iter() if e.tag.rpartition("}")[2] == tag)


def box_spans(svg: str, look: str = "bx") -> Sequence[tuple[float, float]]:
    """Left and right of every box drawn."""
    boxes = [e for e in elements(svg, "rect") if look in e.get("class", "").split()]
    places = [(float(e.get("x", "0")), float(e.get("width", "0"))) for e in boxes]
    return [(x, x + width) for x, width in places]
