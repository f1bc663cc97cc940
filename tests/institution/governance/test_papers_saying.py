"""Which papers a changed phrase would touch: those on open cases that say it, and no others."""

import pytest
from django.urls import reverse

from bureau.institution.governance.texts.papers import saying
from bureau.institution.governance.texts.papers.saying import papers_that_say
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.views.phrases import page
from tests.institution.governance.engagement import draft_engagement, submitted
from tests.institution.governance.visitors import visitor
from tests.institution.house import House

pytestmark = pytest.mark.django_db


def said(house: House, name: str, language: str = "en", by: str = "Olga") -> dict[str, set[str]]:
    found = papers_that_say(house.actor(by), name, language).found
    return {one.thing.address: {paper.name for paper in one.papers} for one in found}


@pytest.mark.thorough
def test_it_is_found_in_the_papers_that_say_it(house: House) -> None:
    case = reverse("reorganisation", args=[submitted(house).number])
    assert said(house, "front.purpose")[case] == {
        "Paper to the council",
        "Document to the committee",
    }
    assert said(house, "description.duties", "ar")[case] >= {"Job description: D1"}
    assert said(house, "letter.greeting") == {}


def test_whoever_does_not_see_the_case_is_told_of_no_paper(house: House) -> None:
    draft_engagement(house)
    assert said(house, "front.purpose", by="Adam") == {}
    assert papers_that_say(house.actor("Adam"), "front.purpose", "en").total == 0


def test_more_cases_than_are_looked_at_are_counted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_engagement(house)
    monkeypatch.setattr(saying, "CASES_MOST", 0)
    told = papers_that_say(house.actor("Olga"), "front.purpose", "en")
    assert (told.found, told.looked, told.total) == ((), 0, 1)


def test_it_stands_on_the_page_of_the_phrase_and_on_its_form(house: House) -> None:
    number = submitted(house).number
    client = visitor(house, "Olga")
    paper = reverse("paper", args=["council-paper", number, "fr"])
    for name in ("settings-phrase", "settings-phrase-change"):
        address = reverse(name, query={"concept": "front.purpose", "language": "fr"})
        told = client.get(address).content.decode()
        assert paper in told and "Looked for in 1 open case" in told
    address = reverse("settings-phrase", query={"concept": "letter.greeting", "language": "fr"})
    assert "No paper on an open case" in client.get(address).content.decode()
    address = reverse("settings-phrase", query={"concept": "letter.greeting"})
    assert "Choose a language" in client.get(address).content.decode()


def test_papers_of_another_organisation_are_not_changed_by_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_engagement(house)
    monkeypatch.setattr(saying, "organisation_of", lambda actor: Organisation(pk=99))
    assert papers_that_say(house.actor("Olga"), "front.purpose", "en").total == 0


def test_a_save_sets_no_paper(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    submitted(house)
    asked: list[str] = []
    monkeypatch.setattr(page, "touched_by", lambda *about: asked.append("papers"))
    address = reverse(
        "settings-phrase-change", query={"concept": "front.purpose", "language": "fr"}
    )
    sent = {"key": "0" * 32, "words": "But", "source": "Style guide"}
    assert visitor(house, "Olga").post(address, sent).status_code == 302
    assert asked == []
