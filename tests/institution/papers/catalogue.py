"""A small catalogue for trials, in place of the one that ships, and who words phrases."""

import pytest

from bureau.core.texts import Status
from bureau.institution.instruments.models import Body
from bureau.institution.papers.queries import phrases
from bureau.institution.papers.queries.phrases import PhrasePlace
from bureau.institution.papers.services.phrases import Given
from tests.institution.house import House

SHIPPED = {
    ("in_view_of", "en"): ("in view of", Status.REVISED, "Rules 1"),
    ("in_view_of", "fr"): ("vu", Status.REVISED, ""),
    ("in_view_of", "ar"): ("بالنظر إلى", Status.DRAFT, ""),
    ("annex.of", "en"): ("Annex {letter}", Status.REVISED, ""),
    ("annex.of", "zh-hans"): ("附件{letter}", Status.REVISED, ""),
    ("decides", "en"): ("decides", Status.REVISED, ""),
    ("decides@council", "ru"): ("постановляет", Status.REVISED, ""),
    ("decides@assembly", "ar"): ("تقرر", Status.DRAFT, ""),
}


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "shipped", lambda: SHIPPED)


def given(
    words: str = "eu égard à", concept: str = "in_view_of", language: str = "fr", **more: str
) -> Given:
    return Given(PhrasePlace(concept), language, words, **more)


def of_council(
    house: House, words: str = "agrees", concept: str = "decides", kind: str = ""
) -> Given:
    return Given(PhrasePlace(concept, house.bodies["COUNCIL"], kind), "en", words)


def bodies(house: House) -> list[Body]:
    return list(Body.objects.filter(organisation=house.organisation))
