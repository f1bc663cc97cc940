"""The phrases that come with Bureau, by concept and language: words, status, source."""

from collections.abc import Mapping

from bureau.core.texts import Status

type Key = tuple[str, str]
type Words = tuple[str, Status, str]
type Shipped = Mapping[Key, Words]

_SAID: Mapping[str, Mapping[str, str]] = {
    "formula.considering": {
        "en": "considering",
        "es": "considerando",
        "fr": "considérant",
        "ru": "учитывая",
        "zh-hans": "考虑到",
    },
    "formula.recalling": {
        "ar": "إذ تشير إلى",
        "en": "recalling",
        "es": "recordando",
        "fr": "rappelant",
        "ru": "напоминая",
        "zh-hans": "回顾",
    },
}


def shipped() -> Shipped:
    """All of them; what Arabic says waits for confirmation."""
    return {
        (concept, language): (words, Status.DRAFT if language == "ar" else Status.REVISED, "")
        for concept, said in _SAID.items()
        for language, words in said.items()
    }
