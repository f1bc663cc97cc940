"""A register, a session with a document, and a body that has ended."""

from datetime import date

from bureau.core.references import Reference
from bureau.institution.instruments import services as instruments
from bureau.institution.instruments.services import citations
from bureau.web.multilingual import text
from tests.institution.house import OPENED, House
from tests.institution.organisation.convened import convene
from tests.institution.organisation.registered import register


def furnish(house: House) -> dict[str, int]:
    by, name = house.administrator, text(en="Former committee")
    body = instruments.register_body(by, organisation=house.organisation, code="FORMER", name=name)
    instruments.keep_body(by, body=body, name=name, valid_until=date(2022, 1, 1))
    convened = convene(house)
    return {
        **_register(house),
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
