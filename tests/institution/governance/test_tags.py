"""The tag of an answer tells nothing of what is drafted in secret, and holds authors to it."""

import pytest

from bureau.core.procedures.kinds import ActKind
from bureau.core.references import Reference
from bureau.institution.governance.services.citations import (
    cite_in_reorganisation,
    take_citation_back,
)
from bureau.record.journal.queries import last_entry_about
from tests.institution.governance.engagement import draft_engagement, submit
from tests.institution.governance.sent_back import (
    READERS,
    answer_at,
    client_of,
    draft_in_secret,
    sent_back,
)
from tests.institution.governance.test_budget_proposals import Case
from tests.institution.house import House
from tests.institution.organisation.registered import register
from tests.programs import program

pytestmark = pytest.mark.django_db
PARTS = ("", "/route", "/acts", "/entries", "/claims", "/alternatives", "/questions")


@pytest.mark.parametrize("name", READERS)
def test_the_state_of_a_case_sent_back_moves_for_no_reader(house: House, name: str) -> None:
    case = sent_back(house)
    client = client_of(house, name, api=True)
    addresses = [f"/api/reorganisations/{case.number}{part}" for part in PARTS]
    before = [client.get(one).headers["ETag"].partition(".")[0] for one in addresses]
    draft_in_secret(case)
    after = [client.get(one).headers["ETag"].partition(".")[0] for one in addresses]
    assert before == after
    assert answer_at(client, addresses[0])


def test_the_tag_of_a_budget_proposal_sent_back_moves_for_its_authors_alone(house: House) -> None:
    case = Case(house)
    case.propose()
    case.put_forward()
    case.act("Dina", ActKind.REFER_BACK, note="less")
    reader, address = program(house, "Dina"), f"budget-proposals/{case.number}"
    reader.get(address)
    before, body = reader.answer.headers["ETag"], reader.answer.content
    case.propose(case.line(voted={2025: 987_654_321}))
    reader.get(address)
    assert (before, body) == (reader.answer.headers["ETag"], reader.answer.content)


def test_what_a_draft_cites_moves_the_tag_of_a_provision_once_put_forward(house: House) -> None:
    numbers = register(house)
    case, of = draft_engagement(house), Reference("provision", int(numbers["mandate"]))
    before = last_entry_about(of)
    said = {"reorganisation": case.number, "of": of, "reason": "It asks for it"}
    made = cite_in_reorganisation(case.officer, **said)
    take_citation_back(case.officer, reorganisation=case.number, citation=made)
    cite_in_reorganisation(case.officer, **said)
    assert last_entry_about(of) == before
    submit(case)
    assert last_entry_about(of) > before
