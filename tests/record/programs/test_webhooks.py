"""Webhooks: told what their person may see, signed, again until heard, and again when asked."""

import hashlib
import hmac
import inspect
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.core.actors import NOBODY
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.services import actions, drafts
from bureau.institution.organisation.services.reference import add_place
from bureau.record import fetching
from bureau.record.accounts.models import Person, User
from bureau.record.clock.models import QueuedTask
from bureau.record.journal.services.following import advance
from bureau.record.journal.services.founding import found_installation
from bureau.record.programs.models import SHUT_OUT, Delivery, DeliveryState, Webhook
from bureau.record.programs.queries.webhooks import deliveries_of, secret_of
from bureau.record.programs.services import delivering, pruning, webhooks
from bureau.record.programs.texts import FAILURES
from bureau.web.multilingual import text
from tests.institution.governance.amending import adopt_as_amended
from tests.institution.governance.engagement import DESCRIPTION
from tests.institution.governance.test_amended import amended
from tests.institution.governance.test_rescission import put_through, rescind
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, House
from tests.programs import program
from tests.record.programs.receiving import FOLLOWER, Receiver, begin, deliver, keep, told


def test_an_address_is_told_signed_what_happened(house: House, receiver: Receiver) -> None:
    webhook = keep(house, receiver, "Olga", "reorganisation")
    case = begin(house)
    deliver()
    ((headers, body),) = receiver.told
    said = json.loads(body)
    assert said["act"] == "governance.start_reorganisation"
    assert [(one["kind"], one["id"]) for one in said["subjects"]] == [("reorganisation", case)]
    instant, signature = (part.partition("=")[2] for part in headers["Bureau-Signature"].split(","))
    signed = instant.encode() + b"." + body
    assert signature == hmac.new(secret_of(webhook).encode(), signed, hashlib.sha256).hexdigest()


def test_nobody_is_told_of_a_draft_they_may_not_see(house: House, receiver: Receiver) -> None:
    keep(house, receiver, "Otto", "reorganisation", "post", "description")
    case = begin(house)
    actions.add_description(
        house.actor("Olga"),
        reorganisation=case,
        post=house.posts["D1"],
        description=DESCRIPTION,
        day=FORCE.toordinal(),
    )
    deliver()
    assert receiver.told == []
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.DROPPED}
    assert not deliveries_of(Webhook.objects.get().pk).exists()  # nor that something happened


def test_what_touches_a_person_alone_is_told_to_that_person(
    house: House, receiver: Receiver
) -> None:
    keep(house, receiver, "Otto")
    keep(house, receiver, "Olga")
    deliver()
    subjects = [one for said in told(receiver) for one in said["subjects"]]
    persons = {one["id"] for one in subjects if one["kind"] == "person"}
    assert persons == {house.people["Otto"], house.people["Olga"]} and len(receiver.told) == 2


def test_rights_are_those_of_the_moment_it_is_sent(house: House, receiver: Receiver) -> None:
    keep(house, receiver, "Otto", "reorganisation")
    case = begin(house)
    drafts.name_reader(house.actor("Olga"), reorganisation=case, person=house.people["Otto"])
    drafts.remove_reader(house.actor("Olga"), reorganisation=case, person=house.people["Otto"])
    deliver()
    assert receiver.told == []


def test_what_is_not_heard_is_said_again_later_each_time(house: House, receiver: Receiver) -> None:
    keep(house, receiver, "Olga", "reorganisation")
    begin(house)
    receiver.status = 503
    deliver()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, delivery.answer) == ("queued", 1, 503)
    assert delivery.not_before == timezone.now() + timedelta(seconds=30)
    deliver()
    assert len(receiver.told) == 1
    Delivery.objects.update(not_before=timezone.now(), attempts=delivering.ATTEMPTS_MAX - 1)
    deliver()
    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_an_address_that_does_not_answer_is_asked_once_at_a_time(
    house: House, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook = keep(house, receiver, "Olga", "reorganisation")
    for reference in ("W-1", "W-2"):
        begin(house, reference)
    asked: list[str] = []

    def silent(address: str, *said: object) -> None:
        asked.append(address)
        raise fetching.FetchFailed(fetching.TOO_SLOW)

    monkeypatch.setattr(delivering, "send", silent)
    while advance(FOLLOWER):
        pass
    delivering.deliver_to.call(webhook.pk)
    first, second = Delivery.objects.filter(state="queued")
    assert (len(asked), first.attempts, second.attempts) == (1, 1, 0)
    assert first.not_before == second.not_before == timezone.now() + timedelta(seconds=30)
    delivering.deliver_to.call(webhook.pk)
    assert len(asked) == 1
    monkeypatch.undo()
    Delivery.objects.update(not_before=timezone.now())
    delivering.deliver_to.call(webhook.pk)
    assert [one["entry"] for one in told(receiver)] == [first.entry, second.entry]


def test_no_more_than_a_few_addresses_of_one_person_are_spoken_to_at_once(
    house: House, receiver: Receiver
) -> None:
    """The others wait without a thread, and are asked for when one of these is done."""
    mine = [keep(house, receiver, "Olga", "reorganisation") for _ in range(3)]
    keep(house, receiver, "Otto", "person")
    begin(house)
    advance(FOLLOWER)
    held = [delivering.claim_next(one.pk) for one in mine]
    assert [each is None for each in held] == [False, False, True]
    assert delivering.claim_next(mine[0].pk) is None
    delivering.deliver_to.call(mine[2].pk)
    assert receiver.told == []
    assert held[1]
    delivering.deliver(held[1])
    QueuedTask.objects.all().delete()
    delivering.deliver_to.call(mine[2].pk)
    assert len(receiver.told) == 2


def test_whoever_is_done_asks_for_what_of_the_same_person_waits(
    house: House, receiver: Receiver
) -> None:
    first, second = (keep(house, receiver, "Olga", "reorganisation") for _ in range(2))
    begin(house)
    advance(FOLLOWER)
    QueuedTask.objects.all().delete()
    delivering.deliver_to.call(first.pk)
    (asked,) = QueuedTask.objects.filter(state="ready")
    assert (asked.arguments, asked.queue) == ([second.pk], "outgoing")


def test_a_person_has_so_many_addresses_and_no_more(
    house: House, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "WEBHOOKS_MAX", 1)
    first = keep(house, receiver, "Olga")
    said = {"name": "Trial", "address": receiver.address}
    (why,) = program(house, "Olga").send("webhooks", said, 422)["reasons"]
    assert why["code"] == "webhooks_too_many" and "End one" in why["sentence"]
    keep(house, receiver, "Otto")
    webhooks.end_webhook(house.actor("Olga"), webhook=first.pk)
    keep(house, receiver, "Olga")


def test_it_is_told_again_under_the_same_number(house: House, receiver: Receiver) -> None:
    webhook = keep(house, receiver, "Olga", "reorganisation")
    begin(house)
    deliver()
    webhooks.replay_webhook(house.actor("Olga"), webhook=webhook.pk, after=webhook.since)
    deliver()
    cases = [one for one in told(receiver) if one["act"] == "governance.start_reorganisation"]
    assert len(cases) == 2 and len({one["delivery"] for one in cases}) == 1


def test_from_a_demonstration_nothing_leaves(
    house: House, receiver: Receiver, settings: Settings
) -> None:
    found_installation(NOBODY, demonstration=True)
    keep(house, receiver, "Olga", "reorganisation")
    begin(house)
    settings.BUREAU_FETCH_LOOPBACK = False
    deliver()
    delivery = Delivery.objects.get()
    assert receiver.told == [] and delivery.state == DeliveryState.DROPPED
    said = page(visitor(house, "Olga"), f"/programs/webhooks/{delivery.webhook_id}/")
    assert "nothing leaves a demonstration" in said and "nothing to tell you" not in said


def test_why_it_was_not_heard_or_not_sent_is_said_in_words(
    house: House, receiver: Receiver
) -> None:
    webhook = keep(house, receiver, "Olga", "reorganisation")
    begin(house)
    receiver.status = 503
    deliver()
    by, address = program(house, "Olga"), f"webhooks/{webhook.pk}/deliveries"
    (failed,) = by.get(address)["items"]
    assert (failed["failure"], failed["why"]) == ("answer", "answered, but not with success")
    assert failed["why"] in page(visitor(house, "Olga"), f"/programs/webhooks/{webhook.pk}/")
    webhooks.end_webhook(house.actor("Olga"), webhook=webhook.pk)
    (over,) = by.get(address)["items"]
    assert (over["failure"], over["why"]) == ("webhook_ended", "the webhook has ended")


def test_every_way_in_which_an_address_fails_has_words() -> None:
    codes = set(re.findall(r'FetchFailed\("(\w+)"', inspect.getsource(fetching)))
    assert codes and codes <= FAILURES.keys()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.0.0.1", "127.1", "2130706433", "[::1]", "intranet"]
)
def test_an_address_of_this_machine_or_a_private_network_is_refused(
    house: House, settings: Settings, host: str
) -> None:
    settings.BUREAU_FETCH_LOOPBACK = False
    said = {"name": "Trial", "address": f"https://{host}/"}
    (why,) = program(house, "Olga").send("webhooks", said, 422)["reasons"]
    assert why["code"] == "address_not_public" and why["sentence"].startswith("This address")


@pytest.mark.parametrize("address", ["https://[::1", "https://example.org:port/", "https://a:0/"])
def test_what_is_no_address_is_refused_with_the_reason(house: House, address: str) -> None:
    said = {"name": "Trial", "address": address}
    (why,) = program(house, "Olga").send("webhooks", said, 422)["reasons"]
    assert why["code"] == "address_wrong"


def test_what_one_did_is_told_whatever_it_touched(house: House, receiver: Receiver) -> None:
    keep(house, receiver, "Olga")
    add_place(
        house.actor("Olga"),
        organisation=house.organisation,
        code="NYC",
        name=text(en="New York"),
        valid_from=FORCE,
    )
    deliver()
    (one,) = [each for each in told(receiver) if each["act"] == "organisation.add_place"]
    assert [subject["kind"] for subject in one["subjects"]] == ["place"]


def test_what_one_did_is_told_also_after_one_was_merged_into_another(
    house: House, receiver: Receiver
) -> None:
    keep(house, receiver, "Olga")
    add_place(
        house.actor("Olga"),
        organisation=house.organisation,
        code="NYC",
        name=text(en="New York"),
        valid_from=FORCE,
    )
    Person.objects.filter(pk=house.people["Olga"]).update(merged_into=house.people["Stray"])
    deliver()
    assert "organisation.add_place" in [each["act"] for each in told(receiver)]


def test_an_ended_webhook_is_told_nothing(house: House, receiver: Receiver) -> None:
    webhook = keep(house, receiver)
    begin(house)
    advance(FOLLOWER)
    webhooks.end_webhook(house.actor("Olga"), webhook=webhook.pk)
    deliver()
    assert receiver.told == []


def test_an_address_must_be_https_unless_a_test_says_so(house: House, settings: Settings) -> None:
    settings.BUREAU_FETCH_LOOPBACK = False
    called = program(house, "Olga")
    said = {"name": "Trial", "address": "http://example.org/"}
    assert called.send("webhooks", said, 422)["reasons"][0]["code"] == "address_wrong"


def test_webhooks_are_kept_by_api(house: House, receiver: Receiver) -> None:
    called = program(house, "Olga")
    made = called.send("webhooks", {"name": "Trial", "address": receiver.address})
    assert made["secret"] == secret_of(Webhook.objects.get())
    begin(house)
    deliver()
    (sent, *_) = called.get(f"webhooks/{made['id']}/deliveries")["items"]
    assert sent["answer"] == 200
    assert called.send(f"webhooks/{made['id']}/replay", {"after": 0}, 200)["entries"] > 1
    program(house, "Otto").get(f"webhooks/{made['id']}", 404)
    called.send(f"webhooks/{made['id']}", None, 204, method="delete")
    assert called.get("webhooks")["items"][0]["ended_at"]


def test_a_person_makes_one_and_sees_its_deliveries(house: House, receiver: Receiver) -> None:
    olga = visitor(house, "Olga")
    form = {"name": "Trial", "address": receiver.address, "kinds": ["reorganisation"]}
    said = olga.post("/programs/webhooks/new/", {**form, "key": "a-key"}).content.decode()
    webhook = Webhook.objects.get()
    assert secret_of(webhook) in said
    begin(house)
    deliver()
    shown = page(olga, f"/programs/webhooks/{webhook.pk}/")
    assert "200" in shown and secret_of(webhook) not in shown
    assert "told again, up to entry" in send(
        olga, f"/programs/webhooks/{webhook.pk}/replay/", after=0
    )
    assert "nothing any more" in send(olga, f"/programs/webhooks/{webhook.pk}/end/")
    page(visitor(house, "Otto"), f"/programs/webhooks/{webhook.pk}/", 404)


def test_deliveries_settled_for_long_are_let_go(house: House) -> None:
    by, old = house.actor("Olga"), timezone.now() - timedelta(days=91)
    hook = webhooks.make_webhook(by, name="Told", address="https://example.org/")
    for entry, state in enumerate(DeliveryState.values):
        Delivery.objects.create(webhook_id=hook, entry=entry, state=state, not_before=old)
    Delivery.objects.exclude(state__in=("queued", "claimed")).update(settled_at=old)
    Delivery.objects.create(
        webhook_id=hook, entry=99, state="sent", not_before=old, settled_at=timezone.now()
    )
    pruning.forget_deliveries.func()
    left = set(Delivery.objects.values_list("entry", "state"))
    assert left == {(0, "queued"), (1, "claimed"), (99, "sent")}


@pytest.mark.exhaustive
def test_what_is_adopted_amended_and_rescinded_arrives(house: House, receiver: Receiver) -> None:
    keep(house, receiver, "Olga", "reorganisation", "instrument")
    adopt_as_amended(amended(house))
    put_through(rescind(house, EntryIntoForce.objects.get(), days=30))
    deliver()
    acts = [said["act"] for said in told(receiver)]
    assert "governance.adopt_as_amended" in acts, acts
    assert acts.count("governance.approve") == 1, acts
    entered = [said for said in told(receiver) if said["record_number"] is not None]
    assert len(entered) == 2
    assert all({"reorganisation", "instrument"} <= kinds_of(said) for said in entered)


def kinds_of(said: dict[str, Any]) -> set[str]:
    return {one["kind"] for one in said["subjects"]}


def test_the_webhook_of_a_closed_account_is_told_nothing(house: House, receiver: Receiver) -> None:
    keep(house, receiver, "Olga", "reorganisation")
    begin(house)
    User.objects.update_or_create(
        person_id=house.people["Olga"], defaults={"login": "olga", "is_active": False}
    )
    deliver()
    assert not receiver.told
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.failure) == (DeliveryState.DROPPED, SHUT_OUT)
