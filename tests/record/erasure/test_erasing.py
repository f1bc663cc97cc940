"""Erasing a person: by two, unless a legal hold stands; and the record still verifies."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.config.commands.erasures import replay
from bureau.config.references import leading_nowhere
from bureau.core.actors import CLOCK, Actor
from bureau.core.reasons import Refused
from bureau.institution.organisation.models import SavedView
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person, SignInLink, User
from bureau.record.accounts.queries import link_by_token, secret_hash, secret_of
from bureau.record.accounts.services import links
from bureau.record.erasure.models import ErasureRequest, LegalHold
from bureau.record.erasure.queries import Erased, register_of_erasures, still_there
from bureau.record.erasure.services import requests
from bureau.record.erasure.services.traces import FILE, keep_register, register_in
from bureau.record.erasure.texts import holds_waiting
from bureau.record.journal.models import Answered, ChainHead, Content, Entry, Subject
from bureau.record.journal.queries import broken_links, journal_exported
from bureau.record.journal.queries.heads import verified_until
from bureau.record.journal.services import Asked
from bureau.record.journal.services.following import follow
from bureau.record.journal.services.heads import write_head
from bureau.record.journal.store import entry_hash
from bureau.record.notices.models import MailState, Notice, OutboxMail
from bureau.record.programs.models import Delivery, Webhook
from bureau.record.programs.queries.tokens import token_of
from bureau.record.programs.services import tokens, webhooks
from bureau.record.search.models import Document
from bureau.record.verifier import verify
from bureau.web import kinds
from bureau.web.kinds import kinds_with
from tests.actors import administrator

pytestmark = pytest.mark.django_db
NAME = "Quillfeather"
SECRET = "bureau_quill"


@pytest.fixture
def administrators() -> Iterator[tuple[Actor, Actor]]:
    yield administrator("Ada"), administrator("Alan")


@pytest.fixture
def person(administrators: tuple[Actor, Actor]) -> int:
    """Somebody with a login, a mail, a key answered, and a place in the index."""
    number = accounts.enrol_person(
        Asked(administrators[0], "enrol"), name=NAME, email=f"{NAME}@example.org", login=NAME
    )
    now = timezone.now()
    told = Notice.objects.create(
        kind="person", number=number, person_id=number, key="k", code="c", since=now
    )
    OutboxMail.objects.create(
        person_id=number,
        notice=told,
        key="k",
        state=MailState.QUEUED,
        subject=NAME,
        body=f"Dear {NAME}",
        address=f"{NAME}@example.org",
        queued_at=now,
        not_before=now,
    )
    let_programs_in(number)
    follow.func()
    return number


def let_programs_in(person: int) -> None:
    """A session, a link by mail, a token, a webhook and a saved view, each with the name in it."""
    client = Client()
    client.force_login(User.objects.get(person=person))
    session = client.session
    session["username"] = NAME
    session.save()
    links.ask_for_link(Actor(person=person), user=User.objects.get(person=person).pk)
    tokens.make_token(
        Actor(person=person),
        name=f"{NAME} at home",
        scopes=["structure"],
        valid_until=timezone.now().date() + timedelta(days=3),
        digest=secret_hash(SECRET),
        hint="bureau_qu",
    )
    address = f"https://{NAME}.example.org/told"
    webhooks.make_webhook(Actor(person=person), name=NAME, address=address)
    SavedView.objects.create(person_id=person, name=f"Of {NAME}", page="posts", at=timezone.now())


def erase(person: int, administrators: tuple[Actor, Actor]) -> None:
    first, second = administrators
    asked = requests.request_erasure(first, person=person, reason=f"{NAME} asked for it")
    requests.settle_erasure(second, request=asked, is_confirmed=True)
    follow.func()


def test_what_is_held_of_a_person_is_told_and_then_gone(
    person: int, administrators: tuple[Actor, Actor]
) -> None:
    assert [one.what for one in kinds.personal([person])[person]] == [
        "name, mail address and language",
        "the way to sign in",
        "1 session",
        "3 contents of the journal",
        "1 saved view",
        "1 link to choose a password",
        "1 token",
        "1 webhook",
        "1 mail",
    ]
    assert token_of(SECRET) is not None
    erase(person, administrators)
    row = Person.objects.get(pk=person)
    assert (row.name, row.email) == (f"#{person}", "")
    assert not User.objects.filter(person=person).exists()
    mail = OutboxMail.objects.get(person=person, key="k")
    assert (mail.state, mail.subject, mail.body, mail.address) == (MailState.DROPPED, "", "", "")
    assert not Answered.objects.filter(result=person).exists()
    assert NAME not in json.dumps(list(Document.objects.values_list("said", flat=True)))
    assert not Content.objects.filter(value__contains=NAME).exists()
    assert not kinds.personal([person]).get(person), "nothing but the number is held"


def test_whoever_is_erased_is_signed_in_nowhere_and_no_program_of_theirs_is(
    person: int, administrators: tuple[Actor, Actor]
) -> None:
    link = secret_of(SignInLink.objects.get(person=person))
    erase(person, administrators)
    assert token_of(SECRET) is None and link_by_token(link) is None
    assert not Session.objects.exists() and not SavedView.objects.exists()
    webhook = Webhook.objects.get(person=person)
    assert (webhook.address, webhook.name) == ("", "") and webhook.ended_at
    assert not Delivery.objects.filter(state="queued").exists()
    assert not Content.objects.filter(field=f"address_{webhook.pk}").exists()
    assert NAME not in dumped() and list(leading_nowhere()) == []


def dumped() -> str:
    """All that is in every table of this installation, as text."""
    rows = [dict(row) for model in apps.get_models() for row in model._default_manager.values()]
    return repr(rows)


def test_the_chain_verifies_and_says_erased(
    person: int, administrators: tuple[Actor, Actor]
) -> None:
    erase(person, administrators)
    assert broken_links() == []
    report = verify(json.dumps(line) for line in journal_exported(with_contents=True))
    made = Entry.objects.get(act="accounts.enrol_person").pk
    assert report.findings == [] and (made, f"person.name_{person}") in report.erased


def test_one_person_cannot_do_both(person: int, administrators: tuple[Actor, Actor]) -> None:
    first, _second = administrators
    asked = requests.request_erasure(first, person=person, reason="Asked for")
    with pytest.raises(Refused, match="two_persons_needed"):
        requests.settle_erasure(first, request=asked, is_confirmed=True)
    assert Person.objects.get(pk=person).name == NAME


def test_who_is_concerned_neither_confirms_nor_lifts(administrators: tuple[Actor, Actor]) -> None:
    first, second = administrators
    asked = requests.request_erasure(first, person=second.person or 0, reason="Asked for")
    with pytest.raises(Refused, match="two_persons_needed"):
        requests.settle_erasure(second, request=asked, is_confirmed=True)
    requests.settle_erasure(second, request=asked, is_confirmed=False)
    hold = requests.place_hold(first, person=second.person or 0, ground="Order 7")
    with pytest.raises(Refused, match="not_yours_to_do"):
        requests.ask_to_lift_hold(second, hold=hold)
    requests.ask_to_lift_hold(first, hold=hold)
    with pytest.raises(Refused, match="not_yours_to_do"):
        requests.lift_hold(second, hold=hold)
    lift(hold, first, administrator("Grace"), is_asked=True)


def lift(hold: int, first: Actor, second: Actor, *, is_asked: bool = False) -> None:
    if not is_asked:
        requests.ask_to_lift_hold(first, hold=hold)
    requests.lift_hold(second, hold=hold)


@pytest.mark.parametrize("days", [-31, 250])
def test_a_hold_is_lifted_by_two(
    person: int, administrators: tuple[Actor, Actor], days: int
) -> None:
    first, second = administrators
    hold = requests.place_hold(first, person=person, ground="Order 7")
    with pytest.raises(Refused, match="two_persons_needed"):
        requests.lift_hold(first, hold=hold)
    requests.ask_to_lift_hold(first, hold=hold)
    with pytest.raises(Refused, match="asked_already"):
        requests.ask_to_lift_hold(second, hold=hold)
    with pytest.raises(Refused, match="two_persons_needed"):
        requests.lift_hold(first, hold=hold)
    assert holds_waiting(second)
    LegalHold.objects.update(lift_asked_at=timezone.now() + timedelta(days=days))
    assert not holds_waiting(second)
    with pytest.raises(Refused, match="is_over"):
        requests.lift_hold(second, hold=hold)
    lift(hold, second, first)
    with pytest.raises(Refused, match="already_settled"):
        requests.ask_to_lift_hold(first, hold=hold)


def test_who_asked_for_the_erasure_lifts_no_hold(
    person: int, administrators: tuple[Actor, Actor]
) -> None:
    first, second = administrators
    requests.request_erasure(first, person=person, reason="Asked for")
    hold = requests.place_hold(second, person=person, ground="Order 7")
    with pytest.raises(Refused, match="not_yours_to_do"):
        requests.ask_to_lift_hold(first, hold=hold)
    requests.ask_to_lift_hold(second, hold=hold)
    with pytest.raises(Refused, match="not_yours_to_do"):
        requests.lift_hold(first, hold=hold)


def test_the_page_asks_and_another_lifts(administrators: tuple[Actor, Actor]) -> None:
    held = accounts.create_person(administrators[0], name=NAME)
    pages = []
    for place, one in enumerate(administrators):
        login = f"login{place}"
        accounts.create_user(one, person=one.person or 0, login=login, password=None)
        client = Client()
        client.force_login(User.objects.get(login=login))
        pages.append(client)
    first, second = pages
    hold = requests.place_hold(administrators[0], person=held, ground="Order 7")
    assert "Ask to lift the hold" in first.get("/settings/holds/").content.decode()
    first.post(f"/settings/holds/{hold}/asking/", {"key": "a"})
    written = first.get("/settings/holds/").content.decode()
    assert "Another person must lift the hold." in written and "Ada asks to lift it" in written
    second.post(f"/settings/holds/{hold}/lifting/", {"key": "b"})
    assert LegalHold.objects.get(pk=hold).lifted_by_id == administrators[1].person


def test_a_legal_hold_wins_until_it_is_lifted(
    person: int, administrators: tuple[Actor, Actor]
) -> None:
    first, second = administrators
    asked = requests.request_erasure(first, person=person, reason="Asked for")
    hold = requests.place_hold(second, person=person, ground="Order 7")
    with pytest.raises(Refused) as refused:
        requests.settle_erasure(second, request=asked, is_confirmed=True)
    assert refused.value.reasons[0].facts == {"ground": "Order 7"}
    lift(hold, second, administrator("Grace"))
    requests.settle_erasure(second, request=asked, is_confirmed=True)
    assert Person.objects.get(pk=person).name == f"#{person}"
    assert LegalHold.objects.get(pk=hold).ground == ""


def test_nobody_is_asked_for_twice(person: int, administrators: tuple[Actor, Actor]) -> None:
    requests.request_erasure(administrators[0], person=person, reason="Asked for")
    with pytest.raises(Refused, match="asked_already"):
        requests.request_erasure(administrators[1], person=person, reason="Asked for")


def test_a_stranger_may_neither_ask_nor_settle_nor_replay(
    person: int, administrators: tuple[Actor, Actor]
) -> None:
    stranger = Actor(person=person)
    asked = requests.request_erasure(administrators[0], person=person, reason="Asked for")
    with pytest.raises(Refused, match="not_yours_to_do"):
        requests.request_erasure(stranger, person=person, reason="Asked for")
    with pytest.raises(Refused, match="not_yours_to_do"):
        requests.settle_erasure(stranger, request=asked, is_confirmed=True)
    with pytest.raises(Refused, match="not_yours_to_do"):
        line = Erased(person, 1, "", "2024-06-01")
        requests.replay_erasures(administrators[0], register=[line])


def test_the_register_is_kept_outside_and_names_nobody_else(
    person: int, administrators: tuple[Actor, Actor], settings: Settings, tmp_path: Path
) -> None:
    settings.BUREAU_HOME = tmp_path
    erase(person, administrators)
    (line,) = register_of_erasures()
    keep_register([line])
    keep_register([line])
    assert register_in(tmp_path / FILE) == [line]
    assert still_there([line]) == []
    other = accounts.create_person(administrators[0], name="Another")
    assert still_there([type(line)(other, line.made, line.hash, line.at)]) == []


def test_a_restored_person_is_erased_again_by_the_clock(
    person: int, administrators: tuple[Actor, Actor]
) -> None:
    made = Entry.objects.get(act="accounts.enrol_person")
    line = Erased(person, made.pk, made.hash, date(2024, 6, 1).isoformat())
    assert still_there([line]) == [person]
    requests.replay_erasures(CLOCK, register=[line])
    assert Person.objects.get(pk=person).name == f"#{person}"


def forged(person: int, administrators: tuple[Actor, Actor]) -> None:
    """A request that two are said to have settled, written past the application."""
    first, second = (each.person or 0 for each in administrators)
    now = timezone.now()
    by = {"requested_by_id": first, "requested_at": now, "settled_by_id": second}
    ErasureRequest.objects.create(person_id=person, is_confirmed=True, settled_at=now, **by)


def test_a_row_that_no_entry_stands_behind_is_on_no_register(
    person: int, administrators: tuple[Actor, Actor]
) -> None:
    requests.place_hold(administrators[1], person=person, ground="Order 7")
    forged(person, administrators)
    assert register_of_erasures() == []


def test_an_erasure_stays_on_the_register_whatever_becomes_of_its_row(
    person: int, administrators: tuple[Actor, Actor]
) -> None:
    erase(person, administrators)
    ErasureRequest.objects.filter(person=person).delete()
    assert [one.person for one in register_of_erasures()] == [person]


def append(by: int | None, act: str, details: object, *subjects: tuple[str, int]) -> None:
    """An entry as somebody appends it who writes the tables, with a hash that fits."""
    last = Entry.objects.latest("sequence")
    said = {"at": timezone.now(), "person": by, "post": None, "act": act, "details": details}
    said |= {"record_number": None, "previous": last.hash, "sequence": last.sequence + 1}
    entry = Entry.objects.create(hash=entry_hash(said, subjects), **said)
    ChainHead.objects.update(sequence=entry.sequence, hash=entry.hash)
    for kind, number in subjects:
        Subject.objects.create(entry_id=last.sequence + 1, kind=kind, number=number)


def append_erasure(person: int, first: int | None, second: int | None) -> None:
    named = (("person", person), ("erasure_request", 900))
    append(first, "erasure.request_erasure", {}, *named)
    append(second, "erasure.settle_erasure", {"is_confirmed": True}, *named)


def test_an_entry_by_one_person_or_under_a_hold_erases_nobody(
    person: int, administrators: tuple[Actor, Actor]
) -> None:
    first, second = (each.person for each in administrators)
    append_erasure(person, first, first)
    assert register_of_erasures() == []
    requests.place_hold(administrators[1], person=person, ground="Order 7")
    append_erasure(person, first, second)
    assert register_of_erasures() == []


def test_what_stands_after_a_break_of_the_journal_is_on_no_register(
    person: int, administrators: tuple[Actor, Actor], settings: Settings, tmp_path: Path
) -> None:
    settings.BUREAU_HOME = tmp_path
    write_head.func()
    before = verified_until()
    append_erasure(person, *(each.person for each in administrators))
    assert [one.person for one in register_of_erasures()] == [person]
    kept = json.loads((tmp_path / "heads.jsonl").read_text())
    (tmp_path / "heads.jsonl").write_text(json.dumps({**kept, "hash": "0" * 64}))
    assert verified_until() == 0 < before and register_of_erasures() == []


def line_of(person: int, at: str) -> Erased:
    made = Entry.objects.get(act="accounts.enrol_person")
    return Erased(person, made.pk, made.hash, at)


@pytest.mark.parametrize("is_row_gone", [False, True])
def test_a_replay_erases_nobody_who_was_held_before(
    person: int,
    administrators: tuple[Actor, Actor],
    is_row_gone: bool,
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.BUREAU_HOME = tmp_path
    requests.place_hold(administrators[1], person=person, ground="Order 7")
    if is_row_gone:
        LegalHold.objects.all().delete()
    line = line_of(person, "2099-06-01")
    with pytest.raises(Refused, match="legal_hold"):
        requests.replay_erasures(CLOCK, register=[line])
    (tmp_path / "register").write_text(json.dumps(asdict(line)))
    assert replay(tmp_path / "register") == 0
    assert f"Person {person} is not erased again" in capsys.readouterr().out
    assert Person.objects.get(pk=person).name == NAME
    assert register_in(tmp_path / FILE) == [line]


def test_a_replay_erases_whoever_was_erased_before_a_hold_was_placed(
    person: int, administrators: tuple[Actor, Actor]
) -> None:
    requests.place_hold(administrators[1], person=person, ground="Order 7")
    requests.replay_erasures(CLOCK, register=[line_of(person, "2020-06-01")])
    assert Person.objects.get(pk=person).name == f"#{person}"


def test_every_kind_that_holds_something_says_which_service_erases_it() -> None:
    assert [row.name for row in kinds_with("personal")] == [
        row.name for row in kinds_with("erases")
    ]


def test_the_page_shows_what_would_go_and_what_holds_it_up(
    person: int, administrators: tuple[Actor, Actor], client: Client
) -> None:
    first, second = administrators
    accounts.grant_directly(
        first,
        person=first.person or 0,
        grant="administrator",
        valid_from=date(2020, 1, 1),
        valid_until=date(2099, 1, 1),
    )
    accounts.create_user(first, person=first.person or 0, login="ada", password=None)
    client.force_login(User.objects.get(login="ada"))
    client.post("/settings/erasures/", {"key": "k1", "person": NAME, "reason": "Asked for"})
    requests.place_hold(second, person=person, ground="Order 7")
    said = client.get("/settings/erasures/").content.decode()
    assert "1 mail" in said and "A legal hold stands (Order 7)" in said
