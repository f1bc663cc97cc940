"""Writing a job description into a draft as plain text."""

from django.urls import reverse

from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import JobDescription
from bureau.institution.organisation.queries.descriptions import description
from tests.institution.governance.engagement import (
    Engagement,
    draft_engagement,
    draft_renaming,
)
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House


def address_of(case: Engagement, post: str) -> str:
    return reverse("reorganisation-description-new", args=[case.number, case.house.posts[post]])


def written(case: Engagement, duties: str) -> JobDescription:
    said = {"title": "Adviser", "language": "en", "day": "2024-07-01", "education": "A degree"}
    send(visitor(case.house, "Olga"), address_of(case, "D1"), duties=duties, **said)
    return JobDescription.objects.latest("pk")


def test_a_description_is_written_line_by_line(house: House) -> None:
    case = draft_engagement(house)
    row = written(case, "Advise\n- on posts\n- on units\nReport\n")
    found = description(row.pk)
    assert [line.said for line in found.duties] == ["Advise", "Report"]
    assert [line.said for line in found.duties[0].parts] == ["on posts", "on units"]
    assert actions_of(case.number)[-1].values["description"] == row.pk


def test_a_number_keeps_its_duty_however_it_is_worded(house: House) -> None:
    case = draft_engagement(house)
    before = description(JobDescription.objects.get().pk)
    text = page(visitor(house, "Olga"), address_of(case, "D1"))
    assert "1 Lead the department\n1.1 Its money" in text
    after = description(written(case, "1 Lead it all\nSpeak\n1.1 Its budget").pk)
    assert after.duties[0].duty == before.duties[0].duty
    assert after.duties[1].said == "Speak"
    assert after.duties[1].parts[0].duty == before.duties[0].parts[0].duty


def test_what_others_draft_is_not_offered(house: House) -> None:
    draft_engagement(house)
    number = draft_renaming(house, "OPX")
    asked = {"kind": "adopt_description"}
    address = reverse("reorganisation-action-new", args=[number], query=asked)
    assert "Chief of Engagement, version 1" not in page(visitor(house, "Otto"), address)


def test_only_the_author_writes_into_the_draft(house: House) -> None:
    case = draft_engagement(house)
    for who in ("Otto", "Stray", None):
        page(visitor(house, who), address_of(case, "D1"), 404)
