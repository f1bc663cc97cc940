"""A model field that holds one text in up to six languages, each with its status."""

from json import dumps
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bureau.core.texts import LANGUAGES, Status, Text


class MultilingualField(models.JSONField):
    """One JSON column; in Python a `core.texts.Text`."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Text | None:
        return text_of(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Text | None:
        return text_of(value)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(data_of(value) if isinstance(value, Text) else value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if isinstance(value, Text) and value.said.get(value.original, ("",))[0].strip():
            return
        raise ValidationError(_("A text needs words in its original language."), code="no_words")


def text_of(value: Any) -> Text | None:
    """A Text from what JSON holds: {"original": "en", "said": {"en": ["…", "original"]}}."""
    if value is None or isinstance(value, Text):
        return value
    said = {
        language: (words, Status(status)) for language, (words, status) in value["said"].items()
    }
    return Text(value["original"], said)


def data_of(text: Text) -> dict[str, Any]:
    said = {language: [words, str(status)] for language, (words, status) in text.said.items()}
    return {"original": text.original, "said": said}


def text(original: str = "en", /, **said: str) -> Text:
    """A Text from words by language (`zh_hans` for zh-hans); all but the original are revised."""
    by_language = {language.replace("_", "-"): words for language, words in said.items()}
    unknown = by_language.keys() - set(LANGUAGES)
    if unknown or original not in by_language:
        raise ValueError(f"languages: {sorted(by_language)}, original: {original}")
    statuses = {
        language: (words, Status.ORIGINAL if language == original else Status.REVISED)
        for language, words in by_language.items()
    }
    return Text(original, statuses)


def here(said: Text) -> str:
    """The words in the reader's language, else in the original language."""
    return said.in_language(get_language() or "en")


SOUGHT_MOST = 1000
"""Characters of a text that is looked for in rows."""


def has_words(field: str, words: str) -> Q:
    """Rows whose multilingual field `field` has the words in any of the six languages; of longer
    words than `SOUGHT_MOST` the beginning, since SQLite refuses long patterns.

    Only of a field that has them as JSON writes them, in one way or the other, is a language read.
    """
    is_written, found, words = Q(), Q(), words[:SOUGHT_MOST]
    for is_ascii in (True, False):
        is_written |= Q(**{f"{field}__icontains": dumps(words, ensure_ascii=is_ascii)[1:-1]})
    for language in LANGUAGES:
        found |= Q(**{f"{field}__said__{language}__0__icontains": words})
    return is_written & found
