"""Drawings as print can read them: the colours and fonts of `core.layout`'s own classes worked out.

What sets papers knows plain CSS alone: no variables, no mixed colours, no `:is()`, no isolation.
"""

import re
from dataclasses import dataclass

PIXEL = 0.75
"""Points."""
FAMILIES = {"--sans": '"Noto Sans",sans-serif', "--serif": '"Noto Sans",sans-serif'}
_STYLE = re.compile(r"(<style>)(.*?)(</style>)", re.DOTALL)
_DECLARED = re.compile(r"svg\{(--.*?)\}", re.DOTALL)
_VARIABLE = re.compile(r"var\((--[a-z0-9-]+)\)")
_MIXED = re.compile(r"color-mix\(in srgb,(#[0-9a-f]+) (\d+)%,(#[0-9a-f]+)\)")
_ONE_OF = re.compile(r"^(.*?):is\(([^)]*)\)(.*)$")
_ISOLATED = re.compile(r'(<tspan class="[^"]*\biso\b[^"]*">)(.*?)(</tspan>)', re.DOTALL)
_TEXT = re.compile(r"(<text\b[^>]*>)(.*?)(</text>)", re.DOTALL)
_FROM_RIGHT = ' direction="rtl"'
_ENDS = ".viz .end{text-anchor:end}"
_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)"[^>]*? height="([\d.]+)"')
_MOVING = (":hover", ":focus")


@dataclass(frozen=True, slots=True)
class Size:
    """In points."""

    width: float
    height: float

    def within(self, width: float, height: float) -> "Size":
        """As large as it is, or smaller so that it fits."""
        scale = min(1.0, width / self.width, height / self.height)
        return Size(self.width * scale, self.height * scale)


def natural(svg: str) -> Size:
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("a drawing must say its width and height")
    return Size(float(found[1]) * PIXEL, float(found[2]) * PIXEL)


def for_print(svg: str) -> str:
    """The same drawing with plain rules; what is isolated is so by characters.

    From the right, words begin at what would be their end, and each line says its direction.
    """
    said = _ISOLATED.sub("\\1\u2068\\2\u2069\\3", svg)
    is_from_right = _FROM_RIGHT in svg.partition(">")[0]
    if is_from_right:
        said = _TEXT.sub("\\1\u2067\\2\u2069\\3", said)

    def plain(found: re.Match[str]) -> str:
        rules = plain_rules(found[2])
        if is_from_right:
            rules = ".viz text{text-anchor:end}" + rules.replace(
                _ENDS, _ENDS.replace(":end", ":start")
            )
        return found[1] + rules + found[3]

    return _STYLE.sub(plain, said)


def plain_rules(rules: str) -> str:
    declared = _DECLARED.search(rules)
    values = dict(_pairs(declared[1] if declared else "")) | FAMILIES
    rules = _DECLARED.sub("", rules, count=1)
    worked_out = _VARIABLE.sub(lambda found: values.get(found[1], "currentColor"), rules)
    mixed = _MIXED.sub(lambda found: _mix(found[1], int(found[2]), found[3]), worked_out)
    return "\n".join(_plain(rule) for rule in mixed.split("}") if rule.strip())


def _pairs(declarations: str) -> list[tuple[str, str]]:
    halves = (one.partition(":") for one in declarations.split(";") if one.strip())
    return [(name.strip(), value.strip()) for name, _, value in halves]


def _plain(rule: str) -> str:
    """One rule with its selectors told apart; those that need a pointer are left out."""
    selector, _, body = rule.partition("{")
    found = _ONE_OF.match(selector.strip())
    each = [found[1] + one + found[3] for one in found[2].split(",")] if found else [selector]
    kept = [one.strip() for one in ",".join(each).split(",") if not any(m in one for m in _MOVING)]
    return f"{','.join(kept)}{{{body}}}" if kept else ""


def _mix(one: str, percent: int, other: str) -> str:
    parts = zip(_channels(one), _channels(other), strict=True)
    mixed = [round((a * percent + b * (100 - percent)) / 100) for a, b in parts]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(colour: str) -> list[int]:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return [int(digits[place : place + 2], 16) for place in (0, 2, 4)]
