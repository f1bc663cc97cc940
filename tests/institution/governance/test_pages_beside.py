"""A paper beside the data that it says: every datum leads to its words, and they lead back."""

import re

import pytest
from django.urls import reverse

from bureau.core.papers.kinds.decision import Formula, Preamble
from bureau.core.papers.kinds.parts import AlternativeSaid, Costs
from bureau.core.papers.sources import Told
from bureau.institution.governance.store import actions_of
from bureau.institution.governance.texts.papers.beside import _datum
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_engagement, submit, submitted
from tests.institution.governance.test_adopted_in_papers import (
    adopt_later,
    adopt_part,
    before_the_council,
    council_decides_all,
)
from tests.institution.governance.test_alternatives_in_papers import BECAUSE, keep
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


def test_all_that_is_asked_is_there(house: House) -> None:
    page = page_of(house, before_the_council(house).number, "council-paper")
    asked = page.partition('id="data-requests"')[2].partition("<h3")[0]
    assert "take note" in asked.lower() and "approve" in asked.lower()


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


@pytest.mark.parametrize("kind", KINDS)
def test_an_alternative_is_told_as_such_and_nothing_as_a_program_writes_it(
    house: House, kind: str
) -> None:
    case = draft_engagement(house)
    keep(case, BECAUSE)
    submit(case)
    page = page_of(house, case.number, kind)
    assert "Said(" not in page and "Text(" not in page
    if kind not in ("council-paper", "committee-document"):
        return
    told = page.split('id="data-alternatives"', 1)[1].split("</section>", 1)[0]
    assert "Considered and not proposed" in told and "In all" not in told
    assert "Alternative 1<" in told and "The same again" in told


def test_what_was_amended_stands_under_the_decision_on_its_sides(house: House) -> None:
    case = before_the_council(house)
    adopt_later(case)
    told = page_of(house, case.number, "decision").split("<article", 1)[0]
    decided = told.split('id="data-decision"', 1)[1]
    assert "As put forward: 1 July" in decided and "As adopted: 31 July" in decided
    assert 'id="data-front"' not in told


def test_what_was_adopted_in_part_stands_under_the_decision(house: House) -> None:
    case = council_decides_all(house)
    actions = actions_of(case.number)
    adopt_part(case, frozenset({actions[0].id}))
    told = page_of(house, case.number, "decision").split("<article", 1)[0]
    assert 'data-fact="adopted.0"' in told.split('id="data-decision"', 1)[1]


def test_what_an_alternative_costs_is_told_of_it_alone() -> None:
    one = Told("case.alternatives.1.costs.0", Costs("CHF", 1, 2), AlternativeSaid(text(en="Wait")))
    assert _datum(one).label == "Alternative 2"


def test_a_thing_that_nobody_says_is_refused() -> None:
    with pytest.raises(TypeError, match="nobody says"):
        _datum(Told("preamble.0", Preamble(Formula.NOTING, ()), None))
