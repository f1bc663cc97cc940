"""Delegates, assistants and stand-ins: named, acting or preparing, and ended again."""

from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from bureau.core.actors import Role
from bureau.core.procedures.kinds import Capacity
from bureau.core.reasons import Refused
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.services import drafts, steps, submissions
from bureau.institution.organisation.models import Absence, Delegation
from bureau.institution.organisation.queries.actors import (
    absences_on,
    actor_of,
    actors_in,
    delegations_on,
)
from bureau.institution.organisation.queries.structure import on_one_day
from bureau.institution.organisation.services.reference import give_role
from bureau.institution.organisation.services.standing_in import (
    confirm_stand_in,
    delegate_post,
    end_absence,
    record_absence,
    take_back_delegation,
)
from bureau.institution.procedures.queries.cases import open_steps
from bureau.record.accounts.models import Person
from bureau.record.erasure.services.requests import request_erasure, settle_erasure
from bureau.record.journal.models import Entry
from bureau.web import kinds
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_engagement, submit, submitted
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, NOW, OPENED, POSTS, TODAY, House


def away(house: House, name: str, post: str, stand_in: str | None) -> int:
    return record_absence(
        house.actor(name),
        post=house.posts[post],
        person=house.people[name],
        stand_in=house.people[stand_in] if stand_in else None,
        valid_from=TODAY,
        valid_until=FORCE,
    )


def assistant(house: House, of: str = "Olga", post: str = "OFF", name: str = "Stray") -> int:
    return delegate_post(
        house.actor(of),
        post=house.posts[post],
        person=house.people[name],
        capacity="assistant",
        valid_from=TODAY,
        valid_until=FORCE,
    )


def test_a_stand_in_has_the_post_with_its_roles_and_who_is_away_has_not(house: House) -> None:
    away(house, "Olga", "OFF", "Stray")
    assert house.actor("Stray").has(Role.ORGANISATION_OFFICER)
    assert house.actor("Stray").post == house.posts["OFF"] and house.actor("Stray").acts
    assert not house.actor("Olga").posts and not house.actor("Olga").roles


def test_back_again_the_powers_are_the_holders_at_once(house: House) -> None:
    absence = away(house, "Olga", "OFF", "Stray")
    end_absence(house.actor("Olga"), absence=absence)
    assert not house.actor("Stray").posts
    assert house.actor("Olga").posts == {house.posts["OFF"]}


def test_many_are_who_each_of_them_is(house: House) -> None:
    away(house, "Hana", "HR", "Dede")
    assistant(house)
    people = list(Person.objects.filter(pk__in=house.people.values()))
    found = actors_in(on_one_day(house.now()), people)
    assert found == {person.pk: actor_of(person, TODAY) for person in people}
    assert found[house.people["Dede"]].posts == {house.posts["DEP"], house.posts["HR"]}
    assert found[house.people["Stray"]].prepares == {house.posts["OFF"]}


def test_a_stand_in_may_act_on_the_step_that_waits(house: House) -> None:
    case = submitted(house)
    away(house, "Sana", "SG", "Dede")
    (step,) = open_steps(case.case(), TODAY)
    assert [one.capacity for one in step.judged.candidates] == [Capacity.STAND_IN]


def test_a_stand_in_names_no_delegate_and_says_no_absence(house: House) -> None:
    away(house, "Olga", "OFF", "Stray")
    with pytest.raises(Refused, match="not_yours_to_do"):
        assistant(house, of="Stray", name="Adam")
    with pytest.raises(Refused, match="post_not_held"):
        away(house, "Stray", "OFF", "Adam")


def test_human_resources_say_it_of_others_but_not_for_themselves(house: House) -> None:
    def say(stand_in: str) -> int:
        return record_absence(
            house.actor("Hana"),
            post=house.posts["OFF"],
            person=house.people["Olga"],
            stand_in=house.people[stand_in],
            valid_from=TODAY,
        )

    with pytest.raises(Refused, match="not_for_oneself"):
        say("Hana")
    assert Absence.objects.get(pk=say("Otto")).proposed_id == house.people["Otto"]


def said_by_staff(house: House, stand_in: str | None = "Stray", by: str = "Hana") -> int:
    return record_absence(
        house.actor(by),
        post=house.posts["SG"],
        person=house.people["Sana"],
        stand_in=house.people[stand_in] if stand_in else None,
        valid_from=TODAY,
    )


def refusing(why: str) -> AbstractContextManager[object]:
    return pytest.raises(Refused, match=why)


def test_human_resources_alone_take_nobody_the_power(house: House) -> None:
    case = submitted(house)
    absence = said_by_staff(house, None)
    assert house.actor("Sana").posts == {house.posts["SG"]}
    (step,) = open_steps(case.case(), TODAY)
    assert [one.capacity for one in step.judged.candidates] == [Capacity.HOLDER]
    with pytest.raises(Refused, match="stand_in_named_by_you"):
        confirm_stand_in(house.actor("Hana"), absence=absence)
    confirm_stand_in(house.actor("Otto"), absence=absence)
    assert not house.actor("Sana").posts


@pytest.mark.parametrize("post", ["SG", "COCO", "HR"])
def test_an_author_confirms_no_absence_from_a_post_that_their_case_comes_to(
    house: House, post: str
) -> None:
    """By its office, as the secretary of a body, or by its role, be the case a draft yet; but one's
    own."""
    draft_engagement(house)
    by = {"SG": "Hana", "COCO": "Hana", "HR": "Sana"}[post]
    role = Role.HUMAN_RESOURCES
    give_role(house.administrator, post=house.posts["SG"], role=role, valid_from=OPENED)
    absence = record_absence(
        house.actor(by),
        post=house.posts[post],
        person=house.people[POSTS[post][3] or ""],
        stand_in=None,
        valid_from=TODAY,
    )
    reached = post != "HR"
    with refusing("before_own_case") if reached else nullcontext():
        confirm_stand_in(house.actor("Olga"), absence=absence)
    with nullcontext() if reached else refusing("already_settled"):
        confirm_stand_in(house.actor("Otto"), absence=absence)


def test_an_absence_to_be_confirmed_is_turned_down_by_the_holder(house: House) -> None:
    absence = said_by_staff(house, None)
    with pytest.raises(Refused, match="not_yours_to_do"):
        end_absence(house.actor("Adam"), absence=absence)
    end_absence(house.actor("Sana"), absence=absence)
    assert not Absence.objects.exists()


def test_an_absence_is_confirmed_within_thirty_days(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    absence = said_by_staff(house)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=30, seconds=1))
    with pytest.raises(Refused, match="is_over"):
        confirm_stand_in(house.actor("Olga"), absence=absence)


def test_an_absence_that_had_begun_stays_in_effect_and_its_stand_in_waits(house: House) -> None:
    """What the migration does with rows of before, of which only the stand-in waited."""
    said_by_staff(house)
    Absence.objects.update(proposed_at=None)
    name = "bureau.institution.organisation.migrations.0009_absences_confirmed"
    import_module(name).stay_in_effect(apps, None)
    assert not house.actor("Sana").posts and not house.actor("Stray").posts
    (waiting,) = Absence.objects.filter(proposed_at=NOW)
    confirm_stand_in(house.actor("Olga"), absence=waiting.pk)
    assert house.actor("Stray").posts == {house.posts["SG"]}


def test_an_absence_to_be_confirmed_waits_for_who_may_confirm_it(house: House) -> None:
    absence = said_by_staff(house, None)
    told = {"Sana", "Olga", "Otto"}
    for name in (*told, "Hana", "Adam", "Stray"):
        listed = "Somebody said that a holder is away" in page(visitor(house, name), "/")
        assert listed == (name in told), name
    assert {each.person for each in kinds.telling("person", None)} == {
        house.people[name] for name in told
    }
    confirm_stand_in(house.actor("Olga"), absence=absence)
    assert not kinds.telling("person", [house.people["Sana"]])


def test_human_resources_alone_give_nobody_the_power_of_another(house: House) -> None:
    absence = said_by_staff(house)
    assert not house.actor("Stray").posts and not house.actor("Stray").roles
    assert house.actor("Sana").posts == {house.posts["SG"]}
    before = Entry.objects.latest("sequence").sequence
    with pytest.raises(Refused, match="stand_in_named_by_you"):
        confirm_stand_in(house.actor("Hana"), absence=absence)
    kept = Entry.objects.get(sequence__gt=before)
    assert kept.act == "journal.record_refusal"
    with pytest.raises(Refused, match="not_yours_to_do"):
        confirm_stand_in(house.actor("Stray"), absence=absence)
    assert not house.actor("Stray").posts


@pytest.mark.parametrize("second", ["Sana", "Olga"])
def test_a_second_person_confirms_a_stand_in_whom_human_resources_named(
    house: House, second: str
) -> None:
    absence = said_by_staff(house)
    confirm_stand_in(house.actor(second), absence=absence)
    assert house.actor("Stray").posts == {house.posts["SG"]}
    with pytest.raises(Refused, match="already_settled"):
        confirm_stand_in(house.actor(second), absence=absence)


def test_who_is_proposed_does_not_confirm_it(house: House) -> None:
    with pytest.raises(Refused, match="not_for_oneself"):
        confirm_stand_in(house.actor("Olga"), absence=said_by_staff(house, "Olga"))


def test_who_only_stands_in_for_human_resources_names_and_confirms_no_stand_in(
    house: House,
) -> None:
    absence = said_by_staff(house)
    away(house, "Hana", "HR", "Adam")
    with pytest.raises(Refused, match="not_yours_to_do"):
        confirm_stand_in(house.actor("Adam", "HR"), absence=absence)
    with pytest.raises(Refused, match="not_yours_to_do"):
        said_by_staff(house, by="Adam")


def test_who_only_stands_in_for_who_asked_confirms_no_erasure(house: House) -> None:
    asked = request_erasure(house.actor("Hana"), person=house.people["Adam"], reason="Asked for it")
    away(house, "Hana", "HR", "Stray")
    with pytest.raises(Refused, match="two_persons_needed"):
        settle_erasure(house.actor("Stray"), request=asked, is_confirmed=True)
    settle_erasure(house.administrator, request=asked, is_confirmed=True)


def test_the_page_offers_a_second_person_to_confirm_a_stand_in(house: House) -> None:
    absence = said_by_staff(house)
    offered = f"/standing-in/absences/{absence}/confirm/"
    assert offered not in page(visitor(house, "Adam"), "/standing-in/")
    olga = visitor(house, "Olga")
    assert offered in page(olga, "/standing-in/")
    assert offered not in send(olga, offered)
    assert Absence.objects.get(pk=absence).confirmed_by_id == house.people["Olga"]


def test_nobody_says_that_another_is_away(house: House) -> None:
    with pytest.raises(Refused, match="not_yours_to_do"):
        record_absence(
            house.actor("Adam"),
            post=house.posts["OFF"],
            person=house.people["Olga"],
            stand_in=None,
            valid_from=TODAY,
        )


def test_a_delegation_is_taken_back_by_who_gave_it_or_laid_down(house: House) -> None:
    first, second = assistant(house), assistant(house, name="Adam")
    with pytest.raises(Refused, match="not_yours_to_do"):
        take_back_delegation(house.actor("Otto"), delegation=first)
    take_back_delegation(house.actor("Olga"), delegation=first)
    take_back_delegation(house.actor("Adam"), delegation=second)
    assert not delegations_on(TODAY).exists()


def test_one_that_was_to_begin_is_taken_away_whole(house: House) -> None:
    number = assistant(house)
    Delegation.objects.filter(pk=number).update(valid_from=TODAY + timedelta(days=1))
    take_back_delegation(house.actor("Olga"), delegation=number)
    assert not Delegation.objects.exists()


def test_one_ended_on_its_first_day_held_until_then(house: House) -> None:
    number = assistant(house)
    before = timezone.now()
    take_back_delegation(house.actor("Olga"), delegation=number)
    assert not delegations_on(TODAY).exists()
    assert [one.pk for one in delegations_on(TODAY, before)] == [number]
    assert not delegations_on(TODAY, before + timedelta(seconds=1)).exists()


def test_one_that_has_run_is_kept_with_its_end(house: House) -> None:
    number = assistant(house)
    Delegation.objects.filter(pk=number).update(valid_from=TODAY - timedelta(days=9))
    take_back_delegation(house.actor("Olga"), delegation=number)
    assert Delegation.objects.get(pk=number).valid_until == TODAY


def test_an_assistant_prepares_a_draft_that_is_the_holders(house: House) -> None:
    assistant(house)
    prepared = house.actor("Stray", "OFF")
    number = drafts.start_reorganisation(
        prepared, organisation=house.organisation, reference="P-1", title=text(en="Prepared")
    )
    row = Reorganisation.objects.get(pk=number)
    assert row.author_id == house.people["Olga"]
    entry = Entry.objects.latest("sequence")
    assert (entry.person, entry.post) == (house.people["Stray"], house.posts["OFF"])
    assert entry.details["prepared_for"] == house.people["Olga"]


def test_an_assistant_puts_nothing_forward_and_takes_nothing_back(house: House) -> None:
    case = draft_engagement(house)
    assistant(house)
    with pytest.raises(Refused, match="prepares_only"):
        submissions.submit_reorganisation(house.actor("Stray", "OFF"), reorganisation=case.number)
    submit(case)
    with pytest.raises(Refused, match="not_the_author"):
        steps.withdraw_reorganisation(
            house.actor("Stray", "OFF"), reorganisation=case.number, day=TODAY
        )


def test_an_assistant_who_had_a_hand_in_it_counts_as_an_author(house: House) -> None:
    case = draft_engagement(house)
    assistant(house, name="Sana")
    drafts.describe_reorganisation(
        house.actor("Sana", "OFF"),
        reorganisation=case.number,
        reference=Reorganisation.objects.get(pk=case.number).reference,
        title=text(en="As Sana words it"),
        purpose=None,
        background=None,
    )
    submit(case)
    (step,) = open_steps(case.case(), TODAY)
    assert "is_author" in {one.code for one in step.judged.excluded}
    assert not step.judged.candidates


def test_who_prepares_has_no_power_of_their_own_meanwhile(house: House) -> None:
    assistant(house, name="Hana")
    assert house.actor("Hana").has(Role.HUMAN_RESOURCES)
    preparing = house.actor("Hana", "OFF")
    assert not preparing.roles and not preparing.posts and preparing.own


def test_the_page_names_an_assistant_and_the_menu_lets_them_prepare(house: House) -> None:
    visitor(house, "Stray")
    olga = visitor(house, "Olga")
    said = {"post": house.posts["OFF"], "login": "stray", "capacity": "assistant"}
    days = {"valid_from": TODAY.isoformat(), "last_day": "2024-06-30"}
    told = send(olga, "/standing-in/delegate/", **said, **days)
    assert "Stray: prepares for you" in " ".join(told.split()).replace("<bdi>", "").replace(
        "</bdi>", ""
    )
    stray = visitor(house, "Stray")
    assert "Prepare for" in page(stray, "/")
    stray.post(f"/acting/{house.posts['OFF']}/")
    assert page(stray, "/reorganisations/new/")
    stray.post(f"/acting/{house.posts['HR']}/")
    assert stray.session["acting_post"] == house.posts["OFF"]


def test_the_page_says_an_absence_and_ends_it(house: House) -> None:
    olga = visitor(house, "Olga")
    said = {"post": house.posts["OFF"], "login": "", "valid_from": TODAY.isoformat()}
    assert "nobody stands in" in send(olga, "/standing-in/away/", **said)
    absence = Absence.objects.get().pk
    send(olga, f"/standing-in/absences/{absence}/end/")
    assert not absences_on(TODAY).exists()


def test_the_first_page_tells_who_is_away_that_they_are(house: House) -> None:
    olga = visitor(house, "Olga")
    assert "You are said to be away" not in page(olga, "/")
    number = away(house, "Olga", "OFF", "Otto")
    told = page(olga, "/")
    assert "You are said to be away until 30 June 2024." in told and "Otto stands in" in told
    assert "You are said to be away" not in page(visitor(house, "Otto"), "/")
    end_absence(house.actor("Olga"), absence=number)
    assert "You are said to be away" not in page(olga, "/")


def test_what_is_typed_wrongly_is_told_and_kept(house: House) -> None:
    olga = visitor(house, "Olga")
    said = {"post": house.posts["OFF"], "login": "nobody-here", "valid_from": TODAY.isoformat()}
    told = send(olga, "/standing-in/away/", 422, **said)
    assert "Nobody signs in under this login" in told and "nobody-here" in told
