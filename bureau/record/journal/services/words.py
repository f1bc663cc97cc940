"""The words of rows that an act wrote: as it found them, and as it leaves them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import QuerySet

from bureau.record.journal.models import Content
from bureau.record.journal.queries.words import contents_gone
from bureau.record.journal.services.before import Note
from bureau.record.journal.store import Words, committed, words_noted, words_of, words_read


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one row, `now` and as they were `before`, with the name of their content."""

    table: str
    number: int
    words: Words
    name: str
    before: str
    now: str

    def salts(self) -> QuerySet[Content]:
        """What binds them so far."""
        return contents_gone(self.table, self.words, self.number, self.name)


def tables_of_words() -> list[str]:
    """The tables with words that entries commit to."""
    return [table for table, model in committed().items() if words_of(model)]


def words_written(notes: Iterable[Note]) -> Iterator[Said]:
    """The words that an act wrote otherwise than it found them.

    `notes` are those of its rows in such tables, by table and then in their order.
    """
    for table, noted in groupby(notes, itemgetter(0)):
        model, firsts = committed()[table], dict[int, str | None]()
        for _, number, before in noted:
            firsts.setdefault(number, before)
        now = dict(words_read(model, sorted(firsts)))
        for number, before in sorted(firsts.items()):
            found, said = words_noted(model, before) if before else {}, now.get(number, {})
            for words, name in zip(words_of(model), found or said, strict=False):
                one = Said(table, number, words, name, found.get(name, ""), said.get(name, ""))
                if one.before != one.now:
                    yield one
