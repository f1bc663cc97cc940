"""Evidence by api: the file of the page, to a token that may read the case and the names in it."""

import pytest

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
