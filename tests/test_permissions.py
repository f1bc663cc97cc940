"""Who may what: every address, by every method, for everyone who may call, as a table says it.

An address that the table leaves out, or a cell that is not filled, fails the build.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from bureau.config import health
from bureau.institution.organisation.models import Organisation
from bureau.record.journal.models import Entry
from bureau.web import known
from tests.institution.governance.visitors import fresh_key
from tests.institution.house import NOW
from tests.permissions import Things, build_things
from tests.programs import Program

pytestmark = pytest.mark.django_db
TABLE = yaml.safe_load((Path(__file__).parent / "permissions.yaml").read_text())
CAST: dict[str, str | None] = TABLE["cast"]
METHODS = ("GET", "POST")
FOR_PROGRAMS = ("GET", "POST", "PUT", "DELETE")
PDFS = {"a PDF": b"%PDF-1.7\n%%EOF\n", "another PDF": b"%PDF-1.6\n%%EOF\n"}
DONE = {False: {201, 302}, True: {200, 201, 204}}
"""What says that something was done: a page leads on or shows it once, the api answers."""


@dataclass(frozen=True, slots=True)
class Row:
    """An address on a thing: what is sent there, and the status for each of the cast, by method."""

    name: str
    about: str
    said: dict[str, Any]

    @property
    def is_for_programs(self) -> bool:
        return self.name.startswith("api-") and self.name not in ("api-reference",)

    @property
    def methods(self) -> list[str]:
        """Those of a page, and of the api those that the row has."""
        more = [one for one in FOR_PROGRAMS if one in self.said and one not in METHODS]
        return [*METHODS, *more]

    def __str__(self) -> str:
        return f"{self.name} ({self.about})" if self.about else self.name


ROWS = [
    Row(name, said.get("of", ""), said)
    for name, rows in TABLE["addresses"].items()
    for said in rows
]
CELLS = [(row, method) for row in ROWS for method in row.methods]


@pytest.fixture(scope="module")
def things(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Things]:
    """One house for the whole table; whatever a cell does to it is undone."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: NOW)
        patch.setattr(health, "CHECKS", {})
        yield build_things()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    """What is known serves the cells that come after, but for `known_apart`."""


@pytest.fixture(scope="module")
def callers(things: Things, django_db_blocker: DjangoDbBlocker) -> dict[str, Client]:
    with django_db_blocker.unblock():
        return {who: things.caller(name) for who, name in CAST.items()}


@pytest.fixture(scope="module")
def programs(things: Things, django_db_blocker: DjangoDbBlocker) -> dict[str, Program]:
    with django_db_blocker.unblock():
        return {who: things.program(name) for who, name in CAST.items()}


def names_of(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)


def test_every_address_is_in_the_table_and_nothing_else() -> None:
    assert sorted(names_of(get_resolver().url_patterns)) == sorted(TABLE["addresses"])


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_cell_is_filled(row: Row) -> None:
    for method in row.methods:
        assert len(row.said[method]) == len(CAST)
        assert all(isinstance(status, int) for status in row.said[method])


@pytest.mark.parametrize(("row", "method"), CELLS, ids=str)
def test_everyone_is_answered_as_the_table_says(
    row: Row,
    method: str,
    things: Things,
    callers: dict[str, Client],
    programs: dict[str, Program],
) -> None:
    expected = dict(zip(CAST, row.said[method], strict=True))
    found = {}
    for who in CAST:
        caller = programs[who] if row.is_for_programs else callers[who]
        found[who], told = answered(row, method, things, caller)
        kept = [word for word, readers in TABLE["secrets"].items() if who not in readers]
        assert [word for word in kept if word in told] == [], f"{who} is told of a draft"
    assert found == expected


def answered(row: Row, method: str, things: Things, caller: Client | Program) -> tuple[int, str]:
    """The status and what is said; and whoever is refused leaves no trace in the journal."""
    is_public = "chart_is_public" in row.said
    is_read = method == "GET" and not is_public
    with transaction.atomic(), nullcontext() if is_read else known_apart(anew=is_public):
        if is_public:
            Organisation.objects.update(chart_is_public=row.said["chart_is_public"])
        before = Entry.objects.count()
        answer = asked(row, method, things, caller)
        written = Entry.objects.count() - before
        transaction.set_rollback(True)
    is_done = method != "GET" and answer.status_code in DONE[row.is_for_programs]
    assert is_done or written == 0, f"{written} entries at {answer.status_code}"
    return answer.status_code, answer.getvalue().decode(errors="replace")


@contextmanager
def known_apart(*, anew: bool) -> Iterator[None]:
    """What is known so far serves, unless `anew`; what is asked within, of what is undone, goes."""
    own = known.Known(known._newest.stamp)
    own._answers = {} if anew else dict(known._newest._answers)
    with patch.object(known, "_newest", own):
        yield


def asked(row: Row, method: str, things: Things, caller: Client | Program) -> Any:
    address = address_of(row, things)
    if isinstance(caller, Program):
        if method == "POST" and "send" in row.said:
            return caller.hand_in(address, sent(row, things))
        said = filled(row.said.get("json", {}), things)
        return caller.ask(method, address, None if method in ("GET", "DELETE") else said)
    cookies = caller.cookies.copy()
    answer = caller.get(address) if method == "GET" else caller.post(address, sent(row, things))
    caller.cookies = cookies
    return answer


def filled(said: Any, things: Things) -> Any:
    """What is sent to the api, with the numbers of the things that it names."""
    match said:
        case dict():
            return {name: filled(value, things) for name, value in said.items()}
        case list():
            return [filled(value, things) for value in said]
    return things.named(said)


def address_of(row: Row, things: Things) -> str:
    to = {name: things.named(thing) for name, thing in row.said.get("to", {}).items()}
    query = {name: things.named(thing) for name, thing in row.said.get("query", {}).items()}
    return reverse(row.name, kwargs=to, query=query or None)


def sent(row: Row, things: Things) -> dict[str, object]:
    """The form of the row; a text in English fills the two fields that it needs."""
    fields: dict[str, object] = {"key": fresh_key()}
    for name, said in row.said.get("send", {}).items():
        if isinstance(said, str) and said in PDFS:
            fields[name] = SimpleUploadedFile("paper.pdf", PDFS[said])
        elif isinstance(said, dict):
            fields |= {f"{name}_original": "en", f"{name}_en": said["en"]}
        else:
            fields[name] = things.named(said)
    return fields
