"""Where the chart of a case is drawn: at the lowest unit that has all it touches below it."""

import pytest
from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.core.structure.kinds import Value
from bureau.institution.governance.services import actions, drafts
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import House

type Asked = tuple[ActionKind, str | None, dict[str, Value]]


def draft(house: House, *asked: Asked) -> int:
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference="DRAWN", title=text(en="Drawn")
    )
    for kind, post, values in asked:
        subject = house.posts[post] if post else None
        words = {} if post else {"name": text(en="Meetings")}
        actions.add_action(
            officer,
            reorganisation=number,
            kind=kind,
            day=DAY,
            subject=subject,
            values=values,
            words=words,
        )
    return number


@pytest.mark.parametrize(
    ("posts", "drawn"), [((), "OPD"), (("ADV",), "TSB"), (("ADV", "HR"), "INST")]
)
def test_the_units_of_posts_count_too(house: House, posts: tuple[str, ...], drawn: str) -> None:
    new: dict[str, Value] = {"code": "MED", "kind": "section", "parent": house.units["OPD"]}
    graded: list[Asked] = [(ActionKind.RECLASSIFY_POST, post, {"grade": "D.1"}) for post in posts]
    number = draft(house, (ActionKind.ESTABLISH_UNIT, None, new), *graded)
    shown = page(visitor(house, "Olga"), reverse("reorganisation", args=[number]))
    assert f'href="{reverse("compare", args=[house.units[drawn]])}?' in shown


def test_where_a_post_moves_from_is_drawn_too(house: House) -> None:
    move: Asked = (ActionKind.MOVE_POST, "ADV", {"unit": house.units["OPD"]})
    shown = page(visitor(house, "Olga"), reverse("reorganisation", args=[draft(house, move)]))
    assert f'href="{reverse("compare", args=[house.units["TSB"]])}?' in shown
