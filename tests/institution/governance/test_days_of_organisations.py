"""Rights go by the day of the organisation of the thing, not by that of the first organisation."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from bureau.core.actors import NOBODY
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.left import drafts_left, is_left
from bureau.institution.governance.services import drafts
from bureau.institution.organisation.models import Office
from bureau.institution.organisation.queries.hanging import offices_hanging
from bureau.institution.organisation.queries.owners import heads_a_unit, posts_led, posts_offered
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.record.journal.services.founding import found_installation
from bureau.web.multilingual import text
from tests.institution.house import TODAY, House
from tests.institution.neighbour import Neighbour, build_neighbour
from tests.institution.organisation.deeds import decide, identity, said

pytestmark = [pytest.mark.django_db]
LATE = datetime(2024, 6, 10, 14, tzinfo=UTC)
"""The tenth of June in the house, and the eleventh already where the neighbour is."""
NEXT = TODAY.toordinal() + 1


@pytest.fixture
def neighbour(house: House, monkeypatch: pytest.MonkeyPatch) -> Neighbour:
    found_installation(NOBODY, demonstration=False)
    monkeypatch.setattr(timezone, "now", lambda: LATE)
    return build_neighbour(house)


def there(house: House, neighbour: Neighbour) -> House:
    return House(organisation=neighbour.organisation, administrators=house.administrators)


def test_who_leaves_a_unit_of_a_later_day_leads_it_no_more(
    house: House, neighbour: Neighbour
) -> None:
    by = neighbour.officer
    assert heads_a_unit(by)
    unit = Reference("unit", neighbour.unit)
    decide(there(house, neighbour), Action(1, ActionKind.ASSIGN_HEAD, unit, NEXT, {"head": None}))
    assert today_in_force().headed_by(neighbour.post)
    assert not heads_a_unit(by)


def test_a_post_of_a_later_day_is_led_and_offered_from_that_day(
    house: House, neighbour: Neighbour
) -> None:
    by, own = neighbour.officer, there(house, neighbour)
    post = add_post(own, neighbour)
    assert posts_led(by, [post]) == {post}
    assert post in dict(posts_offered(neighbour.organisation))


def test_a_draft_is_left_on_the_day_of_its_organisation(house: House, neighbour: Neighbour) -> None:
    own, by = there(house, neighbour), neighbour.officer
    number = drafts.start_reorganisation(
        by, organisation=own.organisation, reference="OWN-1", title=text(en="Own")
    )
    row = Reorganisation.objects.get(pk=number)
    other = replace(by, person=house.people["Stray"])
    assert not is_left(row)
    assert not drafts_left(other)
    end_hold(own, neighbour)
    assert is_left(row)
    assert [one.reorganisation for one in drafts_left(other)] == [number]


def test_an_office_of_a_later_day_hangs_on_its_post_until_that_day(
    house: House, neighbour: Neighbour
) -> None:
    post = Reference("post", neighbour.post)
    ends = {"today": date.fromordinal(NEXT), "tomorrow": date.fromordinal(NEXT + 1)}
    rows = {
        code: Office.objects.create(
            organisation_id=neighbour.organisation,
            post_id=post.id,
            code=code,
            name=text(en=code),
            valid_until=day,
        )
        for code, day in ends.items()
    }
    row = rows["tomorrow"]
    assert offices_hanging([post]) == [(post, Reference("office", row.pk))]


def add_post(own: House, neighbour: Neighbour) -> int:
    post = identity(own, "post")
    values: dict[str, Value] = {
        "title": said(own, "Second keeper"),
        "number": "OFF9",
        "unit": neighbour.unit,
    }
    values |= {"grade": "Z.9", "duty_station": "TRW", "funding": "regular"}
    decide(own, Action(1, ActionKind.ESTABLISH_POST, Reference("post", post), NEXT, values))
    return post


def end_hold(own: House, neighbour: Neighbour) -> None:
    (held,) = today_in_force().incumbencies_of(neighbour.post)
    hold = Reference("incumbency", held.id)
    decide(own, Action(1, ActionKind.END_INCUMBENCY, hold, NEXT, {}))
