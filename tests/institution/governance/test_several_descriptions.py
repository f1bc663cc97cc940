"""A case that adopts several job descriptions: each is a paper of its own, wherever papers are."""

import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from bureau.config.cli import main
from bureau.documents.papers.reading import read
from bureau.documents.xliff import read_xliff
from bureau.institution.governance.queries.releasing import releasable
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services.actions import add_description
from bureau.institution.governance.texts.papers.keeping import as_submitted
from bureau.institution.governance.texts.papers.writing import all_gathered
from bureau.institution.organisation.services.descriptions import DescriptionText, DutyText
from bureau.institution.papers.models import Paper
from bureau.web.multilingual import text
from tests.documents.papers.test_checking import edited
from tests.institution.governance.engagement import DAY, Engagement, draft_engagement, submit
from tests.institution.governance.test_kept_as_submitted import last
from tests.institution.governance.test_pages_translations import translated
from tests.institution.governance.test_pages_translations import upload as xliff_back
from tests.institution.governance.test_paper_back import part, says, upload
from tests.institution.governance.test_releasing import keep, release
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House
from tests.programs import program

KIND = "job-description"
OF_DEPUTY = DescriptionText(
    title=text(en="Deputy"), direction=None, duties=(DutyText(text(en="Stand in")),), lines=()
)


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.BUREAU_HOME = tmp_path


@pytest.fixture
def case(house: House) -> Engagement:
    case = draft_engagement(house)
    add_description(
        case.officer,
        reorganisation=case.number,
        post=house.posts["DEP"],
        description=OF_DEPUTY,
        day=DAY,
    )
    return case


def posts(case: Engagement) -> list[int]:
    return [case.house.posts[number] for number in ("D1", "DEP")]


def of(case: Engagement, name: str, *args: object, post: str = "DEP", **asked: str) -> str:
    query = {"post": case.house.posts[post], **asked}
    return reverse(name, args=[KIND, case.number, *args], query=query)


def test_each_stands_on_the_page_and_in_the_pack_and_is_read_on_its_own(case: Engagement) -> None:
    client = visitor(case.house, "Olga")
    shown = page(client, reverse("reorganisation-papers", args=[case.number]))
    for post in posts(case):
        assert f'id="kind-{KIND}-{post}"' in shown and f"en/?post={post}&format=pdf" in shown
    assert "Stand in" in page(client, of(case, "paper", "en"))
    assert "Lead the department" in page(client, of(case, "paper", "en", post="D1"))
    assert "Stand in" in page(client, of(case, "paper-beside", "en"))
    first = page(client, reverse("paper", args=[KIND, case.number, "en"]))
    assert "Lead the department" in first
    pack = client.get(reverse("reorganisation-papers-packed", args=[case.number]))
    with zipfile.ZipFile(io.BytesIO(b"".join(pack))) as files:
        names = [name for name in files.namelist() if f"{KIND}-" in name and "en.html" in name]
        said = [files.read(name).decode() for name in names]
    assert len(said) == 2 and sum("Stand in" in one for one in said) == 1


@pytest.mark.parametrize("asked", ["?post=999999", "?post=one"])
def test_there_is_none_of_another_post(case: Engagement, asked: str) -> None:
    address = reverse("paper", args=[KIND, case.number, "en"])
    assert visitor(case.house, "Olga").get(f"{address}{asked}").status_code == 404


def test_a_program_asks_for_one_by_its_post(case: Engagement) -> None:
    by, papers = program(case.house, "Olga", "cases"), f"reorganisations/{case.number}/papers"
    listed = by.get(papers)["items"]
    assert [one["post"] for one in listed if one["kind"] == KIND] == posts(case)
    assert {one["post"] for one in listed if one["kind"] != KIND} == {None}
    by.get(f"{papers}/{KIND}/en/html?post={case.house.posts['DEP']}")
    assert "Stand in" in by.answer.content.decode()
    by.get(f"{papers}/{KIND}/en/html?post=999999", 404)


def test_each_is_kept_on_its_own_and_held_against_its_own(case: Engagement) -> None:
    client = visitor(case.house, "Olga")
    for post in ("DEP", "D1", "DEP"):
        query = {"post": case.house.posts[post]}
        address = reverse("reorganisation-papers-kept", args=[case.number, KIND], query=query)
        send(client, address)
    rows = Paper.objects.filter(kind=KIND, language="en", format="html")
    assert [row.of_post for row in reversed(rows)] == posts(case)[::-1]
    changes = page(client, of(case, "paper-changes", "en"))
    assert "Stand in" in changes and "Lead the department" not in changes


def test_one_of_before_papers_named_their_post_is_called_by_the_number_at_its_head(
    case: Engagement,
) -> None:
    client, query = visitor(case.house, "Olga"), {"post": case.house.posts["DEP"]}
    send(client, reverse("reorganisation-papers-kept", args=[case.number, KIND], query=query))
    row = Paper.objects.filter(kind=KIND, language="en", format="pdf").get()
    row.pk, row.of_post = None, 0
    row.save(force_insert=True)
    shown = page(client, reverse("reorganisation-papers", args=[case.number]))
    assert f'id="kind-{KIND}"' in shown
    assert f"Job description: {row.manifest['number']}<" in shown


def test_each_goes_out_to_translators_on_its_own_and_comes_back(case: Engagement) -> None:
    client, there = visitor(case.house, "Olga"), {}
    for post, said in (("DEP", "Stand in"), ("D1", "Lead the department")):
        query = {"format": "xlf", "paper": KIND, "from": "en", "language": "fr"}
        query |= {"post": str(case.house.posts[post])}
        address = reverse("reorganisation-translations", args=[case.number], query=query)
        answer = client.get(address)
        there[post] = answer.content.decode()
        assert f"{KIND}-{post}-" in answer["Content-Disposition"]
        assert said in there[post]
    assert "Stand in" not in there["D1"] and "Lead the department" not in there["DEP"]
    sent = read_xliff(there["DEP"].encode())
    back = translated(sent, **{unit.id: "Assurer la suppléance" for unit in sent.units})
    shown = xliff_back(client, case, back).content.decode()
    assert shown.count("Assurer la suppléance") >= len(sent.units)


def test_each_is_released_on_its_own(case: Engagement) -> None:
    submit(case)
    for post in posts(case):
        keep(case, kind=KIND, of_post=post)
    first, second = posts(case)
    row = release(case, kind=KIND, languages=["en"], of_post=first)
    assert {one.paper.of_post for one in row.papers.select_related("paper")} == {first}
    (seen,) = seen_by(case.officer, [case.number]).values()
    assert not releasable(seen, KIND, first) and set(releasable(seen, KIND, second)) == {"en"}
    other = release(case, kind=KIND, languages=["en"], of_post=second)
    assert Client().get(reverse("released", args=[row.code])).status_code == 200
    assert row.code != other.code


def test_each_is_kept_as_submitted(case: Engagement) -> None:
    submit(case)
    put = as_submitted(last(case))
    of_posts = [(one.language, one.format, one.of_post) for one in put.written if one.kind == KIND]
    assert len(of_posts) == len(set(of_posts)) == 2 * 6 * 4
    assert [one.of_post for one in all_gathered(case.officer, case.number)][-2:] == posts(case)


def test_one_that_comes_back_is_held_against_its_own(case: Engagement) -> None:
    client = visitor(case.house, "Olga")
    content = client.get(of(case, "paper", "en", format="docx")).content
    shown = upload(client, case, edited(content, says(Stand_in="Step in"))).content.decode()
    assert "Step in" in part(shown, "texts") and 'name="take" value="0"' in shown


def test_the_shell_lists_the_posts_and_writes_the_one_that_is_named(
    case: Engagement, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor(case.house, "Olga")
    file = tmp_path / "paper.docx"
    words = ["write", KIND, "TSB-2024", "--format", "docx", "-o", str(file), "--as", "olga"]
    assert main(words) == 2
    assert "D1, DEP. Choose one with --post." in capsys.readouterr().err
    assert main([*words, "--post", "DEP"]) == 0
    assert read(file.read_bytes()).value["post"] == "DEP"
    assert main([*words, "--post", "D9"]) == 2
