"""The phrases that come with Bureau, by concept and language: words, status, source."""

from collections.abc import Mapping
from functools import cache

from bureau.core.papers.phrases import Key
from bureau.core.papers.shipped import SHIPPED
from bureau.core.texts import Status

__all__ = ["Key", "Shipped", "Words", "shipped"]

type Words = tuple[str, Status, str]
type Shipped = Mapping[Key, Words]


@cache
def shipped() -> Shipped:
    return {key: (one.words, one.status, one.source) for key, one in SHIPPED.items()}
