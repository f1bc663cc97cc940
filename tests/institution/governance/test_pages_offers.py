"""A draft offers what a rule lets somebody decide; the rest stays, with the reason beside it."""

import re
from datetime import timedelta

from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.institution.governance.queries.rules import kinds_without_rule
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.services.rules import end_rule, put_rule_in_force
from bureau.institution.procedures.store import Terms, rule_of
from tests.institution.governance.engagement import draft_engagement
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import TODAY, House

REASON = "No rule in force says who decides this in a reorganisation"


def cover_only(house: House, *kinds: ActionKind) -> None:
    """Yesterday's rule of everything gives way to one of these kinds alone, from today on."""
    terms = rule_of(Rule.objects.get(pk=house.rules["structure"]))
    put_rule_in_force(
        house.actor("Olga"),
        organisation=house.organisation,
        key="structure",
        subject="reorganisation",
        terms=Terms(terms.steps, frozenset(kinds), asks=terms.asks, presupposes=False),
        valid_from=TODAY,
        instrument=house.paper,
    )


def test_where_a_rule_covers_everything_all_is_offered(house: House) -> None:
    case = draft_engagement(house)
    text = page(visitor(house, "Olga"), reverse("reorganisation-action-new", args=[case.number]))
    assert "Appoint" in text and REASON not in text


def test_appointing_is_barred_with_the_reason_where_no_rule_covers_it(house: House) -> None:
    case = draft_engagement(house)
    cover_only(house, ActionKind.MOVE_POST, ActionKind.RENAME_UNIT)
    address = reverse("reorganisation-action-new", args=[case.number])
    text = page(visitor(house, "Olga"), f"{address}?on=post:{house.posts['D1']}")
    assert f"{REASON}: it is done on the page of the post." in text
    assert "kind=appoint" not in text and "kind=move_post" in text


def test_a_reason_that_several_have_is_given_once(house: House) -> None:
    case = draft_engagement(house)
    cover_only(house, ActionKind.RENAME_UNIT)
    address = reverse("reorganisation-action-new", args=[case.number])
    text = page(visitor(house, "Olga"), address)
    for group in text.split("<h2 id=")[1:]:
        assert group.count(f"{REASON}.") <= 1
        assert group.count('aria-disabled="true"') == len(
            re.findall(r'aria-describedby="(why-[^"]+)"', group)
        )
        assert set(re.findall(r'aria-describedby="([^"]+)"', group)) <= set(
            re.findall(r'id="([^"]+)"', group)
        )


def test_the_menu_of_a_unit_leaves_out_what_nobody_decides(house: House) -> None:
    case = draft_engagement(house)
    cover_only(house, ActionKind.RENAME_UNIT)
    text = page(visitor(house, "Olga"), reverse("reorganisation", args=[case.number]))
    assert "kind=rename_unit" in text and "kind=merge_unit" not in text


def test_only_rules_in_force_on_the_day_cover_anything(house: House) -> None:
    asked = (house.organisation, "reorganisation")
    assert kinds_without_rule(*asked, TODAY) == frozenset()
    end_rule(house.actor("Olga"), rule=house.rules["structure"], valid_until=TODAY)
    left = kinds_without_rule(*asked, TODAY)
    assert ActionKind.ADOPT_DESCRIPTION not in left and ActionKind.APPOINT in left
    assert kinds_without_rule(*asked, TODAY - timedelta(days=1)) == frozenset()
