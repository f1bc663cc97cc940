"""The words that an act wrote, so that its entry is bound to them, and the salts of those gone."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from bureau.record.journal.queries.words import contents_gone
from bureau.record.journal.services.before import Note
from bureau.record.journal.store import committed, words_noted, words_of, words_read


def tables_of_words() -> list[str]:
    """The tables with words that entries commit to."""
    return [table for table, model in committed().items() if words_of(model)]


def words_written(notes: Iterable[Note]) -> Iterator[tuple[str, str]]:
    """The words that an act wrote otherwise than it found them, by the names of their contents.
    The salts of words that it took away go: what they were cannot be guessed from an entry.

    `notes` are those of its rows in such tables, by table and then in their order.
    """
    for table, noted in groupby(notes, itemgetter(0)):
        model, firsts = committed()[table], dict[int, str | None]()
        for _, number, before in noted:
            firsts.setdefault(number, before)
        now = dict(words_read(model, sorted(firsts)))
        for number, noted_first in sorted(firsts.items()):
            found = words_noted(model, noted_first) if noted_first else {}
            said = now.get(number, {})
            yield from ((name, text) for name, text in said.items() if text != found.get(name, ""))
            for words, (name, text) in zip(words_of(model), found.items(), strict=False):
                if text and not said.get(name):
                    contents_gone(table, words, number, name).delete()
