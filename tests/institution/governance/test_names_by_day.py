"""Posts are called as they are on the day of what is told, not as somebody will call them later."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.evidence import Parts, evidence_of, story_of_case
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.services.drafts import name_reader
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.texts.papers.before import Before
from bureau.institution.instruments.models import Document
from bureau.institution.organisation.services import reference
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    determine,
    recommend,
    submitted,
)
from tests.institution.governance.test_pages_states import come_the_day
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, TODAY, House
from tests.institution.organisation.convened import convene

LATER = "Head of What Comes Later"


def retitled(house: House, by: str, post: str, title: str, day: int) -> Engagement:
    """A draft that gives a post another title."""
    officer = house.actor(by)
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference=title, title=text(en=f"For {by}")
    )
    actions.add_action(
        officer,
        reorganisation=number,
        kind=ActionKind.RETITLE_POST,
        subject=house.posts[post],
        day=day,
        words={"title": text(en=title)},
    )
    return Engagement(house, number, 0)


@pytest.fixture
def adopted(house: House) -> House:
    """Adam's post is retitled, adopted today, a month after all else."""
    decided(retitled(house, "Otto", "ADV", LATER, DAY + 30))
    return house


def decided(case: Engagement) -> None:
    submit_reorganisation(case.house.actor("Otto"), reorganisation=case.number)
    determine(case)
    recommend(case)
    approve(case)


def test_a_post_is_called_as_on_the_day_asked_for(adopted: House) -> None:
    post = adopted.posts["ADV"]
    names = people_and_posts([], [post])
    assert "Adviser" in names.post(post) and LATER not in names.post(post)
    assert LATER in names.post(post, FORCE + timedelta(days=30))
    assert LATER not in names.post(post, FORCE + timedelta(days=29))


def test_who_is_appointed_today_is_appointed_to_the_post_as_it_is_called_today(
    adopted: House,
) -> None:
    address = reverse("appoint", args=[adopted.posts["ADV"]])
    told = page(visitor(adopted, "Hana"), address)
    assert "ADV (Adviser)" in told and LATER not in told


def test_people_affected_are_told_of_posts_as_called_on_their_day(adopted: House) -> None:
    case = submitted(adopted)
    told = page(visitor(adopted, "Olga"), reverse("reorganisation-people", args=[case.number]))
    assert "Adviser" in told and LATER not in told


def test_a_conflict_calls_a_post_as_it_stands_and_not_as_either_draft_would(house: House) -> None:
    first = retitled(house, "Olga", "ADV", "Mine", DAY)
    other = retitled(house, "Otto", "ADV", "Theirs", DAY)
    name_reader(house.actor("Otto"), reorganisation=other.number, person=house.people["Olga"])
    told = page(visitor(house, "Olga"), reverse("reorganisation-conflicts", args=[first.number]))
    assert "ADV (Adviser)" in told and "ADV (Mine)" not in told and "ADV (Theirs)" not in told


def test_a_pack_calls_posts_as_on_the_day_of_the_last_act_whenever_it_is_made(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, post = retitled(house, "Otto", "SG", LATER, DAY), house.posts["SG"]
    decided(case)

    def made() -> Parts:
        """Without what says when its head was signed."""
        parts = evidence_of(story_of_case(Reorganisation.objects.get(pk=case.number)), "Read me")
        return {name: content for name, content in parts.items() if name != "manifest.json"}

    before = made()
    come_the_day(monkeypatch)
    assert people_and_posts([], [post]).post(post) == f"SG ({LATER})"
    assert made() == before
    assert json.loads(before["names.json"])["posts"][str(post)] == "SG (Secretary-General)"


def test_a_paper_is_submitted_by_the_post_as_it_was_called_when_it_came(adopted: House) -> None:
    things = convene(adopted)
    document = Document.objects.get(pk=things["the document"])
    row = Before(document.document_class.body, (), document.meeting, document)
    document.submitter_name, document.submitter_post = None, adopted.posts["ADV"]
    for received, title in ((TODAY, "Adviser"), (FORCE + timedelta(days=30), LATER)):
        document.received = received
        submitter = row.submitter()
        assert submitter is not None and submitter.in_language("en") == title


def test_a_draft_calls_duty_stations_by_their_names(house: House) -> None:
    reference.add_place(
        house.administrator,
        organisation=house.organisation,
        code="NBO",
        name=text(en="Nairobi"),
        valid_from=TODAY,
    )
    case = retitled(house, "Otto", "OPS", "Chief", DAY)
    actions.add_action(
        house.actor("Otto"),
        reorganisation=case.number,
        kind=ActionKind.MOVE_DUTY_STATION,
        subject=house.posts["OPS"],
        day=DAY,
        values={"duty_station": "NBO"},
    )
    told = page(visitor(house, "Otto"), reverse("reorganisation", args=[case.number]))
    assert "Geneva to Nairobi" in told and "GVA" not in told and "NBO" not in told
