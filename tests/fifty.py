"""Fifty of every kind of thing, straight into the tables: what they mean is tried elsewhere.

`fifty(house)` of a `fifty.py` beside the tests of an app adds fifty of each kind of this app. An
app comes after those that it rests on, in the order of the installed apps.
"""

from collections.abc import Callable, Iterable

from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from bureau.web.multilingual import text
from tests.beside import modules_beside
from tests.institution.house import House

FEW, MANY = 5, 50
SAID = text(en="Said")


def fifty_of_each(house: House) -> None:
    """More of every kind than there is."""
    for module in modules_beside("fifty"):
        module.fifty(house)


def add(rows: Iterable[Model]) -> None:
    listed = list(rows)
    type(listed[0])._default_manager.bulk_create(listed)


def reads(ask: Callable[[], object]) -> int:
    """How many reads it costs once what is kept in memory is there."""
    ask()
    with CaptureQueriesContext(connection) as made:
        ask()
    return len(made)
