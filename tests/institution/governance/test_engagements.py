"""People engaged beside posts: begun, changed and ended under a rule, each an instrument."""

from datetime import date, timedelta

import pytest

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.check import check
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import PersonnelAction
from bureau.institution.governance.services.personnel import (
    change_engagement,
    end_engagement,
    engage,
)
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.queries.verification import differing
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, TODAY, House
from tests.institution.organisation import deeds

pytestmark = pytest.mark.django_db
UNTIL = date(2024, 12, 1)


def intern(house: House, person: str = "Stray", by: str = "Hana", **more: object) -> int:
    said = {"manner": "intern", "day": TODAY, **more}
    return engage(
        house.actor(by),
        unit=house.units["SGD"],
        person=house.people[person],
        **said,  # type: ignore[arg-type]
    )


def refused_for(house: House, **more: object) -> list[str]:
    """The findings that stand against it."""
    with pytest.raises(Refused) as refused:
        intern(house, **more)
    return [reason.facts["finding"] for reason in refused.value.reasons]


def engaged_on(house: House, day: date, unit: str = "SGD") -> list[tuple[str, str, int | None]]:
    found = house.now(day).engagements_of(house.units[unit])
    return [(one.manner, one.sender, one.supervisor) for one in found]


def test_an_engagement_stands_from_its_day_up_to_its_end(house: House) -> None:
    intern(house, until=UNTIL, sender="A university", supervisor=house.posts["CHIEF"])
    one = ("intern", "A university", house.posts["CHIEF"])
    assert engaged_on(house, TODAY) == [one] == engaged_on(house, date(2024, 11, 30))
    assert engaged_on(house, UNTIL) == [] == engaged_on(house, date(2024, 6, 9))


def test_the_same_engagement_is_not_put_on_record_twice(house: House) -> None:
    intern(house, until=UNTIL)
    for until in (None, UNTIL, FORCE):
        assert refused_for(house, until=until) == ["engaged_twice"]
    assert refused_for(house, day=UNTIL - timedelta(days=1)) == ["engaged_twice"]
    intern(house, day=UNTIL)
    intern(house, "Adam")
    intern(house, manner="volunteer")
    assert len(engaged_on(house, TODAY)) == 3


def test_it_is_no_post_and_holds_none(house: House) -> None:
    before = house.now().roll_up(house.units["SGD"])
    intern(house)
    assert house.now().roll_up(house.units["SGD"]) == before
    assert house.now().incumbencies_of_person(house.people["Stray"]) == ()


def test_it_is_a_personnel_action_with_an_instrument_of_its_own(house: House) -> None:
    held = intern(house)
    row = PersonnelAction.objects.get(subject=held)
    assert row.instrument.title.said["en"][0] == "Engagement in SGD beside its posts"
    assert list(differing()) == []
    assert "SGD" in page(visitor(house, "Hana"), f"/instruments/{row.instrument_id}/")


def test_it_may_end_earlier_or_later_than_was_said(house: House) -> None:
    held = intern(house, until=UNTIL)
    end_engagement(house.actor("Hana"), engagement=held, day=FORCE)
    assert engaged_on(house, FORCE) == [] and engaged_on(house, TODAY)
    other = intern(house, "Adam", until=FORCE)
    end_engagement(house.actor("Hana"), engagement=other, day=UNTIL)
    assert len(engaged_on(house, FORCE)) == 1 and not engaged_on(house, UNTIL)


def test_it_lasts_its_first_day_at_least(house: House) -> None:
    held = intern(house)
    with pytest.raises(Refused, match="ends_before_first_day"):
        end_engagement(house.actor("Hana"), engagement=held, day=TODAY)
    end_engagement(house.actor("Hana"), engagement=held, day=TODAY + timedelta(days=1))
    assert engaged_on(house, TODAY)


def test_it_may_go_on_elsewhere(house: House) -> None:
    held = intern(house)
    change_engagement(house.actor("Hana"), engagement=held, day=FORCE, unit=house.units["OPD"])
    assert engaged_on(house, FORCE) == [] and len(engaged_on(house, FORCE, "OPD")) == 1


@pytest.mark.parametrize(
    ("by", "person", "more", "code"),
    [
        ("Adam", "Stray", {}, "may_not_act"),
        ("Hana", "Hana", {}, "may_not_act"),
        ("Hana", "Stray", {"until": TODAY}, "ends_before_it_begins"),
        ("Hana", "Stray", {"supervisor": 999_999}, "value_wrong"),
    ],
)
def test_what_may_not_be_is_refused(
    house: House, by: str, person: str, more: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        intern(house, person, by, **more)
    assert code in [reason.code for reason in refused.value.reasons]
    assert not PersonnelAction.objects.exists()


def test_a_merger_carries_those_engaged_along(house: House) -> None:
    intern(house)
    deeds.decide(house, deeds.merge(house, "SGD", "TSP"))
    assert len(engaged_on(house, FORCE, "TSP")) == 1


def test_a_unit_with_somebody_engaged_in_it_cannot_just_end(house: House) -> None:
    intern(house, supervisor=house.posts["OPS"])
    actions = [
        Action(1, ActionKind.ABOLISH_UNIT, Reference("unit", house.units["SGD"]), deeds.DAY),
        Action(2, ActionKind.ABOLISH_POST, Reference("post", house.posts["OPS"]), deeds.DAY),
    ]
    found = check(actions, world(house.organisation), today=TODAY.toordinal())
    severities = {one.code: one.severity for one in found}
    assert severities["engaged_without_unit"] == "bars"
    assert severities["supervisor_absent"] == "asks"
