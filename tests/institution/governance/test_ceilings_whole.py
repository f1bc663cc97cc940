"""Nothing that costs passes a ceiling: what is taken is what the structure costs more by a count
of its own, whatever kinds of action meet in a set."""

from random import Random

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.coordinates import Coordinates
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import DelegatedUse, Reorganisation
from bureau.institution.governance.services import actions, answers, drafts, submissions
from bureau.institution.organisation.models import StandardCost
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.organisation.services import reference
from bureau.institution.pools.models import Pool
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.record.journal.queries import record_number_now
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY, Engagement, approve
from tests.institution.governance.test_delegated import P4, accounts, set_cap
from tests.institution.governance.test_staffing_blocks import counted
from tests.institution.house import OPENED, House

pytestmark = pytest.mark.django_db

G6 = 10_000_000
"""What a post of that grade costs a year in the house; a staffing block of `counted` is of it."""


def leave_to_office(house: House, key: str, *kinds: str) -> None:
    office = Who(WhoKind.OFFICE, (house.offices["SG"],))
    step = StepTemplate("approval", 1, office, ActKind.APPROVE, Gate.ENTRY_INTO_FORCE)
    put_rule_in_force(
        house.actor("Olga"),
        organisation=house.organisation,
        key=key,
        subject="reorganisation",
        terms=Terms((step,), frozenset(kinds), rank=1),
        valid_from=OPENED,
        instrument=house.paper,
        is_practice=True,
    )


ALL_KINDS = (
    "establish_post",
    "reclassify_post",
    "abolish_post",
    "move_duty_station",
    "establish_block",
    "change_block",
    "abolish_block",
)


def a_set(
    house: House, *said: tuple[ActionKind, int | None, dict[str, object]], day: int = DAY
) -> int:
    """A draft of such actions on such subjects."""
    officer = house.actor("Olga")
    case = drafts.start_reorganisation(
        officer,
        organisation=house.organisation,
        reference=f"SET-{Reorganisation.objects.count()}",
        title=text(en="A set"),
    )
    for kind, subject, values in said:
        establishes = kind.value.startswith("establish")
        titled = establishes or kind is ActionKind.RETITLE_POST
        actions.add_action(
            officer,
            reorganisation=case,
            kind=kind,
            day=day,
            subject=subject,
            values=values | ({"unit": house.units["OPD"]} if establishes else {}),  # type: ignore[arg-type]
            words={"title": text(en="Analyst")} if titled else {},
            reason="Asked for",
        )
        if kind is ActionKind.ABOLISH_POST:
            answers.answer_finding(
                officer,
                reorganisation=case,
                code="successor_missing",
                subject=Reference("post", subject or 0),
                reason="Nothing follows",
            )
    return case


def submitted(house: House, case: int) -> Engagement:
    submissions.submit_reorganisation(house.actor("Olga"), reorganisation=case)
    return Engagement(house, case, 0)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[object]:
    return {one.facts.get("finding", one.code) for one in refused.value.reasons}


def yearly(day: int = DAY) -> int:
    """What all posts and blocks of the day cost in a year, counted one by one."""
    now = snapshot(Coordinates(day, record_number_now()))
    found = {(one.grade, one.place): one.amount_minor for one in StandardCost.objects.all()}
    posts = sum(found[one.grade, one.duty_station or "GVA"] * one.fte for one in now.posts())
    units = now.standing("unit").ids
    blocks = [one for unit in units.tolist() for one in now.blocks_of(unit)]
    return (posts + sum(found[one.grade, "GVA"] * one.fte for one in blocks)) // 100


BLOCK = {"grade": "P.4", "fte": 5000}


def test_a_block_counts_as_all_its_posts(house: House) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    set_cap(house, 49 * P4)
    over = a_set(house, (ActionKind.ESTABLISH_BLOCK, None, BLOCK))
    with pytest.raises(Refused) as refused:
        submitted(house, over)
    assert codes(refused) == {"ceiling_passed"}
    within = {"grade": "P.4", "fte": 4900}
    approve(submitted(house, a_set(house, (ActionKind.ESTABLISH_BLOCK, None, within))))
    (use,) = DelegatedUse.objects.all()
    assert (use.kind, use.amount_minor) == ("establish_block", 49 * P4)
    assert Pool.objects.get().taken == 49 * P4
    (account,) = accounts(house, 2024)
    assert [(one.number, one.left) for one in account.lines] == [("Analyst (P.4)", 0)]
    more = a_set(house, (ActionKind.CHANGE_BLOCK, use.post, {"fte": 4901}))
    with pytest.raises(Refused) as refused:
        submitted(house, more)
    assert codes(refused) == {"ceiling_passed"}


def test_a_block_of_a_grade_that_costs_otherwise_elsewhere_is_not_known(house: House) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    set_cap(house, 99 * P4)
    reference.add_standard_cost(
        house.administrator,
        organisation=house.organisation,
        grade="P.4",
        place="NBO",
        amount_minor=P4 // 2,
        currency="CHF",
        source=text(en="Example"),
        valid_from=OPENED,
    )
    case = submitted(house, a_set(house, (ActionKind.ESTABLISH_BLOCK, None, BLOCK)))
    with pytest.raises(Refused) as refused:
        approve(case)
    assert codes(refused) == {"ceiling_needs_cost"}


def test_what_costs_counts_by_its_own_rule_whatever_else_is_done_that_day(house: House) -> None:
    leave_to_office(house, "titles", "retitle_post")
    leave_to_office(house, "posts", *ALL_KINDS)
    set_cap(house, P4 // 100)
    post = house.posts["ADV"]
    both = a_set(
        house,
        (ActionKind.RETITLE_POST, post, {}),
        (ActionKind.RECLASSIFY_POST, post, {"grade": "P.5"}),
    )
    with pytest.raises(Refused) as refused:
        submitted(house, both)
    assert codes(refused) == {"ceiling_passed"}


@pytest.mark.parametrize("seed", range(6))
def test_what_is_taken_is_what_the_structure_costs_more(house: House, seed: int) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    leave_to_office(house, "titles", "retitle_post")
    set_cap(house, 1_000 * P4)
    random, blocks = Random(seed), [counted(house), counted(house, "TSP", 700)]
    said: list[tuple[ActionKind, int | None, dict[str, object]]] = []
    for name in random.sample(["OPS", "ADV"], random.randint(0, 2)):
        post = house.posts[name]
        if random.random() < 0.5:
            said.append((ActionKind.RETITLE_POST, post, {}))
        grades = ["G.6", "P.4", "P.5"]
        said.append((ActionKind.RECLASSIFY_POST, post, {"grade": random.choice(grades)}))
    for number in range(random.randint(0, 2)):
        new = {"number": f"A{number}", "grade": "P.4", "duty_station": "GVA", "funding": "regular"}
        said.append((ActionKind.ESTABLISH_POST, None, new))
    for _ in range(random.randint(1, 2)):
        new = {"grade": random.choice(["G.6", "P.4"]), "fte": random.randint(1, 900)}
        said.append((ActionKind.ESTABLISH_BLOCK, None, new))
    said.append((ActionKind.CHANGE_BLOCK, blocks[0], {"fte": random.randint(500, 900)}))
    if random.random() < 0.7:
        said.append((ActionKind.ABOLISH_BLOCK, blocks[1], {}))
    random.shuffle(said)
    before, now = yearly(), snapshot(Coordinates(DAY, record_number_now()))
    kept = [
        one
        for one in said
        if one[0] is not ActionKind.RECLASSIFY_POST
        or now.view(Reference("post", one[1] or 0)).grade != one[2]["grade"]  # type: ignore[union-attr]
    ]
    approve(submitted(house, a_set(house, *kept)))
    assert Pool.objects.get().taken == yearly() - before
