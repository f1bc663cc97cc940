"""What a ceiling was taken for is what the structure costs more on its last day: no saving counts
twice, none stays given back that does not come about, by a later decision or by a correction."""

from datetime import date

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.expand import progress_of
from bureau.core.procedures.ceilings import Counts
from bureau.core.reasons import Refused
from bureau.institution.governance.models import DelegatedUse, Reorganisation
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.routing import routed
from bureau.institution.governance.queries.valuing import with_amounts
from bureau.institution.governance.services import answers, corrections
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.structure import world
from bureau.institution.pools.models import Pool
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY, approve
from tests.institution.governance.test_ceilings_whole import (
    ALL_KINDS,
    G6,
    a_set,
    codes,
    leave_to_office,
    submitted,
    yearly,
)
from tests.institution.governance.test_delegated import P4, accounts, set_cap
from tests.institution.governance.test_staffing_blocks import counted
from tests.institution.house import House

pytestmark = pytest.mark.django_db

LAST = DAY + 300
P5 = P4 + 1_000_000
DIFFERENCE = P5 - P4
"""What a post of P.5 costs a year more than one of P.4."""


def drafted(house: House, kind: ActionKind, subject: int, day: int, **values: object) -> int:
    """A draft of one action whose findings are answered."""
    case, officer = a_set(house, (kind, subject, values), day=day), house.actor("Olga")
    for one in preview(seen_by(officer, [case])[case]).open_findings():
        if str(one.severity) == "asks":
            answers.answer_finding(
                officer,
                reorganisation=case,
                code=one.code,
                subject=one.subject,
                reason="On purpose",
            )
    return case


def decided(house: House, kind: ActionKind, subject: int, day: int, **values: object) -> None:
    approve(submitted(house, drafted(house, kind, subject, day, **values)))


def graded(house: House, post: str, day: int, grade: str, **values: object) -> None:
    decided(house, ActionKind.RECLASSIFY_POST, house.posts[post], day, grade=grade, **values)


def last_on(kind: str, subject: int, count: int) -> str:
    """The numbers of the last effects on it, to be overridden."""
    rows = Effect.objects.filter(kind=kind, subject=subject).order_by("-pk")[:count]
    return " ".join(str(one.pk) for one in rows)


def taken() -> int:
    return Pool.objects.get().taken


def test_fewer_posts_of_a_block_make_room_once_however_often_it_is_decided(house: House) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    set_cap(house, 10 * G6)
    block, before = counted(house), yearly(LAST)
    for days in (40, 30, 20):
        decided(house, ActionKind.CHANGE_BLOCK, block, DAY + days, fte=100)
        assert taken() == yearly(LAST) - before == -3 * G6
    all_of_them = last_on("block", block, 3)
    decided(house, ActionKind.CHANGE_BLOCK, block, DAY + 10, fte=400, overrides=all_of_them)
    assert taken() == yearly(LAST) - before == 0


def test_who_cancels_a_saving_takes_it_back_of_the_ceiling(house: House) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    set_cap(house, 0)
    post = house.posts["OPS"]
    graded(house, "OPS", DAY + 40, "P.4")
    graded(house, "ADV", DAY + 40, "P.5")
    assert taken() == 0
    back = drafted(
        house,
        ActionKind.RECLASSIFY_POST,
        post,
        DAY + 10,
        grade="P.5",
        overrides=last_on("post", post, 1),
    )
    with pytest.raises(Refused) as refused:
        submitted(house, back)
    assert codes(refused) == {"ceiling_passed"}


def test_what_cancels_a_saving_goes_by_the_rule_of_what_it_costs(house: House) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    post = house.posts["OPS"]
    graded(house, "OPS", DAY + 40, "P.4")
    found = []
    over = {"overrides": last_on("post", post, 1)}
    for grade, values in (("P.5", over), ("P.4", {}), ("D.1", {})):
        case = a_set(
            house, (ActionKind.RECLASSIFY_POST, post, {"grade": grade, **values}), day=DAY + 10
        )
        made, known = actions_of(case), world(house.organisation)
        read = routed(made, progress_of(made, known), house.organisation)
        found += [one.amount for one in with_amounts(read, made, known)]
    assert found == [DIFFERENCE, 0, DIFFERENCE]


def test_a_saving_decided_for_an_earlier_day_costs_nothing_where_increases_count(
    house: House,
) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    set_cap(house, DIFFERENCE, Counts.INCREASES)
    post = house.posts["OPS"]
    for days in (40, 20):
        graded(house, "OPS", DAY + days, "P.4")
    assert taken() == 0
    graded(house, "OPS", DAY + 10, "P.5", overrides=last_on("post", post, 2))
    assert taken() == DIFFERENCE
    (account,) = accounts(house, 2024)
    assert [one.amount for one in account.lines] == [0, 0, 0, DIFFERENCE]
    assert (account.lines[-1].so_far, account.left) == (DIFFERENCE, 0)


def test_a_ceiling_entered_later_counts_the_same(house: House) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    for days in (40, 20):
        graded(house, "OPS", DAY + days, "P.4")
    set_cap(house, DIFFERENCE, Counts.INCREASES)
    assert taken() == 0 and DelegatedUse.objects.count() == 3


def proposed(house: House, effect: Effect, day: int | None = None, **fields: object) -> None:
    corrections.propose_correction(
        house.actor("Olga"),
        effect=effect.pk,
        document=text(en="List"),
        reason="It says so",
        day=date.fromordinal(day) if day else None,
        fields=fields or None,  # type: ignore[arg-type]
    )


def rescinded(house: House, effect: Effect) -> None:
    corrections.propose_rescission(
        house.actor("Olga"), effect=effect.pk, document=text(en="List"), reason="It never was"
    )


SAVING, COST = ("OPS", "P.4"), ("ADV", "P.5")


@pytest.mark.parametrize(
    ("decision", "days", "is_refused"),
    [
        (SAVING, 41, True),
        (SAVING, 3_650, True),
        (SAVING, 39, False),
        (COST, 39, True),
        (COST, 41, False),
        (COST, 3_650, True),
    ],
    ids=[
        "a saving a day later",
        "a saving in ten years",
        "a saving earlier",
        "a cost earlier",
        "a cost later",
        "a cost later, when it counts against no ceiling",
    ],
)
def test_a_correction_moves_no_saving_later_and_no_cost_earlier(
    house: House, decision: tuple[str, str], days: int, is_refused: bool
) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    set_cap(house, 10 * P4)
    graded(house, decision[0], DAY + 40, decision[1])
    effect = Effect.objects.filter(kind="post").latest("pk")
    if is_refused:
        with pytest.raises(Refused, match="costlier_under_ceiling"):
            proposed(house, effect, DAY + days)
    else:
        proposed(house, effect, DAY + days)


@pytest.mark.parametrize(("decision", "is_refused"), [(SAVING, True), (COST, False)])
def test_a_saving_is_not_rescinded_but_a_cost_is(
    house: House, decision: tuple[str, str], is_refused: bool
) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    set_cap(house, 10 * P4)
    graded(house, decision[0], DAY + 40, decision[1])
    effect = Effect.objects.filter(kind="post").latest("pk")
    if is_refused:
        with pytest.raises(Refused, match="costlier_under_ceiling"):
            rescinded(house, effect)
    else:
        rescinded(house, effect)


def test_a_block_is_corrected_as_a_post_is(house: House) -> None:
    leave_to_office(house, "posts", *ALL_KINDS)
    set_cap(house, 10 * G6)
    block = counted(house)
    decided(house, ActionKind.CHANGE_BLOCK, block, DAY + 40, fte=100)
    effect = Effect.objects.filter(kind="block").latest("pk")
    for wrong in ({"day": DAY + 41}, {"fte": 101}):
        with pytest.raises(Refused, match="costlier_under_ceiling"):
            proposed(house, effect, **wrong)
    proposed(house, effect, DAY + 39, fte=99)


def test_what_stood_before_is_not_corrected_so_that_a_saving_was_none(house: House) -> None:
    """The post was of P.4 all along, it would say: then nothing was saved by the decision."""
    leave_to_office(house, "posts", *ALL_KINDS)
    set_cap(house, 10 * P4)
    opening = Effect.objects.filter(kind="post", subject=house.posts["OPS"]).earliest("pk")
    graded(house, "OPS", DAY + 40, "P.4")
    with pytest.raises(Refused, match="costlier_under_ceiling"):
        proposed(house, opening, grade="P.4")
    proposed(house, opening, number="OPS/9")
    assert Reorganisation.objects.count() == 1
