"""A unit put into a draft from a template: ordinary actions, one edit, as secret as the draft."""

from dataclasses import replace

import pytest

from bureau.core.coordinates import Coordinates
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services.actions import undo_edit
from bureau.institution.governance.services.templates import establish_from_template
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import JobDescription
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.organisation.services.templates import retire_template
from bureau.record.journal.queries import record_number_now
from bureau.web import kinds
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_renaming
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, OPENED, House
from tests.institution.organisation import deeds
from tests.institution.organisation.test_numbers import set_pattern
from tests.institution.organisation.test_templates import make, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(house: House) -> int:
    """By Otto, with one action in it."""
    return draft_renaming(house, "OPQ")


def use(house: House, draft: int, template: int, *numbers: str) -> int:
    return establish_from_template(
        house.actor("Otto"),
        reorganisation=draft,
        template=template,
        parent=house.units["TSB"],
        code="NEW",
        name=text(en="New Department"),
        day=FORCE.toordinal(),
        numbers=numbers,
    )


def furnished(house: House) -> int:
    """A template with a line and a description in it."""
    version = deeds.describe(house, "CHIEF", "Lead", "Report")
    adopted = replace(deeds.adopt(house, "CHIEF", version), day=OPENED.toordinal())
    deeds.decide(house, adopted)
    deeds.decide(house, report(house, "ADV", "CHIEF"))
    return make(house)


def test_a_unit_with_posts_head_line_and_description_stands_in_the_draft(
    house: House, draft: int
) -> None:
    unit = use(house, draft, furnished(house))
    previewed = preview(seen_by(house.actor("Otto"), [draft])[draft])
    at = Coordinates(FORCE.toordinal(), record_number_now(), Reference("reorganisation", draft))
    after = snapshot(at, previewed.overlay)
    posts = after.posts_of(unit)
    found = after.unit(unit)
    assert found is not None and (found.code, found.head) == ("NEW", posts[0].id)
    assert [post.number for post in posts] == ["NEW/1", "NEW/2"]
    assert [one.id for one in after.superiors(posts[1].id)] == [posts[0].id]
    adoption = after.adoption_of(posts[0].id)
    assert adoption and JobDescription.objects.get(pk=adoption.description).post_id == posts[0].id
    assert not [one for one in previewed.findings if one.severity == "bars"]


def test_units_below_come_with_it_under_codes_of_their_own(house: House, draft: int) -> None:
    top = use(house, draft, make(house, "TSB", with_units=True), "ONE", "TWO")
    previewed = preview(seen_by(house.actor("Otto"), [draft])[draft])
    at = Coordinates(FORCE.toordinal(), record_number_now(), Reference("reorganisation", draft))
    after = snapshot(at, previewed.overlay)
    units = [unit for id in after.subtree(top) if (unit := after.unit(id))]
    assert [unit.code for unit in units] == ["NEW", "NEW-TSP", "NEW-SGD", "NEW-OPD"]
    heads = [post.number for unit in units if (post := after.post(unit.head or 0))]
    assert heads == ["ONE", "NEW-TSP/1", "NEW-SGD/1", "NEW-OPD/1"]
    of_top = [post.number for post in after.posts_of(top)]
    assert of_top == ["ONE", "TWO", *(f"NEW/{place}" for place in range(3, len(of_top) + 1))]
    assert not [one for one in previewed.findings if one.severity == "bars"]
    undo_edit(house.actor("Otto"), reorganisation=draft)
    assert len(actions_of(draft)) == 1


def test_it_is_ordinary_actions_and_one_undo_takes_all_back(house: House, draft: int) -> None:
    before = actions_of(draft)
    use(house, draft, furnished(house))
    kinds_added = [action.kind for action in actions_of(draft)[len(before) :]]
    assert kinds_added == [
        "establish_unit",
        "establish_post",
        "establish_post",
        "change_reporting",
        "adopt_description",
    ]
    undo_edit(house.actor("Otto"), reorganisation=draft)
    assert actions_of(draft) == before


def test_numbers_are_those_given_then_the_next_free_ones(house: House, draft: int) -> None:
    set_pattern(house, "{unit}-{grade}-{serial}")
    use(house, draft, make(house), "MINE")
    numbers = [one.values["number"] for one in actions_of(draft) if "number" in one.values]
    assert numbers == ["MINE", "NEW-P4-1"]


def test_a_description_that_was_written_for_it_stays_as_secret_as_the_draft(
    house: House, draft: int
) -> None:
    use(house, draft, furnished(house))
    undo_edit(house.actor("Otto"), reorganisation=draft)
    written = Reference("description", JobDescription.objects.order_by("-pk")[0].pk)
    assert kinds.visible(house.actor("Otto"), [written])
    assert not kinds.visible(house.actor("Olga"), [written])


def test_a_template_of_no_use_is_refused(house: House, draft: int) -> None:
    made = make(house)
    retire_template(house.actor("Olga"), template=made)
    with pytest.raises(Refused, match="template_is_retired"):
        use(house, draft, made)


def test_the_draft_offers_templates_and_the_form_puts_one_in(house: House, draft: int) -> None:
    otto, made = visitor(house, "Otto"), make(house)
    address = f"/reorganisations/{draft}/templates/{made}/"
    assert address in page(otto, f"/reorganisations/{draft}/actions/new/")
    said = {"parent": house.units["TSB"], "code": "NEW", "name": "New", "language": "en"}
    send(otto, address, status=422, **said)
    assert "Undo takes all back" in send(otto, address, day="2024-07-01", **said)
    assert len(actions_of(draft)) == 4
    whole = make(house, "TSB", with_units=True)
    shown = page(otto, f"/reorganisations/{draft}/templates/{whole}/")
    assert "There are 3 units below it." in shown and "Telecommunication Policy" in shown
