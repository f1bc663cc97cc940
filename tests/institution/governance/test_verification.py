"""What entered into force is expanded again and must come out the same."""

import pytest
from django.db import connection

from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.queries.verification import differing
from bureau.institution.organisation.models import Succession
from bureau.institution.procedures.models import ProcedureAct
from tests.institution.governance.engagement import (
    approve,
    decide,
    determine,
    draft_engagement,
    recommend,
    submit,
    take_note,
)
from tests.institution.house import House

pytestmark = pytest.mark.everywhere


def enact(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    for act in (determine, recommend, approve, take_note, decide):
        act(case)


def test_what_is_in_force_is_what_was_put_forward(house: House) -> None:
    enact(house)
    made = Succession.objects.count()
    assert list(differing()) == [] and EntryIntoForce.objects.count() == 2
    assert Succession.objects.count() == made, "looking again makes no identities"


def test_an_entry_that_claims_other_effects_is_found(house: House) -> None:
    enact(house)
    entry = EntryIntoForce.objects.earliest("pk")
    free = ProcedureAct.objects.exclude(pk__in=EntryIntoForce.objects.values("act"))
    entry.pk, entry.record, entry.act = None, 1, free.earliest("pk")
    entry.instrument_id, entry.actions_hash = house.paper, "0" * 64
    entry.save()
    found = " ".join(differing())
    assert "its effects are not those under its hash" in found
    assert "it names the hash of other actions" in found


def test_an_effect_written_beside_is_found(house: House) -> None:
    enact(house)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO organisation_effect (organisation_id, kind, subject, day, role, fields,"
            " record, place, manner, instrument_id) SELECT organisation_id, kind, subject, day,"
            " role, fields, record, 99, manner, instrument_id FROM organisation_effect"
            " WHERE record = 2 AND place = 1"
        )
    assert "its effects are not those under its hash" in " ".join(differing())
