"""Tables put on record: shown first, written by portions, taken up again, taken back."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.core.imports.halves import Left
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.documents.delimited import OLDER
from bureau.institution.imports.models import (
    Department,
    Import,
    KeptOutlook,
    StagedFile,
    StagedRow,
    State,
)
from bureau.institution.imports.queries.following import following
from bureau.institution.imports.queries.leaving import leaving
from bureau.institution.imports.queries.outlook import outlook
from bureau.institution.imports.services import applying, running, tables
from bureau.institution.imports.services.outlooks import outlook_of
from bureau.institution.imports.services.proposing import propose_import
from bureau.institution.imports.texts.reasons import sentence
from bureau.institution.imports.texts.words import ENCODINGS, column_in_words
from bureau.institution.organisation.models import Effect, PostVersion, StandardCost, UnitVersion
from bureau.institution.organisation.queries import verification
from bureau.institution.organisation.services import keeping, reference
from bureau.record.erasure.services import requests
from bureau.record.journal.models import Entry
from bureau.thread.audit.queries.lists import corrections
from bureau.web import kinds
from tests.institution.house import FORCE, House
from tests.institution.imports.by_two import undo_by_two, write_by_two
from tests.institution.imports.summaries import summed_up
from tests.institution.imports.test_imports import decide_grade

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]

UNITS = [
    ("code", "name", "kind", "parent", "head"),
    ("LAB", "Laboratory", "Office", "TSB", "L1"),
    ("LAB-A", "Optics", "section", "LAB", ""),
    ("AIR", "Nowhere", "section", "GONE", ""),
]
POSTS = [
    ("number", "title", "grade", "unit", "duty_station", "frozen"),
    ("L1", "Head of Laboratory", "P.5", "LAB", "GVA", ""),
    ("L2", "Physicist", "P.4", "LAB-A", "GVA", "yes"),
    ("L3", "Physicist", "Q.9", "LAB-A", "GVA", ""),
]
HOLDERS = [
    ("number", "holder", "share", "since"),
    ("L1", "Stray", "", "2024-07-15"),
    ("L2", "Nobody Known", "", ""),
    ("DEP", "Stray", "", ""),
    ("D1", "stray", "0.5", "2019-01-01"),
]
COSTS = [
    ("grade", "place", "amount", "currency", "valid_from", "last_day"),
    ("P.4", "GVA", "99", "CHF", "2019-01-01", "2019-06-30"),
    ("P.4", "GVA", "101", "CHF", "2019-07-01", "2019-12-31"),
    ("P.5", "GVA", "1", "CHF", "2021-01-01", ""),
]


def staged(house: House, kind: str, rows: Iterable[Sequence[str]]) -> int:
    return tables.take_table(
        house.actor("Olga"),
        organisation=house.organisation,
        kind=kind,
        becomes="record",
        day=FORCE,
        name=f"{kind}.csv",
        rows=list(enumerate(rows, 1)),
    )


def written(house: House, kind: str, rows: Iterable[Sequence[str]]) -> int:
    number = staged(house, kind, rows)
    write_by_two(house, number)
    return number


def faults(number: int) -> list[tuple[int, str, str]]:
    found = outlook(number).faults
    assert all(sentence(one.reason) != one.reason.code for one in found)
    return [(one.row, one.column, one.reason.code) for one in found]


def standing(number: str) -> PostVersion | None:
    return PostVersion.objects.filter(number=number, recorded_until__isnull=True).first()


def unit(code: str) -> UnitVersion:
    return UnitVersion.objects.get(code=code, recorded_until__isnull=True)


def path_to(code: str) -> list[str]:
    return ["INST", "TSB", "LAB", code]


def path_of(house: House, number: str) -> list[str]:
    post = standing(number)
    return [each.code for each in house.now(FORCE).path(post.unit or 0)] if post else []


def decide(house: House, subject: Reference, fields: dict[str, Any]) -> None:
    """Under an instrument of its own, on the day on which the house has what imports bring."""
    decide_grade(house.administrator, house.organisation, subject, FORCE.toordinal(), fields)


def test_what_is_shown_is_what_is_written_in_any_order(house: House) -> None:
    before = Effect.objects.count()
    posts = staged(house, "posts", POSTS)
    assert Effect.objects.count() == before
    assert outlook(posts).changes == 0  # their units do not stand yet
    write_by_two(house, posts)
    units = staged(house, "units", UNITS)
    assert [line.name for line in outlook(units).lines] == ["LAB", "LAB-A", "L1", "L2"]
    assert write_by_two(house, units) == 4
    assert faults(units) == [(4, "parent", "unit_unknown")]
    assert faults(posts) == [(4, "grade", "grade_unknown")]
    now = house.now(FORCE)
    (lab,) = [unit for unit in now.units() if unit.code == "LAB"]
    head = now.post(lab.head or 0)
    assert head and head.number == "L1" and lab.kind == "office"
    assert [unit.code for unit in now.path(lab.id)] == ["INST", "TSB", "LAB"]
    assert outlook(units).changes == 0 and list(verification.differing()) == []


@pytest.mark.exhaustive
def test_a_code_that_looks_like_another_begins_no_unit_or_post(house: House) -> None:
    cyrillic_t, cyrillic_s = "\u0422", "\u0421"
    codes = (f"{cyrillic_t}SB", "\uff26\uff35\uff2c\uff2c", "ACC2", f"A{cyrillic_s}C2")
    rows = [UNITS[0], *((code, "Look-alike", "section", "TSB", "") for code in codes)]
    rows += [(cyrillic_t * 2, "Alike", "section", "TSB", ""), ("TT", "Alike", "section", "TSB", "")]
    found = faults(written(house, "units", rows))
    assert [(row, code) for row, _column, code in sorted(found)] == [
        (2, "code_mixes"),
        (3, "code_has_forms"),
        (5, "code_mixes"),
        (7, "looks_alike"),
    ]
    posts = [POSTS[0], (f"{cyrillic_t}T1", "Clerk", "P.4", "TSB", "GVA", "")]
    assert [code for *_, code in faults(written(house, "posts", posts))] == ["code_mixes"]


def test_holders_come_to_posts_that_stand_and_never_to_a_held_one(house: House) -> None:
    written(house, "units", UNITS)
    written(house, "posts", POSTS)
    number = written(house, "holders", HOLDERS)
    assert faults(number) == [
        (3, "holder", "person_unknown"),
        (4, "holder", "post_held_already"),
        (5, "holder", "person_holds_more"),
        (5, "since", "post_stands_later"),
    ]
    (told,) = [one for one in outlook(number).faults if one.left is Left.NOTHING]
    assert "from 15 July 2024 on" in sentence(told.reason)
    assert outlook(number).holders == 2
    now = house.now(date(2024, 8, 1))
    held = {post.number: post.id for post in now.posts() if post.number in ("L1", "D1")}
    told = {name: now.incumbencies_of(id)[0] for name, id in held.items()}
    assert told["L1"].valid_from == date(2024, 7, 15).toordinal()
    assert (told["D1"].share, date.fromordinal(told["D1"].valid_from)) == (50, date(2020, 1, 1))
    undo_by_two(house, number)
    assert not house.now(date(2024, 8, 1)).incumbencies_of(held["L1"])


def test_what_broke_off_goes_on_and_what_was_written_is_taken_back_whole(house: House) -> None:
    by, before = house.actor("Olga"), Effect.objects.count()
    written(house, "posts", POSTS)
    number = staged(house, "units", UNITS)
    outlook_of(number)
    propose_import(by, number=number)
    applying.begin_applying(house.administrator, number=number)
    found = following(Department.objects.get(of_tables=True).pk)
    (steps,) = found.parts()
    some = dict(list(steps.items())[:2])
    at = (found.department, found.edition)
    assert applying.write_things(by, number=number, found=at, steps=some) == 2
    assert applying.apply_import(by, number) == 2
    assert undo_by_two(house, number) == 4
    assert standing("L1") is None and Import.objects.get(pk=number).state == State.UNDONE
    assert Effect.objects.count() == before + 8 and outlook(number).changes == 4
    assert Entry.objects.filter(corrections(), act="imports.begin_undoing").count() == 1
    assert write_by_two(house, number) == 4


def test_staffing_blocks_come_and_go_with_their_table(house: House) -> None:
    rows = [("unit", "superior", "grade", "title", "fte"), ("OPD", "OPS", "K", "Keeper", "12.25")]
    number = written(house, "blocks", rows)
    (block,) = house.now(FORCE).blocks_under(house.units["OPD"])
    assert (block.superior, block.grade, block.fte) == (house.posts["OPS"], "K", 1225)
    assert outlook(number).blocks == 1 and faults(number) == []
    assert write_by_two(house, staged(house, "blocks", rows)) == 0
    undo_by_two(house, number)
    assert len(house.now(FORCE).blocks_under(house.units["OPD"])) == 1  # the other says it too
    other = Import.objects.latest("pk").pk
    undo_by_two(house, other)
    assert house.now(FORCE).blocks_under(house.units["OPD"]) == ()


@pytest.mark.exhaustive
def test_what_was_decided_since_stays_and_what_stood_before_is_only_told(house: House) -> None:
    units, posts = written(house, "units", UNITS), written(house, "posts", POSTS)
    row = standing("L2")
    assert row
    decide_grade(house.administrator, house.organisation, Reference("post", row.subject_id))
    other = written(house, "posts", [POSTS[0], ("DEP", "Deputy", "P.4", "TSP", "GVA", "")])
    assert faults(other) == [(2, "", "decided_otherwise")]
    undo_by_two(house, posts)
    undo_by_two(house, units)
    assert standing("L1") is None and standing("L2") is not None
    assert path_of(house, "L2") == ["INST", "TSB", "LAB", "LAB-A"]


def test_what_decided_things_hang_on_stays_and_is_told_before(house: House, olga: Client) -> None:
    units, posts = written(house, "units", UNITS), written(house, "posts", POSTS)
    row, moved = unit("LAB-A"), PostVersion.objects.filter(subject=house.posts["ADV"])
    decide(house, Reference("post", house.posts["ADV"]), {"unit": row.subject_id})
    found = leaving(units)
    assert dict(found.gone) == {"post": 1}
    assert [one.kind for one in found.held] == ["post", "unit", "unit"], "the head of one as well"
    shown = " ".join(summed_up(olga, f"/settings/imports/{units}/undoing/").split())
    assert f'<a href="/units/{row.subject_id}/">' in shown
    assert "because something decided is in them or on them: 3" in shown
    assert undo_by_two(house, units) == found.changes
    assert moved.filter(recorded_until__isnull=True, unit=row.subject_id).exists()
    assert [each.code for each in house.now(FORCE).path(row.subject_id)] == path_to("LAB-A")
    assert standing("L1") is not None and standing("L2") is None
    undo_by_two(house, posts)
    assert list(verification.differing()) == []


def test_what_is_decided_while_it_is_taken_back_is_not_left_in_the_air(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = written(house, "units", UNITS)
    row = unit("LAB-A")
    whole = applying.count_things

    def then_decided(by: Any, **said: Any) -> None:
        whole(by, **said)
        if not Effect.objects.filter(kind="post", fields__unit=row.subject_id).exists():
            decide(house, Reference("post", house.posts["ADV"]), {"unit": row.subject_id})

    monkeypatch.setattr(applying, "count_things", then_decided)
    undo_by_two(house, units)
    assert [each.code for each in house.now(FORCE).path(row.subject_id)] == path_to("LAB-A")


def test_costs_by_hand_stand_and_those_of_a_table_come_and_go(house: House) -> None:
    by_hand = StandardCost.objects.count()
    number = written(house, "costs", COSTS)
    assert faults(number) == [(4, "", "cost_stands")]
    assert StandardCost.objects.count() == by_hand + 2
    kept = StandardCost.objects.get(amount_minor=9900)
    by_two = [one.person or 0 for one in house.administrators]
    to = {"source": kept.source, "valid_until": date(2019, 3, 1), "people": by_two}
    keeping.keep_standard_cost(house.actor("Olga"), cost=kept.pk, **to)
    assert faults(number) == [(2, "", "cost_ended_since"), (4, "", "cost_stands")]
    later = [*COSTS[:2], (*COSTS[2][:2], "111", *COSTS[2][3:])]
    undo_by_two(house, number)
    assert StandardCost.objects.count() == by_hand
    written(house, "costs", later)
    assert StandardCost.objects.filter(amount_minor=11100).count() == 1


def test_a_long_table_is_staged_in_pieces_and_goes_on_where_it_was_cut(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 1)
    number = staged(house, "posts", POSTS)
    file = StagedFile.objects.get(taken_in=number)
    assert Import.objects.get(pk=number).state == State.STAGED
    assert list(file.staged.order_by("row").values_list("row", flat=True)) == [2, 3, 4]
    with pytest.raises(Refused, match="import_is_past_that"):
        tables.stage_cells(house.actor("Olga"), file=file.pk, rows=[(5, ["L4"])])


def test_only_units_and_posts_may_be_drafted(house: House) -> None:
    rows = list(enumerate(COSTS, 1))
    said: dict[str, Any] = {"organisation": house.organisation, "day": FORCE, "name": "x.csv"}
    with pytest.raises(Refused, match="table_not_drafted"):
        tables.take_table(house.actor("Olga"), kind="costs", becomes="draft", rows=rows, **said)
    with pytest.raises(Refused, match="not_your_organisation"):
        tables.take_table(house.actor("Opal"), kind="costs", becomes="record", rows=rows, **said)


def test_an_outlook_is_kept_until_what_it_depends_on_moves(house: House, olga: Client) -> None:
    number = staged(house, "posts", POSTS)
    address = f"/settings/imports/{number}/"
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            shown = summed_up(olga, address)
        asked.append(len(queries))
    assert asked[1] < asked[0] and KeptOutlook.objects.count() == 1
    assert "There is nothing to write" not in shown and "Nothing of it can be written" in shown
    said: dict[str, Any] = {"grade_class": "Q", "order": 99, "valid_from": FORCE}
    reference.add_grade(house.administrator, organisation=house.organisation, code="Q.9", **said)
    written(house, "units", UNITS)
    assert "grade_unknown" not in {one.reason.code for one in outlook_of(number).faults}
    assert 'action="/settings/imports/' in summed_up(olga, address)
    assert outlook_of(number) == outlook(number)


def test_the_page_matches_columns_shows_changes_and_writes(house: House, olga: Client) -> None:
    number = staged(house, "units", [("Kürzel", *UNITS[0][1:]), *UNITS[1:]])
    address = f"/settings/imports/{number}/"
    assert column_in_words("code") in summed_up(olga, address)
    places = {f"column-{place}": name for place, name in enumerate(UNITS[0])}
    olga.post(f"{address}columns/", {"key": "c1", **places})
    shown = summed_up(olga, address)
    assert "LAB-A" in shown and "Optics" not in shown.partition("What would be written")[2]
    assert olga.post(f"{address}proposal/", {"key": "w1"}).status_code == 302
    assert Import.objects.get(pk=number).state == State.PROPOSED
    applying.apply_import(house.administrator, number)
    assert f'href="{address}undoing/"' in summed_up(olga, address)


def test_who_is_erased_stands_in_staged_tables_by_number_alone(house: House) -> None:
    number = staged(house, "holders", HOLDERS)
    outlook_of(number)
    person = house.people["Stray"]
    assert [one.count for one in kinds.personal([person])[person]][-1] == 3
    first, second = house.administrators
    asked = requests.request_erasure(first, person=person, reason="asked for it")
    requests.settle_erasure(second, request=asked, is_confirmed=True)
    cells = {row.reading["cells"][1] for row in StagedRow.objects.filter(file__taken_in=number)}
    assert cells == {f"#{person}", "Nobody Known"} and not KeptOutlook.objects.exists()


def test_units_under_no_other_are_asked_about_before_they_are_written(
    house: House, olga: Client
) -> None:
    rows = [(*UNITS[0][:3], "Belongs to"), *(row[:4] for row in UNITS[1:])]
    number = staged(house, "units", rows)
    address = f"/settings/imports/{number}/"
    shown = summed_up(olga, address)
    assert "No column is called “Belongs to” here" in shown and "at the top" in shown
    assert '<details class="more sect" open>' in shown
    answer = olga.post(f"{address}proposal/", {"key": "w1"}, follow=True).content.decode()
    assert "3 units would stand under no other" in answer
    with pytest.raises(Refused, match="many_at_the_top"):
        applying.apply_import(house.administrator, number)
    assert Import.objects.get(pk=number).state == State.STAGED
    columns = {f"column-{place}": name for place, name in enumerate(UNITS[0][:4])}
    olga.post(f"{address}columns/", {"key": "c1", **columns})
    shown = summed_up(olga, address)
    assert "at the top" not in shown and 'data-l="In or under"><bdi>TSB</bdi>' in shown
    olga.post(f"{address}columns/", {"key": "c2", **columns, "column-3": ""})
    assert "Belongs to” here" not in summed_up(olga, address)  # somebody said so
    olga.post(f"{address}proposal/", {"key": "w2", "is_meant": "on"})
    applying.begin_applying(house.administrator, number=number)
    assert Import.objects.get(pk=number).state == State.APPLYING


def test_what_is_counted_is_what_the_file_tells(house: House) -> None:
    written(house, "units", UNITS)
    written(house, "posts", POSTS)
    number = written(house, "posts", POSTS[:2])
    found = outlook(number)
    assert (found.rows, found.units, found.posts, found.holders, found.costs) == (1, 0, 1, 0, 0)
    assert outlook(written(house, "costs", COSTS)).costs == 2


def test_the_language_says_how_an_older_file_is_read_and_that_is_told(
    house: House, olga: Client
) -> None:
    content = "code;name;kind;parent\nLAB;Суд;office;TSB\n".encode("cp1251")
    said = {"kind": "units", "becomes": "record", "day": FORCE.isoformat(), "key": "e1"}

    def shown(**more: str) -> str:
        file = SimpleUploadedFile("units.csv", content)
        sent = {**said, "language": "ru", **more, "table": file}
        answer = olga.post("/settings/imports/tables/new/", sent, follow=True)
        assert answer.status_code == 200
        return summed_up(olga, answer.redirect_chain[-1][0])

    text = shown()
    assert (
        "Суд" in text and "1 file is not in UTF-8 and was read as Cyrillic (Windows-1251)" in text
    )
    text = shown(key="e2", encoding="cp1252")
    assert "Ñóä" in text and "read as Western European (Windows-1252)" in text


def test_each_older_encoding_has_a_name() -> None:
    assert set(ENCODINGS) == set(OLDER)


def test_taking_back_names_what_goes_what_of_others_with_it_and_what_stays(
    house: House, olga: Client
) -> None:
    units, posts = written(house, "units", UNITS), written(house, "posts", POSTS)
    address, before = f"/settings/imports/{units}/undoing/", Effect.objects.count()
    shown = " ".join(summed_up(olga, address).split())
    assert "2 rows of <bdi>posts.csv</bdi> would have nothing to stand on" in shown
    assert f'/settings/imports/{posts}/">Import {posts}</a>' in shown
    found = leaving(units)
    assert (dict(found.gone), found.staying) == ({"unit": 2, "post": 2}, 0)
    assert Effect.objects.count() == before
    assert f"{found.changes} changes would be written" in shown
    row = standing("L2")
    assert row
    decide_grade(house.administrator, house.organisation, Reference("post", row.subject_id))
    found = leaving(posts)
    assert (dict(found.gone), found.staying) == ({"post": 1}, 1)
    assert undo_by_two(house, posts) == found.changes
    costs = written(house, "costs", COSTS)
    assert leaving(costs).gone == {"standard_cost": 2}
    assert "Propose to take it back" in summed_up(olga, f"/settings/imports/{costs}/undoing/")
    proposed = olga.post(f"/settings/imports/{costs}/proposal/", {"key": "u1", "undoes": "1"})
    assert proposed.status_code == 302
    assert "to take this back" in summed_up(olga, f"/settings/imports/{costs}/")
    running.start_undoing(house.administrator, number=costs)
    assert Import.objects.get(pk=costs).state == State.UNDOING
    assert olga.get(f"/settings/imports/{costs}/undoing/").status_code == 302
