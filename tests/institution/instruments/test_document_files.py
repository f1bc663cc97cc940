"""The file of a document: who puts it, who reads it, what a browser is told, what stays."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from bureau.config.promises import hardened
from bureau.config.proving.asking import Answer
from bureau.core.reasons import Refused
from bureau.institution.instruments.models import Document, DocumentFile, DocumentSlot
from bureau.institution.instruments.services.document_files import put_file, take_file_off
from bureau.record.files.services import Content
from bureau.record.files.store import put
from bureau.record.journal.models import Entry
from tests.documents.test_given import DOCX, PDF
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import TODAY, House
from tests.institution.organisation.convened import convene

pytestmark = pytest.mark.django_db
OTHER = PDF.replace(b"1.7", b"1.6")


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.BUREAU_HOME = tmp_path


@pytest.fixture
def document(house: House) -> int:
    return int(convene(house)["the document"])


def content(said: bytes = PDF, kind: str = "pdf") -> Content:
    return Content(put(said), len(said), kind)


def puts(house: House, document: int, said: bytes = PDF, language: str = "en") -> int:
    carl = house.actor("Carl")
    return put_file(carl, document=document, language=language, content=content(said), day=TODAY)


def sends(client: Client, document: int, said: bytes, status: int = 200, **more: str) -> str:
    sent = {"file": SimpleUploadedFile("Evil name\u202e.pdf", said), "language": "en", **more}
    return send(client, f"/documents/{document}/files/", status, **sent)


def test_its_secretary_puts_it_and_whoever_sees_the_document_reads_it(
    house: House, document: int
) -> None:
    written = sends(visitor(house, "Carl"), document, PDF)
    assert f'href="/documents/{document}/files/en/"' in written
    answer: Any = visitor(house, "Adam").get(f"/documents/{document}/files/en/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('attachment; filename="C24-1-en.pdf"')
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert Client().get(f"/documents/{document}/files/en/").status_code == 404
    assert visitor(house, "Adam").get(f"/documents/{document}/files/fr/").status_code == 404


@pytest.mark.parametrize(
    "said",
    [
        PDF.replace(b"1 0 obj", b"<script>alert(1)</script>1 0 obj"),
        PDF + DOCX + b"%%EOF",
    ],
    ids=["a page as well", "a ZIP as well"],
)
def test_a_pdf_that_is_something_else_as_well_is_served_as_a_pdf_alone(
    house: House, document: int, said: bytes
) -> None:
    sends(visitor(house, "Carl"), document, said)
    answer: Any = visitor(house, "Adam").get(f"/documents/{document}/files/en/")
    told = Answer(200, answer.headers, answer.getvalue(), acted=False)
    assert told.content == said and not list(hardened.faults(told))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('attachment; filename="C24-1-en.pdf"')
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_a_file_says_that_the_language_is_there(house: House, document: int) -> None:
    puts(house, document)
    puts(house, document, DOCX, "fr")
    assert Document.objects.get(pk=document).received == TODAY
    slot = DocumentSlot.objects.get(document=document, language="fr")
    assert (slot.state, slot.day) == ("there", TODAY)


def test_another_takes_its_place_and_what_stood_stays_for_the_secretary(
    house: House, document: int
) -> None:
    first = puts(house, document)
    puts(house, document, OTHER)
    assert DocumentFile.objects.get(replaced_at=None).content.size == len(OTHER)
    old = f"/documents/{document}/files/en/?file={first}"
    secretary = visitor(house, "Carl")
    answer: Any = secretary.get(old)
    assert b"".join(answer.streaming_content) == PDF
    assert visitor(house, "Adam").get(old).status_code == 404
    assert secretary.get(f"/documents/{document}/files/fr/?file={first}").status_code == 404
    assert "Files that stood before" in page(secretary, f"/documents/{document}/files/")


def test_it_is_taken_off_by_a_button_and_stays_on_record(house: House, document: int) -> None:
    puts(house, document)
    address = f"/documents/{document}/files/en/"
    written = send(visitor(house, "Carl"), f"{address}removal/")
    assert "No file yet" in written and "Files that stood before" in written
    assert visitor(house, "Carl").get(address).status_code == 404
    with pytest.raises(Refused, match="file_not_there"):
        take_file_off(house.actor("Carl"), document=document, language="en")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (b"<html><script>alert(1)</script>", "Files are taken as PDF"),
        (PDF[:30], "damaged or cut off"),
        (b"", "The submitted file is empty"),
    ],
)
def test_what_is_not_taken_leaves_nothing(
    house: House, document: int, said: bytes, why: str, tmp_path: Path
) -> None:
    assert why in sends(visitor(house, "Carl"), document, said, 422)
    assert not DocumentFile.objects.exists() and not list(tmp_path.glob("files/*/*"))


def test_who_does_not_serve_the_body_puts_nothing(house: House, document: int) -> None:
    with pytest.raises(Refused):
        put_file(
            house.actor("Adam"), document=document, language="en", content=content(), day=TODAY
        )
    assert "Only the secretary" in sends(visitor(house, "Adam"), document, PDF, 403)


def test_the_same_file_twice_and_an_unknown_language_are_refused(
    house: House, document: int
) -> None:
    puts(house, document)
    with pytest.raises(Refused, match="file_there_already"):
        puts(house, document)
    with pytest.raises(Refused, match="original_unknown"):
        puts(house, document, language="de")


def test_the_journal_keeps_the_hash_and_no_name(house: House, document: int) -> None:
    sends(visitor(house, "Carl"), document, PDF)
    entry = Entry.objects.latest("sequence")
    assert entry.details["hash"] == content().hash and "Evil" not in str(entry.details)


def test_a_file_whose_bytes_are_gone_is_not_there(
    house: House, document: int, tmp_path: Path
) -> None:
    puts(house, document)
    for path in tmp_path.glob("files/*/*"):
        path.unlink()
    assert visitor(house, "Adam").get(f"/documents/{document}/files/en/").status_code == 404
