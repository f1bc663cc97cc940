"""Papers by api: what each lacks, one as a file, and those that were kept with their files."""

from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES
from bureau.documents.papers.reading import read
from bureau.institution.governance.queries.translations import Given
from bureau.institution.governance.services.actions import add_action
from bureau.institution.governance.services.translations import take_translations
from bureau.institution.papers.models import Paper
from tests.institution.governance.engagement import DAY, Engagement, draft_engagement, submit
from tests.institution.governance.visitors import send, visitor
from tests.institution.house import House
from tests.programs import program


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.BUREAU_HOME = tmp_path


def papers(case: Engagement) -> str:
    return f"reorganisations/{case.number}/papers"


def keep(case: Engagement, kind: str = "decision") -> None:
    where = reverse("reorganisation-papers-kept", args=[case.number, kind])
    send(visitor(case.house, "Olga"), where)


def test_each_kind_says_what_it_lacks_in_each_language(house: House) -> None:
    case = draft_engagement(house)
    listed = program(house, "Olga", "cases").get(papers(case))["items"]
    assert [one["kind"] for one in listed] == [
        *("council-paper", "committee-document", "decision", "job-description")
    ]
    council = listed[0]
    assert council["formats"] == ["pdf", "docx", "html", "akn"]
    lacks = {one["language"]: one["lacks"] for one in council["languages"]}
    assert set(lacks) == set(LANGUAGES)
    assert "untranslated" in lacks["fr"] and "untranslated" not in lacks["en"]
    assert "draft_paper" in lacks["en"]


def test_what_is_translated_is_lacking_no_more_and_the_tag_is_another(house: House) -> None:
    case, by = draft_engagement(house), program(house, "Olga", "cases")
    before = by.tag(papers(case))
    given = [Given("title", "Un département")]
    take_translations(case.officer, reorganisation=case.number, language="fr", given=given)
    assert by.tag(papers(case)) != before
    found = by.get(papers(case))["items"][1]["languages"]
    assert any(one["title"] == "Un département" for one in found)


@pytest.mark.exhaustive
@pytest.mark.parametrize("format", ["pdf", "docx", "html", "akn"])
def test_a_paper_is_the_same_bytes_as_from_its_page(house: House, format: str) -> None:
    case, by = draft_engagement(house), program(house, "Olga", "cases")
    by.get(f"{papers(case)}/council-paper/ar/{format}")
    page = reverse("paper", args=["council-paper", case.number, "ar"])
    assert by.answer.content == visitor(house, "Olga").get(page, {"format": format}).content
    tag = str(by.answer.headers["ETag"])
    by.get(f"{papers(case)}/council-paper/ar/{format}", 304, **{"if-none-match": tag})


@pytest.mark.exhaustive
def test_there_is_no_paper_of_another_kind_language_or_format(house: House) -> None:
    case, by = draft_engagement(house), program(house, "Olga", "cases")
    for asked, status in (
        ("committee-document/en/akn", 404),
        ("poem/en/pdf", 422),
        ("decision/de/pdf", 422),
        ("decision/en/txt", 422),
    ):
        told = by.get(f"{papers(case)}/{asked}", status)
        assert by.answer.headers["Content-Type"] == "application/problem+json" and told["reasons"]


def test_what_was_kept_is_listed_page_by_page_and_read_as_it_was(house: House) -> None:
    case, by = draft_engagement(house), program(house, "Olga")
    submit(case)
    keep(case)
    first = by.get(f"{papers(case)}/kept?limit=20")
    second = by.get(f"{papers(case)}/kept?limit=20&cursor={first['next']}")
    rows = [*first["items"], *second["items"]]
    assert (len(rows), second["next"]) == (24, None)
    assert [row["id"] for row in rows] == sorted((row["id"] for row in rows), reverse=True)
    one = next(row for row in rows if row["format"] == "docx" and row["language"] == "ru")
    assert one["submission"] and not one["final"]
    by.get(one["address"].removeprefix("/api/"))
    assert read(by.answer.content).language == "ru" and len(by.answer.content) == one["size"]
    assert "sandbox" in by.answer.headers["Content-Security-Policy"]
    by.get(f"{papers(case)}/kept?cursor=eHl6", 422)


def test_a_file_that_is_gone_or_of_another_case_is_not_there(house: House, tmp_path: Path) -> None:
    case, by = draft_engagement(house), program(house, "Olga")
    keep(case)
    number = Paper.objects.latest("pk").pk
    by.get(f"{papers(case)}/kept/{number + 1}/file", 404)
    for path in tmp_path.glob("files/*/*"):
        path.unlink()
    by.get(f"{papers(case)}/kept/{number}/file", 404)


def test_a_paper_that_names_people_asks_for_their_scope(house: House) -> None:
    case, by = draft_engagement(house), program(house, "Olga", "cases")
    keep(case)
    kept = f"{papers(case)}/kept/{Paper.objects.latest('pk').pk}/file"
    told = by.get(kept, 403)
    assert told["reasons"][0]["code"] == "scope_missing"
    by.get(f"{papers(case)}/council-paper/en/html")
    add_action(
        case.officer,
        reorganisation=case.number,
        kind=ActionKind.APPOINT,
        subject=house.posts["CHIEF"],
        day=DAY,
        values={"person": house.people["Adam"]},
    )
    both = program(house, "Olga", "cases", "people")
    for asked in ("", "/council-paper/en/html"):
        by.get(papers(case) + asked, 403)
        both.get(papers(case) + asked)


def test_a_kept_paper_of_a_version_that_named_somebody_asks_for_their_scope(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, by = draft_engagement(house), program(house, "Olga", "cases")
    submit(case)
    keep(case)
    kept = f"{papers(case)}/kept/{Paper.objects.latest('pk').pk}/file"
    by.get(kept)
    post = Reference("post", house.posts["CHIEF"])
    former = Action(9, ActionKind.APPOINT, post, DAY, {"person": house.people["Adam"]})
    where = "bureau.institution.governance.queries.releasing.standing_actions"
    monkeypatch.setattr(where, lambda submission: (former,))
    by.get(kept, 403)
    program(house, "Olga", "cases", "people").get(kept)


def test_nobody_else_reads_them_and_another_scope_is_none(house: House) -> None:
    case, of_structure = draft_engagement(house), program(house, "Olga", "structure")
    stranger = program(house, "Hana")
    for asked in ("", "/kept", "/decision/en/html"):
        stranger.get(papers(case) + asked, 404)
        of_structure.get(papers(case) + asked, 403)
