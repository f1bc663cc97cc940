"""The six languages as files of translators name them."""

from bureau.core.texts import LANGUAGES


def tag_of(language: str) -> str:
    """ "zh-hans" as BCP 47 writes it: "zh-Hans"."""
    primary, _, script = language.partition("-")
    return f"{primary}-{script.title()}" if script else primary


def language_of(tag: str) -> str | None:
    """Which of the six a tag means, whatever region it adds; None for any other language.

    Chinese written in traditional characters is not one of them.
    """
    primary, *more = tag.strip().lower().replace("_", "-").split("-")
    if primary == "zh":
        return None if {"hant", "tw", "hk", "mo"} & set(more) else "zh-hans"
    return primary if primary in LANGUAGES else None
