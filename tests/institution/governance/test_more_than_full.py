"""Posts that an organogram brought with more than full time: corrected, and back after an end."""

from dataclasses import dataclass
from typing import Any

import pytest

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.pending import PendingEffect
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import FTE_MOST, Value
from bureau.institution.governance.services import actions
from bureau.institution.governance.services.corrections import (
    confirm_correction,
    propose_correction,
)
from bureau.institution.governance.store import actions_of
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.services.effects import put_on_record
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY, draft_renaming
from tests.institution.house import OPENED, House
from tests.institution.organisation import deeds

GRADE = "Senior civil service, pay band 1"


@dataclass(frozen=True)
class Brought:
    house: House
    post: int
    fields: dict[str, Value]


@pytest.fixture
def brought(house: House) -> Brought:
    """Two and a half posts alike, as one, with a grade longer than anybody may type."""
    post = Reference("post", deeds.identity(house, "post"))
    fields: dict[str, Value] = {"unit": house.units["SGD"], "number": "ORG-1", "grade": GRADE}
    fields |= {"title": deeds.said(house, "Deputy director"), "fte": 250}
    put_on_record(
        house.administrator,
        organisation=house.organisation,
        effects=[PendingEffect(post, OPENED.toordinal(), Role.ESTABLISH, fields, 1, 1)],
        instrument=Instrument.objects.order_by("pk")[0].pk,
    )
    return Brought(house, post.id, fields)


def correct(brought: Brought, **fields: Value) -> None:
    number = propose_correction(
        brought.house.actor("Olga"),
        effect=Effect.objects.get(kind="post", subject=brought.post).pk,
        document=text(en="Organogram"),
        reason="As the file says",
        fields=brought.fields | fields,
    )
    confirm_correction(brought.house.actor("Otto"), correction=number)


@pytest.mark.parametrize("fields", [{"grade": "P.5"}, {"fte": 200}])
def test_it_is_corrected(brought: Brought, fields: dict[str, Value]) -> None:
    correct(brought, **fields)
    post = brought.house.now().post(brought.post)
    assert post is not None
    assert (post.grade, post.fte) == (fields.get("grade", GRADE), fields.get("fte", 250))


def test_it_is_not_corrected_to_more_than_a_file_may_bring(brought: Brought) -> None:
    with pytest.raises(Refused, match="value_wrong"):
        correct(brought, fte=FTE_MOST + 1)


def test_it_comes_back_as_it_was_and_nothing_begins_like_it(brought: Brought) -> None:
    house = brought.house
    gone = Action(1, ActionKind.ABOLISH_POST, Reference("post", brought.post), DAY - 9)
    deeds.decide(house, gone)
    number, by = draft_renaming(house, "OPX"), house.actor("Otto")
    said = brought.fields | {"grade": "P.5"}
    at: dict[str, Any] = {"reorganisation": number, "kind": ActionKind.ESTABLISH_POST, "day": DAY}
    place = actions.add_action(by, **at, subject=brought.post, values=said)
    more = said | {"funding": "RB"}
    actions.change_action(by, reorganisation=number, place=place, day=DAY + 1, values=more)
    assert actions_of(number)[-1].values["fte"] == 250
    with pytest.raises(Refused, match="more_than_full_time"):
        actions.add_action(by, **at, values=said | {"number": "ORG-2"})
