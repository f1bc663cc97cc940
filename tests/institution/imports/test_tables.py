"""Tables of units and posts: a draft of changes, or an opening; what is exported comes back."""

from collections.abc import Iterable, Sequence
from datetime import date

import pytest
from django.test import Client

from bureau.config.importing import opening_text
from bureau.core.references import Reference
from bureau.documents.apart import read_table_apart
from bureau.institution.governance.forms.opening_tables import read_tables
from bureau.institution.governance.queries.opening import known_to
from bureau.institution.governance.services.opening import record_opening_tables
from bureau.institution.governance.store import actions_of
from bureau.institution.imports.models import Import
from bureau.institution.imports.queries.tables import TableOutlook, table_outlook
from bureau.institution.imports.services.tables import (
    draft_from_table,
    match_columns,
    stage_table,
)
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.asked import side_of
from bureau.institution.organisation.queries.exports import (
    organigram_of,
    posts_table,
    units_table,
)
from bureau.institution.organisation.queries.files import chart_file
from bureau.institution.organisation.queries.structure import roots_of
from bureau.institution.organisation.services import reference
from bureau.record.journal.queries import record_number_now
from bureau.record.journal.services.founding import found_installation
from bureau.web.multilingual import text
from tests.institution.house import FORCE, GRADES, OPENED, TODAY, House

pytestmark = pytest.mark.django_db


def staged(house: House, kind: str, rows: Iterable[Sequence[str]]) -> int:
    return stage_table(
        house.actor("Olga"),
        organisation=house.organisation,
        kind=kind,
        day=FORCE,
        name="changes.csv",
        rows=list(enumerate(rows, 1)),
    )


def seen(number: int) -> TableOutlook:
    return table_outlook(Import.objects.get(pk=number))


def asked(number: int) -> set[tuple[str, str]]:
    return {(change.kind.value, change.name) for change in seen(number).changes}


POSTS = [
    ("number", "title", "grade", "unit", "frozen", "funding"),
    ("ADV", "Senior Adviser", "P.5", "TSP", "", ""),
    ("D1", "", "", "", "yes", "voluntary"),
    ("DEP", "Deputy to the Director", "D.2", "TSP", "no", ""),
    ("NEW1", "Analyst", "P.4", "SGD", "", ""),
    ("NEW2", "Analyst", "Z.9", "SGD", "", ""),
    ("OPS", "", "Z.9", "NOWHERE", "", ""),
]


def test_what_differs_becomes_actions_and_what_cannot_be_is_told(house: House) -> None:
    number = staged(house, "posts", POSTS)
    assert asked(number) == {
        ("move_post", "ADV"),
        ("retitle_post", "ADV"),
        ("reclassify_post", "ADV"),
        ("freeze_post", "D1"),
        ("establish_post", "NEW1"),
    }
    assert [(one.row, one.column, one.reason.code) for one in seen(number).misfits] == [
        (3, "funding", "not_changed_by_draft"),
        (6, "grade", "grade_unknown"),
        (7, "grade", "grade_unknown"),
        (7, "unit", "unit_unknown"),
    ]


def test_units_established_together_may_stand_under_each_other(house: House) -> None:
    rows = [
        ("code", "name", "kind", "under"),
        ("SUB", "Sub-section", "section", "SEC"),
        ("SEC", "Section", "section", "OPD"),
        ("SGD", "Study Groups", "department", "SEC"),
        ("TSP", "Policy", "", ""),
    ]
    number = staged(house, "units", rows)
    draft = draft_from_table(house.actor("Olga"), number=number, reference="T-1", title="Table")
    actions = actions_of(draft)
    assert [action.kind.value for action in actions] == [
        "establish_unit",
        "establish_unit",
        "move_unit",
        "rename_unit",
    ]
    assert actions[1].values["parent"] == actions[2].values["parent"] == actions[0].subject.id


def test_two_hundred_changes_are_one_draft(house: House) -> None:
    new = [(f"N{place}", "Analyst", "P.4", "SGD", "", "") for place in range(200)]
    number = staged(house, "posts", [POSTS[0], *new])
    draft = draft_from_table(house.actor("Olga"), number=number, reference="T-2", title="Many")
    assert len(actions_of(draft)) == 200


def test_a_table_that_says_what_stands_drafts_nothing(house: House) -> None:
    number = staged(house, "posts", [("number", "grade"), ("ADV", "P.4")])
    with pytest.raises(Exception, match="table_changes_nothing"):
        draft_from_table(house.actor("Olga"), number=number, reference="T-3", title="None")


def test_what_somebody_said_of_a_column_is_remembered(house: House) -> None:
    rows = [("Wer", "Was"), ("ADV", "P.5")]
    first = staged(house, "posts", rows)
    assert seen(first).changes == ()
    columns = {"Wer": "number", "Was": "grade"}
    match_columns(house.actor("Olga"), number=first, columns=columns)
    assert asked(staged(house, "posts", rows)) == {("reclassify_post", "ADV")}


def test_what_a_chart_exports_is_taken_in_again_equal(house: House) -> None:
    found_installation(house.administrator, demonstration=False)
    copy = _copy(house)
    now = house.now()
    side = side_of(house.administrator, TODAY.toordinal(), record_number_now(), None)
    unit = now.unit(house.units["INST"])
    assert side and unit
    own = Organisation.objects.get(pk=house.organisation)
    content = chart_file(house.administrator, own, side, unit, "xlsx")
    tables, flaws = read_tables(
        opening_text("units", read_table_apart("units", content)),
        opening_text("opening_posts", read_table_apart("opening_posts", content)),
        known_to(copy),
    )
    assert flaws == []
    record_opening_tables(
        house.administrator,
        organisation=copy,
        tables=tables,
        language="en",
        day=date(2020, 1, 1),
        title="Copy",
    )
    assert _shown(house, copy) == _shown(house, house.organisation)


def _copy(house: House) -> int:
    """Another organisation that knows the same grades and places."""
    by = house.administrator
    copy = reference.create_organisation(by, code="COPY", name=text(en="Copy"), currency="CHF")
    for order, code in enumerate(GRADES):
        reference.add_grade(
            by, organisation=copy, code=code, grade_class="x", order=order, valid_from=OPENED
        )
    reference.add_place(
        by, organisation=copy, code="GVA", name=text(en="Geneva"), valid_from=OPENED
    )
    return copy


def _shown(house: House, organisation: int) -> list[list[object]]:
    """Units and posts as their files have them, without the coordinates."""
    now = house.now()
    (root,) = roots_of(now, organisation)
    row = Organisation.objects.get(pk=organisation)
    shown = organigram_of(house.administrator, row, now, root)
    tables = units_table(shown, ()), posts_table(shown, ())
    return [sorted(list(cells)[:-3] for cells in table.rows) for table in tables]  # type: ignore[type-var]


def test_the_page_shows_changes_and_makes_the_draft(house: House, olga: Client) -> None:
    number = staged(house, "posts", POSTS)
    shown = olga.get(f"/settings/imports/{number}/").content.decode()
    assert "Senior Adviser" in shown and "NOWHERE" in shown
    sent = {"key": "k1", "reference": "T-9", "title": "By table"}
    answer = olga.post(f"/settings/imports/{number}/draft/", sent)
    assert answer.status_code == 302 and "/reorganisations/" in answer["Location"]
    draft = Import.objects.get(pk=number).draft
    assert draft and Reference("post", house.posts["ADV"]) in {
        action.subject for action in actions_of(draft)
    }
