"""Who is engaged and who may return, a correction that waits, a seat and a rule of a body; and a
plan that touches what is furnished."""

from collections.abc import Mapping
from typing import Any

from bureau.core.procedures.deciding import SeatRole
from bureau.institution.governance.services.conventions import set_deadline_convention
from bureau.institution.governance.services.corrections import propose_correction
from bureau.institution.governance.services.deciding import seat_member
from bureau.institution.governance.services.personnel import appoint, engage
from bureau.institution.organisation.models import Effect
from bureau.web.multilingual import text
from tests.furnished import SOON
from tests.institution.governance.deciding import lay_down
from tests.institution.house import OPENED, TODAY, House
from tests.institution.organisation.reorganised import AFTER
from tests.programs import Program, section, started


def furnish(house: House) -> dict[str, int]:
    by = house.administrator
    hana, stray, unit = house.actor("Hana"), house.people["Stray"], house.units["OPD"]
    lien = appoint(hana, post=house.posts["OPS"], person=stray, day=TODAY, manner="lien")
    engagement = engage(hana, unit=unit, person=stray, manner="intern", day=TODAY, until=SOON)
    post = house.posts["SG"]
    seat_member(by, body=house.bodies["COCO"], role=SeatRole.CHAIR, post=post, valid_from=OPENED)
    lay_down(house)
    set_deadline_convention(
        by,
        organisation=house.organisation,
        zone="UTC",
        valid_from=TODAY,
        source=text(en="Practice"),
    )
    return {"lien": lien, "engagement": engagement, "correction": _correction(house)}


def _correction(house: House) -> int:
    effect = Effect.objects.get(kind="post", subject=house.posts["ADV"], role="establish")
    return propose_correction(
        house.actor("Olga"),
        effect=effect.pk,
        document=text(en="Staff list of 2020"),
        reason="The list says so",
        fields={"grade": "P.5"},
    )


def planned(house: House, by: Program, things: Mapping[str, int]) -> str:
    """A plan, as a coordinate names it: operations end, and the deputy is described anew."""
    draft = started(by)
    for action in _actions(house, things):
        by.send(f"{draft}/actions", action)
    words = {"words": {"en": "Engage"}}
    said = {"post": house.posts["DEP"], "day": AFTER, "title": words}
    by.send(f"{draft}/descriptions", {**said, "duties": [{"said": words}]})
    return draft.replace("reorganisations/", "reorganisation:")


def _actions(house: House, things: Mapping[str, int]) -> list[Mapping[str, Any]]:
    root = section(house, "ROOT")
    root["values"] = {"code": "ROOT", "kind": "organisation", "parent": None}
    return [
        section(house),
        root,
        {"kind": "end_engagement", "day": AFTER, "subject": things["engagement"]},
        {"kind": "end_incumbency", "day": AFTER, "subject": things["lien"]},
        {"kind": "abolish_post", "day": AFTER, "subject": house.posts["OPS"]},
        {"kind": "abolish_unit", "day": AFTER, "subject": house.units["OPD"]},
    ]
