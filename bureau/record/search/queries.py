"""Finding things: rights are asked when read, and a page goes on where the last one ended."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.record.search.models import Document
from bureau.record.search.store.index import FIRST, Place, Tier, places
from bureau.record.search.store.words import Term, is_met, stored_words, terms
from bureau.web.answers import Audience, Label
from bureau.web.kinds import describe

CHUNK = 100
CHUNKS_MAX = 30
TEXT_LENGTH_MAX = 200
PASSAGE_LENGTH = 160


class Why(StrEnum):
    """What of a thing was met."""

    NAME = "name"
    CODE = "code"
    FORMER = "former"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: `met` are the words that were met, in `language` ("" for a code).

    `became` is what stands for it now, as far as the reader may see that. `tier` is how well it
    was met: 0 best.
    """

    reference: Reference
    label: Label
    why: Why
    met: str
    language: str
    became: tuple[Label, ...]
    tier: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, and the key of the next, None where these are all."""

    hits: tuple[Hit, ...]
    following: str | None


def find(
    actor: Actor, text: str, *, kinds: Collection[str] = (), limit: int = 20, after: str = ""
) -> Found:
    """What `actor` may see that meets `text`: whole numbers and names first.

    `kinds` leaves out all others. `after` is the `following` of the page before.
    """
    found: list[tuple[int, Place, Label]] = []
    place = _parsed(after)
    for _ in range(CHUNKS_MAX):
        rows = places(text[:TEXT_LENGTH_MAX], _audiences(actor), kinds, place, CHUNK)
        labels = describe(actor, [Reference(row.kind, row.number) for _, row in rows])
        for key, row in rows:
            if label := labels.get(Reference(row.kind, row.number)):
                found.append((key, row, label))
        if len(found) > limit:
            return Found(_hits(actor, text, found[:limit]), _written(found[limit - 1][1]))
        if len(rows) < CHUNK:
            return Found(_hits(actor, text, found), None)
        place = rows[-1][1]
    return Found(_hits(actor, text, found), _written(place))


def _audiences(actor: Actor) -> tuple[Audience, ...]:
    return (Audience.PUBLIC,) if actor.person is None else ()


def _written(place: Place) -> str:
    return f"{place.tier}.{place.lightness}.{place.kind}.{place.number}"


def _parsed(key: str) -> Place:
    """The place that a key names; the first where it names none."""
    try:
        tier, lightness, kind, number = key.split(".")
        return Place(int(Tier(tier)), int(lightness), kind, int(number))
    except ValueError:
        return FIRST


def _hits(actor: Actor, text: str, found: list[tuple[int, Place, Label]]) -> tuple[Hit, ...]:
    said = dict(
        Document.objects.values_list("pk", "said").filter(pk__in=[key for key, *_ in found])
    )
    ended = {each for words in said.values() for each in words["became"]}
    successors = describe(actor, [Reference.parse(each) for each in ended])
    wanted = terms(text)
    return tuple(
        Hit(
            Reference(place.kind, place.number),
            label,
            *_reason(wanted, said[key], place.tier),
            tuple(
                successors[each]
                for each in map(Reference.parse, said[key]["became"])
                if each in successors
            ),
            place.tier,
        )
        for key, place, label in found
    )


def _reason(wanted: tuple[Term, ...], said: dict[str, Any], tier: int) -> tuple[Why, str, str]:
    """What was met, the words and their language: the reader's language first."""
    texts = {
        Why.CODE: [("", code) for code in said["codes"]],
        Why.NAME: list(_in_order(said["names"])),
        Why.FORMER: [
            *(("", code) for code in said["former_codes"]),
            *(pair for each in said["former_names"] for pair in _in_order(each)),
        ],
        Why.WORDS: list(_in_order(said["words"])),
    }
    first = (Why.FORMER,) if tier in (int(Tier.WHOLE_FORMER), int(Tier.FORMER)) else ()
    for why in dict.fromkeys((*first, *texts)):
        for language, words in texts[why]:
            if _meets(wanted, words):
                return why, _passage(wanted, words), language
    return Why.WORDS, "", ""


def _in_order(by_language: dict[str, str]) -> Iterator[tuple[str, str]]:
    here = get_language() or "en"
    return iter(sorted(by_language.items(), key=lambda pair: (pair[0] != here, pair[0])))


def _meets(wanted: tuple[Term, ...], text: str) -> bool:
    there = stored_words(text)
    return bool(wanted) and all(is_met(term, there) for term in wanted)


def _passage(wanted: tuple[Term, ...], text: str) -> str:
    """The text, or where it is long the part from shortly before the first word that was met."""
    if len(text) <= PASSAGE_LENGTH:
        return text
    start = next(
        (place for place in range(0, len(text), 40) if _begins(wanted, text[place : place + 80])),
        0,
    )
    ends = start + PASSAGE_LENGTH
    return ("… " if start else "") + text[start:ends].strip() + (" …" if ends < len(text) else "")


def _begins(wanted: tuple[Term, ...], part: str) -> bool:
    there = stored_words(part)
    return any(is_met(term, there) for term in wanted)
