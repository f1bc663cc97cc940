"""Which duty a line of a new description is: the same where the words are, else to be told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bureau.core.texts import Text
from bureau.institution.organisation.queries.descriptions import Worded, WordedDuty


@dataclass(frozen=True, slots=True)
class TypedDuty:
    """A duty as somebody typed it, with its sub-duties."""

    words: str
    parts: tuple[str, ...] = ()


type Place = tuple[int, ...]
"""Where a line stands: (3,) is the third duty, (3, 2) its second sub-duty."""


def places(duties: Sequence[TypedDuty]) -> Iterator[tuple[Place, str]]:
    for number, duty in enumerate(duties, 1):
        yield (number,), duty.words
        for below, words in enumerate(duty.parts, 1):
            yield (number, below), words


@dataclass(frozen=True, slots=True)
class Matching:
    """`kept` are lines whose words are those of an old duty; `changed` the other lines; `left`
    the old duties that no line has the words of."""

    kept: Mapping[Place, int]
    changed: tuple[tuple[Place, str], ...]
    left: tuple[tuple[int, str], ...]


def matching(duties: Sequence[TypedDuty], before: Worded | None) -> Matching:
    """By the wording of the original, first come first served."""
    old = list(_flat(before.duties)) if before else []
    kept: dict[Place, int] = {}
    changed = []
    for place, words in places(duties):
        found = next((one for one in old if one[1] == words), None)
        if found:
            old.remove(found)
            kept[place] = found[0]
        else:
            changed.append((place, words))
    return Matching(kept, tuple(changed), tuple(old))


def _flat(duties: Iterable[WordedDuty]) -> Iterator[tuple[int, str]]:
    for duty in duties:
        yield duty.duty, duty.said.in_original
        yield from _flat(duty.parts)


def texts_by_words(before: Worded | None) -> dict[str, Text]:
    """Every text of a version by its original words, so that what stays keeps its translations."""
    return {said.in_original: said for said in texts_of(before)} if before else {}


def texts_of(version: Worded) -> list[Text]:
    """Every text of a version."""
    found = [version.title, *([version.direction] if version.direction else [])]
    found += [said for _section, said in version.lines]
    return [*found, *_texts(version.duties)]


def _texts(duties: Iterable[WordedDuty]) -> Iterator[Text]:
    for duty in duties:
        yield duty.said
        yield from _texts(duty.parts)
