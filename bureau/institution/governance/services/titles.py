"""Titles that Bureau itself gives to the instruments it makes, in every language at once."""

from django.utils import translation
from django.utils.translation import gettext

from bureau.core.texts import LANGUAGES, Status, Text


def in_every_language(message: str, **facts: str) -> Text:
    """The translations of a message (marked with `gettext_noop` where it is written)."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = (gettext(message).format(**facts), Status.REVISED)
    words, _ = said["en"]
    return Text("en", {**said, "en": (words, Status.ORIGINAL)})
