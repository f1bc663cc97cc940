"""Names of people: corrected by one where nothing names them, by two where the record does."""

from datetime import timedelta

import pytest
from django.test import Client

from bureau.core.reasons import Reason, Refused
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import NameProposal, Person, User
from bureau.record.accounts.queries import former_names
from bureau.record.accounts.services.people import correct_name, settle_name
from bureau.record.accounts.texts import names_waiting, sentence
from bureau.record.erasure.services import requests
from bureau.record.journal.models import Content, Entry
from bureau.record.journal.queries.rows import rows_differing
from bureau.web import kinds
from tests.institution.governance.visitors import page
from tests.institution.house import House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
NEW = "Nobody In Particular"


def called(person: int) -> str:
    return Person.objects.get(pk=person).name


def proposed(house: House, name: str = "Sana", new: str = NEW) -> int:
    number = correct_name(house.administrator, person=house.people[name], name=new)
    assert number
    return number


def signed_in(house: House, person: int) -> Client:
    user = User.objects.filter(person=person).first()
    if user is None:
        accounts.create_user(house.administrator, person=person, login="signs-in", password=None)
        user = User.objects.get(person=person)
    client = Client()
    client.force_login(user)
    return client


def refused(code: str, house: House, **said: object) -> None:
    with pytest.raises(Refused, match=code):
        correct_name(house.administrator, **{"name": NEW, **said})  # type: ignore[arg-type]


def test_whoever_was_only_enrolled_is_renamed_by_one(house: House) -> None:
    person = accounts.create_person(house.administrator, name="Samira Hadad")
    assert correct_name(house.administrator, person=person, name="Samira Haddad") is None
    assert called(person) == "Samira Haddad" and not NameProposal.objects.exists()


@pytest.mark.parametrize(
    ("name", "latin"), [("", ""), (" ", ""), ("\u200b", ""), ("Sana", "\u2060")]
)
def test_a_name_that_shows_nothing_is_refused(house: House, name: str, latin: str) -> None:
    said = {"name": name, "transliteration": latin}
    person = accounts.create_person(house.administrator, name="Samira")
    refused("name_unseen", house, person=person, **said)
    for enrol in (accounts.create_person, accounts.enrol_person):
        with pytest.raises(Refused, match="name_unseen"):
            enrol(house.administrator, **said)
    assert called(person) == "Samira" and sentence(Reason("name_unseen"))


@pytest.mark.parametrize("name", ["Sana", "Ada"])
def test_whoever_has_a_post_or_acted_is_renamed_by_two(house: House, name: str) -> None:
    person = house.people[name] if name != "Ada" else house.administrators[1].person or 0
    before = called(person)
    number = correct_name(house.administrator, person=person, name=NEW)
    assert number and called(person) == before
    with pytest.raises(Refused, match="two_persons_needed"):
        settle_name(house.administrator, proposal=number, is_confirmed=True)
    if person == house.administrators[1].person:
        with pytest.raises(Refused, match="two_persons_needed"):
            settle_name(house.administrators[1], proposal=number, is_confirmed=True)
        return
    settle_name(house.administrators[1], proposal=number, is_confirmed=True)
    assert called(person) == NEW and not NameProposal.objects.exists()
    assert [*rows_differing()] == []


def test_what_is_turned_down_or_settled_changes_nothing_more(house: House) -> None:
    number, second = proposed(house), house.administrators[1]
    settle_name(second, proposal=number, is_confirmed=False)
    assert called(house.people["Sana"]) == "Sana"
    with pytest.raises(Refused, match="already_settled"):
        settle_name(second, proposal=number, is_confirmed=True)


@pytest.mark.parametrize("days", [-31, 250])
def test_one_proposal_takes_the_place_of_another_and_lapses(house: House, days: int) -> None:
    first, second = proposed(house), house.administrators[1]
    number = proposed(house, new="Another")
    with pytest.raises(Refused, match="already_settled"):
        settle_name(second, proposal=first, is_confirmed=True)
    row = NameProposal.objects.get(pk=number)
    assert names_waiting(second)
    NameProposal.objects.update(proposed_at=row.proposed_at + timedelta(days=days))
    assert not names_waiting(second)
    with pytest.raises(Refused, match="is_over"):
        settle_name(second, proposal=number, is_confirmed=True)


def test_nobody_is_renamed_under_a_legal_hold(house: House) -> None:
    number, sana = proposed(house), house.people["Sana"]
    only = accounts.create_person(house.administrator, name="Only enrolled")
    for person in (sana, only):
        requests.place_hold(house.administrators[1], person=person, ground="A court asks")
        refused("legal_hold", house, person=person)
    with pytest.raises(Refused, match="legal_hold") as caught:
        settle_name(house.administrators[1], proposal=number, is_confirmed=True)
    assert "A court asks" in sentence(caught.value.reasons[0])
    settle_name(house.administrators[1], proposal=number, is_confirmed=False)


def test_the_former_name_stands_in_the_history_and_goes_with_an_erasure(house: House) -> None:
    sana, (first, second) = house.people["Sana"], house.administrators
    settle_name(second, proposal=proposed(house), is_confirmed=True)
    entry = Entry.objects.latest("sequence")
    assert "Sana" not in str(entry.details)
    assert [name for _at, name in former_names(sana)] == ["Sana"]
    olga = signed_in(house, house.people["Olga"])
    assert "<bdi>Sana</bdi>" in page(olga, f"/people/{sana}/history/")
    assert page(Client(), f"/people/{sana}/history/", 404)
    asked = requests.request_erasure(first, person=sana, reason="Asked for")
    number = proposed(house, new="Once more")
    requests.settle_erasure(second, request=asked, is_confirmed=True)
    assert former_names(sana) == [] and not NameProposal.objects.filter(pk=number).exists()
    assert not Content.objects.filter(value="Sana").exists()


def test_what_is_proposed_is_personal_and_waits_for_another_administrator(house: House) -> None:
    sana, (first, second) = house.people["Sana"], house.administrators
    proposed(house)
    assert "a proposed name" in [one.what for one in kinds.personal([sana])[sana]]
    assert [one.title for one in names_waiting(second)] == ["Name: Sana"]
    assert names_waiting(first) == [] == names_waiting(house.actor("Olga"))


def test_the_pages_say_what_waits_and_settle_it(house: House) -> None:
    sana, (first, second) = house.people["Sana"], house.administrators
    asking = signed_in(house, first.person or 0)
    said = {"key": "k", "of": sana, "name": NEW}
    asked = asking.post(f"/account/of/{sana}/name/", said, follow=True).content.decode()
    assert "It takes effect once another administrator confirms it." in asked
    number = NameProposal.objects.get().pk
    accounts.create_user(first, person=second.person or 0, login="second", password=None)
    other = signed_in(house, second.person or 0)
    assert NEW in page(other, "/settings/people/")
    address = f"/settings/people/names/{number}/confirmation/"
    other.post(address, {"key": "k2", "back": "/settings/people/"})
    assert called(sana) == NEW
    assert "<bdi>Sana</bdi>" in page(other, f"/account/of/{sana}/")
