"""After the decision: proposals become assignments of posts, are done or dropped, and chased."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from bureau.core.changes.following_up import What
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import Assignment, Reorganisation
from bureau.institution.governance.queries import following as reads
from bureau.institution.governance.queries.following import Proposed, proposed_of
from bureau.institution.governance.services import following
from bureau.institution.governance.texts.following import assignments_waiting
from bureau.record.journal.models import Entry
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


def test_one_that_is_late_is_told_once_more(
    house: House, case: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = confirm(case)
    assert [one.code for one in reads.assignments_told([number])] == ["to_do"]
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=40))
    assert [one.code for one in reads.assignments_told([number])] == ["to_do", "to_do_late"]
    page = visitor(house, "Olga").get(f"/reorganisations/{case.number}/follow-up/")
    assert "late" in page.content.decode()


def test_the_holder_says_that_it_is_done_and_others_may_not(house: House, case: Engagement) -> None:
    number = confirm(case)
    with pytest.raises(Refused):
        following.close_assignment(house.actor("Adam"), assignment=number)
    following.close_assignment(house.actor("Hana"), assignment=number)
    row = Assignment.objects.get(pk=number)
    assert (row.state, row.settled_by) == ("done", house.people["Hana"])
    with pytest.raises(Refused):
        following.close_assignment(house.actor("Hana"), assignment=number)


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
