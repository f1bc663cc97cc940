"""What each reader saw: everyone who had a hand in it, and one hash for one state on every page."""

import re

from django.urls import reverse

from bureau.core.actors import NOBODY
from bureau.core.procedures.deciding import Choice
from bureau.institution.governance.queries.readings import Reading, readings_of
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services import reviewing
from bureau.record.accounts.queries import secret_hash
from tests.institution.governance.deciding import lay_down, open_ballot, seat_committee, vote
from tests.institution.governance.engagement import (
    Engagement,
    determine,
    draft_engagement,
    recommend,
    submit_renaming,
    submitted,
)
from tests.institution.governance.test_clearance import asked, clear
from tests.institution.governance.test_comments import said, with_reader
from tests.institution.governance.test_reviewing import SECRET, invite
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import House
from tests.programs import program


def readings(case: Engagement, by: str = "Olga") -> list[Reading]:
    seen = seen_by(case.house.actor(by), [case.number])[case.number]
    return readings_of(seen, state_seen(seen))


def told(case: Engagement, by: str = "Olga") -> list[tuple[str, str, bool]]:
    return [(one.name, one.how, one.is_now) for one in readings(case, by)]


def hash_on(text: str) -> str:
    found = re.search(r'<bdi class="hash">(\w{4}·\w{4})</bdi>', text)
    assert found is not None
    return found.group(1)


def test_a_reviewer_who_commented_by_a_link_is_listed(house: House) -> None:
    case = draft_engagement(house)
    invite(case)
    reviewing.comment_from_outside(
        NOBODY, digest=secret_hash(SECRET), about="case", said="Why now?"
    )
    assert told(case) == [("Rita Review", "wrote", True)]
    assert [one.person for one in readings(case)] == [None]


def test_whoever_comments_is_listed_whether_or_not_they_said_what_they_saw(house: House) -> None:
    case = with_reader(house)
    said(case)
    assert told(case) == [("Stray", "wrote", True)]


def test_whoever_cleared_is_listed_under_the_hash_that_was_asked_for(house: House) -> None:
    case = asked(house)
    form = hash_on(page(visitor(house, "Hana"), _address(case, "clearance-act")))
    clear(case, "Hana")
    assert told(case) == [("Hana", "cleared", True)]
    author = visitor(house, "Olga")
    listed = hash_on(page(author, _address(case, "readings")))
    on_page = re.findall(r"\w{4}·\w{4}", page(author, _address(case, "clearance")))
    assert {form, listed} == set(on_page)


def test_whoever_voted_is_listed_but_not_how(house: House) -> None:
    seat_committee(house)
    lay_down(house)
    case = submit_renaming(house, "OPS2")
    determine(case)
    ballot = open_ballot(case)
    vote(house, ballot, "Dina", "DIR", Choice.FOR)
    assert told(case, "Otto") == [("Sana", "acted", True), ("Dina", "voted", True)]


def test_one_state_has_one_hash_on_form_act_route_and_readings(house: House) -> None:
    case = submitted(house)
    determine(case)
    step = case.step("recommend")
    form = f"{_address(case, 'act-new')}?step={step}&act=recommend"
    shown = {hash_on(page(visitor(house, "Coco"), form))}
    act = recommend(case)
    author = visitor(house, "Olga")
    address = reverse("reorganisation-act", args=[case.number, act])
    (told,) = (one.state for one in readings(case) if one.name == "Coco")
    acts = program(house, "Olga").get(f"reorganisations/{case.number}/acts")["items"]
    assert {one["state"] for one in acts} == {told}
    shown |= {hash_on(page(author, one)) for one in (address, _address(case, "route"))}
    listed = set(re.findall(r"\w{4}·\w{4}", page(author, _address(case, "readings"))))
    assert shown == listed and len(listed) == 1


def _address(case: Engagement, name: str) -> str:
    return reverse(f"reorganisation-{name}", args=[case.number])
