"""Whom staged tables name: until they are written, holders stand in them by name or login."""

from collections import Counter
from collections.abc import Collection, Iterator

from django.utils.translation import ngettext

from bureau.core.imports.names import key_of
from bureau.institution.imports.models import StagedRow
from bureau.institution.imports.queries.pages import ORGANOGRAM
from bureau.record.accounts.models import Person, User
from bureau.web.answers import Personal


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
    places of such cells and whom they name."""
    called: dict[str, int] = {}
    rows = Person.objects.filter(pk__in=people)
    for person, *names in rows.values_list("pk", "name", "transliteration", "email"):
        called |= {key_of(name): person for name in names if name}
    logins = User.objects.filter(person__in=people).values_list("login", "person")
    called |= {key_of(login): person for login, person in logins}
    staged = StagedRow.objects.exclude(file__taken_in__kind=ORGANOGRAM).select_related("file")
    for row in staged.order_by("pk").iterator() if called else ():
        keys = enumerate(map(key_of, row.reading["cells"]))
        places = {place: called[key] for place, key in keys if key in called}
        if places:
            yield row, places
