"""Appointing and ending by form, under a rule that needs no body."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.institution.governance.models import PersonnelAction
from bureau.institution.governance.queries.liens import liens_of
from bureau.institution.governance.services.actions import add_action
from bureau.institution.governance.services.drafts import start_reorganisation
from bureau.institution.governance.services.personnel import appoint, end_incumbency
from bureau.institution.procedures.models import ProcedureAct, ProcedureNote, Round
from bureau.institution.procedures.services.rules import end_rule
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import record_number_now
from bureau.web.multilingual import text
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, OPENED, TODAY, House


def test_an_appointment_is_in_force_at_once_under_an_instrument(house: House) -> None:
    count = Entry.objects.count()
    incumbency = appoint(
        house.actor("Hana"),
        post=house.posts["D1"],
        person=house.people["Stray"],
        day=FORCE,
        reason="Selected by the panel",
    )
    row = PersonnelAction.objects.get()
    assert row.subject == incumbency and row.record == record_number_now() == 2
    assert row.instrument.kind == "personnel_action"
    assert "D1" in row.instrument.title.in_language("en")
    assert Entry.objects.count() == count + 1
    assert house.now(FORCE).incumbencies_of(house.posts["D1"])[0].person == house.people["Stray"]
    assert house.now().incumbencies_of(house.posts["D1"]) == ()


def test_its_case_is_closed_by_the_one_act(house: House) -> None:
    appoint(house.actor("Hana"), post=house.posts["D1"], person=house.people["Stray"], day=TODAY)
    assert Round.objects.get().ended == TODAY
    assert ProcedureAct.objects.get().kind == "appoint"


def test_an_incumbency_ends_by_form(house: House) -> None:
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Adam"), day=FORCE)
    assert house.now(FORCE).is_vacant(house.posts["ADV"])
    assert not house.now(FORCE - timedelta(days=1)).is_vacant(house.posts["ADV"])


def test_a_hold_lasts_its_first_day_at_least(house: House) -> None:
    hana, held = house.actor("Hana"), house.held_by("Adam")
    with pytest.raises(Refused, match="ends_before_first_day"):
        end_incumbency(hana, incumbency=held, day=OPENED)
    end_incumbency(hana, incumbency=held, day=OPENED + timedelta(days=1))
    assert not house.now(OPENED).is_vacant(house.posts["ADV"])
    assert house.now(OPENED + timedelta(days=1)).is_vacant(house.posts["ADV"])


def test_who_ends_a_hold_before_its_first_day_is_told_what_to_do(house: House) -> None:
    address = reverse("end-incumbency", args=[house.held_by("Adam")])
    text = send(visitor(house, "Hana"), address, 422, last_day=str(OPENED - timedelta(days=1)))
    assert "What never was is not ended: correct the record." in text


def test_shares_over_one_are_refused(house: House) -> None:
    with pytest.raises(Refused) as refused:
        appoint(
            house.actor("Hana"), post=house.posts["ADV"], person=house.people["Stray"], day=TODAY
        )
    assert refused.value.reasons[0].facts["finding"] == "shares_over_one"
    assert record_number_now() == 1


def test_nobody_appoints_themselves(house: House) -> None:
    with pytest.raises(Refused) as refused:
        appoint(house.actor("Hana"), post=house.posts["D1"], person=house.people["Hana"], day=TODAY)
    assert refused.value.reasons[0].facts["because"] == ["conflict_declared"]


def test_the_rule_says_who_appoints(house: House) -> None:
    with pytest.raises(Refused, match="may_not_act"):
        appoint(
            house.actor("Olga"), post=house.posts["D1"], person=house.people["Stray"], day=TODAY
        )


def test_without_a_rule_nobody_is_appointed(house: House) -> None:
    end_rule(house.actor("Olga"), rule=house.rules["personnel"], valid_until=TODAY)
    with pytest.raises(Refused, match="rule_missing"):
        appoint(
            house.actor("Hana"), post=house.posts["D1"], person=house.people["Stray"], day=TODAY
        )


@pytest.mark.parametrize(("share", "manner"), [(0, "holder"), (101, "holder"), (100, "guest")])
def test_what_cannot_be_is_refused(house: House, share: int, manner: str) -> None:
    with pytest.raises(Refused, match="value_wrong"):
        appoint(
            house.actor("Hana"),
            post=house.posts["D1"],
            person=house.people["Stray"],
            day=TODAY,
            share=share,
            manner=manner,
        )


def test_the_reason_is_kept_beside_the_act_and_out_of_the_journal(house: House) -> None:
    end_incumbency(
        house.actor("Hana"), incumbency=house.held_by("Adam"), day=FORCE, reason="Illness"
    )
    assert ProcedureNote.objects.get().said == "Illness"
    entry = Entry.objects.latest("sequence")
    assert "Illness" not in str(entry.details) and entry.contents.get().value is None


def test_a_post_that_ends_is_lost_by_its_holder_and_the_right_of_return_by_who_keeps_it(
    house: House,
) -> None:
    post, officer = house.posts["ADV"], house.actor("Olga")
    appoint(house.actor("Hana"), post=post, person=house.people["Stray"], day=TODAY, manner="lien")
    number = start_reorganisation(
        officer, organisation=house.organisation, reference="ADV", title=text(en="No adviser")
    )
    add_action(
        officer,
        reorganisation=number,
        kind=ActionKind.ABOLISH_POST,
        subject=post,
        day=FORCE.toordinal(),
    )
    said = page(visitor(house, "Olga"), f"/reorganisations/{number}/")
    assert "2 people, 1 loses a post, 1 loses the right of return" in said
    assert "somebody would keep the right to return to a post that does not stand" in said


def test_a_post_with_a_lien_is_filled_by_who_acts_and_by_who_returns(house: House) -> None:
    hana, post, adam = house.actor("Hana"), house.posts["ADV"], house.people["Adam"]
    end_incumbency(hana, incumbency=house.held_by("Adam"), day=TODAY)
    appoint(hana, post=post, person=adam, day=TODAY, manner="lien")
    with pytest.raises(Refused) as refused:
        appoint(hana, post=post, person=house.people["Stray"], day=TODAY)
    assert refused.value.reasons[0].code == "post_kept_by_lien"
    appoint(hana, post=post, person=house.people["Stray"], day=TODAY, manner="acting")
    (line,) = liens_of(house.organisation, house.now())
    assert (line.person, line.post, line.acting) == (adam, post, 1)
    page = visitor(house, "Hana").get("/liens/").content.decode()
    assert "Adam" in page and "ADV" in page
    assert visitor(house, None).get("/liens/").status_code == 404
    file = b"".join(visitor(house, "Hana").get("/liens/?format=csv"))  # type: ignore[arg-type]
    assert b"Adam" in file
