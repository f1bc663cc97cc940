"""Acts and the sessions they cite: offered while recording, told on the page of the session."""

import pytest
from django.test import Client

from bureau.institution.instruments.models import Instrument
from bureau.institution.instruments.services.agenda import ItemSaid, add_agenda_item
from bureau.institution.instruments.services.document_classes import (
    ClassSaid,
    add_document_class,
)
from bureau.institution.instruments.services.documents import DocumentSaid, register_document
from bureau.institution.procedures.models import ProcedureAct
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    approve,
    decide,
    determine,
    recommend,
    submitted,
    take_note,
)
from tests.institution.governance.test_pages_acts import do, see
from tests.institution.governance.test_pages_routes import act
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import OPENED, House


@pytest.fixture
def papers(house: House) -> int:
    """The session of the committee, with an item and a document."""
    coco, session = house.actor("Coco"), house.meetings["COCO"]
    said = ItemSaid(text(en="Structure of the Bureau"), number="7.3")
    item = add_agenda_item(coco, meeting=session, said=said)
    rule = add_document_class(
        coco,
        body=house.bodies["COCO"],
        code="C",
        said=ClassSaid(text(en="Documents"), "CoCo/{n}"),
        valid_from=OPENED,
    )
    paper = DocumentSaid(text(en="The paper"), "en", (item,))
    register_document(coco, meeting=session, document_class=rule, said=paper)
    return session


def test_an_act_offers_items_and_documents_and_keeps_what_was_chosen(
    house: House, papers: int
) -> None:
    case, client = submitted(house), visitor(house, "Coco")
    determine(case)
    asked = act(case, "recommend")
    written = page(client, asked)
    assert '<option value="7.3" label="7.3 Structure of the Bureau' in written
    assert '<option value="CoCo/1" label="CoCo/1 The paper">' in written
    said = {"meeting": papers, "agenda_item": "7.3", "document": "CoCo/1"}
    do(client, asked, see(client, asked, **said))
    row = ProcedureAct.objects.get(kind="recommend")
    assert (row.agenda_item, row.document, row.meeting_id) == ("7.3", "CoCo/1", papers)


@pytest.mark.thorough
def test_a_session_tells_the_acts_on_cases_that_one_may_see(house: House, papers: int) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    address = f"/meetings/{papers}/acts/"
    coco, adam = visitor(house, "Coco"), visitor(house, "Adam")
    assert "recommended" in page(coco, address) and "No act was recorded" in page(adam, address)
    assert 'Acts\n <span class="tag">1</span>' in page(coco, f"/meetings/{papers}/")
    assert Client().get(address).status_code == 404


def test_what_a_body_decides_names_its_session(house: House) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    approve(case)
    take_note(case)
    decide(case)
    made = Instrument.objects.filter(kind="decision", is_registered=False).latest("pk")
    acted = ProcedureAct.objects.get(kind="decide")
    assert acted.meeting_id and made.meeting_id == acted.meeting_id
