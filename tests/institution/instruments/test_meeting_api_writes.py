"""Sessions, agendas, documents and files kept by program, as the pages keep them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

from bureau.institution.governance.models import Reorganisation
from bureau.institution.instruments.models import AgendaItem, Document, DocumentFile, Meeting
from bureau.record.journal.queries import head
from tests.documents.test_given import PDF
from tests.institution.house import House
from tests.institution.organisation.convened import convene
from tests.programs import Program, program, started

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.BUREAU_HOME = tmp_path


@pytest.fixture
def things(house: House) -> dict[str, Any]:
    return convene(house)


@pytest.fixture
def secretary(house: House) -> Program:
    return program(house, "Carl")


def words(said: str) -> dict[str, Any]:
    return {"words": {"en": said}}


def putting(by: Program, address: str, content: bytes, key: str, status: int = 201) -> Any:
    answer: Any = by.client.post(
        f"/api/{address}",
        {"file": SimpleUploadedFile("a.pdf", content)},
        headers={**by.headers, "idempotency-key": key},
    )
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_session_is_registered_sits_and_is_said_anew(house: House, secretary: Program) -> None:
    days = {"first_day": "2025-06-10", "last_day": "2025-06-20", "code": "25"}
    said = {"name": words("Session 2025"), **days, "zone": "Europe/Zurich"}
    council = house.bodies["COUNCIL"]
    made = secretary.send(f"bodies/{council}/meetings", said)["id"]
    hours = {"opens": "09:30", "closes": "12:30"}
    sitting = {"name": words("Opening"), "day": "2025-06-11", **hours}
    number = secretary.send(f"meetings/{made}/sittings", sitting)["id"]
    tag = secretary.tag(f"meetings/{made}")
    later = {**said, "last_day": "2025-06-21"}
    secretary.send(f"meetings/{made}", later, 204, method="put", match=tag)
    told = secretary.send(f"sittings/{number}", sitting, 412, method="put", match=tag)
    assert told["reasons"][0]["code"] == "changed_since_seen"
    outside = {**sitting, "day": "2025-07-01"}
    told = secretary.send(f"sittings/{number}", outside, 422, method="put")
    assert told["reasons"][0]["code"] == "sitting_outside_session"
    page = secretary.get(f"meetings/{made}")
    assert page["meeting"]["last_day"] == "2025-06-21"
    assert page["sittings"][0]["opens"].startswith("09:30")


def test_an_item_is_added_said_anew_and_dropped(things: dict[str, Any], secretary: Program) -> None:
    session = f"meetings/{things['the session']}"
    said = {"title": words("Budget"), "under": things["agenda item"], "minutes": 30}
    item = secretary.send(f"{session}/agenda", said)["id"]
    assert AgendaItem.objects.get(pk=item).number == "1.1"
    tag = secretary.tag(session)
    anew = {**said, "state": "deferred", "sitting": things["the sitting"]}
    secretary.send(f"agenda-items/{item}", anew, 204, method="put", match=tag)
    secretary.send(f"agenda-items/{item}", anew, 412, method="put", match=tag)
    told = secretary.send(f"agenda-items/{item}", method="delete", status=422)
    assert told["reasons"][0]["code"] == "item_was_treated"
    secretary.send(f"agenda-items/{things['bare item']}", method="delete", status=204)
    secretary.send(f"{session}/agenda", {**said, "subject": "nonsense:1"}, 404)


def test_what_an_item_is_about_stays_where_it_may_not_be_seen(
    house: House, things: dict[str, Any], secretary: Program
) -> None:
    started(program(house, "Olga"))
    draft = Reorganisation.objects.latest("pk").pk
    item = things["agenda item"]
    AgendaItem.objects.filter(pk=item).update(subject_kind="reorganisation", subject=draft)
    secretary.send(f"agenda-items/{item}", {"title": words("Structure")}, 204, method="put")
    assert AgendaItem.objects.get(pk=item).subject == draft
    about = {"title": words("Structure"), "subject": f"reorganisation:{draft}"}
    secretary.send(f"agenda-items/{item}", about, 404, method="put")


def test_a_document_is_numbered_revised_translated_and_withdrawn(
    house: House, things: dict[str, Any], secretary: Program
) -> None:
    (rule,) = secretary.get(f"bodies/{house.bodies['COUNCIL']}/document-classes")["items"]
    said = {"title": words("Report"), "original": "en", "items": [things["agenda item"]]}
    address = f"meetings/{things['the session']}/documents"
    made = secretary.send(address, {**said, "document_class": rule["id"]})["id"]
    document = f"documents/{made}"
    revision = secretary.send(f"{document}/variants", {**said, "variant": "revision"})["id"]
    assert Document.objects.get(pk=revision).number == "C24/2 (Rev.1)"
    tag = secretary.tag(document)
    secretary.send(
        document, {**said, "submitter_post": house.posts["DIR"]}, 204, method="put", match=tag
    )
    languages = {"languages": [{"language": "fr", "state": "there", "day": "2024-06-10"}]}
    secretary.send(f"{document}/languages", languages, 412, method="put", match=tag)
    secretary.send(f"{document}/languages", languages, 204, method="put")
    secretary.send(f"{document}/withdrawal", {"day": "2024-06-10"}, 204)
    secretary.send(f"{document}/withdrawal", {"day": "2024-06-10"}, 409)
    told = secretary.get(document)
    assert told["withdrawn"] == "2024-06-10" and told["submitter_post"] == house.posts["DIR"]
    assert [one["language"] for one in told["languages"]] == ["en", "fr"]


def test_a_file_is_put_once_read_and_taken_off(
    house: House, things: dict[str, Any], secretary: Program
) -> None:
    document = f"documents/{things['the document']}"
    made = putting(secretary, f"{document}/files/en", PDF, "put-once-1")
    before = head().sequence
    assert putting(secretary, f"{document}/files/en", PDF, "put-once-1") == made
    assert head().sequence == before and DocumentFile.objects.count() == 1
    refused = putting(secretary, f"{document}/files/en", b"<svg/>", "put-once-2", 422)
    assert refused["reasons"][0]["code"] == "file_kind_not_taken"
    reader = program(house, "Adam")
    assert reader.get(f"{document}/files/en") == PDF.decode()
    assert reader.answer.headers["Content-Type"] == "application/pdf"
    assert reader.answer.headers["Content-Security-Policy"].startswith("sandbox")
    slot = next(one for one in reader.get(document)["languages"] if one["is_original"])
    assert (slot["file"]["size"], slot["state"]) == (len(PDF), "there")
    reader.send(f"{document}/files/en", method="delete", status=403)
    secretary.send(f"{document}/files/en", method="delete", status=204)
    reader.get(f"{document}/files/en", 404)


def test_a_key_does_it_once_and_a_reader_does_nothing(
    house: House, things: dict[str, Any], secretary: Program
) -> None:
    session = f"meetings/{things['the session']}"
    said = {"name": words("Second"), "day": "2024-06-22"}
    first = secretary.send(f"{session}/sittings", said, key="sitting-1")
    assert secretary.send(f"{session}/sittings", said, key="sitting-1") == first
    assert Meeting.objects.filter(under=things["the session"]).count() == 2
    program(house, "Adam").send(f"{session}/sittings", said, 403)
    program(house, "Carl", "structure").send(f"{session}/sittings", said, 403)
