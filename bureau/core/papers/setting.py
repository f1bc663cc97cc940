"""The compositor: sets texts, phrases, days and references to annexes in one language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bureau.core.papers.blocks import Block, Furniture, Paper, Paragraph, Role, Run, Runs
from bureau.core.papers.phrases import PhraseBook, Voice
from bureau.core.papers.plain import plain_of
from bureau.core.papers.profiles import PROFILES, Profile
from bureau.core.texts import Status, Text

_CODE = re.compile(r"(?<![\w/])([A-Z][A-Za-z0-9.\-]*(?:/[A-Za-z0-9.]+)+)(?![\w/])")
ANNEX_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

type Fact = str | Run | Runs


@dataclass(slots=True)
class Compositor:
    """Sets one paper in one language and notes what its face must warn of.

    `annexes` are the roles of the annexes that the paper has, in order: their letters, and every
    reference to one, come from this order alone.
    """

    language: str
    voice: Voice
    annexes: Sequence[str] = ()
    warnings: dict[str, None] = field(default_factory=dict)
    paragraphs: int = 0

    @classmethod
    def of(
        cls, language: str, book: PhraseBook, body: str = "", annexes: Sequence[str] = ()
    ) -> "Compositor":
        return cls(language, Voice(book, language, body), annexes)

    @property
    def profile(self) -> Profile:
        return PROFILES[self.language]

    def words(self, text: Text, source: str = "", *, is_strong: bool = False) -> Runs:
        """A text as runs; where it is not said in the language, in its original one, marked so."""
        said, status = text.said.get(self.language) or text.said[text.original]
        elsewhere = "" if self.language in text.said else text.original
        if elsewhere:
            self.warnings["untranslated"] = None
        elif status is Status.DRAFT:
            self.warnings["draft_translation"] = None
        dressed = PROFILES[elsewhere or self.language].dress(said)
        return tuple(
            Run(part, source, is_strong, is_code=bool(place % 2), language=elsewhere)
            for place, part in enumerate(_CODE.split(dressed))
            if part
        )

    def line(self, text: Text) -> str:
        """A text as words alone, for titles and drawings."""
        return plain_words(self.words(text))

    def code(self, code: str, source: str = "") -> Run:
        return Run(code, source, is_code=True)

    def phrase(self, concept: str, **facts: Fact) -> Runs:
        dress = self.profile.dress
        return tuple(
            run if run.is_code or run.source or run.target else Run(dress(run.text))
            for run in self.voice.runs(concept, **facts)
        )

    def say(self, concept: str, **facts: object) -> str:
        return self.profile.dress(self.voice.say(concept, **facts))

    def has(self, concept: str) -> bool:
        return any(
            (name, self.language) in self.voice.book.phrases
            for name in (concept, f"{concept}@{self.voice.of.partition('/')[0]}")
        )

    def day(self, day: date | None) -> str:
        return self.profile.say_day(day) if day else ""

    def grade(self, code: str) -> str:
        """A grade that is a word is said in the language; every other is its code."""
        return self.say(f"grade.{code}") if self.has(f"grade.{code}") else code

    def letter(self, role: str) -> str:
        """The letter of an annex of the paper; empty where it is the only one."""
        place = self.annexes.index(role)
        return ANNEX_LETTERS[place] if len(self.annexes) > 1 else ""

    def annex(self, role: str, *, cited: bool = True) -> Runs:
        """A reference to an annex of the paper: as the label of it, or as a sentence cites it."""
        letter, form = self.letter(role), "cited" if cited else "label"
        single = "annex.cited_single" if cited else "annex.single"
        said = self.say(f"annex.{form}", letter=letter) if letter else self.say(single)
        return (Run(said, target=anchor_of(role)),)

    def numbered(self, runs: Runs, role: Role = Role.BODY) -> Paragraph:
        """The next paragraph of the sequence."""
        self.paragraphs += 1
        return Paragraph(runs, role, self.paragraphs)

    def paper(
        self, kind: str, title: str, furniture: Furniture, blocks: Sequence[Block], value: object
    ) -> Paper:
        """The paper whole; what its face warns of comes in one order in every language."""
        if self.voice.drafts:
            self.warnings["draft_phrases"] = None
        marks = [self.say(f"mark.{one}") for one in WARNINGS if one in self.warnings]
        plain = plain_of(value)
        return Paper(kind, self.language, title, furniture, tuple(blocks), plain, tuple(marks))


WARNINGS = (
    "demonstration",
    "draft_paper",
    "claim_false",
    "untranslated",
    "draft_translation",
    "draft_phrases",
)
"""What a face may warn of, most important first."""


def anchor_of(role: str) -> str:
    return f"annex-{role}"


def plain_words(runs: Runs) -> str:
    return "".join(run.text for run in runs)
