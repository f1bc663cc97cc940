"""After the decision: proposals become assignments of posts, are done or dropped, and chased."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from bureau.core.changes.following_up import What
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import Assignment, Reorganisation
from bureau.institution.governance.queries import following as reads
from bureau.institution.governance.queries.chasing import assignments_told
from bureau.institution.governance.queries.following import Proposed, proposed_of
from bureau.institution.governance.services import following
from bureau.institution.governance.texts.following import assignments_waiting
from bureau.institution.organisation.services.standing_in import delegate_post, record_absence
from bureau.record.journal.models import Entry
from bureau.record.notices.models import Notice
from bureau.record.notices.services.telling import keep_notices
from bureau.web import kinds
from tests.institution.governance.engagement import (
    Engagement,
    approve,
    decide,
    determine,
    recommend,
    submitted,
    take_note,
)
from tests.institution.governance.visitors import fresh_key, visitor
from tests.institution.house import NOW, TODAY, House

DUE = TODAY + timedelta(days=20)


@pytest.fixture
def case(house: House) -> Engagement:
    """A department, a merger, a renaming and a vacant post that is moved: all in force."""
    found = submitted(house)
    determine(found)
    recommend(found)
    approve(found)
    take_note(found)
    decide(found)
    return found


def proposals(case: Engagement) -> list[Proposed]:
    found = reads.follow_up(case.officer, case.number)
    assert found is not None
    return list(found.proposed)


def the(case: Engagement, what: What) -> Proposed:
    return next(one for one in proposals(case) if one.what is what)


def confirm(case: Engagement, what: What = What.ADVERTISE, post: str = "HR") -> int:
    return following.confirm_assignment(
        case.officer,
        reorganisation=case.number,
        proposal=the(case, what).key,
        owner=case.house.posts[post],
        due=DUE,
    )


def test_what_is_in_force_proposes_what_follows(house: House, case: Engagement) -> None:
    found = {(one.what, str(one.subject)) for one in proposals(case)}
    assert (What.ADVERTISE, f"post:{house.posts['D1']}") in found
    assert (What.PAPERS, f"unit:{house.units['TSP']}") in found
    assert (What.DESCRIBE, f"post:{house.posts['D1']}") not in found
    assert the(case, What.ADVERTISE).owner == house.posts["HR"]


def test_nothing_follows_from_what_is_not_in_force(house: House) -> None:
    found = submitted(house)
    assert proposals(found) == []
    with pytest.raises(Refused):
        following.add_assignment(
            found.officer,
            reorganisation=found.number,
            words="Tell",
            owner=house.posts["HR"],
            due=DUE,
        )


def test_a_proposal_that_is_confirmed_is_proposed_no_more(house: House, case: Engagement) -> None:
    before = len(proposals(case))
    number = confirm(case)
    row = Assignment.objects.get(pk=number)
    assert (row.owner, row.due, row.state) == (house.posts["HR"], DUE, "open")
    assert len(proposals(case)) == before - 1
    with pytest.raises(Refused):
        following.confirm_assignment(
            case.officer,
            reorganisation=case.number,
            proposal="1:advertise:post:1",
            owner=house.posts["HR"],
            due=DUE,
        )


def test_it_waits_at_home_for_whoever_holds_the_post(house: House, case: Engagement) -> None:
    number = confirm(case)
    (line,) = assignments_waiting(house.actor("Hana"))
    assert line.when == DUE and line.address.endswith("/follow-up/")
    assert assignments_waiting(house.actor("Adam")) == []
    assert "Advertise" in visitor(house, "Hana").get("/").content.decode()
    days = kinds.calendar(house.actor("Hana"), TODAY, TODAY + timedelta(days=60))
    assert (DUE, Reference("assignment", number)) in days


def after(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """So many days after the day by which it is to be done."""
    monkeypatch.setattr(timezone, "now", lambda: NOW + (DUE - TODAY) + timedelta(days=days))


def told(house: House, number: int) -> set[tuple[str, str]]:
    names = {person: name for name, person in house.people.items()}
    return {(names[one.person], one.code) for one in assignments_told([number])}


def test_one_that_is_late_is_told_once_more_and_then_to_the_post_above(
    house: House, case: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, codes = confirm(case), {("Hana", "to_do")}
    assert told(house, number) == codes
    after(monkeypatch, 1)
    codes |= {("Hana", "to_do_late")}
    assert told(house, number) == codes
    after(monkeypatch, 7)
    assert told(house, number) == codes | {("Sana", "to_do_above")}
    page = visitor(house, "Olga").get(f"/reorganisations/{case.number}/follow-up/")
    assert "late" in page.content.decode()


def give(house: House, name: str, to: str, capacity: str = "delegate") -> None:
    delegate_post(
        house.actor(name),
        post=house.posts["HR"],
        person=house.people[to],
        capacity=capacity,
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=90),
    )


def test_who_stands_in_hears_of_the_delay_after_some_days_and_may_end_it(
    house: House, case: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = confirm(case)
    give(house, "Hana", "Adam")
    after(monkeypatch, 2)
    assert ("Adam", "to_do_stand_in") not in told(house, number)
    after(monkeypatch, 3)
    keep_notices("assignment", None)
    assert ("Adam", "to_do_stand_in") in told(house, number)
    (line,) = assignments_waiting(house.actor("Adam"))
    assert "you act for HR" in line.why and case_reference(case) in line.why
    following.close_assignment(house.actor("Adam"), assignment=number)
    assert not told(house, number) and not assignments_waiting(house.actor("Adam"))


def case_reference(case: Engagement) -> str:
    return Reorganisation.objects.get(pk=case.number).reference


def test_where_the_holder_is_away_the_stand_in_hears_at_once_and_nobody_twice(
    house: House, case: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = confirm(case)
    give(house, "Hana", "Adam")
    record_absence(
        house.actor("Hana"),
        post=house.posts["HR"],
        person=house.people["Hana"],
        stand_in=house.people["Adam"],
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=90),
    )
    after(monkeypatch, 1)
    late = {("Adam", "to_do"), ("Adam", "to_do_stand_in")}
    assert told(house, number) == late
    after(monkeypatch, 7)
    assert told(house, number) == late | {("Sana", "to_do_above")}
    keys = [(one.person, one.key) for one in assignments_told([number])]
    assert len(keys) == len(set(keys))


def test_one_of_a_vacant_post_comes_to_the_post_above_with_the_reason(
    house: House, case: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = confirm(case, post="D1")
    assert not told(house, number)
    with pytest.raises(Refused):
        following.close_assignment(house.actor("Dina"), assignment=number)
    for days in (1, 8):
        after(monkeypatch, days)
        keep_notices("assignment", None)
        assert told(house, number) == {("Dina", "to_do_vacant")}
    notice = Notice.objects.get(kind="assignment")
    client = visitor(house, "Dina")
    assert "nobody acts for D1" in kinds.sentence("assignment", Reason(notice.code, notice.facts))
    assert "nobody acts for D1" in client.get("/").content.decode()
    assert "nobody acts for D1" in client.get("/waiting/").content.decode()
    client.post(f"/assignments/{number}/closing/", {"key": fresh_key()})
    assert Assignment.objects.get(pk=number).settled_by == house.people["Dina"]


def test_who_only_stands_above_looks_at_it_and_does_not_end_it(
    house: House, case: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = confirm(case)
    after(monkeypatch, 9)
    keep_notices("assignment", None)
    (line,) = assignments_waiting(house.actor("Sana"))
    assert "which reports to you" in line.why
    with pytest.raises(Refused):
        following.close_assignment(house.actor("Sana"), assignment=number)


def test_the_holder_says_that_it_is_done_and_others_may_not(house: House, case: Engagement) -> None:
    number = confirm(case)
    with pytest.raises(Refused):
        following.close_assignment(house.actor("Adam"), assignment=number)
    following.close_assignment(house.actor("Hana"), assignment=number)
    row = Assignment.objects.get(pk=number)
    assert (row.state, row.settled_by) == ("done", house.people["Hana"])
    with pytest.raises(Refused) as refused:
        following.close_assignment(house.actor("Hana"), assignment=number)
    assert [one.code for one in refused.value.reasons] == ["assignment_settled"]


def test_who_does_not_see_the_case_finds_what_is_theirs_and_nothing_else(house: House) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    approve(case)
    said = {"reorganisation": case.number, "due": DUE}
    number = following.add_assignment(
        case.officer, words="Move the desks", owner=house.posts["OPS"], **said
    )
    following.add_assignment(case.officer, words="Else", owner=house.posts["HR"], **said)
    client, address = visitor(house, "Opal"), f"/reorganisations/{case.number}/follow-up/"
    shown = client.get(address).content.decode()
    assert "Move the desks" in shown and "Else" not in shown
    assert "A department of engagement" not in shown
    assert visitor(house, "Adam").get(address).status_code == 404
    client.post(f"/assignments/{number}/closing/", {"key": fresh_key()})
    assert Assignment.objects.get(pk=number).state == "done"
    assert client.get(address).status_code == 404


def test_dropping_needs_a_reason_that_the_journal_does_not_tell(
    house: House, case: Engagement
) -> None:
    asked = {"reorganisation": case.number, "proposal": the(case, What.PAPERS).key}
    with pytest.raises(Refused):
        following.drop_proposal(case.officer, **asked, reason=" ")
    number = following.drop_proposal(case.officer, **asked, reason="No paper names it")
    assert Assignment.objects.get(pk=number).state == "dropped"
    assert "No paper" not in str(Entry.objects.latest("sequence").details)
    assert all(one.what is not What.PAPERS for one in proposals(case))


def test_an_assignment_is_dropped_by_the_officer_and_not_by_its_owner(
    house: House, case: Engagement
) -> None:
    number = confirm(case)
    with pytest.raises(Refused):
        following.drop_assignment(house.actor("Hana"), assignment=number, reason="No")
    following.drop_assignment(case.officer, assignment=number, reason="No money")
    assert Assignment.objects.get(pk=number).state == "dropped"


@pytest.mark.parametrize(("post", "due"), [("HR", date(2024, 1, 1)), ("nowhere", DUE)])
def test_a_post_that_is_not_there_and_a_day_gone_by_are_refused(
    house: House, case: Engagement, post: str, due: date
) -> None:
    number = confirm(case)
    owner = house.posts.get(post, 999_999)
    with pytest.raises(Refused):
        following.move_assignment(case.officer, assignment=number, owner=owner, due=due)


@pytest.mark.parametrize("due", ["2024-01-01", "", "soon"])
def test_what_was_typed_stays_where_it_is_refused(house: House, case: Engagement, due: str) -> None:
    typed = {"words": "Ring the bell", "owner": "HR-1", "due": due}
    client = visitor(house, "Olga")
    shown = client.post(
        f"/reorganisations/{case.number}/follow-up/assignment/", {"key": fresh_key(), **typed}
    )
    assert shown.status_code == 422
    assert 'value="Ring the bell"' in shown.content.decode()
    assert not Assignment.objects.exists()


def test_it_hangs_on_the_post_that_is_to_do_it(house: House, case: Engagement) -> None:
    number = confirm(case, post="OPS")
    ended = [Reference("post", house.posts["OPS"])]
    assert (ended[0], Reference("assignment", number)) in kinds.hanging(ended)
    following.move_assignment(case.officer, assignment=number, owner=house.posts["HR"], due=DUE)
    assert (ended[0], Reference("assignment", number)) not in kinds.hanging(ended)


@pytest.mark.parametrize("name", ["Adam", "Hana", "Coco", "Ada"])
def test_who_does_not_keep_it_assigns_nothing(house: House, case: Engagement, name: str) -> None:
    with pytest.raises(Refused):
        following.confirm_assignment(
            house.actor(name),
            reorganisation=case.number,
            proposal=the(case, What.ADVERTISE).key,
            owner=house.posts["HR"],
            due=DUE,
        )


def test_the_checklist_is_gone_through_by_pages(house: House, case: Engagement) -> None:
    olga, address = visitor(house, "Olga"), f"/reorganisations/{case.number}/follow-up/"
    key = the(case, What.ADVERTISE).key
    shown = olga.get(address).content.decode()
    assert key in shown and re.search(r"/compare/[^>]*>\s*Compare\s*<", shown)
    said = {"proposal": key, "owner": "HR", "due": "2024-07-30", "key": fresh_key()}
    made = olga.post(f"{address}assignment/", said, follow=True).content.decode()
    assert "It is assigned." in made
    added = {"words": "Tell the staff", "owner": "OFF", "due": "2024-07-30", "key": fresh_key()}
    assert (
        "Tell the staff" in olga.post(f"{address}assignment/", added, follow=True).content.decode()
    )
    wrong = {**added, "owner": "NONE", "key": fresh_key()}
    told = olga.post(f"{address}assignment/", wrong, follow=True).content.decode()
    assert "No post of that number" in told
    file = b"".join(olga.get(f"{address}?state=open&format=csv&sort=due"))  # type: ignore[arg-type]
    assert b"Tell the staff" in file and b"proposed" not in file
    number = Assignment.objects.get(what=What.ADVERTISE).pk
    hana = visitor(house, "Hana")
    done = hana.post(f"/assignments/{number}/closing/", {"key": fresh_key()}, follow=True)
    assert done.status_code == 200 and Assignment.objects.get(pk=number).state == "done"


def test_the_rule_reads_an_entry_once(house: House, case: Engagement) -> None:
    keys = [one.key for one in proposed_of(Reorganisation.objects.get())]
    assert len(keys) == len(set(keys))
