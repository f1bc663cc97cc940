"""A code is taken by what a reader takes for it; asked again, an act reads only what is new."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bureau.core.actors import NOBODY
from bureau.institution.instruments.models import Body
from bureau.institution.organisation.models import Organisation
from bureau.record.journal.services import Act, service
from bureau.web.multilingual import text

pytestmark = pytest.mark.django_db


def put(code: str) -> None:
    organisation = Organisation.objects.first() or Organisation.objects.create(name=text(en="Own"))
    Body.objects.create(organisation=organisation.pk, code=code, name=text(en="Tried"))


@service("test_taken.ask_again")
def ask_again(act: Act, *, codes: tuple[str, ...]) -> list[bool]:
    """Whether each is taken; those that are not are put there before the next is asked for."""
    found = []
    for code in codes:
        found.append(act.is_taken(code, Body.objects.all()))
        if not found[-1]:
            put(code)
    return found


def test_what_the_act_added_since_is_taken_too() -> None:
    put("GEN")
    assert ask_again(NOBODY, codes=("gen", "NEW", "GΕN", "new", "OTHER")) == [
        *(True, False, True, True, False)
    ]


def test_rows_are_read_once() -> None:
    for number in range(20):
        put(f"B{number}")
    with CaptureQueriesContext(connection) as found:
        ask_again(NOBODY, codes=("B1", "B2", "B3"))
    asked = [one["sql"] for one in found if 'SELECT "instruments_body"' in one["sql"]]
    assert len(asked) == 3 and sum("> 0" in one for one in asked) == 1
