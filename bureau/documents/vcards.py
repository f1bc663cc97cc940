"""Holders of posts as vCards (RFC 6350): name, post, unit; nothing else of a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bureau.documents.content_lines import escaped, folded


@dataclass(frozen=True, slots=True)
class CardPost:
    """One post that is held; `units` from the top down."""

    title: str
    units: Sequence[str]


@dataclass(frozen=True, slots=True)
class Card:
    """One person; `identity` is the same in every file of one installation."""

    identity: str
    name: str
    sort_as: str
    organisation: str
    posts: Sequence[CardPost]


def vcards(cards: Iterable[Card], language: str) -> str:
    """One card after the other, in one language."""
    return folded(line for card in cards for line in _lines(card, language))


def _lines(card: Card, language: str) -> Iterable[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "KIND:individual"
    yield f"UID:{card.identity}"
    yield f"FN:{escaped(card.name)}"
    if card.sort_as and card.sort_as != card.name:
        yield f"NOTE:{escaped(card.sort_as)}"
    for place, post in enumerate(card.posts, start=1):
        yield f"p{place}.TITLE;LANGUAGE={language}:{escaped(post.title)}"
        names = ";".join(map(escaped, (card.organisation, *post.units)))
        yield f"p{place}.ORG;LANGUAGE={language}:{names}"
    yield "END:VCARD"
