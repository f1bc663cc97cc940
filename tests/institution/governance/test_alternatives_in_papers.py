"""What was considered and not proposed: translated as all texts of a case, and told in papers."""

import json

import pytest

from bureau.core.papers.kinds import KINDS
from bureau.core.papers.kinds.parts import AlternativeSaid
from bureau.core.papers.shipped import BOOK
from bureau.core.texts import Status, Text
from bureau.institution.governance.models import Alternative, Scenario, Submission
from bureau.institution.governance.queries.scenarios import considered_with
from bureau.institution.governance.queries.translations import Given, translatable
from bureau.institution.governance.services import scenarios
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.services.translations import take_translations, translate_case
from bureau.institution.governance.texts.papers import GATHERED
from bureau.institution.governance.texts.translations import called
from bureau.web.multilingual import text
from tests.core.papers.reading import text_of
from tests.institution.governance.engagement import Engagement, draft_engagement, submit
from tests.institution.governance.test_back_and_again import referred_back
from tests.institution.governance.test_conflicts import seen
from tests.institution.house import House

BECAUSE = text(en="It helps nobody")


def beside(house: House, because: Text | None = BECAUSE) -> Engagement:
    """The draft beside a copy of it, which is not proposed."""
    case = draft_engagement(house)
    keep(case, because)
    return case


def keep(case: Engagement, because: Text | None) -> None:
    number = scenarios.add_scenario(
        case.officer,
        reorganisation=case.number,
        name=text(en="The same again"),
        drafted_name=text(en="As drafted"),
    )
    scenarios.describe_scenario(
        case.officer,
        reorganisation=case.number,
        number=number,
        name=text(en="The same again"),
        purpose=text(en="To compare"),
        reason=because,
    )


def of_paper(case: Engagement, version: int | None = None) -> tuple[AlternativeSaid, ...]:
    value = GATHERED["council-paper"].value(case.officer, case.number, version)
    found: tuple[AlternativeSaid, ...] = value.case.alternatives
    return found


def told(case: Engagement, kind: str, language: str = "en") -> str:
    value = GATHERED[kind].value(case.officer, case.number)
    return text_of(KINDS[kind].setting(value, language, BOOK))


@pytest.mark.parametrize("kind", ["council-paper", "committee-document"])
def test_papers_say_each_with_what_it_would_change_and_why_not(house: House, kind: str) -> None:
    said = told(beside(house), kind)
    assert "Considered and not proposed" in said
    assert "Alternative 1: The same again" in said
    assert "Not proposed for the following reason: It helps nobody" in said
    assert said.index("Alternative 1") < said.index("Posts moved")


def test_it_is_counted_as_the_proposal_would_be(house: House) -> None:
    case = beside(house)
    (one,) = of_paper(case)
    assert (one.actions, one.moved, one.established) == (6, 3, 0)
    submit(case)
    assert of_paper(case) == (one,)


def test_where_nothing_was_considered_nothing_is_said(house: House) -> None:
    case = draft_engagement(house)
    assert of_paper(case) == () and "Considered" not in told(case, "council-paper")


@pytest.mark.thorough
def test_in_a_draft_the_reason_of_the_choice_goes_for_all(house: House) -> None:
    case = beside(house, None)
    assert of_paper(case)[0].reason is None
    scenarios.describe_scenario(
        case.officer,
        reorganisation=case.number,
        number=1,
        name=text(en="As drafted"),
        reason=text(en="It is enough"),
    )
    assert of_paper(case)[0].reason == text(en="It is enough")
    submit(case)
    assert of_paper(case)[0].reason == text(en="It is enough")


def test_its_texts_are_among_those_of_the_case(house: House) -> None:
    units = [unit for unit in units_of(beside(house)) if unit.alternative]
    assert [(unit.id, called(unit)) for unit in units] == [
        ("alternative.1.name", "The way proposed: name"),
        ("alternative.2.name", "Alternative 1: name"),
        ("alternative.2.purpose", "Alternative 1: purpose"),
        ("alternative.2.reason", "Alternative 1: reason"),
    ]


def units_of(case: Engagement) -> list:  # type: ignore[type-arg]
    return translatable(seen(case.house, "Olga", case.number))


def test_a_translation_reaches_the_paper_after_it_was_put_forward_and_moves_no_hash(
    house: House,
) -> None:
    case = beside(house)
    submit(case)
    before = Submission.objects.get().words_hashes
    take_translations(
        case.officer,
        reorganisation=case.number,
        language="fr",
        given=[Given("alternative.2.reason", "Cela n'aide personne", "It helps nobody")],
    )
    said = {"alternative.2.name": ("Encore", "revised")}
    translate_case(case.officer, reorganisation=case.number, language="fr", said=said)
    assert Submission.objects.get().words_hashes == before
    french = told(case, "council-paper", "fr")
    assert "Variante 1 : Encore" in french and "Cela n'aide personne" in french.replace("’", "'")
    assert Scenario.objects.get(number=2).reason.said["fr"][1] is Status.DRAFT


def test_what_is_in_another_language_than_the_case_is_frozen_as_such(house: House) -> None:
    because = Text("fr", {"fr": ("Trop cher", Status.ORIGINAL)})
    case = beside(house, because)
    submit(case)
    row, submission = Alternative.objects.get(), Submission.objects.get()
    assert row.languages == {"because": "fr"}
    words = json.loads(submission.words["alternatives"]["parts"]["2"])
    assert words["languages"] == {"because": "fr"} and words["because"] == "Trop cher"
    Scenario.objects.filter(number=2).update(reason=None)
    (way,) = considered_with(seen(house, "Olga", case.number))
    assert way.reason == because


def test_in_the_language_of_the_case_the_words_are_frozen_as_ever(house: House) -> None:
    case = beside(house)
    submit(case)
    words = json.loads(Submission.objects.get().words["alternatives"]["parts"]["2"])
    assert set(words) == {"name", "purpose", "because", "actions_hash"}
    assert Alternative.objects.get().languages is None


def test_an_earlier_version_had_what_was_considered_then(house: House) -> None:
    case = referred_back(house)
    keep(case, BECAUSE)
    submit_reorganisation(case.officer, reorganisation=case.number)
    assert of_paper(case, 1) == ()
    assert [one.reason for one in of_paper(case)] == [BECAUSE]
