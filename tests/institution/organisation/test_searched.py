"""What units, posts, people and instruments are found by, through a decision and past its day."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.core.actors import NOBODY, Actor
from bureau.core.references import Reference
from bureau.institution.organisation.models import Organisation, Wording
from bureau.institution.organisation.queries.lineage import Called
from bureau.institution.organisation.services.reference import open_chart_at
from bureau.institution.organisation.services.wordings import translate_wording
from bureau.record.journal.services.following import follow
from bureau.record.search.queries import Hit, Why, find
from bureau.record.search.services import reread_due
from tests.institution.governance.engagement import (
    approve,
    determine,
    draft_engagement,
    recommend,
    submit,
)
from tests.institution.house import House

pytestmark = pytest.mark.everywhere

AFTER = datetime(2024, 7, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def search_alone(settings: Settings) -> None:
    settings.BUREAU_FOLLOWERS = ["bureau.record.search.services.follow"]


def hits(text: str, actor: Actor, kind: str = "") -> list[Hit]:
    follow.func()
    return list(find(actor, text, kinds=[kind] if kind else []).hits)


def labels(text: str, actor: Actor, kind: str = "") -> list[str]:
    return [hit.label.name for hit in hits(text, actor, kind)]


def decided(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    determine(case)
    recommend(case)
    approve(case)


def pass_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AFTER)
    reread_due.func()


def test_a_unit_whose_code_is_its_name_is_told_once() -> None:
    one = Called(Reference("unit", 1), "Change", "Change", None)
    assert (one.whole, replace(one, name="Changes").whole) == ("Change", "Change · Changes")


def test_a_unit_is_found_by_code_and_name_a_post_by_number_title_and_grade(house: House) -> None:
    reader = house.actor("Olga")
    assert labels("tsp", reader) == ["TSP · Telecommunication Policy"]
    assert labels("operations", reader, "unit") == ["OPD · Operations"]
    assert labels("deputy director", reader) == ["DEP · Deputy to the Director"]
    assert labels("D.2 GVA", reader) == ["DEP · Deputy to the Director"]


def test_people_are_found_by_those_who_are_signed_in(house: House) -> None:
    assert labels("Dede", house.actor("Olga")) == ["Dede"]
    assert labels("Dede", NOBODY) == [] and labels("Stray", house.actor("Olga")) == []


def test_a_stranger_finds_nothing_until_the_chart_is_public(house: House) -> None:
    assert labels("operations", NOBODY, "unit") == []
    Organisation.objects.update(chart_is_public=True)
    officer, top = house.actor("Olga"), house.units["INST"]
    open_chart_at(officer, organisation=house.organisation, unit=top)
    assert labels("operations", NOBODY, "unit") == ["OPD · Operations"]


def test_instruments_and_bodies_are_found_by_their_words(house: House) -> None:
    reader = house.actor("Olga")
    assert labels("opening record", reader) == ["Opening record"]
    assert labels("council", reader, "body") == ["Council"]


def test_what_is_only_drafted_is_found_by_nobody(house: House) -> None:
    draft_engagement(house)
    for name in ("Olga", "Sana"):
        assert labels("SED", house.actor(name)) == []


def test_what_is_decided_for_later_is_found_and_is_not_yet_the_name(house: House) -> None:
    decided(house)
    (hit,) = hits("SPD", house.actor("Olga"))
    assert hit.label.name == "TSP · Telecommunication Policy" and hit.why is Why.WORDS


@pytest.mark.exhaustive
def test_past_the_day_the_former_code_and_name_lead_to_what_it_is_now(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(house)
    reader = house.actor("Olga")
    assert len(hits("TSP", reader, "unit")) == 1
    pass_the_day(monkeypatch)
    for text in ("TSP", "telecommunication policy"):
        (hit,) = hits(text, reader, "unit")
        assert hit.label.name == "SPD · Standards Policy" and hit.why is Why.FORMER


@pytest.mark.exhaustive
def test_a_merged_unit_says_what_it_became(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(house)
    hits("SGD", house.actor("Olga"))
    pass_the_day(monkeypatch)
    (hit,) = hits("SGD", house.actor("Olga"))
    assert [label.name for label in hit.became] == ["SPD · Standards Policy"]


def test_a_translation_is_found_as_soon_as_it_is_made(house: House) -> None:
    reader = house.actor("Olga")
    assert labels("операции", reader) == []
    wording = Wording.objects.get(original="Operations")
    translate_wording(reader, wording=wording.pk, language="ru", words="Операции")
    assert labels("операции", reader) == ["OPD · Operations"]
