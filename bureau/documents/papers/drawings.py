"""Drawings as print can read them: each mark says itself how it looks.

What sets papers, and what opens them, knows little of style sheets: no variables, no mixed colours,
no isolation, and in some programs no two classes at once. So the rules of `core.layout` are worked
out here, and nothing of them is left to be understood.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bureau.core.layout.style import STANDALONE
from bureau.documents.marked_up import PART, Element, read_marked_up, written_within

PIXEL = 0.75
"""Points."""
FAMILY = "Noto Sans"
SVG = "http://www.w3.org/2000/svg"
ISOLATED, FROM_RIGHT, ENDED = "\u2068", "\u2067", "\u2069"
SAID = {"fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight"} | {
    "font-family",
    "text-anchor",
    "text-decoration",
}
"""What an attribute can say of a mark's looks."""
_TURNED = {"start": "end", "end": "start", "middle": "middle"}
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)"[^>]*? height="([\d.]+)"')
_DECLARED = re.compile(r"svg\{(--.*?)\}", re.DOTALL)
_VARIABLE = re.compile(r"var\((--[a-z0-9-]+)\)")
_MIXED = re.compile(r"color-mix\(in srgb,(#[0-9a-f]+) (\d+)%,(#[0-9a-f]+)\)")
_ONE_OF = re.compile(r"^(.*?):is\(([^)]*)\)(.*)$")
_FONT = re.compile(r"^(\d+) ([\d.]+px)")

type Names = tuple[str, frozenset[str]]
"""Of an element: what it is, and its classes."""


@dataclass(frozen=True, slots=True)
class Size:
    """In points."""

    width: float
    height: float

    @property
    def across(self) -> "Size":
        """Turned on its side."""
        return Size(self.height, self.width)

    def filling(self, room: "Size") -> "Size":
        """As large as there is room."""
        scale = min(room.width / self.width, room.height / self.height)
        return Size(self.width * scale, self.height * scale)

    def within(self, width: float, height: float) -> "Size":
        """As large as it is, or smaller so that it fits."""
        scale = min(1.0, width / self.width, height / self.height)
        return Size(self.width * scale, self.height * scale)


def natural(svg: str) -> Size:
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("a drawing must say its width and height")
    return Size(float(found[1]) * PIXEL, float(found[2]) * PIXEL)


@lru_cache(maxsize=8)
def for_print(svg: str) -> str:
    """The same drawing without a style sheet.

    From the right, words begin at what would be their end, and each line says its direction.
    """
    named = svg if f'xmlns="{SVG}"' in svg else svg.replace("<svg ", f'<svg xmlns="{SVG}" ', 1)
    root = read_marked_up(_STYLE.sub("", named).encode(), PART)
    _dress(root, (), root.get("direction") == "rtl")
    return written_within(root)


def _dress(one: Element, above: tuple[Names, ...], is_turned: bool) -> None:
    name = str(one.tag).rpartition("}")[2]
    classes = frozenset((one.attrib.pop("class", "")).split())
    chain = (*above, (name, classes))
    looks = dict(looks_of(chain))
    if name == "text" and is_turned:
        looks["text-anchor"] = _TURNED[looks.get("text-anchor", "start")]
    for key, value in looks.items():
        one.set(key, value)
    for child in one:
        _dress(child, chain, is_turned)
    if name == "tspan" and "iso" in classes:
        _surround(one, ISOLATED)
    if name == "text" and is_turned:
        _surround(one, FROM_RIGHT)


def _surround(one: Element, mark: str) -> None:
    one.text = mark + (one.text or "")
    if len(one):
        one[-1].tail = (one[-1].tail or "") + ENDED
    else:
        one.text += ENDED


@dataclass(frozen=True, slots=True)
class Rule:
    """What one selector says: the elements it asks for, outermost first, and how they look."""

    path: tuple[Names, ...]
    looks: Mapping[str, str]

    @property
    def weight(self) -> tuple[int, int]:
        classes = sum(len(classes) for _, classes in self.path)
        return classes, sum(bool(name) for name, _ in self.path)

    def is_of(self, chain: tuple[Names, ...]) -> bool:
        """The last element is the one itself, the others stand above it in this order."""
        if not _matches(self.path[-1], chain[-1]):
            return False
        waiting = list(self.path[:-1])
        for one in chain[:-1]:
            if waiting and _matches(waiting[0], one):
                waiting.pop(0)
        return not waiting


def _matches(asked: Names, found: Names) -> bool:
    return asked[0] in ("", found[0]) and asked[1] <= found[1]


@lru_cache(maxsize=1024)
def looks_of(chain: tuple[Names, ...]) -> tuple[tuple[str, str], ...]:
    """What the rules say of the last element, the weightier and later ones last."""
    looks: dict[str, str] = {}
    for rule in (one for one in rules() if one.is_of(chain)):
        looks |= rule.looks
    return tuple(looks.items())


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    return tuple(sorted(parsed(STANDALONE), key=lambda rule: rule.weight))


def parsed(sheet: str) -> Iterator[Rule]:
    """Every rule of a sheet of the layout's, worked out; those that ask for a pointer left out."""
    declared = _DECLARED.search(sheet)
    values = dict(_pairs(declared[1] if declared else ""))
    known = _VARIABLE.sub(lambda found: values.get(found[1], ""), _DECLARED.sub("", sheet, count=1))
    mixed = _MIXED.sub(lambda found: _mix(found[1], int(found[2]), found[3]), known)
    for rule in mixed.split("}"):
        selectors, _, body = rule.partition("{")
        looks = _looks(body)
        for selector in _each(selectors.strip()) if looks else ():
            if ":" not in selector:
                yield Rule(tuple(map(_names, selector.split())), looks)


def _each(selectors: str) -> list[str]:
    found = _ONE_OF.match(selectors)
    if found is None:
        return selectors.split(",")
    return [found[1] + one + found[3] for one in found[2].split(",")]


def _names(compound: str) -> Names:
    name, *classes = compound.split(".")
    return name, frozenset(classes)


def _looks(body: str) -> dict[str, str]:
    looks = dict(_pairs(body))
    font = _FONT.match(looks.pop("font", ""))
    if font is not None:
        said = {"font-weight": font[1], "font-size": font[2], "font-family": FAMILY}
        looks = said | looks
    return {name: value for name, value in looks.items() if name in SAID}


def _pairs(declarations: str) -> Iterator[tuple[str, str]]:
    for one in declarations.split(";"):
        name, _, value = one.partition(":")
        if value:
            yield name.strip(), value.strip()


def _mix(one: str, percent: int, other: str) -> str:
    parts = zip(_channels(one), _channels(other), strict=True)
    mixed = [round((a * percent + b * (100 - percent)) / 100) for a, b in parts]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(colour: str) -> list[int]:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return [int(digits[place : place + 2], 16) for place in (0, 2, 4)]
