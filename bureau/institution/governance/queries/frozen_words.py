"""The words of a case as they were put forward last, in place of those drafted since."""

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from typing import Any

from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.store import CASE, OF_CASE


def words_put_forward(reorganisations: Collection[int]) -> dict[int, Mapping[str, Any]]:
    """The part of the case itself in what each put forward last, by reorganisation."""
    if not reorganisations:
        return {}
    rows = models.Submission.objects.filter(reorganisation__in=reorganisations)
    return dict(rows.order_by("version").values_list("reorganisation", f"words__{CASE}"))


def as_put_forward(
    rows: Iterable[models.Reorganisation],
) -> dict[int, models.Reorganisation]:
    """By number the cases as they were put forward last; a draft as it is."""
    found = {row.pk: row for row in rows}
    said = words_put_forward(found)
    return found | {number: with_words_of(found[number], said[number]) for number in said}


def with_words_of(row: models.Reorganisation, said: Mapping[str, Any]) -> models.Reorganisation:
    """A copy, never to be saved, that says what the part of the case in a submission does;
    translations are kept where they are of the same words."""
    found = copy(row)
    for name in OF_CASE:
        words = said["parts"].get(name)
        language = said.get("languages", {}).get(name, said["language"])
        text = None if words is None else said_then(words, language, getattr(row, name))
        setattr(found, name, text)
    return found


def said_then(words: str, language: str, *now: Text | None) -> Text:
    """What was frozen in a language; one of the texts of today, where it is of the same words."""
    same = (text for text in now if text and text.in_original == words)
    return next(same, Text.only(language, words))
