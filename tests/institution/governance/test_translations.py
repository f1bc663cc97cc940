"""The free texts of a case: by status in each language, and taken back from translators."""

import pytest

from bureau.core.reasons import Refused
from bureau.core.texts import Status
from bureau.institution.governance.models import Reorganisation, Submission
from bureau.institution.governance.queries.reorganisations import Seen, seen_by
from bureau.institution.governance.queries.translations import (
    Given,
    Translatable,
    coverage,
    originals,
    translatable,
)
from bureau.institution.governance.services.actions import change_action
from bureau.institution.governance.services.drafts import describe_reorganisation, name_reader
from bureau.institution.governance.services.translations import take_translations, translate_case
from bureau.institution.organisation.models import Wording
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    determine,
    draft_engagement,
    recommend,
    submit,
)
from tests.institution.house import House

pytestmark = pytest.mark.django_db


def seen(case: Engagement, name: str = "Olga") -> Seen:
    return seen_by(case.house.actor(name), [case.number])[case.number]


def units(case: Engagement) -> dict[str, Translatable]:
    return {unit.id: unit for unit in translatable(seen(case))}


def named(case: Engagement, words: str) -> Translatable:
    return next(unit for unit in units(case).values() if unit.original == words)


def take(case: Engagement, *given: Given, name: str = "Olga", language: str = "fr") -> object:
    by = case.house.actor(name)
    return take_translations(by, reorganisation=case.number, language=language, given=given)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in caught.value.reasons]


def test_every_free_text_of_a_case_is_there_once_and_in_order(house: House) -> None:
    found = list(units(draft_engagement(house)).values())
    assert [(unit.action, unit.field, unit.number, unit.original) for unit in found] == [
        (None, "title", "", "A department of engagement"),
        (None, "purpose", "", "To engage"),
        (1, "name", "", "Strategic Engagement"),
        (3, "name", "", "Standards Policy"),
        (6, "title", "", "Chief of Engagement"),
        (6, "direction", "", "Under the Director"),
        (6, "duty", "1", "Lead the department"),
        (6, "duty", "1.1", "Its money"),
        (6, "education", "1", "An advanced degree"),
    ]
    assert originals(found, "fr") == ["en"] and originals(found, "en") == []


def test_what_comes_back_is_a_draft_and_is_counted(house: House) -> None:
    case = draft_engagement(house)
    name = named(case, "Strategic Engagement")
    left = take(
        case,
        Given("title", "Un département", "A department of engagement"),
        Given(name.id, "Mobilisation", name.original),
    )
    assert left == {}
    row = Reorganisation.objects.get(pk=case.number)
    assert row.title.said["fr"] == ("Un département", Status.DRAFT)
    assert Wording.objects.get(pk=name.wording).said.said["fr"] == ("Mobilisation", Status.DRAFT)
    counted = coverage(translatable(seen(case)))
    assert counted["fr"]["draft"] == 2 and counted["fr"]["missing"] == 7
    assert counted["en"] == {"original": 9}


def test_what_changed_its_source_since_is_left_out_and_told(house: House) -> None:
    case = draft_engagement(house)
    officer, name = house.actor("Olga"), named(case, "Strategic Engagement")
    describe_reorganisation(
        officer,
        reorganisation=case.number,
        reference="TSB-2024",
        title=text(en="Another title"),
        purpose=text(en="To engage"),
        background=None,
    )
    change_action(
        officer,
        reorganisation=case.number,
        place=1,
        day=DAY,
        values={"code": "SED", "kind": "department", "parent": house.units["TSB"]},
        words={"name": text(en="Engagement")},
    )
    left = take(
        case,
        Given("title", "Un département", "A department of engagement"),
        Given(name.id, "Mobilisation", name.original),
        Given("purpose", "Mobiliser", "To engage"),
    )
    assert left == {"title": "source_changed", name.id: "unit_not_there"}
    assert "fr" not in Reorganisation.objects.get(pk=case.number).title.said


def test_official_words_stand_and_a_revised_one_goes_back_to_a_draft(house: House) -> None:
    case = draft_engagement(house)
    name_reader(house.actor("Olga"), reorganisation=case.number, person=house.people["Otto"])
    said = {"title": ("Officiel", "official"), "purpose": ("Revu", "revised")}
    with pytest.raises(Refused, match="is_author"):
        translate_case(house.actor("Olga"), reorganisation=case.number, language="fr", said=said)
    assert (
        translate_case(house.actor("Otto"), reorganisation=case.number, language="fr", said=said)
        == 2
    )
    left = take(case, Given("title", "Autre"), Given("purpose", "Nouveau"))
    row = Reorganisation.objects.get(pk=case.number)
    assert left == {"title": "translation_is_official"}
    assert row.title.said["fr"] == ("Officiel", Status.OFFICIAL)
    assert row.purpose.said["fr"] == ("Nouveau", Status.DRAFT)


@pytest.mark.parametrize(
    ("given", "language", "code"),
    [
        (Given("title", "x", "another"), "fr", "source_changed"),
        (Given("title", "x"), "en", "unit_is_original"),
        (Given("wording.0", "x"), "fr", "unit_not_there"),
        (Given("title", " "), "fr", "unit_without_words"),
        (Given("title", "x" * 20_001), "fr", "unit_too_long"),
        (Given("title", "x"), "de", "original_stays"),
    ],
)
def test_where_nothing_can_be_taken_it_is_refused(
    house: House, given: Given, language: str, code: str
) -> None:
    case = draft_engagement(house)
    with pytest.raises(Refused) as refused:
        take(case, given, language=language)
    assert codes(refused) == [code]


def test_the_same_again_changes_nothing(house: House) -> None:
    case = draft_engagement(house)
    take(case, Given("title", "Un département"))
    with pytest.raises(Refused) as refused:
        take(case, Given("title", "Un département"))
    assert codes(refused) == ["nothing_changes"]


def test_by_hand_it_gets_a_status_and_is_taken_away(house: House) -> None:
    case, officer = draft_engagement(house), house.actor("Olga")
    duty = named(case, "Its money")

    def say(words: str, status: str) -> int:
        said = {duty.id: (words, status), "title": ("", "draft")}
        return translate_case(officer, reorganisation=case.number, language="zh-hans", said=said)

    assert say("资金", "revised") == 1
    assert Wording.objects.get(pk=duty.wording).said.said["zh-hans"] == ("资金", Status.REVISED)
    assert say("", "draft") == 1
    assert "zh-hans" not in Wording.objects.get(pk=duty.wording).said.said
    for words, status, code in (
        ("", "draft", "nothing_changes"),
        ("x", "original", "original_stays"),
    ):
        with pytest.raises(Refused) as refused:
            say(words, status)
        assert codes(refused) == [code]


def test_only_who_sees_the_case_and_words_posts_translates(house: House) -> None:
    case = draft_engagement(house)
    for name in ("Adam", "Hana", "Otto"):
        with pytest.raises(Refused) as refused:
            take(case, Given("title", "x"), name=name)
        assert codes(refused) == ["not_yours_to_do"]


def test_on_its_way_a_translation_voids_no_act_and_moves_no_hash(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    determine(case)
    recommend(case)
    before = Submission.objects.get().words_hashes
    take(case, Given("title", "Un département"), Given(named(case, "Its money").id, "L’argent"))
    approve(case)
    assert Submission.objects.get().words_hashes == before
    assert units(case)["title"].words_in("fr") == "Un département"


def test_the_journal_tells_how_many_and_no_words(house: House) -> None:
    case = draft_engagement(house)
    take(case, Given("title", "Un département"))
    entry = Entry.objects.latest("pk")
    assert entry.act == "governance.take_translations"
    del entry.details["row_states"]
    assert entry.details == {"language": "fr", "texts": 1}
    assert ("reorganisation", case.number) in entry.subjects.values_list("kind", "number")
