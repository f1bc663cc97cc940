"""Who may what: every address, by every method, for everyone who may call, as a table says it.

An address that the table leaves out, or a cell that is not filled, fails the build.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any
from unittest.mock import patch
from zlib import crc32

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from bureau.config import health
from bureau.config.api.apart import ADDRESSES
from bureau.config.proving.grounds import SQLITE
from bureau.institution.organisation.models import Organisation
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import head
from bureau.web import known
from tests import bad_requests
from tests.grounds import IS_BESIDE, vendor
from tests.institution.governance.visitors import fresh_key
from tests.institution.house import NOW
from tests.of_nouns import rows_of
from tests.permissions import Things, build_things
from tests.programs import Program

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
TABLE = yaml.safe_load((HERE / "permissions.yaml").read_text())
"""Who calls, and the words of drafts; the rows stand in one file per app, beside its tests."""
CAST: dict[str, str | None] = TABLE["cast"]
FILES = [yaml.safe_load(file.read_text()) for file in sorted(HERE.glob("*/**/permissions.yaml"))]
ADDRESSED: dict[str, list[dict[str, Any]]] = {
    name: rows for said in FILES for name, rows in (rows_of(said.pop("nouns", {})) | said).items()
}
METHODS = ("GET", "POST")
QUICK = 9
"""One cell in so many is asked where not all are."""
FOR_PROGRAMS = ("GET", "POST", "PUT", "DELETE")
PDFS = {"a PDF": b"%PDF-1.7\n%%EOF\n", "another PDF": b"%PDF-1.6\n%%EOF\n"}
REFUSED, NO_METHOD, BROKEN = 400, 405, 500
CANNOT_BE_READ = (400, 422)
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


ROWS = [Row(name, said.get("of", ""), said) for name, rows in ADDRESSED.items() for said in rows]
TOLD_THAT_IT_IS_GONE = {
    "end-session": "a session may end by itself while its button is looked at",
    "settle-name": "another administrator may have settled the proposal, which is deleted then",
    "strategic-plan-element-removal": "somebody else may have left it out a moment ago",
    "template-post-removal": "likewise of a template",
    "template-unit-removal": "likewise of a template",
}
"""Addresses of what may be gone meanwhile, each with why it is: its page says so, and nothing is
done."""
KNOWN: dict[bool | None, known.Known] = {}
"""What is known of the house as it is built, and with its chart public or not."""
CELLS = [
    pytest.param(
        *(row, method),
        id=f"{row}-{method}",
        marks=[pytest.mark.thorough] if crc32(f"{method} {row}".encode()) % QUICK else [],
    )
    for row in ROWS
    for method in row.methods
]


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
    """What is known serves the cells that come after: see `KNOWN`."""


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
    assert sorted(names_of(get_resolver(ADDRESSES).url_patterns)) == sorted(ADDRESSED)


def test_every_cell_is_filled() -> None:
    for row in ROWS:
        for method in row.methods:
            assert len(row.said[method]) == len(CAST), (str(row), method)
            assert all(isinstance(status, int) for status in row.said[method]), (str(row), method)


@pytest.mark.parametrize(("row", "method"), CELLS)
def test_everyone_is_answered_as_the_table_says(
    row: Row,
    method: str,
    things: Things,
    callers: dict[str, Client],
    programs: dict[str, Program],
) -> None:
    expected = {who: row.said[method][list(CAST).index(who)] for who in who_asks(row, method)}
    found, before = {}, Entry.objects.count()
    for who in expected:
        caller = programs[who] if row.is_for_programs else callers[who]
        found[who], told = answered(row, method, things, caller, before)
        kept = [word for word, readers in TABLE["secrets"].items() if who not in readers]
        assert [word for word in kept if word in told] == [], f"{who} is told of a draft"
    assert found == expected


def who_asks(row: Row, method: str) -> list[str]:
    """All of the cast; on PostgreSQL beside the run that asks for all of them, one who is let in
    and one more.

    Who may is decided by what was read, and every address is read for two on either database. A
    method that there is not is tried by two as well: who is let in by another would be by this one.
    """
    is_asked_for_all = not IS_BESIDE or vendor() == SQLITE
    if is_asked_for_all and set(row.said[method]) != {NO_METHOD}:
        return list(CAST)
    let_in = [who for other in (method, *row.methods) for who in let_in_by(row, other)][:1]
    others = [who for who in CAST if who not in let_in]
    return [*let_in, others[crc32(f"{row} {method}".encode()) % len(others)]]


def let_in_by(row: Row, method: str) -> list[str]:
    return [who for who, said in zip(CAST, row.said[method], strict=True) if said < REFUSED]


def answered(
    row: Row,
    method: str,
    things: Things,
    caller: Client | Program,
    before: int,
    other: Mapping[str, int] = MappingProxyType({}),
) -> tuple[int, str]:
    """The status and what is said, at the address of the row with `other` numbers; whoever is
    refused leaves the journal's length as `before`."""
    is_public = row.said.get("chart_is_public")
    with transaction.atomic(), patch.object(known, "_newest", KNOWN.get(is_public, known.Known())):
        if is_public is not None:
            Organisation.objects.update(chart_is_public=is_public)
        answer = asked(row, method, things, caller, other)
        written = Entry.objects.count() - before
        if not written:
            KNOWN[is_public] = known._newest
        transaction.set_rollback(True)
    is_done = method != "GET" and answer.status_code in DONE[row.is_for_programs]
    assert is_done or written == 0, f"{written} entries at {answer.status_code}"
    return answer.status_code, answer.getvalue().decode(errors="replace")


def asked(
    row: Row, method: str, things: Things, caller: Client | Program, other: Mapping[str, int]
) -> Any:
    address = address_of(row, things, other)
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


def address_of(row: Row, things: Things, other: Mapping[str, int] = MappingProxyType({})) -> str:
    to = {name: things.named(thing) for name, thing in row.said.get("to", {}).items()} | other
    query = {name: things.named(thing) for name, thing in row.said.get("query", {}).items()}
    return reverse(row.name, ADDRESSES, kwargs=to, query=query or None)


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


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(1, id="one"),
        pytest.param(5, marks=pytest.mark.thorough, id="five"),
        pytest.param(None, marks=pytest.mark.exhaustive, id="all"),
    ],
)
def test_no_request_breaks_any_address(
    count: int | None, things: Things, callers: dict[str, Client], programs: dict[str, Program]
) -> None:
    """Of the many bad requests to each address so many, by chance but always the same; or all. Each
    database is asked others."""
    faults, statuses = [], Counter[int]()
    for row in {each.name: each for each in ROWS}.values():
        chance = Random(f"{row} {connection.vendor}")
        attacks = [each for method in row.methods for each in attacks_on(row, method, things)]
        who = next(chain.from_iterable(let_in_by(row, method) for method in row.methods), "officer")
        caller = programs[who] if row.is_for_programs else callers[who]
        for attack in chance.sample(attacks, min(count or len(attacks), len(attacks))):
            status, fault = attacked(attack, caller)
            statuses[status] += 1
            if fault:
                faults.append(f"{row} for {who}: {attack.method} {attack.what}: {status} {fault}")
    assert faults == []
    assert statuses[400] + statuses[404] + statuses[422] > statuses.total() / 3


def test_no_text_of_any_form_takes_a_control(
    things: Things, callers: dict[str, Client], programs: dict[str, Program]
) -> None:
    """Whoever may send it as it should be is told that it cannot be read, and nothing is done.

    Every text is tried on SQLite, one of each form on PostgreSQL.
    """
    faults, count = [], 0
    of_each = None if vendor() == SQLITE else 1
    for row in {each.name: each for each in ROWS if {"send", "json"} & each.said.keys()}.values():
        for method in ("POST", "PUT"):
            if method not in row.methods or not (let_in := let_in_by(row, method)):
                continue
            who = let_in[-1]
            for attack in islice(controls_on(row, method, things), of_each):
                count += 1
                status, fault = attacked(
                    attack, programs[who] if row.is_for_programs else callers[who]
                )
                if fault or status not in CANNOT_BE_READ:
                    faults.append(f"{row} for {who}: {attack.what}: {status} {fault}")
    assert faults == [] and count > 150


@pytest.mark.anywhere
def test_no_address_with_an_absent_number_answers(
    things: Things, callers: dict[str, Client], programs: dict[str, Program]
) -> None:
    """Whoever may ask is told that it is not there, whichever number of the address is absent."""
    answering: dict[str, list[str]] = {}
    before = Entry.objects.count()
    for row in {each.name: each for each in ROWS if "to" in each.said}.values():
        for method in row.methods:
            for who in [one for one in let_in_by(row, method) if one != "anonymous"][-1:]:
                caller = programs[who] if row.is_for_programs else callers[who]
                for absent in absent_on(row, things):
                    status, _ = answered(row, method, things, caller, before, absent)
                    if status < REFUSED:
                        answering.setdefault(row.name, []).append(f"{method} {[*absent]}: {status}")
    assert {name: answering.get(name) for name in answering.keys() ^ TOLD_THAT_IT_IS_GONE} == {}


def absent_on(row: Row, things: Things) -> Iterator[dict[str, int]]:
    """Each number of the address in turn, as one that is not there."""
    for name, thing in row.said["to"].items():
        if isinstance(things.named(thing), int):
            yield {name: bad_requests.ABSENT}


def controls_on(row: Row, method: str, things: Things) -> Iterator[bad_requests.Attack]:
    if row.is_for_programs and "json" in row.said:
        path = address_of(row, things).partition("?")[0]
        said = filled(row.said["json"], things)
        return bad_requests.with_controls_in_json(method, path, said)
    return bad_requests.with_controls(method, address_of(row, things), sent(row, things))


def attacks_on(row: Row, method: str, things: Things) -> Iterator[bad_requests.Attack]:
    address = address_of(row, things)
    to = {name: things.named(thing) for name, thing in row.said.get("to", {}).items()}
    path = address.partition("?")[0]
    yield from bad_requests.on_address(method, path, to)
    yield from bad_requests.on_headers(method, path)
    if method == "GET":
        yield from bad_requests.on_query(path)
    elif row.is_for_programs and "json" in row.said:
        yield from bad_requests.in_json(method, path, filled(row.said["json"], things))
    else:
        yield from bad_requests.on_body(method, address, sent(row, things))


def attacked(attack: bad_requests.Attack, caller: Client | Program) -> tuple[int, str]:
    """The status, and what is wrong about the answer; "" where nothing is."""
    client = caller.client if isinstance(caller, Program) else caller
    own: dict[str, Any] = {"HTTP_ACCEPT_LANGUAGE": "fr"}
    if isinstance(caller, Program):
        headers = {**caller.headers, "if-match": "*", "idempotency-key": f"bad-{fresh_key()}"}
        own |= {f"HTTP_{name.upper().replace('-', '_')}": each for name, each in headers.items()}
    more = {**own, **attack.sent()}
    cookies, before = client.cookies.copy(), head()
    with transaction.atomic(), patch.object(client, "raise_request_exception", False):
        answer: Any = client.generic(attack.method, attack.path, more.pop("data"), **more)
        said, is_written = answer.getvalue().decode(errors="replace"), head() != before
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status_code, "".join(faults_of(attack, answer, said, is_written))


def faults_of(
    attack: bad_requests.Attack, answer: Any, said: str, is_written: bool
) -> Iterator[str]:
    is_done = answer.status_code in DONE[True] | DONE[False]
    if answer.status_code >= BROKEN:
        yield "broken"
    if is_written and (attack.is_nowhere or attack.method == "GET" or not is_done):
        yield "written"
    if answer.status_code < REFUSED or not said or "HTTP_ACCEPT_LANGUAGE" in attack.more:
        return
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("text/html") and '<html lang="fr"' not in said:
        yield "in another language"
    if "json" in kind and answer.headers.get("Content-Language") != "fr":
        yield "in another language"
