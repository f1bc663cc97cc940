"""Formal phrases: what a concept is called in a language, how sure that is, and who says so."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from bureau.core.papers.blocks import Run, Runs, Worded
from bureau.core.texts import LANGUAGES, Status

type Key = tuple[str, str]
"""A concept and a language. A concept of one body ends in @ and the body, of one instrument of it
in a stroke more: decides@assembly, instrument.decision@council, decides@council/resolution."""

_FACT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """`words` may hold facts in braces; `source` is where they were read, empty for our own."""

    words: str
    status: Status = Status.REVISED
    source: str = ""

    @property
    def is_draft(self) -> bool:
        return self.status is Status.DRAFT

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(_FACT.findall(self.words))


class UnknownPhraseError(KeyError):
    """Nothing is called so in this language."""


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Phrases by concept and language; those of an organisation are laid over what ships."""

    phrases: Mapping[Key, Phrase] = field(repr=False)

    def over(self, own: Mapping[Key, Phrase]) -> "PhraseBook":
        """The same, with an organisation's own phrases in place of these."""
        return PhraseBook({**self.phrases, **own})

    def worded(self, said: Mapping[str, Worded], language: str) -> "PhraseBook":
        """The same as a paper was set with that said so: where a body has a phrase of its own by
        now, it was not among them."""
        concepts = {name.partition("@")[0] for name in said}
        kept = {
            (name, spoken): phrase
            for (name, spoken), phrase in self.phrases.items()
            if spoken != language or name.partition("@")[0] not in concepts
        }
        own = {
            (name, language): Phrase(words, Status(status))
            for name, (words, status) in said.items()
        }
        return PhraseBook({**kept, **own})

    def find(self, concept: str, language: str, of: str = "") -> Phrase:
        """The phrase of a body or instrument (`council`, `council/decision`), else of anybody."""
        return self.phrases[self.key(concept, language, of)]

    def key(self, concept: str, language: str, of: str = "") -> Key:
        """Which phrase is used: the most special that there is."""
        for name in most_special(concept, of):
            if (name, language) in self.phrases:
                return name, language
        raise UnknownPhraseError(f"{concept} ({language})")

    def called(self, words: Iterable[str], language: str) -> frozenset[str]:
        """What is called so in this language, whoever says it."""
        asked = {one.replace("\u00a0", " ").strip(" :") for one in words}
        return frozenset(
            concept.partition("@")[0]
            for (concept, spoken), phrase in self.phrases.items()
            if spoken == language and phrase.words.replace("\u00a0", " ") in asked
        )

    def bare(self, kind: str, number: str) -> str:
        """The number of an instrument without its name, where it was given with that (Decision 640)
        in any language."""
        for (concept, _), phrase in self.phrases.items():
            if concept.partition("@")[0] == f"numbered.{kind}":
                before, _, after = phrase.words.casefold().partition("{number}")
                said = number.casefold()
                inner = number[len(before) : len(number) - len(after)].strip()
                if inner and said.startswith(before) and said.endswith(after):
                    return inner
        return number

    def concepts(self) -> frozenset[str]:
        return frozenset(concept for concept, _ in self.phrases)

    def missing(self, languages: Iterable[str] = LANGUAGES) -> frozenset[Key]:
        """Concepts that are said in some language and not in another.

        What only one body says in a language of its own (an Arabic verb agrees with its body) is
        not missing where the concept itself is said.
        """
        asked = {(concept, language) for concept in self.concepts() for language in languages}
        return frozenset(
            (concept, language)
            for concept, language in asked - self.phrases.keys()
            if (concept.partition("@")[0], language) not in self.phrases
        )


def most_special(concept: str, of: str) -> tuple[str, ...]:
    """The names under which a concept may be said for a body or instrument, in order."""
    return f"{concept}@{of}", f"{concept}@{of.partition('/')[0]}", concept


def would_say(name: str, used: Collection[str], of: str) -> bool:
    """Whether a paper set with the names `used`, for `of`, says otherwise once `name` does: it says
    that one, or one less special."""
    names = most_special(name.partition("@")[0], of)
    if name not in names:
        return False
    return any(each in used for each in names[names.index(name) :])


@dataclass(slots=True)
class Voice:
    """Says phrases in one language, and notes which were used and which of them are drafts."""

    book: PhraseBook
    language: str
    of: str = ""
    used: set[str] = field(default_factory=set)
    drafts: set[str] = field(default_factory=set)

    def say(self, concept: str, **facts: object) -> str:
        """The words with facts filled in; a fact that is missing is a KeyError."""
        words = self._words(concept)
        return _FACT.sub(lambda found: str(facts[found[1]]), words)

    def runs(self, concept: str, **facts: str | Run | Runs) -> Runs:
        """The same as runs, so that a fact keeps its source and a code stays whole."""
        said: list[Run] = []
        for place, part in enumerate(_FACT.split(self._words(concept))):
            if place % 2 == 0:
                said += [Run(part)] if part else []
                continue
            fact = facts[part]
            said += _runs(fact)
        return tuple(said)

    def worded(self) -> dict[str, Worded]:
        """What was said, for `PhraseBook.worded`."""
        said = {name: self.book.phrases[name, self.language] for name in sorted(self.used)}
        return {name: (phrase.words, str(phrase.status)) for name, phrase in said.items()}

    def facts(self, concept: str) -> frozenset[str]:
        """The facts that a phrase asks for."""
        return self.book.find(concept, self.language, self.of).facts

    def _words(self, concept: str) -> str:
        key = self.book.key(concept, self.language, self.of)
        phrase = self.book.phrases[key]
        self.used.add(key[0])
        if phrase.is_draft:
            self.drafts.add(key[0])
        return phrase.words


def _runs(fact: str | Run | Runs) -> Runs:
    if isinstance(fact, str):
        return (Run(fact),)
    return (fact,) if isinstance(fact, Run) else fact
