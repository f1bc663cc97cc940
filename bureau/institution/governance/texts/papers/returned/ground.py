"""What changes in a paper are held against: the case as it is written now, and who looks at it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import override

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.papers.kinds.committee_document import CommitteeDocument
from bureau.core.papers.kinds.council_paper import CouncilPaper
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.pieces import plainly
from bureau.core.papers.profiles import PROFILES
from bureau.core.texts import Text
from bureau.institution.governance.permissions import may_edit_reorganisation, may_translate
from bureau.institution.governance.queries.choices import Choices, choices
from bureau.institution.governance.queries.reorganisations import Seen, actions_before, in_force
from bureau.institution.governance.queries.returned import Changed, Taken
from bureau.institution.governance.queries.translations import Translatable, translatable
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.governance.texts.papers.telling import texts_by_number
from bureau.institution.organisation.queries.names import grade_called
from bureau.web.frame import Entry

YEARS = 30
"""Around the last day of a case, in which a day is looked for that somebody wrote."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A change as the page tells it. `taken` is what would be written, None where nothing can;
    `why` is why not, or what to bear in mind; `links` lead to where it is done or comes from.

    `original` are the words that a translation is of, with their language."""

    name: str
    before: str
    after: str
    why: str = ""
    taken: Taken | None = None
    links: tuple[Entry, ...] = ()
    is_same: bool = False
    original: tuple[str, str] | None = None


@dataclass(frozen=True)
class Ground:
    """`told` is the value of the paper as it would be written now, of that post where a case may
    have several of the kind."""

    actor: Actor
    language: str
    read: CaseRead
    told: Any
    book: PhraseBook
    of_post: int = 0

    @property
    def seen(self) -> Seen:
        return self.read.seen

    @property
    def number(self) -> int:
        return self.seen.row.pk

    @cached_property
    def may_edit(self) -> bool:
        return self.seen.is_draft and may_edit_reorganisation(self.actor, self.seen.row)

    @cached_property
    def may_translate(self) -> bool:
        return may_translate(self.actor, self.seen.row)

    @cached_property
    def units(self) -> list[Translatable]:
        return translatable(self.seen)

    @cached_property
    def whole(self) -> dict[int, Action]:
        """All actions of the case, by their place."""
        return {one.id: one for one in actions_before(self.seen)}

    @cached_property
    def actions(self) -> dict[int, Action]:
        """Those that are not in force yet."""
        done = in_force(self.number)
        return {place: one for place, one in self.whole.items() if place not in done}

    @cached_property
    def picks(self) -> Choices:
        return choices(self.actor, self.seen.row.organisation_id, self.read.sides)

    def unit_for(self, changed: Changed) -> Translatable | None:
        """The text of the case that the paper said there; of the case itself before all others. A
        document that is on record has a title of its own."""
        if changed.edit.kind == "title" and self.is_titled_by_document:
            return None
        found = [
            unit
            for unit in self.units
            if unit.said.original == changed.original and unit.original == changed.words
        ]
        field = changed.source.rpartition(".")[2]
        return next((unit for unit in found if unit.field == field), found[0] if found else None)

    @property
    def is_titled_by_document(self) -> bool:
        return isinstance(self.told, CouncilPaper | CommitteeDocument) and bool(self.told.number)

    def said(self, text: Text) -> str:
        """As the paper says it."""
        words = " ".join(text.in_language(self.language).split())
        spoken = self.language if text.is_in(self.language) else text.original
        return plainly(PROFILES[spoken].dress(words))

    @cached_property
    def worded(self) -> Mapping[int, Text]:
        """What the actions name by a wording, by its number."""
        return texts_by_number(
            value
            for one in self.whole.values()
            for name, value in one.values.items()
            if DEFINITIONS[one.kind].values.get(name) is Sort.WORDING and isinstance(value, int)
        )

    def day_said(self, words: str) -> date | None:
        """The day that the words say in the language of the paper."""
        return self._days.get(" ".join(words.split()).casefold())

    @cached_property
    def _days(self) -> dict[str, date]:
        last = date.fromordinal(self.read.said.day)
        days = (last + timedelta(days) for days in range(-365 * YEARS, 365 * YEARS))
        say = PROFILES[self.language].say_day
        return {plainly(say(day)).casefold(): day for day in days}

    def grade_said(self, words: str) -> str | None:
        """The grade that is called so in the language of the paper."""
        return self._grades.get(words.strip().casefold())

    @cached_property
    def _grades(self) -> dict[str, str]:
        codes = [str(code) for code, _ in self.picks.grades]
        with override(self.language):
            called = {grade_called(code).casefold(): code for code in codes}
        return {code.casefold(): code for code in codes} | called

    def unit_said(self, words: str) -> int | None:
        """The unit that has this code or this name in the language of the paper."""
        return self._units.get(words.strip().casefold())

    @cached_property
    def _units(self) -> dict[str, int]:
        units = self.read.sides.after.units()
        names = texts_by_number(one.name for one in units)
        found: dict[str, int] = {}
        for one in units:
            called = self.said(names[one.name]) if one.name in names else ""
            for words in (one.code, called):
                if words:
                    found.setdefault(words.casefold(), one.id)
        return found

    def post_said(self, words: str) -> int | None:
        """The post that has this number, alone or before its title."""
        number, *_title = re.split(r"[,،(（]", words, maxsplit=1)
        return self._posts.get(number.strip())

    @cached_property
    def _posts(self) -> dict[str, int]:
        return {one.number: one.id for one in reversed(self.read.sides.after.posts())}
