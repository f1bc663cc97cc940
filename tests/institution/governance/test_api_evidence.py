"""Evidence by api: the file of the page, to a token that may read all in it; who could do what."""

import pytest

from bureau.config.promises import hardened
from bureau.config.proving.asking import Answer
from bureau.documents.packs import packed
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.evidence import evidence_of, story_of_case
from bureau.institution.governance.texts.evidence import readme
from tests.institution.governance.engagement import submitted
from tests.institution.house import House
from tests.programs import program

pytestmark = pytest.mark.django_db


def test_the_evidence_of_a_case_is_that_of_its_page(house: House) -> None:
    case, by = submitted(house), program(house, "Olga", "cases", "people")
    by.get(f"reorganisations/{case.number}/evidence")
    given = Answer(200, by.answer.headers, by.answer.content, acted=False)
    assert not list(hardened.faults(given))
    story = story_of_case(Reorganisation.objects.get(pk=case.number))
    assert by.answer.content == packed(evidence_of(story, readme(story)))


@pytest.mark.parametrize(("held", "lacks"), [("people", "cases"), ("cases", "people")])
def test_evidence_is_given_only_with_the_scopes_for_cases_and_for_names(
    house: House, held: str, lacks: str
) -> None:
    case, by = submitted(house), program(house, "Olga", held)
    for address in (f"reorganisations/{case.number}/evidence", "instruments/1/evidence"):
        (why,) = by.get(address, 403)["reasons"]
        assert (why["code"], why["facts"]) == ("scope_missing", {"scope": lacks})


def test_who_could_do_what_is_answered_as_of_a_day(house: House) -> None:
    by = program(house, "Olga")
    assert by.get("rights")["rights"] is None
    asked = by.get("rights?what=role:organisation_officer")
    assert "role:organisation_officer" in asked["may_be_asked"]
    assert [one["name"] for one in asked["rights"]] == ["Olga", "Otto"]
    assert by.get("rights?what=role:organisation_officer&valid=1900-01-01")["rights"] == []
    by.get("rights?what=role:nonsense", 404)
