"""What single cells of a table say: days, shares, flags, amounts; None for what cannot be known."""

import re
from decimal import Decimal

from bureau.core.days import day_read
from bureau.core.imports.names import key_of
from bureau.core.spans import Day
from bureau.core.structure.kinds import COUNT_MOST, FTE_MOST, FULL

MINOR_MOST = 10**15
_DECIMAL = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?|[.,]\d{1,9}", re.ASCII)
_NOTHING = re.compile(r"0+(?:[.,]0+)?", re.ASCII)
_YES, _NO = ("true", "yes", "1", "x"), ("false", "no", "0")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?", re.ASCII)
_GROUPED = re.compile(
    r"(\d{1,3}([ '\u00a0\u2009\u202f,.])\d{3}(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?", re.ASCII
)


def flag(text: str) -> bool | None:
    folded = text.casefold()
    return folded in _YES if folded in (*_YES, *_NO) else None


def code(text: str) -> str:
    """A word of a list of ours, as people write it: “Working group” is working_group."""
    return key_of(text).replace(" ", "_").replace("-", "_")


def day(text: str) -> Day | None:
    """A day as ISO 8601 writes it: of 03/04/2024 nobody can say which it is."""
    found = _DAY.fullmatch(text)
    try:
        return day_read("-".join(found.groups())).toordinal() if found else None
    except ValueError:
        return None


def share(text: str) -> int | None:
    """Hundredths of a whole, more than none and at most all."""
    return _hundredths(text, FULL)


def fte(text: str) -> int | None:
    """The same of a post, which on record may stand for several alike."""
    return _hundredths(text, FTE_MOST)


def _hundredths(text: str, most: int) -> int | None:
    if not _DECIMAL.fullmatch(text):
        return None
    found = Decimal(text.replace(",", ".")) * FULL
    return int(found) if found == int(found) and 0 < found <= most else None


def count(text: str) -> int | None:
    """Hundredths of a number of like posts, none or more."""
    found = _hundredths(text, COUNT_MOST)
    return 0 if found is None and _NOTHING.fullmatch(text) else found


def minor(text: str) -> int | None:
    """An amount in hundredths. “1,000” and “1.000” are a thousand to some and one to others: they
    are not known; with both signs, or parted by spaces, they are."""
    if _PLAIN.fullmatch(text):
        plain = text.replace(",", ".")
    else:
        found = _GROUPED.fullmatch(text)
        if found is None:
            return None
        grouped, sign, part = found.groups()
        if sign in ",." and grouped.count(sign) == 1 and part is None:
            return None
        plain = f"{grouped.replace(sign, '')}.{part or 0}"
    amount = int(Decimal(plain) * 100)
    return amount if amount < MINOR_MOST else None
