"""A description is written in a few statements, and has a length that holds up nobody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bureau.core.reasons import Refused
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.organisation.models import DescriptionDuty, JobDescription
from bureau.institution.organisation.services.descriptions import (
    DescriptionText,
    DutyText,
    write_description,
)
from bureau.record.journal.queries.rows import rows_differing
from bureau.web.multilingual import text
from tests.institution.house import House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]


def long(duties: int, parts: int, lines: int = 1) -> DescriptionText:
    return DescriptionText(
        title=text(en="Chief"),
        direction=None,
        duties=tuple(
            DutyText(
                text(en=f"Duty {duty}"),
                parts=tuple(DutyText(text(en=f"Part {duty} {part}")) for part in range(parts)),
            )
            for duty in range(duties)
        ),
        lines=[("education", text(en=f"Degree {line}")) for line in range(lines)],
    )


@pytest.mark.parametrize("size", [(101, 0), (1, 31), (1, 0, 101)])
def test_a_description_beyond_measure_is_refused(house: House, size: tuple[int, ...]) -> None:
    with pytest.raises(Refused, match="description_too_long") as told:
        write_description(house.administrator, post=house.posts["D1"], description=long(*size))
    (reason,) = told.value.reasons
    assert "at most 100 duties, 30 parts of a duty" in sentence(reason)
    assert not JobDescription.objects.filter(post=house.posts["D1"]).exists()


def test_the_longest_is_written_in_few_statements(house: House) -> None:

    with CaptureQueriesContext(
        connection,
    ) as asked:
        write_description(
            house.administrator, post=house.posts["D1"], description=long(100, 30, 100)
        )

    assert len(asked) < 400
    rows = DescriptionDuty.objects.filter(description__post=house.posts["D1"])
    assert rows.count() == 3100
    (first,) = rows.filter(under=None, place=1)
    assert [row.place for row in first.parts.all()] == list(range(1, 31))
    assert first.parts.all()[29].wording.original == "Part 0 29"
    assert not list(rows_differing())
