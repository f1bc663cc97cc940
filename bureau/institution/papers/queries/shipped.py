"""The phrases that come with Bureau, by concept and language: words, status, source."""

from collections.abc import Mapping

from bureau.core.papers.phrases import Key
from bureau.core.papers.shipped import SHIPPED
from bureau.core.texts import Status

type Shipped = Mapping[Key, tuple[str, Status, str]]

_SHIPPED: Shipped = {
    key: (phrase.words, phrase.status, phrase.source) for key, phrase in SHIPPED.items()
}


def shipped() -> Shipped:
    """All of them; a function, so that a trial may ship others."""
    return _SHIPPED
