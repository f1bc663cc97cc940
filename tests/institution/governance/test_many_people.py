"""In a body of more people than a list holds, whoever is meant is typed."""

import pytest
from django.urls import reverse

from bureau.institution.governance.queries import choices, opening
from bureau.record.accounts import services as accounts
from bureau.web import picking
from tests.institution.governance.engagement import draft_renaming
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a list held no more than two."""
    for module in (choices, picking):
        monkeypatch.setattr(module, "LISTED_MOST", 2)


@pytest.mark.parametrize("typed", ["stray", "STRAY"])
def test_who_is_appointed_is_named_by_name_or_login(house: House, typed: str) -> None:
    client, post = visitor(house, "Hana"), house.posts["D1"]
    address = reverse("appoint", args=[post])
    assert "<select" not in page(client, address).partition('name="day"')[0].rpartition("<form")[2]
    said = {"day": "2024-06-10", "share": 100, "manner": "holder"}
    assert "is called so" in send(client, address, 422, person="Nobody at all", **said)
    send(client, address, person=typed, **said)
    assert house.now().incumbencies_of(post)[0].person == house.people["Stray"]


def test_an_action_names_its_post_by_number_and_shows_it_again(house: House) -> None:
    case, client = draft_renaming(house, "OPQ"), visitor(house, "Otto")
    address = f"{reverse('reorganisation-action-new', args=[case])}?kind=retitle_post"
    assert 'value="ADV, ' in page(client, f"{address}&subject={house.posts['ADV']}")
    said = {"title": "Adviser on standards", "language": "en", "day": "2024-07-01"}
    send(client, address, subject="adv", **said)
    assert "Adviser on standards" in page(client, reverse("reorganisation", args=[case]))


def test_a_name_in_other_letters_is_found_and_told_by_latin_ones_too(house: House) -> None:
    accounts.create_person(house.administrator, name="Сапарова", transliteration="Saparova")
    _exact, near = choices.OfPeople(frozenset()).find("sapar")
    assert [name for _number, name in near] == ["Сапарова (Saparova)"]


def test_a_name_as_lists_tell_it_names_the_person_where_it_is_typed_or_in_a_table(
    house: House,
) -> None:
    number = accounts.create_person(
        house.administrator, name="Сапарова", transliteration="Saparova"
    )
    told = "Сапарова (Saparova)"
    exact, _near = choices.OfPeople(frozenset()).find(told)
    assert exact == [(number, told)]
    assert opening.people_called()[told.casefold()] == {number}
    assert choices.OfPeople(frozenset()).find("Сапарова (Faye)")[0] == []


@pytest.mark.everywhere
@pytest.mark.parametrize("typed", ["сапарова", "САПАРОВА", "Сапарова", "сап", "*Сап", "С_п"])
def test_a_name_is_found_whatever_the_case_of_its_letters(house: House, typed: str) -> None:
    number = accounts.create_person(house.administrator, name="Сапарова")
    exact, near = choices.OfPeople(frozenset()).find(typed)
    assert [one for one, _name in exact] == ([number] if len(typed) == len("Сапарова") else [])
    assert [one for one, _name in near] == ([number] if typed.isalpha() else [])


def test_a_list_of_people_goes_by_latin_letters_whatever_their_accents(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choices, "LISTED_MOST", 500)
    for name, latin in (("Сапарова", "Saparova"), ("Élodie", ""), ("Faye", ""), ("Zoé", "")):
        accounts.create_person(house.administrator, name=name, transliteration=latin)
    listed = choices.people_to_name(house.actor("Olga"), house.people.values())
    assert isinstance(listed, list)
    found = [name for _number, name in listed]
    assert found == ["Élodie", "Faye", "Сапарова (Saparova)", "Zoé"]
