"""Words that entries commit to with a salt: which content of the journal binds what of a row.

Free text can be erased, so it is left out of the state of a row. Its model says with `worded` how
the content is called that holds the salt, and what it was made of:
`{"dissent_{pk}": "{said}"}`. Whatever an act writes of these columns is committed to as it is
sealed, and the salts go where the words do. `worded_before` gives, for such a name, the one of
former entries where others had the same: it counts where the entry commits to the row, too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from django.apps import apps
from django.db.models import Model

from bureau.record.journal.store.chain import canonical

NUMBER = "{pk}"


@dataclass(frozen=True, slots=True)
class Words:
    """A content by its name, `text` of which it is made, and its name in former entries.

    Names and text hold columns in braces; `{pk}` is the key of the row.
    """

    name: str
    text: str
    before: str

    @property
    def columns(self) -> tuple[str, ...]:
        """What the words stand in."""
        return _named(self.text)

    @property
    def prefix(self) -> str:
        """How every such name begins."""
        return self.name.partition("{")[0]

    def name_of(self, row: Mapping[str, Any]) -> str:
        return self.name.format_map(row)

    def text_of(self, row: Mapping[str, Any]) -> str:
        """What is committed to; empty where nothing stands in any of the columns."""
        said = {column: _said(row[column]) for column in self.columns}
        return self.text.format_map(said) if any(said.values()) else ""


def is_named(name: str, pattern: str) -> bool:
    """Whether a content may have this name by a pattern: numbers stand for what is in braces."""
    return bool(re.fullmatch(re.sub(r"\\{\w+\\}", r"\\d+", re.escape(pattern)), name))


@cache
def words_of(model: type[Model]) -> tuple[Words, ...]:
    """The contents that bind words of the rows of a table."""
    worded, before = getattr(model, "worded", {}), getattr(model, "worded_before", {})
    for app in apps.get_app_configs():
        worded = worded | getattr(app, "worded", {}).get(model._meta.label, {})
        before = before | getattr(app, "worded_before", {}).get(model._meta.label, {})
    assert before.keys() <= worded.keys(), f"{model._meta.label}: no words for {before}"
    return tuple(Words(name, text, before.get(name, "")) for name, text in worded.items())


@cache
def columns_of_words(model: type[Model]) -> tuple[str, ...]:
    """The columns of a table that hold such words."""
    return tuple(column for each in words_of(model) for column in each.columns)


@cache
def columns_read(model: type[Model]) -> tuple[str, ...]:
    """The same, and those that number the contents."""
    naming = (column for each in words_of(model) for column in _named(each.name))
    return tuple(dict.fromkeys((*columns_of_words(model), *naming)))


def _named(pattern: str) -> tuple[str, ...]:
    found = (name for _, name, _, _ in Formatter().parse(pattern) if name)
    return tuple(name for name in found if name != "pk")


def _said(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return canonical(value)
