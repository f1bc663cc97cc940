"""Where all others proposed it, gain by it or have a case there, an administrator confirms."""

from datetime import timedelta
from html import unescape

import pytest

from bureau.config.cli import main
from bureau.core.reasons import Refused
from bureau.institution.governance.services import corrections
from bureau.institution.organisation.models import Absence
from bureau.institution.organisation.services import standing_in
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import DirectGrant, User
from bureau.record.erasure.services import requests
from bureau.record.erasure.texts import sentence
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_engagement, draft_renaming
from tests.institution.governance.test_corrections import effect_on
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, TODAY, House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
FORMER = TODAY - timedelta(days=9)


def gone(house: House, by: str = "Hana") -> int:
    return standing_in.record_absence(
        house.actor(by),
        post=house.posts["SG"],
        person=house.people["Sana"],
        stand_in=None,
        valid_from=TODAY,
        valid_until=FORCE,
    )


def test_of_an_absence_where_both_officers_have_a_case(house: House) -> None:
    absence = gone(house)
    draft_engagement(house)
    draft_renaming(house, "OPX")
    for name in ("Olga", "Otto"):
        with pytest.raises(Refused, match="before_own_case"):
            standing_in.confirm_stand_in(house.actor(name), absence=absence)
    standing_in.confirm_stand_in(house.administrator, absence=absence)
    assert not Absence.objects.get().is_to_confirm


def test_of_a_correction_of_the_officer_beside_who_proposed_it(house: House) -> None:
    number = corrections.propose_correction(
        house.actor("Otto"),
        effect=effect_on(house, "OFF").pk,
        document=text(en="List"),
        reason="It says so",
        fields={"grade": "P.5"},
    )
    with pytest.raises(Refused, match="own_post"):
        corrections.confirm_correction(house.actor("Olga"), correction=number)
    corrections.confirm_correction(house.administrator, correction=number)
    post = house.now().post(house.posts["OFF"])
    assert post and post.grade == "P.5"


def test_the_only_administrator_is_told_how_a_hold_is_lifted(house: House) -> None:
    first, second = house.administrators
    hold = requests.place_hold(first, person=house.people["Stray"], ground="A case")
    requests.ask_to_lift_hold(first, hold=hold)
    with pytest.raises(Refused, match="two_persons_needed"):
        requests.lift_hold(first, hold=hold)
    DirectGrant.objects.filter(person=second.person).update(valid_until=FORMER)
    with pytest.raises(Refused, match="second_keeper_missing") as refused:
        requests.lift_hold(first, hold=hold)
    told = sentence(refused.value.reasons[0])
    assert told in unescape(page(visitor(house, "Ada"), "/settings/holds/"))
    assert "Settings, Direct grants" in told and "bureau administrator" in told
    said = {"grant": "administrator", "valid_from": TODAY, "valid_until": FORCE}
    asked = accounts.propose_grant(first, person=house.people["Adam"], **said)
    accounts.settle_grant(first, proposal=asked, is_confirmed=True)
    with pytest.raises(Refused, match="two_persons_needed"):
        requests.lift_hold(first, hold=hold)
    requests.lift_hold(house.actor("Adam"), hold=hold)


def test_where_there_is_no_administrator_the_command_makes_one_who_lifts_it(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    first = house.administrator
    said = {"grant": "auditor", "valid_from": FORMER, "valid_until": FORCE}
    accounts.grant_directly(first, person=house.people["Adam"], **said)
    hold = requests.place_hold(first, person=house.people["Stray"], ground="A case")
    requests.ask_to_lift_hold(house.actor("Adam"), hold=hold)
    DirectGrant.objects.filter(grant="administrator").update(valid_until=FORMER)
    with pytest.raises(Refused, match="second_keeper_missing"):
        requests.lift_hold(house.actor("Adam"), hold=hold)
    User.objects.create(person_id=house.people["Olga"], login="olga")
    assert main(["administrator", "--login", "olga"]) == 0, capsys.readouterr().err
    requests.lift_hold(house.actor("Olga"), hold=hold)


def test_whom_the_hold_concerns_is_no_second_keeper(house: House) -> None:
    first, second = house.administrators
    hold = requests.place_hold(first, person=second.person or 0, ground="A case")
    requests.ask_to_lift_hold(first, hold=hold)
    with pytest.raises(Refused, match="second_keeper_missing"):
        requests.lift_hold(first, hold=hold)


def test_human_resources_alone_end_no_absence_of_another(house: House) -> None:
    absence, hana = gone(house, "Sana"), house.actor("Hana")
    standing_in.end_absence(hana, absence=absence)
    assert Absence.objects.get().valid_until == FORCE
    with pytest.raises(Refused, match="two_persons_needed"):
        standing_in.end_absence(hana, absence=absence)
    standing_in.end_absence(house.actor("Otto"), absence=absence)
    assert Absence.objects.get().valid_until == TODAY


def test_and_its_holder_does(house: House) -> None:
    absence = gone(house, "Sana")
    standing_in.end_absence(house.actor("Hana"), absence=absence)
    standing_in.end_absence(house.actor("Sana"), absence=absence)
    assert Absence.objects.get().valid_until == TODAY


def test_the_page_asks_and_a_second_person_ends_it(house: House) -> None:
    absence = gone(house, "Sana")
    address = f"/standing-in/absences/{absence}/end/"
    assert "once a second person confirms it" in send(visitor(house, "Hana"), address)
    shown = page(visitor(house, "Otto"), "/standing-in/")
    assert "Hana asks to end the absence" in shown and address in shown
    assert address not in page(visitor(house, "Adam"), "/standing-in/")
    assert "The absence ends today" in send(visitor(house, "Otto"), address)
