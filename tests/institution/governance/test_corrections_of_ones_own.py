"""Nobody corrects the record for themselves: their own posts, and who decides on their cases."""

from datetime import date, timedelta

import pytest

from bureau.core.reasons import Refused
from bureau.institution.governance.services.corrections import (
    confirm_correction,
    propose_correction,
    propose_rescission,
)
from bureau.institution.governance.services.personnel import appoint, end_incumbency
from bureau.institution.organisation.models import Effect
from tests.institution.governance.engagement import submitted
from tests.institution.governance.test_corrections import DOCUMENT, effect_on
from tests.institution.house import TODAY, House

pytestmark = pytest.mark.django_db


def test_nobody_gives_themselves_a_post_or_takes_one_from_themselves(house: House) -> None:
    held = Effect.objects.get(kind="incumbency", fields__person=house.people["Coco"])
    to_otto = {"effect": held.pk, "document": DOCUMENT, "fields": {"person": house.people["Otto"]}}
    with pytest.raises(Refused, match="own_post"):
        propose_correction(house.actor("Otto"), reason="It was me", **to_otto)
    number = propose_correction(house.actor("Olga"), reason="It was Otto", **to_otto)
    with pytest.raises(Refused, match="own_post"):
        confirm_correction(house.actor("Otto"), correction=number)


def test_nobody_corrects_their_own_post(house: House) -> None:
    for who, post in (("Olga", "OFF"), ("Otto", "OFF2")):
        with pytest.raises(Refused, match="own_post"):
            propose_correction(
                house.actor(who),
                effect=effect_on(house, post).pk,
                document=DOCUMENT,
                reason="The list says so",
                fields={"grade": "P.5"},
            )


def test_nobody_takes_back_the_end_of_their_own_hold(house: House) -> None:
    hana, day = house.actor("Hana"), date(2024, 5, 1)
    held = appoint(hana, post=house.posts["D1"], person=house.people["Otto"], day=day)
    end_incumbency(hana, incumbency=held, day=date(2024, 6, 1))
    end = Effect.objects.get(kind="incumbency", subject=held, role="end")
    with pytest.raises(Refused, match="own_post"):
        propose_rescission(house.actor("Otto"), effect=end.pk, document=DOCUMENT, reason="Never")


def test_nobody_corrects_a_post_that_is_to_be_theirs(house: House) -> None:
    later = TODAY + timedelta(days=30)
    appoint(house.actor("Hana"), post=house.posts["D1"], person=house.people["Otto"], day=later)
    with pytest.raises(Refused, match="own_post"):
        propose_correction(
            house.actor("Otto"),
            effect=effect_on(house, "D1").pk,
            document=DOCUMENT,
            reason="The list says so",
            fields={"grade": "D.2"},
        )


def test_no_author_corrects_who_decides_on_their_case(house: House) -> None:
    submitted(house)
    held = Effect.objects.get(kind="incumbency", fields__person=house.people["Coco"])
    with pytest.raises(Refused, match="before_own_case"):
        propose_correction(
            house.actor("Olga"),
            effect=held.pk,
            document=DOCUMENT,
            reason="It was Stray",
            fields={"person": house.people["Stray"]},
        )
