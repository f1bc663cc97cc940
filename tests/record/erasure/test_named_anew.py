"""Whoever was erased is named by nothing new; what is theirs still ends."""

import inspect
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from bureau.config.promises.every_act import services_there_are
from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.services.actions import add_action
from bureau.institution.governance.services.corrections import (
    confirm_correction,
    propose_correction,
    propose_rescission,
)
from bureau.institution.governance.services.drafts import (
    name_reader,
    remove_reader,
    start_reorganisation,
)
from bureau.institution.governance.services.people import add_affected_person
from bureau.institution.governance.services.personnel import (
    appoint,
    end_engagement,
    end_incumbency,
    engage,
)
from bureau.institution.governance.services.rescissions import start_rescission
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.services.standing_in import (
    confirm_stand_in,
    delegate_post,
    end_absence,
    record_absence,
    take_back_delegation,
)
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person
from bureau.record.accounts.services.people import correct_name
from bureau.record.accounts.services.sittings import end_sessions
from bureau.record.erasure.models import ErasureRequest
from bureau.record.erasure.queries import are_erased, register_of_erasures
from bureau.record.erasure.services import requests
from bureau.web import kinds
from bureau.web.multilingual import text
from tests.institution.governance.engagement import approve, determine, recommend, submitted
from tests.institution.governance.test_own_interest import appointing, put_forward
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, TODAY, House

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=9)
NAMING = {
    *("accounts.correct_name", "accounts.create_user", "accounts.invite"),
    *("accounts.propose_grant", "accounts.grant_directly", "accounts.restore_administrator"),
    *("organisation.delegate_post", "organisation.record_absence"),
    *("governance.appoint", "governance.engage", "governance.add_affected_person"),
    *("governance.name_reader", "governance.assign_translation", "papers.name_translator"),
    *("governance.comment_on", "governance.reply_to", "organisation.give_role"),
}
"""Services that name a person for something new."""
ENDING = {
    *("accounts.close_account", "accounts.open_account", "accounts.end_sessions"),
    *("accounts.remove_factors_of", "accounts.untie_identity", "governance.remove_reader"),
    *("erasure.request_erasure", "erasure.place_hold"),
}
"""Services that end something of a person, or are there for who is to be erased."""
OF_SEVERAL = {"procedures.open_round"}
"""Authors of a case: those of its draft, joined by the service that puts it forward."""


def erase(house: House, name: str) -> int:
    person = house.people[name]
    first, second = house.administrators
    asked = requests.request_erasure(first, person=person, reason="Asked for")
    requests.settle_erasure(second, request=asked, is_confirmed=True)
    return person


def test_every_service_that_takes_a_person_says_whether_it_names_one_anew() -> None:
    words = {"person", "stand_in", "confirmed_by", "mentions", "authors"}
    taking = {
        name
        for name, service in services_there_are().items()
        if words & inspect.signature(service).parameters.keys()
    }
    assert taking == NAMING | ENDING | OF_SEVERAL


def of_a_draft(house: House, person: int) -> object:
    olga = house.actor("Olga")
    draft = start_reorganisation(
        olga, organisation=house.organisation, reference="R-1", title=text(en="A case")
    )
    return name_reader(olga, reorganisation=draft, person=person)


def of_an_action(house: House, person: int) -> object:
    olga = house.actor("Olga")
    draft = start_reorganisation(
        olga, organisation=house.organisation, reference="R-1", title=text(en="A case")
    )
    return add_action(
        olga,
        reorganisation=draft,
        kind=ActionKind.APPOINT,
        subject=house.posts["D1"],
        day=FORCE.toordinal(),
        values={"person": person},
    )


def of_a_correction(house: House, person: int) -> object:
    held = Effect.objects.get(kind="incumbency", subject=house.held_by("Adam"))
    return propose_correction(
        house.actor("Olga"),
        effect=held.pk,
        fields={**held.fields, "person": person},
        document=text(en="Staff list"),
        reason="Another held it",
    )


def granted(house: House, person: int) -> object:
    return accounts.grant_directly(
        house.administrator, person=person, grant="auditor", valid_from=TODAY, valid_until=LATER
    )


def proposed(house: House, person: int) -> int:
    return accounts.propose_grant(
        house.administrator, person=person, grant="auditor", valid_from=TODAY, valid_until=LATER
    )


def delegated(house: House, person: int) -> int:
    return delegate_post(
        house.actor("Olga"),
        post=house.posts["OFF"],
        person=person,
        capacity="delegate",
        valid_from=TODAY,
        valid_until=LATER,
    )


def stood_in(house: House, person: int, by: str = "Opal") -> int:
    return record_absence(
        house.actor(by),
        post=house.posts["OPS"],
        person=house.people["Opal"],
        stand_in=person,
        valid_from=TODAY,
        valid_until=LATER,
    )


def affected(house: House, person: int) -> object:
    return add_affected_person(
        house.actor("Hana"),
        reorganisation=submitted(house).number,
        person=person,
        post=house.posts["ADV"],
        how="moved",
        day=FORCE,
        reason="Told by the department",
    )


NAMED: dict[str, Callable[[House, int], object]] = {
    "renamed": lambda house, person: correct_name(house.administrator, person=person, name="Nia"),
    "given a login": lambda house, person: accounts.create_user(
        house.administrator, person=person, login="nia", password=None
    ),
    "granted": granted,
    "proposed for a grant": proposed,
    "made a delegate": delegated,
    "named as stand-in": stood_in,
    "appointed": lambda house, person: appoint(
        house.actor("Hana"), post=house.posts["D1"], person=person, day=TODAY
    ),
    "engaged": lambda house, person: engage(
        house.actor("Hana"), unit=house.units["TSB"], person=person, manner="consultant", day=TODAY
    ),
    "made a reader": of_a_draft,
    "appointed by a draft": of_an_action,
    "put on a post by a correction": of_a_correction,
    "put on a list": affected,
}


@pytest.mark.parametrize("how", NAMED)
def test_nobody_who_was_erased_is(house: House, how: str) -> None:
    NAMED[how](house, house.people["Stray"])


@pytest.mark.parametrize("how", NAMED)
def test_nobody_who_was_erased_is_named_anew(house: House, how: str) -> None:
    person = erase(house, "Stray")
    with pytest.raises(Refused, match="person_erased"):
        NAMED[how](house, person)
    assert Person.objects.get(pk=person).name == f"#{person}"


def test_what_was_proposed_before_is_not_confirmed_after(house: House) -> None:
    person = house.people["Stray"]
    grant, absence = proposed(house, person), stood_in(house, person, by="Hana")
    erase(house, "Stray")
    second = house.administrators[1]
    with pytest.raises(Refused, match="person_erased"):
        accounts.settle_grant(second, proposal=grant, is_confirmed=True)
    with pytest.raises(Refused, match="person_erased"):
        confirm_stand_in(house.actor("Otto"), absence=absence)
    accounts.settle_grant(second, proposal=grant, is_confirmed=False)


def ended(house: House) -> int:
    """A hold of the person on a post, which has ended by a correction that may be taken back."""
    hana, day = house.actor("Hana"), TODAY - timedelta(days=60)
    held = appoint(hana, post=house.posts["D1"], person=house.people["Stray"], day=day)
    end_incumbency(hana, incumbency=held, day=TODAY - timedelta(days=30))
    return Effect.objects.get(kind="incumbency", subject=held, role="end").pk


def never_ended(house: House, effect: int) -> int:
    return propose_rescission(
        house.actor("Olga"), effect=effect, document=text(en="Staff list"), reason="Never"
    )


def test_a_correction_that_gives_a_post_back_is_not_proposed(house: House) -> None:
    end = ended(house)
    erase(house, "Stray")
    with pytest.raises(Refused, match="person_erased"):
        never_ended(house, end)


def test_a_correction_that_gives_a_post_back_is_not_confirmed(house: House) -> None:
    correction = never_ended(house, ended(house))
    erase(house, "Stray")
    with pytest.raises(Refused, match="person_erased"):
        confirm_correction(house.actor("Otto"), correction=correction)


def test_a_correction_of_a_hold_that_is_over_names_nobody_anew(house: House) -> None:
    end = Effect.objects.get(pk=ended(house))
    erase(house, "Stray")
    correction = propose_correction(
        house.actor("Olga"),
        effect=end.pk,
        day=TODAY - timedelta(days=31),
        document=text(en="Staff list"),
        reason="A day before",
    )
    assert confirm_correction(house.actor("Otto"), correction=correction)


def test_an_appointment_decided_after_the_erasure_does_not_enter_into_force(house: House) -> None:
    case = appointing(house, "Stray")
    determine(case)
    recommend(case)
    erase(house, "Stray")
    with pytest.raises(Refused, match="person_erased"):
        approve(case)


def test_a_rescission_that_gives_a_post_back_does_not_start(house: House) -> None:
    held = appoint(
        house.actor("Hana"), post=house.posts["D1"], person=house.people["Stray"], day=TODAY
    )
    case = put_forward(house, ActionKind.END_INCUMBENCY, held, {})
    determine(case)
    recommend(case)
    approve(case)
    entry = EntryIntoForce.objects.latest("pk")
    erase(house, "Stray")
    with pytest.raises(Refused, match="person_erased"):
        start_rescission(
            house.actor("Olga"),
            entry=entry.pk,
            reference="BACK",
            title=text(en="Back"),
            from_day=entry.valid_from,
        )


def test_what_is_theirs_still_ends(house: House) -> None:
    person, olga, hana = house.people["Stray"], house.actor("Olga"), house.actor("Hana")
    delegation, absence = delegated(house, person), stood_in(house, person)
    engagement = engage(
        hana, unit=house.units["TSB"], person=person, manner="consultant", day=TODAY
    )
    draft = start_reorganisation(
        olga, organisation=house.organisation, reference="R-1", title=text(en="A case")
    )
    name_reader(olga, reorganisation=draft, person=person)
    held = house.held_by("Adam")
    erase(house, "Stray")
    erase(house, "Adam")
    take_back_delegation(olga, delegation=delegation)
    end_absence(hana, absence=absence)
    end_engagement(hana, engagement=engagement, day=LATER)
    end_incumbency(hana, incumbency=held, day=LATER)
    remove_reader(olga, reorganisation=draft, person=person)
    end_sessions(house.administrator, person=person)


def test_the_page_says_that_the_person_was_erased(house: House) -> None:
    person = erase(house, "Stray")
    client = visitor(house, "Ada")
    address = reverse("correct-name", args=[person])
    client.post(address, {"key": "k", "of": person, "name": "Nia"})
    assert "This person was erased." in page(client, reverse("sign-in-of", args=[person]))


def test_data_that_exists_again_is_erased_again(house: House) -> None:
    person = erase(house, "Stray")
    first, second = house.administrators
    with pytest.raises(Refused, match="asked_already"):
        requests.request_erasure(first, person=person, reason="Asked for")
    Person.objects.filter(pk=person).update(name="Stray", email="stray@example.org")
    erase(house, "Stray")
    assert Person.objects.get(pk=person).name == f"#{person}" and are_erased([person]) == {person}
    assert kinds.personal([person]).get(person, []) == []
    assert [one.person for one in register_of_erasures()] == [person, person]
    with pytest.raises(Refused, match="asked_already"):
        requests.request_erasure(second, person=person, reason="Asked for")
    assert ErasureRequest.objects.filter(person=person).count() == 2
