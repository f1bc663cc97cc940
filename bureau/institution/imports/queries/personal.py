"""Whom staged tables name: until they are written, holders stand in them by name or login."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from django.utils.translation import ngettext

from bureau.core.imports.names import key_of
from bureau.institution.imports.models import StagedRow
from bureau.institution.imports.queries.pages import ORGANOGRAM
from bureau.record.accounts.models import Person, User
from bureau.record.accounts.queries import told_in_latin_too
from bureau.web.answers import Personal

WORD = re.compile(r"\w+")


def personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: how many rows of tables name each."""
    counts = Counter(person for _, places in naming(people) for person in set(places.values()))
    return {
        person: [
            Personal(
                ngettext(
                    "{count} row of an imported table", "{count} rows of imported tables", count
                ).format(count=count),
                count,
            )
        ]
        for person, count in counts.items()
    }


def naming(people: Collection[int]) -> Iterator[tuple[StagedRow, dict[int, int]]]:
    """The rows of tables in which a cell is what one of these people is called, each with the
    places of such cells and whom they name.

    Of holders, and in columns that mean nothing, a cell that has all words of a name names them
    too. Elsewhere that, or a single word, may be the name of a unit or the title of a post.
    """
    called, worded = _called(people)
    staged = StagedRow.objects.exclude(file__taken_in__kind=ORGANOGRAM).select_related("file")
    for row in staged.order_by("pk").iterator() if called else ():
        columns = row.file.headings.get("columns", [])
        places = {}
        for place, key in enumerate(map(key_of, row.reading["cells"])):
            person = called.get(key)
            column = columns[place] if place < len(columns) else ""
            if column and column != "holder":
                person = person if len(_words(key)) > 1 else None
            elif person is None:
                words = _words(key)
                person = next((number for name, number in worded if name <= words), None)
            if person is not None:
                places[place] = person
        if places:
            yield row, places


def _called(people: Collection[int]) -> tuple[dict[str, int], list[tuple[frozenset[str], int]]]:
    """What these people are called, however pages tell it; and their names of several words, and
    addresses, as sets of words."""
    called: dict[str, int] = {}
    worded: list[tuple[frozenset[str], int]] = []
    rows = Person.objects.filter(pk__in=people)
    for person, name, latin, email in rows.values_list("pk", "name", "transliteration", "email"):
        names = (name, latin, told_in_latin_too(name, latin), email)
        called |= {key_of(each): person for each in names if key_of(each)}
        words = (_words(key_of(each)) for each in (name, latin, email))
        worded += [(each, person) for each in words if len(each) > 1]
    logins = User.objects.filter(person__in=people).values_list("login", "person")
    return called | {key_of(login): person for login, person in logins}, worded


def _words(key: str) -> frozenset[str]:
    return frozenset(WORD.findall(key))
