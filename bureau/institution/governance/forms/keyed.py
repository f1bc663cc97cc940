"""Days and texts as forms of a case take them; the keyed form itself is the journal's."""

from typing import Any

from bureau.core.texts import LANGUAGES, Status, Text
from bureau.record.journal.forms import KeyedForm, new_key
from bureau.web.fields import DayField

__all__ = ["KeyedForm", "as_typed", "day_field", "new_key", "text_in"]


def day_field(label: Any, help_text: Any = "") -> DayField:
    """A day with its label; shown as its native control wants it."""
    return DayField(label=label, help_text=help_text)


def text_in(language: str, words: str) -> Text:
    """What somebody typed, in the language in which it is the original."""
    code = language if language in LANGUAGES else "en"
    return Text(code, {code: (as_typed(words), Status.ORIGINAL)})


def as_typed(words: str) -> str:
    """Words as they are kept, however a browser ends lines."""
    return words.strip().replace("\r\n", "\n")
