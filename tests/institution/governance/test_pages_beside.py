"""A paper beside the data that it says: every datum leads to its words, and they lead back."""

import re

import pytest
from django.urls import reverse

from tests.institution.governance.engagement import submitted
from tests.institution.house import House
from tests.institution.organisation.reorganised import signed_in

KINDS = ["council-paper", "committee-document", "decision", "job-description"]


def page_of(house: House, number: int, kind: str, language: str = "en") -> str:
    address = reverse("paper-beside", args=[kind, number, language])
    return signed_in(house, "Olga").get(address).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_each_leads_to_the_other(house: House, kind: str) -> None:
    page = page_of(house, submitted(house).number, kind, "ar")
    names = re.findall(r'\bid="((?:said|datum)-[^"]*)"', page)
    targets = re.findall(r'href="#((?:said|datum)-[^"]*)"', page)
    assert names and len(names) == len(set(names))
    assert set(targets) == set(names)


def test_data_are_told_in_the_language_of_the_page(house: House) -> None:
    page = page_of(house, submitted(house).number, "council-paper", "fr")
    data, paper = page.split("<article", 1)
    assert '<h3 id="data-changes">Changes</h3>' in data and "1 July 2024" in data
    assert 'lang="fr"' in paper[:80]


def test_it_is_offered_on_the_page_of_the_paper_and_leads_back(house: House) -> None:
    number = submitted(house).number
    beside = reverse("paper-beside", args=["decision", number, "ru"])
    alone = reverse("paper", args=["decision", number, "ru"])
    client = signed_in(house, "Olga")
    assert f'href="{beside}"' in client.get(alone).content.decode()
    assert f'href="{alone}"' in client.get(beside).content.decode()


def test_what_is_no_paper_on_a_case_has_no_such_page(house: House) -> None:
    client = signed_in(house, "Olga")
    for args in (["staffing-table", house.units["TSB"], "en"], ["decision", 1, "de"]):
        assert client.get(reverse("paper-beside", args=args)).status_code == 404
