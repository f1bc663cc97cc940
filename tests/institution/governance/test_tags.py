"""The tag of an answer tells nothing of what is drafted in secret, and holds authors to it."""

import pytest
from django.test import Client

from bureau.core.procedures.kinds import ActKind
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.services import drafts
from bureau.institution.governance.services.budget_proposals import begin_budget_proposal
from bureau.institution.governance.services.citations import (
    cite_in_reorganisation,
    take_citation_back,
)
from bureau.record.journal.queries import last_entry_about
from bureau.web.multilingual import text
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
PARTS = (
    *("", "/route", "/acts", "/entries", "/claims", "/alternatives", "/questions"),
    *("/conflicts", "/rebase", "/amending"),
)


@pytest.mark.parametrize("name", READERS)
def test_the_state_of_a_case_sent_back_moves_for_no_reader(house: House, name: str) -> None:
    case = sent_back(house)
    client = client_of(house, name, api=True)
    addresses = [f"/api/reorganisations/{case.number}{part}" for part in PARTS]
    before = [_told(client, address) for address in addresses]
    draft_in_secret(case)
    assert [_told(client, address) for address in addresses] == before
    assert answer_at(client, addresses[0])


def _told(client: Client, address: str) -> tuple[int, str]:
    answer = client.get(address)
    return answer.status_code, answer.headers.get("ETag", "").partition(".")[0]


EDITS: dict[str, tuple[str, str, object]] = {
    "undo": ("post", "/undo", None),
    "delete an action": ("delete", "/actions/1", None),
    "put in another order": ("post", "/order", {"places": [2, 1, 3, 4, 5, 6, 7]}),
    "submit": ("post", "/submission", {}),
    "name a reader": ("put", "/readers/{reader}", None),
    "withdraw": ("post", "/withdrawal", {"day": "2024-06-10", "note": "No more"}),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_author_who_read_the_draft_before_an_edit_is_refused(house: House, edit: str) -> None:
    case = sent_back(house)
    author, address = program(house, "Olga"), f"reorganisations/{case.number}"
    before = author.tag(address)
    draft_in_secret(case)
    after = author.tag(address)
    assert after.partition(".")[0] != before.partition(".")[0]
    method, path, body = EDITS[edit]
    whole = address + path.format(reader=house.people["Stray"])
    answer = author.send(whole, body, 412, method=method, match=before)
    assert answer["reasons"][0]["code"] == "changed_since_seen"
    assert author.tag(address) == after


def test_the_tag_of_a_reader_is_refused_once_the_reader_drafts_along(house: House) -> None:
    case = sent_back(house)
    drafts.name_reader(case.officer, reorganisation=case.number, person=house.people["Otto"])
    author, address = program(house, "Otto"), f"reorganisations/{case.number}"
    before = author.tag(address)
    draft_in_secret(case)
    Reorganisation.objects.filter(pk=case.number).update(author=house.people["Stray"])
    drafts.take_over_reorganisation(house.actor("Otto"), reorganisation=case.number)
    author.send(f"{address}/undo", None, 412, match=before)
    author.send(f"{address}/undo", None, 204, match=author.tag(address))


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


def test_a_budget_proposal_that_is_begun_moves_no_tag_of_its_budget(house: House) -> None:
    case = Case(house)
    of = Reference("budget", case.made.number)
    before = last_entry_about(of)
    begin_budget_proposal(case.officer, budget=of.id, title=text(en="Another one"))
    assert last_entry_about(of) == before


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
