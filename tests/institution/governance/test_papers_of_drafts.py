"""A paper that was kept of a draft stays with the people who draft along, once it is submitted."""

from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from bureau.core.references import Reference
from bureau.institution.governance.services import drafts
from bureau.institution.papers.models import Paper
from bureau.institution.papers.services.kept import HASHED, Written, keep_paper
from bureau.record.files.services import Content
from bureau.record.files.store import put
from tests.institution.governance.engagement import Engagement, draft_engagement, submit
from tests.institution.governance.visitors import visitor
from tests.institution.house import House, add_auditor
from tests.programs import program

pytestmark = pytest.mark.django_db
CANARY = "canary-of-the-draft"


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.BUREAU_HOME = tmp_path


def kept(house: House) -> tuple[Engagement, int]:
    """A draft with a named reader and a paper; the number of the paper."""
    case = draft_engagement(house)
    adam = house.people["Adam"]
    drafts.name_reader(case.officer, reorganisation=case.number, person=adam)
    content = Content(put(CANARY.encode()), len(CANARY), "html")
    paper = keep_paper(
        case.officer,
        organisation=house.organisation,
        subject=Reference("reorganisation", case.number),
        written=Written("council-paper", "en", "html", content, dict.fromkeys(HASHED, "0" * 64)),
    )
    return case, paper


def reads(house: House, who: str, case: int, paper: int) -> set[str]:
    """The doors by which a person gets at the paper."""
    client, api = visitor(house, who), program(house, who)
    page = client.get(f"/reorganisations/{case}/papers/", follow=True).content.decode()
    address = f"/api/reorganisations/{case}/papers/kept"
    headers = api.headers
    listed = client.get(address, headers=headers)
    ids = [row["id"] for row in listed.json()["items"]] if listed.status_code == 200 else []
    file = client.get(f"{address}/{paper}/file", headers=headers)
    shown = client.get(reverse("kept-paper", args=[paper]))
    for answer in (file, shown):
        list(answer)  # read to its end
    doors = {
        "page": reverse("kept-paper", args=[paper]) in page,
        "file": shown.status_code == 200,
        "list": paper in ids,
        "api": file.status_code == 200,
    }
    return {door for door, is_open in doors.items() if is_open}


ALL = {"page", "file", "list", "api"}


@pytest.mark.parametrize(
    ("who", "doors"), [("Olga", ALL), ("Adam", ALL), ("Coco", set()), ("Aude", set())]
)
def test_after_submission_who_drafted_along_reads_it(
    house: House, who: str, doors: set[str]
) -> None:
    case, paper = kept(house)
    submit(case)
    if who == "Aude":
        add_auditor(house)
    assert reads(house, who, case.number, paper) == doors


def test_before_it_nobody_else_reads_it(house: House) -> None:
    case, paper = kept(house)
    assert reads(house, "Olga", case.number, paper) == ALL
    assert reads(house, "Coco", case.number, paper) == set()
    assert Paper.objects.get(pk=paper).submission == ""
