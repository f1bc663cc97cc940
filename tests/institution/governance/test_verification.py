"""What is in force is what was decided, and it can be shown."""

from django.db import connection

from bureau.institution.governance.queries.verification import decisions_that_differ
from bureau.institution.governance.services.corrections import (
    confirm_correction,
    propose_rescission,
)
from bureau.institution.governance.services.personnel import appoint, end_incumbency
from bureau.institution.organisation.models import Effect
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    approve,
    decide,
    determine,
    recommend,
    submitted,
)
from tests.institution.house import FORCE, TODAY, House


def decided(house: House) -> None:
    """Two entries into force, a personnel action of each kind, and a correction."""
    case = submitted(house)
    for act in (determine, recommend, approve, decide):
        act(case)
    held = appoint(
        house.actor("Hana"), post=house.posts["D1"], person=house.people["Stray"], day=TODAY
    )
    end_incumbency(house.actor("Hana"), incumbency=held, day=FORCE)
    effect = Effect.objects.get(kind="incumbency", subject=house.held_by("Adam"))
    number = propose_rescission(
        house.actor("Olga"), effect=effect.pk, document=text(en="List"), reason="Never so"
    )
    confirm_correction(house.actor("Otto"), correction=number)


def test_nothing_differs_from_what_was_decided(house: House) -> None:
    decided(house)
    assert list(decisions_that_differ()) == []


def test_an_effect_written_beside_is_found(house: House) -> None:
    decided(house)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO organisation_effect (organisation_id, kind, subject, day, role, fields,"
            " record, place, manner, instrument_id) SELECT organisation_id, kind, subject, day,"
            " role, fields, record, 99, manner, instrument_id FROM organisation_effect"
            " WHERE record = 2 AND place = 1"
        )
    (found,) = decisions_that_differ()
    assert (found.record, found.how) == (2, "written")
