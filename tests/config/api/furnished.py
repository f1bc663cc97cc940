"""The house with one of everything that a read at coordinates tells, and a plan that touches it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bureau.core.actors import NOBODY
from bureau.core.procedures.deciding import SeatRole
from bureau.core.references import Reference
from bureau.institution.finance.services.rates import add_exchange_rate
from bureau.institution.governance.services.conventions import set_deadline_convention
from bureau.institution.governance.services.corrections import propose_correction
from bureau.institution.governance.services.deciding import seat_member
from bureau.institution.governance.services.personnel import appoint, engage
from bureau.institution.instruments import services as instruments
from bureau.institution.instruments.services import citations
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.services.standing_in import delegate_post
from bureau.record.journal.services.founding import found_installation
from bureau.web.multilingual import text
from tests.institution.finance.budgeted import Budgeted
from tests.institution.governance.deciding import lay_down
from tests.institution.house import FORCE, OPENED, TODAY, House
from tests.institution.organisation import deeds
from tests.institution.organisation.convened import convene
from tests.institution.organisation.registered import register
from tests.institution.organisation.reorganised import AFTER, reorganise
from tests.institution.organisation.test_adopted import adopt
from tests.institution.organisation.test_numbers import reserve
from tests.programs import Program, section, started

SOON = FORCE + timedelta(days=14)
"""An end that lies ahead on the first day of the plan."""


def furnish(house: House) -> dict[str, int]:
    """The numbers of what is put in, by the name that an address has for it."""
    found_installation(NOBODY, demonstration=False)
    registered = _register(house)
    description = deeds.describe(house, "DEP", "Lead the department")
    deeds.decide(house, deeds.adopt(house, "DEP", description))
    block = deeds.add_block(house, "OPD", "P.4", 300, superior="OPS")
    engagement, lien = _people(house)
    table = adopt(house, read_on=TODAY)
    reorganise(house)
    convened = convene(house)
    _reference_data(house)
    return {
        **registered,
        "organisation": house.organisation,
        "unit": house.units["OPD"],
        "post": house.posts["DEP"],
        "person": house.people["Opal"],
        "description": description,
        "block": block,
        "engagement": engagement,
        "lien": lien,
        "table": table,
        "budget": Budgeted(house).number,
        "body": house.bodies["COUNCIL"],
        "correction": _correction(house),
        "meeting": int(convened["the session"]),
        "document": int(convened["the document"]),
    }


def _register(house: House) -> dict[str, int]:
    """An instrument with two mandates: the merged study groups serve one, operations the other."""
    registered = register(house)
    resolution = int(registered["the resolution"])
    asked = instruments.add_provision(
        house.administrator,
        instrument=resolution,
        label="4",
        gist=text(en="Run the operations."),
        is_mandate=True,
        addressee=Reference("office", house.offices["DIR"]),
    )
    citations.cite(
        house.administrator,
        organisation=house.organisation,
        subject=Reference("unit", house.units["OPD"]),
        of=Reference("provision", asked),
        day=OPENED,
        reason="They are run here",
    )
    return {"instrument": resolution, "provision": int(registered["mandate"])}


def _people(house: House) -> tuple[int, int]:
    """Who is engaged, who may return to a post, and who may sign for another: the first two's."""
    hana, stray = house.actor("Hana"), house.people["Stray"]
    lien = appoint(hana, post=house.posts["OPS"], person=stray, day=TODAY, manner="lien")
    delegate_post(
        house.actor("Sana"),
        post=house.posts["SG"],
        person=stray,
        capacity="delegate",
        valid_from=TODAY,
        valid_until=SOON,
    )
    unit = house.units["OPD"]
    made = engage(hana, unit=unit, person=stray, manner="intern", day=TODAY, until=SOON)
    return made, lien


def _correction(house: House) -> int:
    """A correction that waits for a second person."""
    effect = Effect.objects.get(kind="post", subject=house.posts["ADV"], role="establish")
    return propose_correction(
        house.actor("Olga"),
        effect=effect.pk,
        document=text(en="Staff list of 2020"),
        reason="The list says so",
        fields={"grade": "P.5"},
    )


def _reference_data(house: House) -> None:
    """A seat and a rule of a body, a body that has ended, a rate of exchange, a number kept."""
    by, organisation = house.administrator, house.organisation
    post = house.posts["SG"]
    seat_member(by, body=house.bodies["COCO"], role=SeatRole.CHAIR, post=post, valid_from=OPENED)
    lay_down(house)
    name = text(en="Former committee")
    body = instruments.register_body(by, organisation=organisation, code="FORMER", name=name)
    instruments.keep_body(by, body=body, name=name, valid_until=date(2022, 1, 1))
    add_exchange_rate(
        by,
        organisation=organisation,
        source="USD",
        into="CHF",
        millionths=900_000,
        valid_from=OPENED,
    )
    reserve(house, "N-1")
    set_deadline_convention(
        by, organisation=organisation, zone="UTC", valid_from=TODAY, source=text(en="Practice")
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
