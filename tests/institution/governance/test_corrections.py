"""Correcting the record: one proposes, another confirms, and later facts are asked about."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from bureau.core.reasons import Refused
from bureau.core.structure.effects import Manner
from bureau.institution.governance.models import (
    Correction,
    CorrectionReason,
    Withdrawal,
    WithdrawalReason,
)
from bureau.institution.governance.queries.corrections import corrections, later_facts, tells
from bureau.institution.governance.services.corrections import (
    confirm_correction,
    propose_correction,
    propose_rescission,
    withdraw_correction,
)
from bureau.institution.governance.services.erasing import erase_reasons
from bureau.institution.organisation.models import Absence, Effect, Grade, Place
from bureau.institution.organisation.services import standing_in
from bureau.record.accounts.models import Person
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import broken_links, record_number_now
from bureau.record.notices.models import OutboxMail
from bureau.record.notices.queries.letters import letter_for
from bureau.record.notices.services.telling import keep_notices
from bureau.web import kinds
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    approve,
    decide,
    determine,
    recommend,
    submitted,
)
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import OPENED, TODAY, House

DOCUMENT = text(en="Staff list of January 2020")


def effect_on(house: House, post: str) -> Effect:
    return Effect.objects.get(kind="post", subject=house.posts[post], role="establish")


def propose(house: House, **said: object) -> int:
    return propose_correction(
        house.actor("Olga"),
        effect=effect_on(house, "ADV").pk,
        document=DOCUMENT,
        reason="The list says P.5",
        **said,  # type: ignore[arg-type]
    )


def test_who_stands_in_for_the_proposer_is_no_second_person(house: House) -> None:
    number = propose(house, fields={"grade": "P.5"})
    standing_in.record_absence(
        house.actor("Olga"),
        post=house.posts["OFF"],
        person=house.people["Olga"],
        stand_in=house.people["Adam"],
        valid_from=TODAY,
    )
    with pytest.raises(Refused, match="two_persons_needed"):
        confirm_correction(house.actor("Adam", "OFF"), correction=number)
    assert confirm_correction(house.actor("Otto"), correction=number) == 2


def test_a_confirmed_correction_replaces_the_effect_and_restates_the_rest(house: House) -> None:
    number = propose(house, fields={"grade": "P.5"})
    assert record_number_now() == 1
    assert confirm_correction(house.actor("Otto"), correction=number) == 2
    post = house.now().post(house.posts["ADV"])
    assert post is not None and (post.grade, post.number) == ("P.5", "ADV")
    written = Effect.objects.get(record=2)
    assert written.manner == Manner.CORRECTION and written.instrument.kind == "correction"
    assert written.replacements.get().replaced == effect_on_record(house)


def effect_on_record(house: House) -> Effect:
    return Effect.objects.get(kind="post", subject=house.posts["ADV"], record=1)


def test_the_same_person_may_not_confirm(house: House) -> None:
    number = propose(house, fields={"grade": "P.5"})
    with pytest.raises(Refused, match="two_persons_needed"):
        confirm_correction(house.actor("Olga"), correction=number)


def test_one_without_the_role_may_not_propose(house: House) -> None:
    with pytest.raises(Refused, match="not_yours_to_do"):
        propose_correction(
            house.actor("Opal"),
            effect=effect_on(house, "ADV").pk,
            document=DOCUMENT,
            reason="No",
            fields={"grade": "P.5"},
        )


@pytest.mark.parametrize("fields", [{"grade": 5}, {"colour": "red"}, {"unit": None}, {}])
def test_values_that_cannot_be_are_refused(house: House, fields: dict[str, object]) -> None:
    with pytest.raises(Refused, match="value_wrong|nothing_changes"):
        propose(house, fields=fields)


def test_a_number_that_misleads_is_refused(house: House) -> None:
    with pytest.raises(Refused, match="code_mixes"):
        propose(house, fields={"number": "AD\u0412"})


def test_later_facts_must_have_been_looked_at(house: House) -> None:
    case = submitted(house)
    for act in (determine, recommend, approve):
        act(case)
    number = propose(house, fields={"grade": "P.5"})
    (later,) = later_facts(Correction.objects.get(pk=number))
    with pytest.raises(Refused, match="later_facts_exist"):
        confirm_correction(house.actor("Otto"), correction=number)
    confirm_correction(house.actor("Otto"), correction=number, later=[later.id])
    assert house.now().post(house.posts["ADV"]).grade == "P.5"  # type: ignore[union-attr]


def test_what_a_body_decided_stays_as_its_act_says(house: House) -> None:
    case = submitted(house)
    for act in (determine, recommend, decide):
        act(case)
    decided = Effect.objects.get(record=2)
    with pytest.raises(Refused, match="decided_as_written"):
        propose_rescission(
            house.actor("Olga"), effect=decided.pk, document=DOCUMENT, reason="An error"
        )


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"grade": "ZZ"}, "grade_unknown"), ({"duty_station": "MARS"}, "place_unknown")],
)
def test_a_grade_or_place_that_the_organisation_lacks_is_refused(
    house: House, fields: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        propose(house, fields=fields)
    assert not Correction.objects.exists()


def test_what_stands_and_is_on_no_list_may_stay(house: House) -> None:
    Grade.objects.filter(code="P.4").update(valid_until=OPENED + timedelta(days=1))
    Place.objects.all().delete()
    assert propose(house, fields={"number": "ADV2"})


def refused_already(refused: pytest.ExceptionInfo[Refused]) -> str:
    assert not Correction.objects.exists()
    return str(refused.value.reasons[0].facts["finding"])


@pytest.mark.parametrize(
    ("fields", "finding"), [({"unit": 999}, "post_without_unit"), ({"number": "OPS"}, "duplicate")]
)
def test_who_proposes_a_post_that_could_not_stand_is_told(
    house: House, fields: dict[str, object], finding: str
) -> None:
    with pytest.raises(Refused) as refused:
        propose(house, fields=fields)
    assert finding in refused_already(refused)


@pytest.mark.parametrize(
    ("fields", "finding"), [({"code": "TSP"}, "duplicate"), ({"parent": "SGD"}, "circle")]
)
def test_who_proposes_a_unit_that_could_not_stand_is_told(
    house: House, fields: dict[str, str], finding: str
) -> None:
    effect = Effect.objects.get(kind="unit", subject=house.units["SGD"], role="establish")
    said = {name: house.units["SGD"] if name == "parent" else one for name, one in fields.items()}
    with pytest.raises(Refused) as refused:
        propose_correction(
            house.actor("Olga"), effect=effect.pk, document=DOCUMENT, reason="So", fields=said
        )
    assert finding in refused_already(refused)


def test_what_could_not_stand_by_the_time_is_refused_who_confirms(house: House) -> None:
    first = propose(house, fields={"number": "NEW"})
    other = propose_correction(
        house.actor("Olga"),
        effect=effect_on(house, "OPS").pk,
        document=DOCUMENT,
        reason="The list says NEW",
        fields={"number": "NEW"},
    )
    confirm_correction(house.actor("Otto"), correction=first)
    with pytest.raises(Refused) as refused:
        confirm_correction(house.actor("Otto"), correction=other)
    assert "duplicate" in str(refused.value.reasons[0].facts["finding"])


def test_a_rescinded_effect_is_as_if_it_never_was(house: House) -> None:
    held = Effect.objects.get(kind="incumbency", subject=house.held_by("Adam"))
    number = propose_rescission(
        house.actor("Olga"), effect=held.pk, document=DOCUMENT, reason="Never appointed"
    )
    confirm_correction(house.actor("Otto"), correction=number)
    assert house.now(date(2021, 1, 1)).incumbencies_of(house.posts["ADV"]) == ()


def test_a_day_can_be_corrected(house: House) -> None:
    held = Effect.objects.get(kind="incumbency", subject=house.held_by("Adam"))
    number = propose_correction(
        house.actor("Olga"),
        effect=held.pk,
        document=DOCUMENT,
        reason="Came later",
        day=date(2021, 1, 1),
    )
    confirm_correction(house.actor("Otto"), correction=number)
    assert house.now(OPENED).incumbencies_of(house.posts["ADV"]) == ()
    assert house.now().incumbencies_of(house.posts["ADV"])


def test_a_replaced_effect_is_not_corrected_again(house: House) -> None:
    first = propose(house, fields={"grade": "P.5"})
    second = propose(house, fields={"grade": "D.1"})
    confirm_correction(house.actor("Otto"), correction=first)
    with pytest.raises(Refused, match="replaced_already"):
        confirm_correction(house.actor("Otto"), correction=second)


def test_the_reason_is_erasable_and_not_in_the_journal(house: House) -> None:
    propose(house, fields={"grade": "P.5"})
    assert "P.5" not in str(Entry.objects.latest("sequence").details.get("reason", ""))
    assert "list says" not in str(Entry.objects.latest("sequence").details)
    CorrectionReason.objects.all().delete()
    assert broken_links() == []


def test_the_reasons_of_whoever_is_erased_go_and_the_correction_stands(house: House) -> None:
    number = propose(house, fields={"grade": "P.5"})
    withdraw(house, number)
    erase_reasons(house.administrator, people=[house.people["Otto"]])
    assert CorrectionReason.objects.exists() and WithdrawalReason.objects.exists()
    erase_reasons(house.administrator, people=[house.people["Olga"]])
    assert not CorrectionReason.objects.exists() and not WithdrawalReason.objects.exists()
    entry = Entry.objects.latest("sequence")
    assert ("correction", number) in entry.subjects.values_list("kind", "number")
    text = page(visitor(house, "Olga"), reverse("correction", args=[number]))
    assert "Why it was withdrawn" in text and "Misread" not in text and broken_links() == []


def test_a_correction_is_sealed(house: House) -> None:
    number = propose(house, fields={"grade": "P.5"})
    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        Correction.objects.filter(pk=number).update(day=1)


def test_open_and_confirmed_corrections_are_a_standing_list(house: House) -> None:
    first = propose(house, fields={"grade": "P.5"})
    confirm_correction(house.actor("Otto"), correction=first)
    assert [one.pk for one in corrections(house.organisation)] == [first]
    assert corrections(house.organisation, is_open=True) == []


def waits_for(house: House, name: str) -> list[str]:
    return [line.address for line in kinds.waiting(house.actor(name))]


def test_it_waits_for_who_may_confirm_it_until_it_is_on_record(house: House) -> None:
    number = propose(house, fields={"grade": "P.5"})
    address = f"/corrections/{number}/"
    assert waits_for(house, "Otto") == [address]
    assert [waits_for(house, name) for name in ("Olga", "Opal")] == [[], []]
    assert [(one.person, one.address) for one in tells(None)] == [(house.people["Otto"], address)]
    confirm_correction(house.actor("Otto"), correction=number)
    assert waits_for(house, "Otto") == [] and tells(None) == []


def test_what_another_correction_replaced_waits_no_more(house: House) -> None:
    propose(house, fields={"grade": "D.1"})
    confirm_correction(house.actor("Otto"), correction=propose(house, fields={"grade": "P.5"}))
    assert waits_for(house, "Otto") == [] and tells(None) == []


def test_a_stand_in_of_an_officer_is_told_too(house: House) -> None:
    Absence.objects.create(
        post_id=house.posts["OFF2"],
        person_id=house.people["Otto"],
        stand_in_id=house.people["Opal"],
        valid_from=OPENED,
    )
    propose(house, fields={"grade": "P.5"})
    assert [one.person for one in tells(None)] == [house.people["Opal"]]


def test_one_mail_tells_of_it(house: House, settings: Settings) -> None:
    settings.BUREAU_SENDS_MAIL = True
    Person.objects.filter(pk=house.people["Otto"]).update(email="otto@example.org")
    number = propose(house, fields={"grade": "P.5"})
    for _ in range(2):
        keep_notices("correction", [number])
    letter = letter_for(OutboxMail.objects.get())
    assert letter is not None
    assert letter.subject == f"Waits for you: Correction {number}: Staff list of January 2020"
    assert f"/corrections/{number}/" in letter.body


def withdraw(house: House, number: int, name: str = "Olga", reason: str = "Misread") -> None:
    withdraw_correction(house.actor(name), correction=number, reason=reason)


def test_whoever_proposed_it_withdraws_it_and_it_waits_no_more(house: House) -> None:
    number = propose(house, fields={"grade": "P.5"})
    withdraw(house, number)
    assert waits_for(house, "Otto") == [] and tells(None) == []
    (row,) = corrections(house.organisation, is_open=False)
    assert (row.withdrawal.person, row.withdrawal.reason.said) == (house.people["Olga"], "Misread")
    entry = Entry.objects.latest("sequence")
    assert entry.act == "governance.withdraw_correction"
    assert "Misread" not in str(entry.details) and broken_links() == []


def test_what_is_withdrawn_is_neither_confirmed_nor_withdrawn_again(house: House) -> None:
    number = propose(house, fields={"grade": "P.5"})
    withdraw(house, number)
    with pytest.raises(Refused, match="withdrawn_already"):
        confirm_correction(house.actor("Otto"), correction=number)
    with pytest.raises(Refused, match="withdrawn_already"):
        withdraw(house, number)
    assert record_number_now() == 1


def test_only_what_waits_is_withdrawn_by_who_proposed_it_and_says_why(house: House) -> None:
    number = propose(house, fields={"grade": "P.5"})
    with pytest.raises(Refused, match="not_yours_to_do"):
        withdraw(house, number, name="Otto")
    with pytest.raises(Refused, match="reason_missing"):
        withdraw(house, number, reason=" ")
    confirm_correction(house.actor("Otto"), correction=number)
    with pytest.raises(Refused, match="confirmed_already"):
        withdraw(house, number)


def test_a_withdrawal_is_sealed_but_for_its_reason(house: House) -> None:
    number = propose(house, fields={"grade": "P.5"})
    withdraw(house, number)
    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        Withdrawal.objects.filter(correction=number).update(person=0)
    WithdrawalReason.objects.all().delete()
    assert broken_links() == []


@pytest.mark.parametrize("column", ["waiting", "tells"])
def test_fifty_wait_at_the_cost_of_one(house: House, column: str) -> None:
    (answer,) = kinds.functions(kinds.kind("correction"), column)
    asked = house.actor("Otto") if column == "waiting" else None
    counts = []
    for more in (1, 49):
        for _ in range(more):
            propose(house, fields={"grade": "P.5"})
        answer(asked)
        with CaptureQueriesContext(connection) as made:
            assert answer(asked)
        counts.append(len(made))
    assert counts[0] == counts[1]
