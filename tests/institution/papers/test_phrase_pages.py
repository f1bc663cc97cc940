"""Pages of phrases: found, worded, reviewed, taken back; a glossary goes out and comes in."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.core.texts import Status
from bureau.documents.tbx import Concept, Glossary, Term, read_tbx, write_tbx
from bureau.documents.xliff import Exchange, Unit, read_xliff, write_xliff
from bureau.institution.papers.models import Phrase
from bureau.institution.papers.queries import phrases
from bureau.institution.papers.queries.phrases import phrases_of
from bureau.institution.papers.services.phrases import review_phrase, set_phrase
from tests.institution.house import House
from tests.institution.organisation.conftest import SignIn
from tests.institution.organisation.test_staffing import rows_of_csv
from tests.institution.papers.catalogue import SHIPPED, given, of_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
PAGES = ("", "files/", "phrase/?concept=in_view_of", "change/?concept=in_view_of&language=fr")


def page(client: Client, address: str = "", expected: int = 200, **asked: str) -> str:
    query = f"?{urlencode(asked)}" if asked else ""
    answer = client.get(f"/settings/phrases/{address}{query}")
    assert answer.status_code == expected
    return str(answer.content.decode())


def send(client: Client, address: str, **said: Any) -> Any:
    return client.post(f"/settings/phrases/{address}", {"key": f"k{len(str(said))}", **said})


def names_in(html: str) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]*><bdi class="mono">([^<]*)', html)


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_for_those_who_word_phrases(
    signed_in: SignIn, client: Client, address: str
) -> None:
    for name, status in (("Olga", 200), ("Carl", 200), ("Ada", 200), ("Adam", 403), ("Stray", 403)):
        page(signed_in(name), address, status)
    page(client, address, 404)


@pytest.mark.parametrize("address", ["phrase/?concept=x", "change/?concept=in_view_of&language=de"])
def test_what_no_paper_says_has_no_page(officer: Client, address: str) -> None:
    page(officer, address, 404)


def test_the_list_is_narrowed_by_language_status_and_words(officer: Client, house: House) -> None:
    set_phrase(house.actor("Olga"), organisation=house.organisation, said=of_council(house))
    assert names_in(page(officer, language="fr", status="missing")) == [
        *("annex.of", "decides", "decides@assembly", "decides@council"),
    ]
    assert names_in(page(officer, language="en", status="general")) == ["decides@assembly"]
    assert names_in(page(officer, language="ar", status="draft")) == [
        *("decides@assembly", "in_view_of"),
    ]
    assert names_in(page(officer, text="附件")) == ["annex.of"]
    assert names_in(page(officer, own="1")) == ["decides@council"]
    assert "No phrase matches" in page(officer, text="nothing of the kind")


def test_the_list_goes_out_as_a_table_of_what_was_found(officer: Client) -> None:
    rows = rows_of_csv(officer, "/settings/phrases/?format=csv&text=annex")
    said = {(row["concept"], row["language"]): row["status"] for row in rows}
    assert said["annex.of", "en"] == "revised" and said["annex.of", "fr"] == "missing"
    assert len(rows) == 6


@pytest.mark.exhaustive
def test_fifty_phrases_cost_as_many_reads_as_five(
    officer: Client, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reads(count: int) -> int:
        more = {(f"more.{n}", "en"): ("x", Status.REVISED, "") for n in range(count)}
        monkeypatch.setattr(phrases, "shipped", lambda: SHIPPED | more)
        for n in range(count):
            said = given(f"w{count}", f"more.{n}", "fr")
            set_phrase(house.actor("Olga"), organisation=house.organisation, said=said)
        page(officer)
        with CaptureQueriesContext(connection) as made:
            assert len(page(officer).encode()) < 150_000
        return len(made)

    assert reads(5) == reads(50)


def test_a_phrase_shows_six_languages_the_first_one_first(officer: Client) -> None:
    html = page(officer, "phrase/", concept="in_view_of")
    rows = re.findall(r'<th scope="row" lang="([^"]*)"', html)
    assert rows == ["en", "ar", "es", "fr", "ru", "zh-Hans"]
    assert html.count("ships with Bureau") == 3 and html.count(">missing<") == 3


def test_it_is_worded_reviewed_by_another_and_taken_back(
    officer: Client, signed_in: SignIn, house: House
) -> None:
    said = {"words": "eu égard à", "source": "Règlement 1"}
    answer = send(officer, "change/?concept=in_view_of&language=fr", **said)
    assert answer.status_code == 302 and answer.url.endswith("?concept=in_view_of")
    row = Phrase.objects.get()
    assert "Record the review" not in page(officer, "phrase/", concept="in_view_of")
    otto = signed_in("Otto")
    assert "Record the review" in page(otto, "phrase/", concept="in_view_of")
    answer = send(otto, f"{row.pk}/review/", status="official", source="Règlement 1")
    assert answer.status_code == 302
    html = page(officer, "phrase/", concept="in_view_of")
    assert "reviewed by" in html and "How it was said before" in html
    last = Phrase.objects.latest("pk").pk
    answer = officer.post(f"/settings/phrases/{last}/back/", {"key": "back"}, follow=True)
    assert "It is said again as it ships." in answer.content.decode()
    assert phrases_of(house.organisation) == []


def test_ones_own_review_is_refused_and_said(officer: Client, house: House) -> None:
    by = house.actor("Olga")
    number = set_phrase(by, organisation=house.organisation, said=given())
    assert number
    answer = officer.post(
        f"/settings/phrases/{number}/review/", {"key": "r", "status": "revised"}, follow=True
    )
    assert "Four eyes" in answer.content.decode()


def test_for_one_body_only_it_gets_a_page_of_its_own(officer: Client, house: House) -> None:
    said = {"words": "agrees", "body": str(house.bodies["COUNCIL"]), "kind": "resolution"}
    answer = send(officer, "change/?concept=decides&language=en", **said)
    assert answer.url.endswith("?concept=decides%40council%2Fresolution")
    html = officer.get(answer.url).content.decode()
    assert "agrees" in html and "decides@assembly" in html
    number = Phrase.objects.get().pk
    answer = officer.post(f"/settings/phrases/{number}/back/", {"key": "b"})
    assert answer.url == "/settings/phrases/"


def test_a_kind_without_a_body_and_words_without_facts_come_back(officer: Client) -> None:
    answer = send(officer, "change/?concept=decides&language=en", words="x", kind="resolution")
    assert answer.status_code == 422 and "Name the body" in answer.content.decode()
    answer = send(officer, "change/?concept=annex.of&language=fr", words="Annexe")
    assert answer.status_code == 422 and "{letter}" in answer.content.decode()


def test_the_glossary_goes_out_and_comes_back_as_it_was(officer: Client, house: House) -> None:
    set_phrase(house.actor("Olga"), organisation=house.organisation, said=of_council(house))
    content = officer.get("/settings/phrases/files/?format=tbx").content
    read = read_tbx(content)
    assert [each.id for each in read.concepts] == [
        *("annex.of", "decides", "decides-40-assembly", "decides-40-council", "in_view_of"),
    ]
    html = upload(officer, content).content.decode()
    assert "all is said so already" in html and "9 phrases stay as they are" in html


def test_what_would_differ_is_shown_and_then_kept_as_drafts(officer: Client, house: House) -> None:
    html = upload(officer, glossary()).content.decode()
    assert '<ins lang="fr" dir="auto">compte tenu de</ins>' in html and ">vu</del>" in html
    assert "No paper says anything of this name." in html and "{letter}" in html
    assert not Phrase.objects.exists()
    (rows,) = re.findall(r'name="rows_read" value="([^"]*)"', html)
    rows = rows.replace("&quot;", '"')
    answer = officer.post("/settings/phrases/files/", {"key": "take", "rows_read": rows})
    assert answer.status_code == 302
    found = {(row.concept, row.body_id): row.words for row in phrases_of(house.organisation)}
    council = house.bodies["COUNCIL"]
    assert found == {("in_view_of", None): "compte tenu de", ("decides", council): "agrees"}


def test_translators_of_one_language_get_a_file_and_send_it_back(
    officer: Client, house: House
) -> None:
    content = officer.get("/settings/phrases/files/?format=xlf&language=fr").content
    read = read_xliff(content)
    assert [(unit.id, unit.source, unit.target) for unit in read.units] == [
        ("annex.of", "Annex {letter}", None),
        ("decides", "decides", None),
        ("in_view_of", "in view of", "vu"),
    ]
    units = tuple(replace(unit, target=f"{unit.source} (fr)") for unit in read.units)
    changed = (replace(units[1], source="decided"), *units[::2])
    html = upload(officer, write_xliff(replace(read, units=changed))).content.decode()
    assert html.count("<ins ") == 2 and "The words were changed since they went out." in html
    (rows,) = re.findall(r'name="rows_read" value="([^"]*)"', html)
    rows = rows.replace("&quot;", '"')
    officer.post("/settings/phrases/files/", {"key": "take", "rows_read": rows})
    found = {row.words for row in phrases_of(house.organisation)}
    assert found == {"Annex {letter} (fr)", "in view of (fr)"}


def test_a_file_of_other_texts_is_not_one_of_phrases(officer: Client) -> None:
    content = write_xliff(Exchange("en", "fr", (Unit("in_view_of", "x", "y"),), "reorganisation:1"))
    answer = upload(officer, content)
    assert answer.status_code == 422 and "The file is not of phrases." in answer.content.decode()
    for language in ("en", "de", ""):
        page(officer, "files/", 404, format="xlf", language=language)


def test_of_a_body_that_is_not_ones_own_nothing_is_taken(signed_in: SignIn) -> None:
    html = upload(signed_in("Coco"), glossary()).content.decode()
    assert "This is for the secretary of the body." in html


@pytest.mark.parametrize("content", [b"", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_file_that_is_no_glossary_is_told_why(officer: Client, content: bytes) -> None:
    assert upload(officer, content).status_code == 422


def test_rows_that_nobody_was_shown_are_not_taken(officer: Client) -> None:
    for rows in (
        "",
        "[",
        '[["in_view_of", "de", "x", ""]]',
        '[["in_view_of", "fr", 1, ""]]',
        "[1]",
    ):
        officer.post("/settings/phrases/files/", {"key": "k", "rows_read": rows})
    assert not Phrase.objects.exists()


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_pages_stand_in_other_languages(officer: Client, house: House, language: str) -> None:
    number = set_phrase(house.actor("Otto"), organisation=house.organisation, said=given())
    assert number and review_phrase(house.actor("Olga"), phrase=number, status=Status.REVISED)
    officer.cookies["django_language"] = language
    for address in PAGES:
        page(officer, address)


def glossary() -> bytes:
    concepts = (
        Concept("in_view_of", (Term("fr", "compte tenu de"), Term("en", "in view of"))),
        Concept("decides-40-council", (Term("en", "agrees"),)),
        Concept("annex.of", (Term("fr", "Annexe"),)),
        Concept("nothing", (Term("fr", "rien"),)),
    )
    return write_tbx(Glossary("T", "S", concepts))


def upload(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("phrases.tbx", content)
    return client.post("/settings/phrases/files/", {"key": "up", "file": file})
