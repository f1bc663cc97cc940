"""What a person may is asked again inside the act: whatever ended since they asked is refused."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from bureau.config.promises.every_act import services_there_are
from bureau.core.actors import CLOCK, NOBODY, Actor, Grant
from bureau.core.reasons import Refused
from bureau.institution.governance.services import drafts
from bureau.institution.instruments.services import register_body
from bureau.institution.organisation.models import Absence, Delegation, PostRole
from bureau.institution.organisation.services.saved import save_view
from bureau.record.accounts import services as accounts
from bureau.record.accounts.backends.sessions import row_key_of
from bureau.record.accounts.models import DirectGrant, User
from bureau.record.accounts.services import sittings
from bureau.record.journal.models import Answered, Entry
from bureau.record.journal.queries import Head, head
from bureau.record.journal.services import Asked, frame
from bureau.record.programs.models import ApiToken
from bureau.web.known import stamp_of
from bureau.web.multilingual import text
from tests.institution.house import TODAY, House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
ENDED = "permission_ended"


def with_login(house: House, name: str) -> User:
    person = house.people[name]
    accounts.create_user(house.administrator, person=person, login=name.lower(), password=None)
    return User.objects.get(person=person)


def close(house: House, name: str) -> None:
    User.objects.filter(pk=with_login(house, name).pk).update(is_active=False)


def start(by: Actor | Asked, house: House) -> int:
    return drafts.start_reorganisation(
        by, organisation=house.organisation, reference="R-1", title=text(en="A case")
    )


def refused(act: Callable[[], object], why: str = ENDED) -> None:
    before, rows = head(), Entry.objects.count()
    with pytest.raises(Refused, match=why):
        act()
    assert (head(), Entry.objects.count()) == (before, rows)


def test_every_service_is_refused_to_who_was_shut_out_since_they_asked(house: House) -> None:
    late = house.actor("Olga")
    services = [
        getattr(sys.modules[each.__module__], each.__name__)
        for each in services_there_are().values()
    ]
    with pytest.raises(TypeError):
        services[0](late, it_takes_no_such_thing=1)
    close(house, "Olga")
    before = head()
    for each in services:
        with pytest.raises(Refused, match=ENDED):
            each(late, it_takes_no_such_thing=1)
    assert head() == before and len(services) > 300


def absent(late: Actor, house: House) -> Actor:
    Absence.objects.create(post_id=late.post, person_id=late.person, valid_from=TODAY)
    return late


def without_session(late: Actor, house: House) -> Actor:
    return replace(late, session="ended")


def without_token(late: Actor, house: House) -> Actor:
    row = ApiToken.objects.create(
        person_id=late.person or 0,
        name="Over",
        digest="over",
        made_at=timezone.now(),
        valid_until=TODAY,
    )
    return replace(late, token=row.pk)


def shut_out(late: Actor, house: House) -> Actor:
    close(house, "Olga")
    return late


@pytest.mark.parametrize("revoke", [absent, without_session, without_token, shut_out])
def test_what_ended_since_they_asked_is_refused(
    house: House, revoke: Callable[[Actor, House], Actor]
) -> None:
    late = revoke(house.actor("Olga"), house)
    refused(lambda: start(late, house))


def test_a_role_that_ended_since_they_asked_is_refused_by_the_service(house: House) -> None:
    late = house.actor("Olga")
    PostRole.objects.filter(post=house.posts["OFF"]).update(valid_until=TODAY)
    refused(lambda: start(late, house), "not_yours_to_do")


def test_a_grant_that_ended_since_they_asked_is_refused_by_the_service(house: House) -> None:
    late = house.administrators[1]
    DirectGrant.objects.filter(person=late.person).update(valid_until=TODAY)
    refused(lambda: accounts.create_person(late, name="Nia"), "administrator_only")


def test_powers_are_read_again_only_where_somebody_acted_since(house: House) -> None:
    late = replace(house.actor("Olga"), as_of=stamp_of(head()))
    PostRole.objects.filter(post=house.posts["OFF"]).update(valid_until=TODAY)
    assert frame._as_they_stand(late, head()) is late
    accounts.choose_language(house.actor("Adam"), language="fr")
    refused(lambda: start(late, house), "not_yours_to_do")


def test_whose_holder_takes_the_preparing_back_prepares_no_more(house: House) -> None:
    given = Delegation.objects.create(
        post_id=house.posts["OFF"],
        giver_id=house.people["Olga"],
        person_id=house.people["Adam"],
        capacity="assistant",
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=9),
    )
    late = house.actor("Adam", "OFF")
    assert late.prepares_for == house.people["Olga"]
    Delegation.objects.filter(pk=given.pk).update(valid_until=TODAY, ended_at=timezone.now())
    refused(lambda: start(late, house))


def test_an_answer_is_given_again_but_not_to_who_was_shut_out(house: House) -> None:
    asked = Asked(house.actor("Olga"), "k")
    case = start(asked, house)
    absent(asked.actor, house)
    assert start(asked, house) == case
    close(house, "Olga")
    refused(lambda: start(asked, house))
    assert Answered.objects.filter(key="k").count() == 1


def test_an_administrator_ends_a_session_and_the_act_that_waited_in_it(house: House) -> None:
    client = Client()
    client.force_login(with_login(house, "Olga"))
    late = replace(house.actor("Olga"), session=row_key_of(client.session.session_key))
    save_view(late, address="/posts/", name="Mine")
    sittings.end_sessions(house.administrator, person=late.person or 0)
    Session.objects.filter(session_key=late.session).delete()
    refused(lambda: save_view(late, address="/posts/", name="Mine too"))


@pytest.fixture
def overtaken(house: House, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """As if another entry always came between the question and the seal; what was looked at."""
    accounts.choose_language(house.actor("Adam"), language="fr")
    looked: list[int] = []

    def before() -> Head:
        looked.append(head().sequence)
        return Head(looked[-1] - 1, "")

    monkeypatch.setattr(frame, "head", before)
    return looked


def test_who_may_the_same_after_another_act_came_between_goes_on(
    house: House, overtaken: list[int]
) -> None:
    assert start(house.actor("Olga"), house) and len(overtaken) == 1


def body_registered(house: House) -> None:
    register_body(house.administrator, organisation=house.organisation, code="B", name=text(en="B"))


def said_of_themselves(house: House) -> None:
    accounts.choose_language(house.actor("Olga"), language="fr")


@pytest.mark.parametrize("between", [body_registered, said_of_themselves])
def test_an_act_behind_one_that_touched_what_gives_power_is_run_again(
    house: House, monkeypatch: pytest.MonkeyPatch, between: Callable[[House], None]
) -> None:
    between(house)
    stands, read = head(), []

    def before() -> Head:
        read.append(stands)
        return stands if len(read) > 1 else Head(stands.sequence - 1, "")

    monkeypatch.setattr(frame, "head", before)
    assert start(house.actor("Olga"), house) and len(read) == 2
    assert Entry.objects.latest("sequence").sequence == stands.sequence + 1


def test_who_may_something_else_at_each_attempt_is_refused_in_the_end(
    house: House, overtaken: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, late = frame._as_they_stand, house.actor("Olga")

    def then_ended(actor: Actor, *more: Any, **named: Any) -> Actor | None:
        found = asked(actor, *more, **named)
        PostRole.objects.filter(post=house.posts["OFF"]).update(valid_until=TODAY)
        return found

    monkeypatch.setattr(frame, "_as_they_stand", then_ended)
    before = Entry.objects.count()
    with pytest.raises(Refused, match=ENDED):
        start(late, house)
    assert len(overtaken) == frame.ATTEMPTS and Entry.objects.count() == before


def test_the_clock_and_nobody_are_no_persons_and_nothing_else_without_one_acts(
    house: House,
) -> None:
    made = Actor(person=None, grants=frozenset({Grant.ADMINISTRATOR}))
    refused(lambda: accounts.create_person(made, name="Nia"))
    assert {frame._as_they_stand(each) for each in (CLOCK, NOBODY)} == {CLOCK, NOBODY}


def test_a_page_says_that_the_permission_ended(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    client.force_login(with_login(house, "Olga"))
    real = frame._outermost

    def late(*said: Any) -> Any:
        User.objects.update(is_active=False)
        return real(*said)

    monkeypatch.setattr(frame, "_outermost", late)
    said: Any = client.post(
        "/views/new/", {"key": "k", "address": "/posts/", "name": "Mine", "opens": "today"}
    )
    assert "Your permission ended before this request was carried out" in said.content.decode()
