"""Staffing blocks in a draft: begun, changed in number, moved, ended; told, judged and undone."""

from datetime import date

from django.urls import reverse

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.expand import progress_of
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.institution.governance.models import DraftAction
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.routing import routed
from bureau.institution.governance.queries.valuing import with_amounts
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import BlockVersion
from bureau.institution.organisation.queries.structure import world
from tests.institution.governance.engagement import DAY, draft_renaming
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House
from tests.institution.organisation import deeds

BEGUN = date(2024, 3, 1).toordinal()
DAY_TYPED = date.fromordinal(DAY).isoformat()


def counted(house: House, unit: str = "OPD", fte: int = 400) -> int:
    """So many like posts of that unit, on record."""
    block = deeds.identity(house, "block")
    title = deeds.said(house, "Clerk")
    values: dict[str, Value] = {"unit": house.units[unit], "title": title}
    values |= {"grade": "G.6", "fte": fte}
    subject = Reference("block", block)
    deeds.decide(house, Action(1, ActionKind.ESTABLISH_BLOCK, subject, BEGUN, values))
    return block


def add(house: House, case: int, kind: str, status: int = 200, **said: object) -> str:
    query = {"kind": kind}
    address = reverse("reorganisation-action-new", args=[case], query=query)
    given = {"day": DAY_TYPED, "language": "en", "reason": "Fewer hands", **said}
    return send(visitor(house, "Otto"), address, status, **given)


def test_one_is_established_by_form(house: House) -> None:
    case = draft_renaming(house, "OPX")
    unit = house.units["OPD"]
    text = add(house, case, "establish_block", unit=unit, title="Clerk", grade="G.6", fte="3.5")
    assert "3.5 × Clerk (G.6), in OP" in text
    assert "3.5 posts of Clerk, G.6, are counted in OP" in text
    assert actions_of(case)[-1].values["fte"] == 350


def test_the_number_of_posts_is_changed(house: House) -> None:
    block, case = counted(house), draft_renaming(house, "OPX")
    form = page(
        visitor(house, "Otto"),
        reverse("reorganisation-action-new", args=[case], query={"kind": "change_block"}),
    )
    assert "Clerk, G.6, OPX, 4" in form or "Clerk, G.6, OPD, 4" in form
    text = add(house, case, "change_block", subject=block, fte="1250")
    assert actions_of(case)[-1].values["fte"] == 125_000 and "Clerk (G.6): 4 to" in text
    case = draft_renaming(house, "OPY")
    text = add(house, case, "change_block", subject=block, fte="2.25")
    assert "Clerk (G.6): 4 to 2.25" in text
    assert "The block of Clerk, G.6, counts 2.25; before, 4." in text


def test_one_that_changes_nothing_is_refused_by_the_form(house: House) -> None:
    block, case = counted(house), draft_renaming(house, "OPX")
    text = add(house, case, "change_block", 422, subject=block)
    assert "At least one of these is needed" in text


def test_one_moves_and_ends(house: House) -> None:
    block, case = counted(house), draft_renaming(house, "OPX")
    assert "moves from OP" in add(
        house, case, "change_block", subject=block, unit=house.units["TSP"]
    )
    text = add(house, case, "abolish_block", subject=block, day="2024-09-01")
    assert "Posts of Clerk, G.6, are no longer counted in TSP." in text


def test_it_is_changed_again_with_what_was_typed(house: House) -> None:
    block, case = counted(house), draft_renaming(house, "OPX")
    add(house, case, "change_block", subject=block, fte="2.25")
    place = DraftAction.objects.filter(reorganisation=case).order_by("-place").first()
    assert place is not None
    address = reverse("reorganisation-action", args=[case, place.place])
    assert 'value="2.25"' in page(visitor(house, "Otto"), address)


def test_the_end_of_its_unit_is_answered_by_moving_it(house: House) -> None:
    block, case = counted(house), draft_renaming(house, "OPX")
    add(house, case, "abolish_unit", subject=house.units["OPD"])
    assert "block_without_unit" in codes(house, case)
    add(house, case, "change_block", subject=block, unit=house.units["TSP"])
    assert "block_without_unit" not in codes(house, case)


def codes(house: House, case: int) -> set[str]:
    seen = seen_by(house.actor("Otto"), [case]).get(case)
    assert seen is not None
    return {one.code for one in preview(seen).findings}


def test_what_it_costs_is_not_known_so_no_ceiling_takes_it_for_nothing(house: House) -> None:
    block, case = counted(house), draft_renaming(house, "OPX")
    add(house, case, "change_block", subject=block, fte="9")
    actions, known = actions_of(case), world(house.organisation)
    read = routed(actions, progress_of(actions, known), house.organisation)
    valued = with_amounts(read, actions, known)
    assert [(one.kind, one.grade, one.amount) for one in valued][-1] == (
        "change_block",
        "G.6",
        None,
    )


def test_it_is_in_force_once_decided(house: House) -> None:
    block = counted(house)
    subject = Reference("block", block)
    deeds.decide(house, Action(1, ActionKind.CHANGE_BLOCK, subject, DAY, {"fte": 250}))
    assert list(
        BlockVersion.objects.filter(subject=block, recorded_until=None)
        .order_by("valid_from")
        .values_list("fte", flat=True)
    ) == [400, 250]
