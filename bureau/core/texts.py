"""What is said in each language, and how far each translation has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bureau.core.reasons import Reason, Refused

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh-hans")
RIGHT_TO_LEFT = frozenset({"ar"})


class Status(StrEnum):
    """How far the words of one language have come."""

    ORIGINAL = "original"
    DRAFT = "draft"
    REVISED = "revised"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in up to six languages; the original is always among them."""

    original: str
    said: Mapping[str, tuple[str, Status]]

    @classmethod
    def only(cls, language: str, words: str) -> "Text":
        """Words in their original language alone."""
        return cls(language, {language: (words, Status.ORIGINAL)})

    @property
    def in_original(self) -> str:
        """The words as they were written."""
        return self.said[self.original][0]

    def in_language(self, language: str) -> str:
        """The words in `language`, else in the original language."""
        words, _ = self.said.get(language) or self.said[self.original]
        return words

    def is_in(self, language: str) -> bool:
        return language in self.said

    def translated(self, language: str, words: str, status: str) -> "Text":
        """With these words in another language, without any where they are empty.

        Raises Refused where they would take the place of the original, or be one beside it.
        """
        if language not in LANGUAGES or self.original == language or status == Status.ORIGINAL:
            raise Refused(Reason("original_stays", {"language": language}))
        said = {each: kept for each, kept in self.said.items() if each != language}
        if words.strip():
            said[language] = (words.strip(), Status(status))
        return Text(self.original, said)

    def keeps(self, before: "Text") -> bool:
        """Whether the words `before` stand in each language, save drafts of a translation."""
        settled = {each: words for each, words in before.said.items() if words[1] != Status.DRAFT}
        words = {each: self.said.get(each, ("",))[0] for each in settled}
        return self.original == before.original and all(
            words[each] == standing for each, (standing, _status) in settled.items()
        )

    def after(self, before: "Text | None") -> "Text":
        """The same; words that already stood `before` keep the status they had come to."""
        if before is None or before.original != self.original:
            return self
        kept = {
            language: words
            for language, words in before.said.items()
            if self.said.get(language, ("",))[0] == words[0]
        }
        return Text(self.original, {**self.said, **kept})
