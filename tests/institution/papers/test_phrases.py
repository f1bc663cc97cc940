"""Phrases of an organisation lie over what ships; two persons are needed before one is revised."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from bureau.core.reasons import Refused
from bureau.core.texts import Status
from bureau.institution.organisation.services.reference import create_organisation
from bureau.institution.papers.models import Phrase
from bureau.institution.papers.queries import phrases
from bureau.institution.papers.queries.phrases import (
    PhrasePlace,
    book_of,
    concepts_of,
    counts_of,
    history_of,
    phrases_of,
    place_of,
)
from bureau.institution.papers.queries.shipped import shipped
from bureau.institution.papers.services.phrases import (
    Given,
    reasons_against,
    review_phrase,
    set_phrase,
    take_phrase_back,
    take_phrases,
)
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from tests.institution.house import House
from tests.institution.papers.catalogue import bodies, given, of_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def word(house: House, said: Given | None = None, name: str = "Olga") -> int:
    by = house.actor(name)
    return set_phrase(by, organisation=house.organisation, said=said or given())


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in caught.value.reasons]


def test_what_ships_is_said_until_it_is_worded_otherwise(house: House) -> None:
    assert concepts_of(house.organisation)["in_view_of"].said["fr"].words == "vu"
    number = word(house)
    said = concepts_of(house.organisation)["in_view_of"].said["fr"]
    assert (said.words, said.status) == ("eu égard à", Status.DRAFT)
    assert said.row and said.row.pk == number
    book = book_of(house.organisation)
    assert book.find("in_view_of", "fr", "council/decision").words == "eu égard à"
    assert book.find("in_view_of", "en").source == "Rules 1"


def test_another_person_reviews_it_and_both_are_on_record(house: House) -> None:
    number = word(house)
    with pytest.raises(Refused) as own:
        review_phrase(house.actor("Olga"), phrase=number, status=Status.REVISED)
    made = review_phrase(house.actor("Otto"), phrase=number, status=Status.REVISED)
    row = Phrase.objects.get(pk=made)
    assert codes(own) == ["is_author"]
    assert (row.words, row.status, row.person) == ("eu égard à", "revised", house.people["Olga"])
    assert row.reviewer == house.people["Otto"]
    assert Entry.objects.filter(act="journal.record_refusal").count() == 1


def test_official_words_have_a_source(house: House) -> None:
    number = word(house)
    with pytest.raises(Refused) as none:
        review_phrase(house.actor("Otto"), phrase=number, status=Status.OFFICIAL)
    by = house.actor("Otto")
    made = review_phrase(by, phrase=number, status=Status.OFFICIAL, source="Rules 2")
    assert codes(none) == ["official_without_source"]
    assert Phrase.objects.get(pk=made).source == "Rules 2"


def test_only_the_version_that_counts_is_reviewed_or_taken_back(house: House) -> None:
    first = word(house)
    word(house, given("vu que"))
    for act in (
        lambda: review_phrase(house.actor("Otto"), phrase=first, status=Status.REVISED),
        lambda: take_phrase_back(house.actor("Otto"), phrase=first),
    ):
        with pytest.raises(Refused) as late:
            act()
        assert codes(late) == ["phrase_said_anew"]


def test_a_review_does_not_make_a_draft(house: House) -> None:
    with pytest.raises(Refused) as refused:
        review_phrase(house.actor("Otto"), phrase=word(house), status=Status.DRAFT)
    assert codes(refused) == ["not_a_review"]


def test_what_is_taken_back_is_said_as_it_ships_and_stays_in_the_history(house: House) -> None:
    number = word(house)
    take_phrase_back(house.actor("Olga"), phrase=number)
    assert phrases_of(house.organisation) == []
    assert concepts_of(house.organisation)["in_view_of"].said["fr"].words == "vu"
    assert [row.words for row in history_of(house.organisation, "in_view_of")] == ["", "eu égard à"]
    word(house)
    assert counts_of(house.organisation) == (1, 1)


def test_what_one_body_says_lies_beside_what_all_say(house: House) -> None:
    word(house, of_council(house))
    word(house, of_council(house, "resolves", kind="resolution"))
    found = concepts_of(house.organisation)
    assert found["decides"].said["en"].words == "decides"
    assert found["decides@council"].said["en"].words == "agrees"
    assert found["decides@council/resolution"].said["en"].words == "resolves"
    book = book_of(house.organisation)
    said = [book.find("decides", "en", of).words for of in ("council/resolution", "council/x", "")]
    assert said == ["resolves", "agrees", "decides"]


def test_what_ships_for_a_body_that_there_is_is_for_its_secretary(house: House) -> None:
    said = PhrasePlace("decides", house.bodies["COUNCIL"])
    assert place_of("decides@council", bodies(house)) == said
    word(house, Given(said, "ru", "решает"), "Carl")
    assert concepts_of(house.organisation)["decides@council"].said["ru"].words == "решает"
    with pytest.raises(Refused) as beside:
        word(house, given("x", "decides@council", "ru"))
    assert codes(beside) == ["phrase_unknown"]


def test_a_name_of_the_catalogue_leads_to_its_place(house: House) -> None:
    council = house.bodies["COUNCIL"]
    places = {
        "decides": PhrasePlace("decides"),
        "decides@assembly": PhrasePlace("decides@assembly"),
        "decides@council": PhrasePlace("decides", council),
        "decides@COUNCIL/decision": PhrasePlace("decides", council, "decision"),
        "decides@nobody": None,
        "decides@council/nothing": None,
        "nothing": None,
    }
    assert {name: place_of(name, bodies(house)) for name in places} == places


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (given("x", "nothing"), "phrase_unknown"),
        (given("x", language="de"), "phrase_unknown"),
        (given("x", "decides@elsewhere"), "phrase_unknown"),
        (given(" "), "phrase_without_words"),
        (given(" vu"), "phrase_without_words"),
        (given("vu\nque"), "phrase_not_a_line"),
        (given("x" * 501), "phrase_not_a_line"),
        (given("vu", source="x" * 301), "source_too_long"),
        (given("Annexe", "annex.of"), "phrase_facts_differ"),
        (given("Annexe {letter} {day}", "annex.of"), "phrase_facts_differ"),
        (Given(PhrasePlace("decides", None, "decision"), "en", "x"), "phrase_unknown"),
    ],
)
def test_what_could_not_stand_in_a_paper_is_refused(house: House, said: Given, code: str) -> None:
    with pytest.raises(Refused) as refused:
        word(house, said)
    assert code in codes(refused)


def test_words_with_the_facts_of_the_concept_stand(house: House) -> None:
    word(house, given("Annexe {letter}", "annex.of"))
    with pytest.raises(Refused) as same:
        word(house, given("Annexe {letter}", "annex.of"))
    assert codes(same) == ["nothing_changes"]


def test_the_secretary_of_a_body_words_what_all_say_and_what_it_says(house: House) -> None:
    word(house, of_council(house), "Carl")
    word(house, given("à la lumière de"), "Carl")
    for name in ("Coco", "Adam", "Hana"):
        with pytest.raises(Refused) as refused:
            word(house, of_council(house, "x"), name)
        assert codes(refused) == ["not_yours_to_do"]


def test_nobody_of_another_organisation_words_it(house: House) -> None:
    elsewhere = create_organisation(
        house.administrator, code="OTH", name=text(en="Another"), currency="CHF"
    )
    with pytest.raises(Refused) as refused:
        set_phrase(house.actor("Olga"), organisation=elsewhere, said=given())
    assert codes(refused) == ["not_yours_to_do"]


def test_many_at_once_are_drafts_and_what_stands_keeps_its_status(house: House) -> None:
    review_phrase(house.actor("Otto"), phrase=word(house), status=Status.REVISED)
    said = [given(), given("in the light of", language="en")]
    by = house.actor("Olga")
    assert take_phrases(by, organisation=house.organisation, said=said) == 1
    statuses = {row.language: row.status for row in phrases_of(house.organisation)}
    assert statuses == {"fr": "revised", "en": "draft"}
    with pytest.raises(Refused) as again:
        take_phrases(by, organisation=house.organisation, said=said)
    assert codes(again) == ["nothing_changes"]


def test_one_that_cannot_stand_leaves_out_all_of_a_file(house: House) -> None:
    said = [given(), given("x", "nothing")]
    with pytest.raises(Refused):
        take_phrases(house.actor("Olga"), organisation=house.organisation, said=said)
    assert not Phrase.objects.exists()


def test_as_it_was_on_a_day_is_known_later(house: House) -> None:
    row = Phrase.objects.get(pk=word(house))
    word(house, given("vu que"))
    assert [each.words for each in phrases_of(house.organisation, row.at)] == ["vu que"]
    assert phrases_of(house.organisation, row.at.replace(year=2020)) == []


def test_the_journal_names_the_phrase_and_tells_no_words(house: House) -> None:
    number = word(house)
    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.details["concept"]) == ("papers.set_phrase", "in_view_of")
    assert ("phrase", number) in entry.subjects.values_list("kind", "number")
    assert "eu égard" not in str(entry.details)


def test_the_table_keeps_every_version_and_two_persons(house: House) -> None:
    number = word(house)
    with pytest.raises(DatabaseError), transaction.atomic():
        Phrase.objects.filter(pk=number).update(words="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        row = Phrase.objects.get(pk=number)
        row.pk, row.status, row.reviewer = None, Status.REVISED, row.person
        row.save()


def test_what_ships_may_all_be_worded_as_it_is(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "shipped", shipped)
    council = [row for row in bodies(house) if row.code == "COUNCIL"]
    for (name, language), (words, _status, source) in shipped().items():
        place = place_of(name, council)
        assert place and reasons_against(Given(place, language, words, source)) == [], name
