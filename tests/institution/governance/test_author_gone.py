"""Whoever left the post in which they began a case is its author no more: they withdraw nothing,
follow nothing up, and read what everybody else may read."""

from collections.abc import Callable

import pytest

from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.institution.governance.services import budget_proposals, comments, following, steps
from bureau.institution.governance.services.personnel import appoint, end_incumbency
from bureau.institution.organisation.models import Absence
from tests.institution.governance.amending import approve_so, three_renamed
from tests.institution.governance.engagement import Engagement, determine, recommend, submitted
from tests.institution.governance.test_budget_proposals import Case
from tests.institution.governance.visitors import visitor
from tests.institution.house import FORCE, TODAY, House

pytestmark = pytest.mark.django_db
PAGES = ("people/", "evidence/", "withdrawal/", "follow-up/", "readings/", "comments/")


@pytest.fixture
def case(house: House) -> Engagement:
    case = submitted(house)
    determine(case)
    recommend(case)
    return case


def leave(house: House, *, keeps_another: bool = False) -> Actor:
    """Olga without the post in which she began it."""
    hana = house.actor("Hana")
    if keeps_another:
        appoint(hana, post=house.posts["D1"], person=house.people["Olga"], day=TODAY)
    held = next(
        one.id
        for one in house.now().incumbencies_of_person(house.people["Olga"])
        if one.post == house.posts["OFF"]
    )
    end_incumbency(hana, incumbency=held, day=TODAY)
    return house.actor("Olga")


def refused(act: Callable[[], object]) -> set[str]:
    with pytest.raises(Refused) as found:
        act()
    return {reason.code for reason in found.value.reasons}


@pytest.mark.parametrize("keeps_another", [False, True])
def test_who_left_the_post_withdraws_nothing(
    house: House, case: Engagement, keeps_another: bool
) -> None:
    olga = leave(house, keeps_another=keeps_another)
    said = {"reorganisation": case.number, "day": TODAY}
    codes = refused(lambda: steps.withdraw_reorganisation(olga, **said))
    assert codes == {"not_the_author"}


def test_who_left_the_post_follows_nothing_up(house: House) -> None:
    case = three_renamed(house)
    approve_so(case)
    olga, owner = leave(house), house.posts["DIR"]
    said = {"words": "Do it", "owner": owner, "due": FORCE}
    codes = refused(lambda: following.add_assignment(olga, reorganisation=case.number, **said))
    assert codes == {"not_yours_to_do"}


def test_who_left_the_post_comments_no_more(house: House, case: Engagement) -> None:
    olga = leave(house)
    said = {"about": "case", "kind": "comment", "said": "Once more"}
    assert refused(lambda: comments.comment_on(olga, reorganisation=case.number, **said))


@pytest.mark.parametrize("keeps_another", [False, True])
def test_who_left_the_post_reads_what_others_may(
    house: House, case: Engagement, keeps_another: bool
) -> None:
    address = f"/reorganisations/{case.number}/"
    before = visitor(house, "Olga")
    assert before.get(f"{address}people/").status_code == 200
    leave(house, keeps_another=keeps_another)
    olga = visitor(house, "Olga")
    found = {page: olga.get(address + page).status_code for page in PAGES}
    assert set(found.values()) <= {403, 404}, found


def test_who_left_the_post_withdraws_no_budget(house: House) -> None:
    case = Case(house)
    case.propose()
    case.put_forward()
    hana = {"post_id": house.posts["HR"], "person_id": house.people["Hana"]}
    Absence.objects.create(**hana, valid_from=TODAY)
    codes = refused(
        lambda: budget_proposals.withdraw_budget_proposal(
            house.actor("Hana"), proposal=case.number, day=TODAY
        )
    )
    assert codes == {"not_the_author"}
