"""Erasure and record: people are erased by two, no trace of them is left, the chain verifies."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bureau.config.backups import postgres
from bureau.config.commands.worker import work_off_once
from bureau.config.proving.grounds import SQLITE, Ground
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.shell import actor_in_the_shell
from bureau.core.actors import Actor, Grant
from bureau.core.reasons import Refused
from bureau.core.texts import Text
from bureau.institution.imports.services.outlooks import outlook_of
from bureau.institution.imports.services.tables import take_table
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.services.reference import create_organisation
from bureau.institution.organisation.services.saved import save_view
from bureau.record.accounts import services as accounts
from bureau.record.accounts.backends.sessions import SessionStore
from bureau.record.accounts.models import Person, User
from bureau.record.accounts.queries import people_by_id, people_told
from bureau.record.accounts.services import links
from bureau.record.accounts.services.signing_in import begin_sitting
from bureau.record.erasure.services import requests
from bureau.record.journal.queries import broken_links, journal_exported
from bureau.record.journal.services import Asked
from bureau.record.notices.models import MailState, Notice, OutboxMail
from bureau.record.programs.services import tokens, webhooks
from bureau.record.verifier import verify

CANARY = "Quillfeather"
KEPT = "Heldfeather"
TRACE = re.compile(rb"quillfeather", re.IGNORECASE)
HOLDING = re.compile(rb"heldfeather", re.IGNORECASE)
TABLED = 20
"""So many stand in a table that was read in and not written: each erasure reads all of it."""
TOLD_OF_ALL = 2
"""So many webhooks are told of everything; a thousand would be told millions of things."""


@promise("erasure", asked=1000, quick=8, unit="people")
def run(trial: Trial) -> Outcome:
    two = administrators()
    people = [
        person(two[0], f"{CANARY}{number}", told_of=() if number < TOLD_OF_ALL else ("unit",))
        for number in range(trial.number)
    ]
    staged(two[0], people[:TABLED])
    held = person(two[0], KEPT)
    requests.place_hold(two[1], person=held, ground="Order 7")
    work_off_once()
    with tempfile.TemporaryDirectory(prefix="prove-") as folder:
        backup = str(Path(folder) / "bureau.backup")
        broken = failed(trial.ground, "backup", backup, "--no-check")
        if not traces(trial.ground, TRACE):
            broken.append("the search for traces finds none before the erasure: it shows nothing")
        broken += erased(people, held, two)
        work_off_once()
        broken += [f"after the erasure: {fault}" for fault in faults(trial.ground, people)]
        connection.close()
        broken += failed(trial.ground, "restore", backup, "--force")
        for kept in trial.ground.home.glob("*.before-*"):
            kept.unlink()
        broken += [f"after the restore: {fault}" for fault in faults(trial.ground, people)]
    return Outcome(trial.number, broken, "one held by an order, one backup restored")


def administrators() -> tuple[Actor, Actor]:
    """Two new administrators, made by the one there is; only services are called."""
    by, day, made = actor_in_the_shell(""), timezone.now().date(), []
    for name in ("First", "Second"):
        number = accounts.create_person(by, name=name)
        until = day + timedelta(days=30)
        accounts.grant_directly(
            by, person=number, grant=Grant.ADMINISTRATOR, valid_from=day, valid_until=until
        )
        made.append(actor_of(people_by_id([number])[number], day))
    return made[0], made[1]


def person(by: Actor, name: str, told_of: Sequence[str] = ()) -> int:
    """Somebody with a login, a mail address, a mail in the outbox and one to somebody else that
    names them, an answered key, and what lets them and their programs in; their webhook is told of
    these kinds, or of all."""
    address = f"{name}@example.org"
    number = accounts.enrol_person(
        Asked(by, f"enrol {name}"),
        name=name,
        transliteration=f"{name} Latin",
        email=address,
        login=name,
    )
    told = Notice.objects.create(
        kind="person",
        number=number,
        person_id=number,
        key=f"{number}",
        code="proved",
        since=timezone.now(),
    )
    mailed(number, address, f"Dear {name}, something waits for you.", told)
    mailed(by.person or 0, "keeper@example.org", f"Waits for you: {name} Latin is away.")
    doors(number, name, told_of)
    return number


def mailed(person: int, address: str, words: str, told: Notice | None = None) -> None:
    now = timezone.now()
    OutboxMail.objects.create(
        person_id=person,
        notice=told,
        key=f"proved-{uuid4()}",
        state=MailState.SENT,
        address=address,
        subject=words,
        body=words,
        queued_at=now,
        not_before=now,
        settled_at=now,
    )


def staged(by: Actor, people: Sequence[int]) -> None:
    """A table of holders that names these people as pages do, read in and not written, and its
    summary."""
    told, day = people_told(people), timezone.now().date()
    headings = ("number", "holder", "remarks")
    rows = [headings, *((f"{n}", told[n], f"{told[n]}, on leave") for n in people)]
    number = take_table(
        by,
        organisation=create_organisation(by, code="TRACE", name=Text.only("en", "Traces")),
        kind="holders",
        becomes="record",
        day=day,
        name="holders.csv",
        rows=list(enumerate(rows, 1)),
    )
    outlook_of(number)


def doors(person: int, name: str, told_of: Sequence[str]) -> None:
    """A session, a link by mail, a token, a webhook and a saved view, with the name where words
    are."""
    own, user = Actor(person=person), User.objects.get(person=person)
    session = SessionStore()
    session["username"] = name
    session.create()
    begin_sitting(user, session.row_key, f"{name}'s browser")
    links.ask_for_link(own, user=user.pk)
    until = timezone.now().date() + timedelta(days=9)
    tokens.make_token(
        own, name=name, scopes=("structure",), valid_until=until, digest=name, hint=name[:16]
    )
    webhooks.make_webhook(
        own, name=name, address=f"https://{name}.example.org/", kinds=tuple(told_of)
    )
    save_view(own, address=reverse("posts"), name=name)


def erased(people: Sequence[int], held: int, two: tuple[Actor, Actor]) -> list[str]:
    """Erase all of them, each by two; the one who is held must not be."""
    first, second = two
    for number in people:
        reason = f"{CANARY} of number {number} asked for it"
        asked = requests.request_erasure(first, person=number, reason=reason)
        requests.settle_erasure(second, request=asked, is_confirmed=True)
    try:
        requests.request_erasure(first, person=held, reason="Asked for")
    except Refused:
        return []
    return ["a person under a legal hold could be erased"]


def faults(ground: Ground, people: Sequence[int]) -> Iterator[str]:
    """Traces that are left, a chain that does not hold, or too much that is gone."""
    for place in traces(ground, TRACE):
        yield f"a trace in {place}"
    if not traces(ground, HOLDING):
        yield "who is under a legal hold is gone"
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    if wrong := [number for number in people if names.get(number) != f"#{number}"]:
        yield f"{len(wrong)} people are not erased"
    yield from (f"journal: {place}" for place in broken_links())
    report = verify(json.dumps(line) for line in journal_exported(with_contents=True))
    yield from (f"verifier: {found.how}" for found in report.findings)
    missing = {f"person.name_{number}" for number in people} - {
        field for _entry, field in report.erased
    }
    if missing:
        yield f"the verifier does not say of {len(missing)} people that they are erased"


def traces(ground: Ground, pattern: re.Pattern[bytes]) -> list[str]:
    """Where in the home, and in the database as it lies there or is dumped, the words stand."""
    files = [path for path in ground.home.rglob("*") if path.is_file() and path.name != "log"]
    found = [str(path.name) for path in files if pattern.search(path.read_bytes())]
    if ground.vendor != SQLITE and pattern.search(dump()):
        found.append("the dump")
    return found


def dump() -> bytes:
    """All of the database as text; the log of a server is its administrator's to keep clean."""
    named = postgres.environment(connection.settings_dict)
    with postgres.connect(named) as server:
        program = postgres.program("pg_dump", server.info.server_version // 10000)
    command = [program, "--format=plain", "--schema=public"]
    return subprocess.run(command, env=named, capture_output=True, check=True).stdout


def failed(ground: Ground, *words: str) -> list[str]:
    ended = ground.command(*words)
    return [f"{words[0]}: {ended.stdout}{ended.stderr}"] if ended.returncode else []
