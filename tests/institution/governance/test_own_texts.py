"""An author of a case marks no translation of what belongs to the case as official."""

from collections.abc import Callable

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.core.texts import Status
from bureau.institution.governance.models import Confirmation, EntryIntoForce
from bureau.institution.governance.services import actions, corrections, drafts
from bureau.institution.governance.services.translations import translate_case
from bureau.institution.instruments.models import Instrument
from bureau.institution.instruments.services.provisions import translate_instrument
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.services.wordings import translate_wording
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
from tests.institution.governance.test_corrections import effect_on
from tests.institution.house import House

pytestmark = pytest.mark.django_db


def decided(house: House) -> Engagement:
    case = draft_engagement(house)
    submit(case)
    determine(case)
    recommend(case)
    approve(case)
    return case


def say_title(house: House, name: str, instrument: int, status: str = "official") -> None:
    said = {"title": ("Le contraire", status)}
    translate_instrument(house.actor(name), instrument=instrument, language="fr", said=said)


def say_wording(house: House, name: str, wording: int, status: str = "official") -> None:
    said = {"language": "fr", "words": "Le contraire", "status": status}
    translate_wording(house.actor(name), wording=wording, **said)


def refused(act: Callable[[], object], code: str) -> None:
    with pytest.raises(Refused) as caught:
        act()
    assert [reason.code for reason in caught.value.reasons] == [code]


def wording_of(words: str) -> int:
    return Wording.objects.get(original=words).pk


def test_an_author_does_not_make_the_title_of_the_decision_official(house: House) -> None:
    decided(house)
    made = EntryIntoForce.objects.get().instrument_id
    refused(lambda: say_title(house, "Olga", made), "is_author")
    say_title(house, "Olga", made, "revised")
    say_title(house, "Otto", made)
    assert Instrument.objects.get(pk=made).title.said["fr"][1] is Status.OFFICIAL


@pytest.mark.parametrize("words", ["Strategic Engagement", "Its money"])
def test_nor_what_the_case_words_before_and_after_the_decision(house: House, words: str) -> None:
    case = draft_engagement(house)
    for act in (lambda: None, lambda: submit(case)):
        act()
        refused(lambda: say_wording(house, "Olga", wording_of(words)), "is_author")
    say_wording(house, "Olga", wording_of(words), "revised")
    say_wording(house, "Otto", wording_of(words))
    assert Wording.objects.get(pk=wording_of(words)).said.said["fr"][1] is Status.OFFICIAL


def test_nor_by_way_of_the_case_of_somebody_else_with_the_same_words(house: House) -> None:
    draft_engagement(house)
    otto = house.actor("Otto")
    other = drafts.start_reorganisation(
        otto, organisation=house.organisation, reference="RENAMED", title=text(en="Renamed")
    )
    actions.add_action(
        otto,
        reorganisation=other,
        kind=ActionKind.RENAME_UNIT,
        day=DAY,
        subject=house.units["OPD"],
        values={},
        words={"name": text(en="Its money")},
        reason="Shorter",
    )
    drafts.name_reader(otto, reorganisation=other, person=house.people["Olga"])
    said = {f"wording.{wording_of('Its money')}": ("Argent", "official")}
    olga = house.actor("Olga")
    refused(
        lambda: translate_case(olga, reorganisation=other, language="fr", said=said), "is_author"
    )


def test_what_stands_in_no_case_of_theirs_is_made_official_by_officers(house: House) -> None:
    draft_engagement(house)
    used = Wording.objects.get(original="Strategic Engagement")
    other = Wording.objects.exclude(hash=used.hash).order_by("pk")[0]
    say_wording(house, "Olga", other.pk)
    assert Wording.objects.get(pk=other.pk).said.said["fr"][1] is Status.OFFICIAL


def test_nor_who_proposed_a_correction_the_title_of_it(house: House) -> None:
    proposed = corrections.propose_correction(
        house.actor("Otto"),
        effect=effect_on(house, "SG").pk,
        document=text(en="List"),
        reason="It says so",
        fields={"grade": "D.2"},
    )
    corrections.confirm_correction(house.actor("Olga"), correction=proposed)
    made = Confirmation.objects.get().instrument_id
    refused(lambda: say_title(house, "Otto", made), "is_author")
    say_title(house, "Olga", made)


def test_nothing_is_the_original_beside_the_original(house: House) -> None:
    draft_engagement(house)
    paper, wording = house.paper, wording_of("Its money")
    refused(lambda: say_title(house, "Otto", paper, "original"), "original_stays")
    refused(lambda: say_wording(house, "Otto", wording, "original"), "original_stays")
