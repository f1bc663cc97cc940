"""Enrolling people and proposing direct grants: by administrators, two of them for a grant."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bureau.core.actors import Actor, Grant
from bureau.core.reasons import Refused
from bureau.record.accounts import services
from bureau.record.accounts.models import DirectGrant, GrantProposal, Person, User
from bureau.record.accounts.queries import grants_of
from bureau.record.accounts.services import factors, links
from bureau.record.accounts.services.people import correct_name
from bureau.record.journal.models import Answered, Entry
from bureau.record.journal.services import Asked
from bureau.web.formats import day_in_words

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 10)
END = date(2035, 1, 1)
LATER = date(2034, 1, 1)


def enrol(name: str) -> Actor:
    person = services.enrol_person(Actor(person=None), name=name, login=name.lower())
    return Actor(person=person, name=name, grants=frozenset({Grant.ADMINISTRATOR}))


def administrators(*names: str) -> list[Actor]:
    found = [enrol(name) for name in names]
    for actor in found:
        DirectGrant.objects.create(
            person_id=actor.person or 0, grant="administrator", valid_from=DAY, valid_until=END
        )
    return found


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(person=actor.person))
    return client


def propose(actor: Actor, person: int) -> int:
    return services.propose_grant(
        actor, person=person, grant="auditor", valid_from=DAY, valid_until=END
    )


def test_a_person_is_enrolled_with_a_login() -> None:
    (ada,) = administrators("Ada")
    said = {"name": "Grace", "language": "fr", "login": "grace", "password": "a long sentence"}
    response: Any = signed_in(ada).post("/settings/people/", {"key": "k", **said})
    user = User.objects.get(login="grace")
    assert response.status_code == 302 and user.check_password("a long sentence")
    assert user.person.language == "fr"


def test_a_weak_password_is_refused_and_never_shown_again() -> None:
    (ada,) = administrators("Ada")
    said = {"name": "Grace", "language": "fr", "login": "grace", "password": "short"}
    response: Any = signed_in(ada).post("/settings/people/", {"key": "k", **said})
    assert response.status_code == 422 and b'value="short"' not in response.content


def test_the_password_leaves_no_trace_in_what_is_kept_of_the_form() -> None:
    (ada,) = administrators("Ada")
    hashes = set()
    for key, password in (("k1", "a long sentence"), ("k2", "another long one")):
        secret = services.Secret(password)
        services.enrol_person(Asked(ada, key), name="Grace", password=secret)
        hashes.add(Answered.objects.get(key=key).body_hash)
    assert len(hashes) == 1


@pytest.mark.parametrize("login", ["=cmd", "bad login", "+41", "@ada", "a;b"])
def test_a_login_is_a_plain_word_by_every_way(login: str) -> None:
    (ada,) = administrators("Ada")
    said = {"name": "Grace", "language": "fr", "login": login, "password": "a long sentence"}
    response: Any = signed_in(ada).post("/settings/people/", {"key": "k", **said})
    assert response.status_code == 422 and b"A login is of letters" in response.content
    with pytest.raises(Refused, match="login_unfit"):
        services.enrol_person(ada, name="Grace", login=login)


def test_a_login_is_taken_once() -> None:
    (ada,) = administrators("Ada")
    with pytest.raises(Refused, match="login_is_taken"):
        services.enrol_person(ada, name="Another", login="ADA")
    assert Person.objects.count() == 1


def test_enrolling_is_one_act() -> None:
    enrol("Ada")
    assert [entry.act for entry in Entry.objects.all()] == ["accounts.enrol_person"]


def test_a_grant_holds_once_another_administrator_confirms() -> None:
    ada, alan = administrators("Ada", "Alan")
    grace = enrol_by(ada, "Grace")
    proposal = propose(ada, grace)
    assert grants_of([grace], DAY) == {grace: frozenset()}
    with pytest.raises(Refused, match="two_persons_needed"):
        services.settle_grant(ada, proposal=proposal, is_confirmed=True)
    services.settle_grant(alan, proposal=proposal, is_confirmed=True)
    assert grants_of([grace], DAY) == {grace: {Grant.AUDITOR}}


def enrol_by(actor: Actor, name: str) -> int:
    return services.enrol_person(actor, name=name)


def test_a_grant_that_was_turned_down_cannot_be_confirmed() -> None:
    ada, alan = administrators("Ada", "Alan")
    proposal = propose(ada, enrol_by(ada, "Grace"))
    services.settle_grant(alan, proposal=proposal, is_confirmed=False)
    with pytest.raises(Refused, match="already_settled"):
        services.settle_grant(alan, proposal=proposal, is_confirmed=True)


def test_the_only_administrator_may_confirm_alone() -> None:
    (ada,) = administrators("Ada")
    proposal = propose(ada, enrol_by(ada, "Grace"))
    services.settle_grant(ada, proposal=proposal, is_confirmed=True)
    assert GrantProposal.objects.get(pk=proposal).is_confirmed


@pytest.mark.parametrize("days", [-31, 250])
def test_a_proposal_lapses_after_thirty_days(days: int) -> None:
    """One that was made by a clock that ran ahead has lapsed: nobody knows when it was made."""
    ada, alan = administrators("Ada", "Alan")
    held = DirectGrant.objects.get(person=alan.person)
    given = propose(ada, enrol_by(ada, "Grace"))
    ended = services.propose_end_of_grant(ada, grant=held.pk, on=LATER)
    GrantProposal.objects.update(proposed_at=timezone.now() + timedelta(days=days))
    assert "within thirty days" in signed_in(alan).get("/settings/grants/").content.decode()
    for proposal in (given, ended):
        with pytest.raises(Refused, match="is_over"):
            services.settle_grant(alan, proposal=proposal, is_confirmed=True)
        services.settle_grant(alan, proposal=proposal, is_confirmed=False)


def test_a_grant_ends_after_it_begins() -> None:
    (ada,) = administrators("Ada")
    with pytest.raises(Refused, match="ends_before_it_begins"):
        services.propose_grant(
            ada, person=ada.person or 0, grant="auditor", valid_from=DAY, valid_until=DAY
        )


def test_who_is_not_an_administrator_proposes_nothing() -> None:
    (ada,) = administrators("Ada")
    with pytest.raises(Refused, match="administrator_only"):
        propose(enrol("Alan"), ada.person or 0)


def test_the_page_shows_what_waits_and_settles_it() -> None:
    ada, alan = administrators("Ada", "Alan")
    said = {"login": "ada", "grant": "auditor", "valid_from": "2024-06-10"}
    signed_in(ada).post("/settings/grants/", {"key": "k", **said, "last_day": "2034-12-31"})
    client, proposal = signed_in(alan), GrantProposal.objects.get()
    assert "Waits to be settled" in client.get("/settings/grants/").content.decode()
    client.post(f"/settings/grants/{proposal.pk}/confirmation/", {"key": "k2"})
    assert grants_of([ada.person or 0], DAY)[ada.person or 0] == {
        Grant.ADMINISTRATOR,
        Grant.AUDITOR,
    }


def test_a_name_typed_wrongly_is_corrected_by_an_administrator() -> None:
    ada, _alan = administrators("Ada", "Alan")
    person = enrol_by(ada, "Samira Hadad")
    address = f"/account/of/{person}/name/"
    said: Any = signed_in(ada).post(address, {"key": "k", "of": person, "name": " "})
    assert said.status_code == 422 and "keeps this from being saved" in said.content.decode()
    names = {"name": "سميرة حداد", "transliteration": "Samira Haddad"}
    said = signed_in(ada).post(address, {"key": "k", "of": person, **names}, follow=True)
    assert "The name is corrected." in said.content.decode()
    found = Person.objects.get(pk=person)
    assert (found.name, found.transliteration) == ("سميرة حداد", "Samira Haddad")
    entry = Entry.objects.latest("sequence")
    assert entry.act == "accounts.correct_name" and "Haddad" not in str(entry.details)
    with pytest.raises(Refused, match="administrator_only"):
        correct_name(Actor(person=person), person=person, name="Sam")


def test_people_are_found_by_a_part_of_their_name() -> None:
    ada, _grace = administrators("Ada", "Grace")
    assert 'name="text"' in signed_in(ada).get("/settings/people/").content.decode()
    found = signed_in(ada).get("/settings/people/?text=gra").content.decode()
    assert ">Grace<" in found and ">Ada</t" not in found


def test_a_grant_is_taken_back_early_by_two_administrators() -> None:
    ada, alan = administrators("Ada", "Alan")
    grant = DirectGrant.objects.get(person=alan.person)
    proposal = services.propose_end_of_grant(ada, grant=grant.pk, on=LATER)
    with pytest.raises(Refused, match="two_persons_needed"):
        services.settle_grant(ada, proposal=proposal, is_confirmed=True)
    assert grants_of([alan.person or 0], LATER)[alan.person or 0] == {Grant.ADMINISTRATOR}
    services.settle_grant(alan, proposal=proposal, is_confirmed=True)
    assert grants_of([alan.person or 0], LATER)[alan.person or 0] == frozenset()


def test_a_grant_given_by_mistake_is_taken_back_on_its_first_day() -> None:
    ada, alan = administrators("Ada", "Alan")
    today = timezone.now().date()
    person = enrol_by(ada, "Grace")
    proposal = services.propose_grant(
        ada, person=person, grant="auditor", valid_from=today, valid_until=today + timedelta(days=9)
    )
    services.settle_grant(alan, proposal=proposal, is_confirmed=True)
    grant = DirectGrant.objects.get(person=person)
    client = signed_in(ada)
    client.post(f"/settings/grants/{grant.pk}/end/", {"key": "k"})
    services.settle_grant(alan, proposal=GrantProposal.objects.latest("pk").pk, is_confirmed=True)
    assert grants_of([person], today)[person] == frozenset()
    assert DirectGrant.objects.get(pk=grant.pk).ended_at is not None
    told = client.get("/settings/grants/").content.decode()
    assert told.count(day_in_words(today)) == 2, "its first day and its last"


def test_the_list_tells_who_proposed_and_who_confirmed() -> None:
    ada, alan = administrators("Ada", "Alan")
    Person.objects.filter(pk=alan.person).update(name="آلان", transliteration="Alan")
    proposal = propose(ada, enrol_by(ada, "Grace"))
    services.settle_grant(alan, proposal=proposal, is_confirmed=True)
    told = signed_in(ada).get("/settings/grants/").content.decode()
    assert "Confirmed by" in told and told.count("آلان (Alan)") == 2


def test_the_last_administrator_stays() -> None:
    (ada,) = administrators("Ada")
    grant = DirectGrant.objects.get(person=ada.person)
    proposal = services.propose_end_of_grant(ada, grant=grant.pk, on=LATER)
    with pytest.raises(Refused, match="last_administrator"):
        services.settle_grant(ada, proposal=proposal, is_confirmed=True)
    assert grants_of([ada.person or 0], LATER)[ada.person or 0] == {Grant.ADMINISTRATOR}


@pytest.mark.parametrize(
    "password", ["grace-hopper-it-is", "ｇｒａｃｅｈｏｐｐｅｒ", "qwertyuiop123"]
)
def test_a_first_password_like_its_owner_or_common_is_refused(password: str) -> None:
    (ada,) = administrators("Ada")
    said = {"name": "Grace Hopper", "language": "fr", "login": "ghopper", "password": password}
    response: Any = signed_in(ada).post("/settings/people/", {"key": "k", **said})
    assert response.status_code == 422 and not User.objects.filter(login="ghopper").exists()


WEAK = services.Secret("password1234")


def test_no_service_sets_a_password_that_is_easy_to_guess() -> None:
    (ada,) = administrators("Ada")
    own, good = Actor(person=ada.person), services.Secret("a long sentence")
    user = User.objects.get(person=ada.person)
    user.set_password(good.words)
    user.save()
    link = links.ask_for_link(own, user=user.pk)
    for act in (
        lambda: services.enrol_person(ada, name="Grace", login="grace", password=WEAK),
        lambda: services.create_user(ada, person=ada.person or 0, login="ada2", password=WEAK),
        lambda: links.choose_password(own, link=link, password=WEAK),
        lambda: factors.change_password(own, old=good, new=WEAK),
    ):
        with pytest.raises(Refused, match="password_unfit"):
            act()


@pytest.mark.parametrize("login", ["GRACE", "grаce", "ｇrace", "gra\u200bce", "\u202eecarg"])
def test_a_login_that_looks_like_another_is_refused(login: str) -> None:
    (ada,) = administrators("Ada")
    services.enrol_person(ada, name="Grace", login="grace")
    with pytest.raises(Refused, match="login_is_taken|login_unfit"):
        services.enrol_person(ada, name="Eve", login=login)


def test_a_login_of_one_script_that_looks_like_another_is_refused() -> None:
    (ada,) = administrators("Ada")
    services.enrol_person(ada, name="Grace", login="cop")
    with pytest.raises(Refused, match="login_is_taken"):
        services.enrol_person(ada, name="Eve", login="сор")
    assert services.enrol_person(ada, name="Ivan", login="иван")


def test_nobody_confirms_a_grant_for_themselves() -> None:
    ada, alan = administrators("Ada", "Alan")
    proposal = propose(ada, alan.person or 0)
    with pytest.raises(Refused, match="two_persons_needed"):
        services.settle_grant(alan, proposal=proposal, is_confirmed=True)
