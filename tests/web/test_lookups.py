"""Patterns that stand for words in whatever case and with whatever accents."""

import re

import pytest

from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import people_named
from bureau.web.lookups import either_case, either_case_escaped, in_every_form


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ("Ив", "[Ии][Вв]"),
        ("é1 林", "[Éé]1 林"),
        ("*?[]a", "[*][?][[]][Aa]"),
        ("ß", "ß"),  # its capital is two letters
        ("^-", "^-"),
    ],
)
def test_each_letter_stands_for_both_of_its_cases(words: str, pattern: str) -> None:
    assert either_case(words) == pattern


def test_letters_as_json_writes_them_stand_for_both_cases_digit_by_digit() -> None:
    assert either_case_escaped(r"a*\u0441 \u6797") == r"[Aa][*]\u[0][4][24][1] \u[6][7][9][7]"


def test_each_letter_stands_for_all_that_are_one_when_folded() -> None:
    pattern = re.compile(in_every_form("elève œ[й]", re.escape))
    assert pattern.fullmatch("ÉLEVÉ Œ[Й]") and not pattern.fullmatch("eleve oe[и]")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Élodie Marchand", "elodie"),
        ("Elodie Marchand", "ÉLODIE M"),
        ("Elodie Marchand", "e\u0301lodie"),
        ("Семён Фёдоров", "семен федо"),
        ("Nguyễn Văn Đạt", "nguyen van dat"),
        ("أحمد", "احمد"),
        ("O'Neil [a-z]*? (1.5) ^$ \\ {2} | +", "[A-Z]*? (1.5) ^$ \\ {2} | +"),
    ],
)
def test_people_are_found_without_the_accents_of_their_names(name: str, typed: str) -> None:
    person = Person.objects.create(name=name)
    Person.objects.create(name="Otto")
    assert people_named(typed) == [person.pk]


@pytest.mark.django_db
def test_a_name_itself_is_told_apart_by_its_accents() -> None:
    Person.objects.create(name="Élodie")
    assert not Person.objects.filter(name__iexact="elodie").exists()
    assert Person.objects.filter(name__iexact="éLODIE").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("lookup", ["name__icontains", "name__iexact"])
def test_a_word_of_any_length_is_looked_for(lookup: str) -> None:
    assert not Person.objects.filter(**{lookup: "a" * 60_000}).exists()
