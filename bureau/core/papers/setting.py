"""The compositor: sets texts, phrases, days and references to annexes in one language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bureau.core.papers.blocks import Annex, Block, Furniture, Paper, Paragraph, Role, Run, Runs
from bureau.core.papers.fitness import WARNINGS
from bureau.core.papers.phrases import PhraseBook, Voice
from bureau.core.papers.plain import plain_of
from bureau.core.papers.profiles import PROFILES, Profile
from bureau.core.texts import Status, Text

_STROKES = r"[A-Z][A-Za-z0-9.\-]*(?:/[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*)+"
_HYPHENS = r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+"
CODE = re.compile(rf"(?<![\w/-])({_STROKES}|{_HYPHENS})(?![\w/])")
"""The number of a post or document (ST02/D1/579), or a code with a hyphen (TSB-POSTS) in a text."""
ANNEX_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ANNEX_LETTER = "[A-H]?[A-Z]"
"""How one is read: the first of two letters is none that begins a Roman number (Annex II)."""

DESCRIPTION = "description:"

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
    warnings: dict[str, str] = field(default_factory=dict)
    count: int = 0

    @classmethod
    def of(
        cls, language: str, book: PhraseBook, body: str = "", annexes: Sequence[str] = ()
    ) -> "Compositor":
        return cls(language, Voice(book, language, body), annexes)

    @property
    def profile(self) -> Profile:
        return PROFILES[self.language]

    def paragraphs(self, text: Text, source: str = "") -> tuple[Runs, ...]:
        """A text of several paragraphs, one each."""
        said, _ = text.said.get(self.language) or text.said[text.original]
        lines = [line for line in said.splitlines() if line.strip()]
        return tuple(self._said(text, line, source) for line in lines)

    def words(self, text: Text, source: str = "") -> Runs:
        """A text as runs; where it is not said in the language, in its original one, marked so."""
        said, _ = text.said.get(self.language) or text.said[text.original]
        return self._said(text, " ".join(said.split()), source)

    def _said(self, text: Text, said: str, source: str) -> Runs:
        _, status = text.said.get(self.language) or text.said[text.original]
        elsewhere = "" if self.language in text.said else text.original
        if elsewhere:
            self.warn(untranslated=True)
        elif status is Status.DRAFT:
            self.warn(draft_translation=True)
        dressed = PROFILES[elsewhere or self.language].dress(said)
        return tuple(
            Run(part, source, is_code=bool(place % 2), language=elsewhere)
            for place, part in enumerate(CODE.split(dressed))
            if part
        )

    def line(self, text: Text) -> str:
        """A text as words alone, for titles and drawings."""
        return plain_words(self.words(text))

    def code(self, code: str, source: str = "") -> Run:
        return Run(code, source, is_code=True)

    def phrase(self, concept: str, **facts: Fact) -> Runs:
        return self._dressed(self.voice.runs(concept, **facts))

    def phrase_of(self, body: str, concept: str, **facts: Fact) -> Runs:
        """As it is said of this body, whosever the paper is."""
        return self._dressed(replace(self.voice, of=body).runs(concept, **facts))

    def _dressed(self, runs: Runs) -> Runs:
        dress = self.profile.dress
        return tuple(
            run if run.is_code or run.source or run.target else Run(dress(run.text)) for run in runs
        )

    def say(self, concept: str, **facts: object) -> str:
        return self.profile.dress(self.voice.say(concept, **facts))

    def has(self, concept: str) -> bool:
        return any(
            (name, self.language) in self.voice.book.phrases
            for name in (concept, f"{concept}@{self.voice.of.partition('/')[0]}")
        )

    def in_brackets(self, runs: Runs) -> Runs:
        """What follows a name in brackets: its code, its grade."""
        before, after = self.profile.brackets
        return (Run(before), *runs, Run(after)) if runs else ()

    def day(self, day: date | None) -> str:
        return self.profile.say_day(day) if day else ""

    def grade(self, code: str) -> str:
        """A grade that is a word is said in the language; every other is its code."""
        return self.say(f"grade.{code}") if self.has(f"grade.{code}") else code

    def grade_run(self, code: str, source: str = "") -> Run:
        """As a code, in which no line breaks, unless it is a word."""
        said = self.grade(code)
        return Run(said, source, is_code=said == code)

    def letter(self, role: str) -> str:
        """The letter of an annex of the paper; empty where it is the only one."""
        place = self.annexes.index(role)
        return annex_letter(place) if len(self.annexes) > 1 else ""

    def annex(self, role: str, *, cited: bool = True) -> Runs:
        """A reference to an annex of the paper: as the label of it, or as a sentence cites it."""
        letter, form = self.letter(role), "cited" if cited else "label"
        single = "annex.cited_single" if cited else "annex.single"
        said = self.say(f"annex.{form}", letter=letter) if letter else self.say(single)
        return (Run(said, target=anchor_of(role)),)

    def described(self, post: str) -> str | None:
        """The role of the annex that describes a post."""
        roles = (role for role in self.annexes if role.startswith(DESCRIPTION))
        return next((role for role in roles if role.endswith(f":{post}")), None)

    def annexed(self, role: str, title: str, blocks: tuple[Block, ...]) -> Annex:
        """An annex, labelled by the letter that every reference to it has."""
        letter = self.letter(role)
        label = self.say("annex.label", letter=letter) if letter else self.say("annex.single")
        return Annex(letter, label, (Run(title),), blocks, anchor_of(role))

    def numbered(self, runs: Runs, role: Role = Role.BODY) -> Paragraph:
        """The next paragraph of the sequence."""
        self.count += 1
        return Paragraph(runs, role, self.count)

    def furniture(
        self, issuer: Text, original: str, number: str = "", day: date | None = None, foot: str = ""
    ) -> Furniture:
        """What stands on every page; `original` is the language it was written in."""
        written = self.say("furniture.original", language=self.say(f"language.{original}"))
        return Furniture(self.line(issuer), number, self.day(day), written, foot)

    def warn(self, **told: bool | str) -> None:
        """Note what the face must warn of: that it is so, or words of its own for it."""
        said = {name: is_so for name, is_so in told.items() if is_so}
        self.warnings |= {name: one if isinstance(one, str) else "" for name, one in said.items()}

    def head(self, *columns: str) -> tuple[Runs, ...]:
        return tuple(self.phrase(f"column.{column}") for column in columns)

    def paper(
        self,
        kind: str,
        title: str | Text,
        furniture: Furniture,
        blocks: Sequence[Block],
        value: object,
        page: str = "",
    ) -> Paper:
        """The paper whole; what its face warns of comes in one order in every language. A title
        that is a text of its own may not be translated."""
        said, elsewhere = title if isinstance(title, str) else self.line(title), ""
        if isinstance(title, Text) and not title.is_in(self.language):
            elsewhere = title.original
        if self.voice.drafts:
            self.warn(draft_phrases=True)
        warnings = tuple(one for one in WARNINGS if one in self.warnings)
        marks = tuple(self.warnings[one] or self.say(f"mark.{one}") for one in warnings)
        return Paper(
            kind,
            self.language,
            said,
            furniture,
            tuple(blocks),
            value=plain_of(value),
            marks=marks,
            warnings=warnings,
            page=page,
            phrases=self.voice.worded(),
            body=self.voice.of,
            title_language=elsewhere,
        )


def annex_letter(place: int) -> str:
    """By its place from 0: after Z two letters, AA, AB."""
    rounds, within = divmod(place, len(ANNEX_LETTERS))
    return (annex_letter(rounds - 1) if rounds else "") + ANNEX_LETTERS[within]


def running(paper: Paper) -> tuple[str, str]:
    """What stands at the head and at the foot of its pages, beside their numbers."""
    furniture = paper.furniture
    head = " ".join(one for one in (furniture.issuer, furniture.number) if one)
    return head, " · ".join(one for one in (furniture.foot, *paper.marks) if one)


def anchor_of(role: str) -> str:
    return "annex-" + re.sub(r"[^A-Za-z0-9]+", "-", role)


def description_role(place: int, post: str) -> str:
    """The role of an annex that describes a post."""
    return f"{DESCRIPTION}{place}:{post}"


def plain_words(runs: Runs) -> str:
    return "".join(run.text for run in runs)
