"""A row names another thing by kind and number: an act that writes one needs the thing."""

from collections.abc import Callable

import pytest
from django.db.models import BigIntegerField

from bureau.config.references import OTHERWISE, namings, structure_namings
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.services.answers import answer_finding
from bureau.institution.instruments.models import Provision
from bureau.institution.instruments.services.agenda import ItemSaid, add_agenda_item
from bureau.institution.instruments.services.provisions import add_provision
from bureau.record.journal.store import our_models
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_renaming
from tests.institution.house import House
from tests.institution.organisation.convened import convene
from tests.institution.organisation.registered import register

pytestmark = pytest.mark.django_db

NOT_THERE = [Reference("unit", 999_999), Reference("unit", 0), Reference("unicorn", 1)]
NO_REFERENCES = {
    *("amount", "amount_minor", "basis_minor", "ceiling_minor", "cap", "taken", "millionths"),
    *("number", "record", "record_number", "read_recorded", "recorded_from", "recorded_until"),
    *("sequence", "since", "transaction"),
}
"""Amounts, record numbers and places in the journal."""
CHECKED_ELSEWHERE = {
    "programs.ApiToken.post",
    "governance.DraftAction.subject",
    "governance.PersonnelAction.subject",
    "organisation.SuccessionVersion.predecessor",
    "organisation.SuccessionVersion.successor",
    "imports.Import.draft",
    "imports.StagedRow.batch",
    "imports.ImportedThing.batch",
    "imports.ImportedThing.subject",
}
"""The rules ask it of a change, or the row is of a batch of an import."""


def answer(house: House, subject: Reference) -> None:
    answer_finding(
        house.actor("Otto"),
        reorganisation=draft_renaming(house, "OPX"),
        code="successor_missing",
        subject=subject,
        reason="On purpose",
    )


def put_on_agenda(house: House, subject: Reference) -> None:
    session = convene(house)["the session"]
    said = ItemSaid(text(en="Structure"), subject=subject)
    add_agenda_item(house.actor("Carl"), meeting=int(session), said=said)


def address(house: House, subject: Reference) -> None:
    mandate = Provision.objects.get(pk=register(house)["mandate"])
    add_provision(
        house.administrator,
        instrument=mandate.instrument_id,
        label="yearly report",
        gist=text(en="Yearly report"),
        is_mandate=True,
        addressee=subject,
    )


@pytest.mark.parametrize("subject", NOT_THERE, ids=str)
@pytest.mark.parametrize("act", [answer, put_on_agenda, address])
def test_an_act_names_nothing_that_is_not_there(
    house: House, act: Callable[[House, Reference], None], subject: Reference
) -> None:
    with pytest.raises(Refused, match=r"There is no|addressee_unknown"):
        act(house, subject)


@pytest.mark.parametrize("act", [answer, put_on_agenda, address])
def test_an_act_names_what_is_there(house: House, act: Callable[[House, Reference], None]) -> None:
    act(house, Reference("unit", house.units["OPD"]))


def test_every_number_of_another_thing_is_listed() -> None:
    """A field that is neither a listed reference nor a listed quantity is an omission."""
    listed = {f"{each.table}.{each.number}" for each in (*namings(), *structure_namings())}
    fields = [
        (f"{model._meta.label}.{field.name}", field.name)
        for model in our_models()
        for field in model._meta.concrete_fields
        if isinstance(field, BigIntegerField) and not field.primary_key
    ]
    left = [
        name
        for name, field in fields
        if name not in {*listed, *OTHERWISE, *CHECKED_ELSEWHERE} and field not in NO_REFERENCES
    ]
    assert left == []
