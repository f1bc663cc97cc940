"""A paper to a person is no paper of a case: no address of the case, no act and no program keeps,
shows, exports, releases or gives it."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from bureau.core.papers.kinds import TO_PEOPLE
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import AffectedPerson
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services.papers import keep_papers
from bureau.institution.governance.texts.papers.letters import letter_of
from bureau.institution.papers.models import Paper
from bureau.institution.papers.services.kept import HASHED, Written, keep_paper
from bureau.record.files.models import StoredFile
from bureau.record.files.services import Content
from bureau.record.files.store import put
from tests.institution.governance.engagement import Engagement, submitted
from tests.institution.governance.test_papers_of_drafts import reads
from tests.institution.governance.visitors import visitor
from tests.institution.house import House

pytestmark = pytest.mark.django_db
WORDS = b"Dear canary of the letter"


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.BUREAU_HOME = tmp_path


@pytest.fixture
def case(house: House) -> Engagement:
    """A case that has the number of a line of its list."""
    made = submitted(house)
    if not AffectedPerson.objects.filter(pk=made.number).exists():
        line = AffectedPerson.objects.order_by("pk")[0]
        AffectedPerson.objects.filter(pk=line.pk).update(id=made.number)
    assert letter_of(house.actor("Olga"), made.number).recipient
    return made


def a_letter() -> Written:
    content = Content(put(WORDS), len(WORDS), "html")
    return Written("letter", "en", "html", content, dict.fromkeys(HASHED, "0" * 64))


@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_no_address_of_the_case_takes_its_number_for_that_of_a_line(
    house: House, case: Engagement, kind: str
) -> None:
    client = visitor(house, "Olga")
    assert client.get(reverse("paper", args=[kind, case.number, "en"])).status_code == 200
    keep = reverse("reorganisation-papers-kept", args=[case.number, kind])
    assert client.post(keep, {"key": "k"}).status_code == 404
    xlf = {"format": "xlf", "language": "fr", "paper": kind}
    translations = reverse("reorganisation-translations", args=[case.number], query=xlf)
    release = reverse("reorganisation-release", args=[case.number, kind])
    changes = reverse("paper-changes", args=[kind, case.number, "en"])
    beside = reverse("paper-beside", args=[kind, case.number, "en"])
    for address in (translations, release, changes, beside):
        assert visitor(house, "Coco").get(address).status_code == 404, address
        assert client.get(address).status_code == 404, address
    assert not Paper.objects.exists() and not StoredFile.objects.exists()


def test_no_act_keeps_it_of_a_case(house: House, case: Engagement) -> None:
    olga = house.actor("Olga")
    seen = state_seen(seen_by(olga, [case.number])[case.number])
    with pytest.raises(Refused, match="kept_to_a_person"):
        keep_papers(olga, reorganisation=case.number, seen=seen, written=[a_letter()])
    for subject in (Reference("reorganisation", case.number), Reference("unit", 1)):
        with pytest.raises(Refused, match="kept_to_a_person"):
            keep_paper(olga, organisation=house.organisation, subject=subject, written=a_letter())
    assert not Paper.objects.exists()


def test_one_that_was_kept_of_a_case_before_is_shown_to_nobody(
    house: House, case: Engagement
) -> None:
    kept = keep_paper(
        house.actor("Olga"),
        organisation=house.organisation,
        subject=Reference("reorganisation", case.number),
        written=replace(a_letter(), kind="decision"),
        submission="1" * 64,
    )
    assert reads(house, "Coco", case.number, kept) == {"page", "file", "list", "api"}
    row = Paper.objects.get(pk=kept)
    row.pk, row.kind = None, "letter"
    row.save()
    for who in ("Olga", "Hana"):
        assert reads(house, who, case.number, row.pk) == set()
