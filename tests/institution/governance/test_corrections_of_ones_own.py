"""Nobody corrects the record for themselves: their own posts, and who decides on their cases."""

from datetime import date, timedelta
from typing import Any

import pytest

from bureau.core.changes.pending import PendingEffect
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import KINDS, Value
from bureau.institution.governance.queries.corrected_posts import GUARDS
from bureau.institution.governance.services.corrections import (
    confirm_correction,
    propose_correction,
    propose_rescission,
)
from bureau.institution.governance.services.personnel import appoint, end_incumbency
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.services.effects import put_on_record
from tests.institution.governance.engagement import draft_engagement, submitted
from tests.institution.governance.test_corrections import DOCUMENT, effect_on
from tests.institution.house import OPENED, TODAY, House
from tests.institution.organisation import deeds

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


def corrected(house: House, name: str, kind: str, subject: int, **fields: Value) -> int:
    told = Effect.objects.filter(kind=kind, subject=subject).latest("pk")
    return propose_correction(
        house.actor(name), effect=told.pk, document=DOCUMENT, reason="The list", fields=fields
    )


def drafted(house: House) -> None:
    draft_engagement(house)


@pytest.mark.parametrize("case", [drafted, submitted])
@pytest.mark.parametrize(
    ("kind", "code", "fields", "is_changed"),
    [
        ("post", "D1", {"grade": "P.5"}, True),
        ("unit", "SGD", {"code": "SGX"}, True),
        ("unit", "TSP", {"code": "TSX"}, True),
        ("post", "ADV", {"grade": "P.5"}, True),  # its unit merges into another
        ("unit", "OPD", {"code": "OPX"}, False),
        ("post", "OPS", {"grade": "P.4"}, False),
    ],
)
def test_no_author_corrects_what_their_case_changes(
    house: House, case: Any, kind: str, code: str, fields: dict[str, Value], *, is_changed: bool
) -> None:
    subject = (house.units if kind == "unit" else house.posts)[code]
    before = [corrected(house, name, kind, subject, **fields) for name in ("Olga", "Otto")]
    case(house)
    if not is_changed:
        assert corrected(house, "Olga", kind, subject, **fields)
        assert confirm_correction(house.actor("Otto"), correction=before[0])
        return
    with pytest.raises(Refused, match="changed_by_own_case"):
        corrected(house, "Olga", kind, subject, **fields)
    with pytest.raises(Refused, match="changed_by_own_case"):
        confirm_correction(house.actor("Olga"), correction=before[1])
    with pytest.raises(Refused, match="before_case_of_proposer"):
        confirm_correction(house.actor("Otto"), correction=before[0])
    assert corrected(house, "Otto", kind, subject, **fields)


def made_head(house: House, unit: str, post: str) -> dict[str, Any]:
    """What proposes that a post is, and was, the head of a unit."""
    told = Effect.objects.filter(kind="unit", subject=house.units[unit]).latest("pk")
    return {
        "effect": told.pk,
        "document": DOCUMENT,
        "reason": "The list says so",
        "fields": {"head": house.posts[post]},
    }


def test_nobody_makes_their_own_post_the_head_of_a_unit(house: House) -> None:
    with pytest.raises(Refused, match="own_post"):
        propose_correction(house.actor("Olga"), **made_head(house, "TSP", "OFF"))
    number = propose_correction(house.actor("Olga"), **made_head(house, "TSP", "OFF2"))
    with pytest.raises(Refused, match="own_post"):
        confirm_correction(house.actor("Otto"), correction=number)


def test_the_head_of_a_unit_does_not_bar_who_corrects_its_name(house: House) -> None:
    said = {**made_head(house, "TSP", "OFF2"), "fields": {"code": "TSX"}}
    number = propose_correction(house.actor("Olga"), **said)
    assert confirm_correction(house.actor("Otto"), correction=number)


def test_nobody_moves_a_unit_or_a_post_below_their_own(house: House) -> None:
    number = propose_correction(house.actor("Olga"), **made_head(house, "SGD", "D1"))
    confirm_correction(house.actor("Otto"), correction=number)
    appoint(house.actor("Hana"), post=house.posts["D1"], person=house.people["Otto"], day=TODAY)
    unit = Effect.objects.filter(kind="unit", subject=house.units["TSP"]).latest("pk")
    for effect, field in ((unit, "parent"), (effect_on(house, "OPS"), "unit")):
        with pytest.raises(Refused, match="own_post"):
            propose_correction(
                house.actor("Otto"),
                effect=effect.pk,
                document=DOCUMENT,
                reason="The list says so",
                fields={field: house.units["SGD"]},
            )


def test_nobody_becomes_a_superior_by_a_reporting_line(house: House) -> None:
    line = make_line(house, "ADV", "DIR")
    said = {"effect": line, "document": DOCUMENT, "reason": "The list says so"}
    with pytest.raises(Refused, match="own_post"):
        propose_correction(house.actor("Olga"), fields={"superior": house.posts["OFF"]}, **said)
    to_otto = {**said, "fields": {"superior": house.posts["OFF2"]}}
    number = propose_correction(house.actor("Olga"), **to_otto)
    with pytest.raises(Refused, match="own_post"):
        confirm_correction(house.actor("Otto"), correction=number)


def test_no_author_makes_who_decides_on_their_case_a_head_or_superior(house: House) -> None:
    line = make_line(house, "ADV", "OFF2")
    submitted(house)
    with pytest.raises(Refused, match="before_own_case"):
        propose_correction(house.actor("Olga"), **made_head(house, "TSP", "COCO"))
    with pytest.raises(Refused, match="before_own_case"):
        propose_correction(
            house.actor("Olga"),
            effect=line,
            document=DOCUMENT,
            reason="The list says so",
            fields={"superior": house.posts["COCO"]},
        )


def make_line(house: House, post: str, superior: str) -> int:
    """The number of an effect by which a post reports to another one."""
    line = Reference("reporting", deeds.identity(house, "reporting"))
    fields: dict[str, Value] = {"post": house.posts[post], "superior": house.posts[superior]}
    put_on_record(
        house.administrator,
        organisation=house.organisation,
        effects=[PendingEffect(line, OPENED.toordinal(), Role.ESTABLISH, fields, 1, 1)],
        instrument=Instrument.objects.order_by("pk")[0].pk,
    )
    return Effect.objects.get(kind="reporting", subject=line.id).pk


WHO_AND_WHERE = ("person", "post", "unit")
UNGUARDED = {
    ("block", "unit"): "says where a block is counted, and nobody stands above it by that",
    ("engagement", "unit"): "says where somebody works beside posts",
}


def test_every_kind_of_correction_has_its_guard() -> None:
    """A new kind, or a new field that names a person, post or unit, is guarded or has a reason."""
    assert set(GUARDS) == set(KINDS)
    for kind, fields in KINDS.items():
        guard = GUARDS[kind]
        named = {name for name in fields.defaults if fields.field(name).refers_to in WHO_AND_WHERE}
        guarded = {*guard.own, *guard.before, *guard.superior}
        assert {name for name in named - guarded if (kind, name) not in UNGUARDED} == set(), kind
