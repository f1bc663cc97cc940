"""What follows from files of a department: the same whatever their order."""

from collections.abc import Sequence
from random import Random

from bureau.core.imports.halves import Half
from bureau.core.imports.moments import circles
from bureau.core.imports.plan import Named, Plan, Worded, plan
from bureau.core.structure.effects import Role
from bureau.documents.halves import read_half
from tests.institution.imports.departments import department, junior, senior

type Rows = Sequence[tuple[str, ...]]


def half(day: str, rows: Rows, which: str = "senior") -> Half:
    content = senior(rows) if which == "senior" else junior(rows)  # type: ignore[arg-type]
    found = read_half(f"harbour_office-{day}-{which}.csv", content).half
    assert found
    return found


def halves() -> list[Half]:
    return [found for file in department().items() if (found := read_half(*file).half)]


def roles(found: Plan, kind: str, key: str) -> list[Role]:
    return [step.role for step in found.steps.get(Named(kind, key), ())]


def test_the_order_of_files_does_not_matter() -> None:
    random, given = Random(1), halves()
    expected = plan(given)
    for _ in range(20):
        random.shuffle(given)
        assert plan(given) == expected


def test_a_post_is_the_same_while_its_reference_is() -> None:
    found = plan(halves())
    post = found.steps[Named("post", "1")]
    assert [step.role for step in post] == [Role.ESTABLISH, Role.CHANGE]
    assert post[1].fields == {"title": Worded("Master of the Harbour")}
    assert roles(found, "post", "3") == [Role.ESTABLISH, Role.END]


def test_equal_junior_rows_are_one_block_under_its_post() -> None:
    found = plan(halves())
    block = found.steps[Named("block", "pilots\t2\tgrade 7\tpilot")]
    assert [step.fields.get("fte") for step in block] == [550, 400, None]
    assert block[0].fields["superior"] == Named("post", "2")


def test_a_missing_half_ends_nothing() -> None:
    before = half("2011-03-31", [("1", "Master", "Office", "XX", "1")])
    after = half("2012-03-31", [("Sheds", "1", "G", "Porter", "2")], "junior")
    found = plan([before, after])
    assert roles(found, "post", "1") == roles(found, "unit", "office") == [Role.ESTABLISH]
    assert roles(found, "unit", "sheds") == [Role.ESTABLISH]


def test_an_empty_half_is_as_one_that_is_missing() -> None:
    before = half("2011-03-31", [("1", "Master", "Office", "XX", "1")])
    assert plan([before, half("2012-03-31", [])]).steps == plan([before]).steps


def test_circles_are_cut_and_each_of_their_posts_is_told() -> None:
    found = plan(halves())
    told = {fault.row: fault.reason for fault in found.faults if "circle" in fault.reason.facts}
    assert {row: one.code for row, one in told.items()} == {
        7: "line_in_a_circle",
        8: "line_in_a_circle",
        9: "line_to_itself",
    }
    assert told[7].facts["circle"] == ["4", "5"]
    assert roles(found, "reporting", "6") == []


def test_circles_are_found_once_each() -> None:
    above = {"a": "b", "b": "c", "c": "b", "d": "d", "e": "a", "f": ""}
    assert circles(above) == [["b", "c"], ["d"]]


def test_a_rename_is_proposed_and_counts_only_where_it_is_accepted() -> None:
    found = plan(halves())
    (proposal,) = found.proposals
    assert proposal.pair == ("pilots", "pilotage") and proposal.shared == 1
    assert roles(found, "unit", "pilots")[-1] == Role.END
    accepted = plan(halves(), [proposal.pair])
    unit = accepted.steps[Named("unit", "pilots")]
    assert [step.role for step in unit] == [Role.ESTABLISH, Role.CHANGE]
    assert unit[1].fields == {"name": Worded("Pilotage"), "code": "Pilotage"}
    assert Named("unit", "pilotage") not in accepted.steps


def test_a_rename_is_proposed_too_where_only_one_half_tells_of_the_later_day() -> None:
    """The junior half is missing, so the former unit is not known to have ended."""
    before = half(
        "2011-03-31", [("1", "Chief", "Locks", "XX", "1"), ("2", "Head", "Locks", "1", "1")]
    )
    blocks = half("2011-03-31", [("Locks", "1", "G", "Keeper", "3")], "junior")
    after = half(
        "2012-03-31", [("1", "Chief", "Weirs", "XX", "1"), ("2", "Head", "Weirs", "1", "1")]
    )
    given = [before, blocks, after]
    (proposal,) = plan(given).proposals
    assert proposal.pair == ("locks", "weirs")
    assert roles(plan(given), "unit", "locks") == [Role.ESTABLISH]
    found = plan(given, [proposal.pair])
    assert found.steps[Named("unit", "locks")][1].fields["name"] == Worded("Weirs")
    assert Named("unit", "weirs") not in found.steps
    (block,) = [steps for thing, steps in found.steps.items() if thing.kind == "block"]
    assert [step.role for step in block] == [Role.ESTABLISH]


def test_a_rename_of_two_units_that_stand_at_once_counts_for_nothing() -> None:
    found = plan(halves(), [("docks", "pilots")])
    assert roles(found, "unit", "docks") == [Role.ESTABLISH]


def test_of_two_files_for_one_half_the_fuller_counts_and_the_other_is_told() -> None:
    one = half("2011-03-31", [("1", "Master", "Office", "XX", "1")])
    two = half("2011-03-31", [("1", "A", "Office", "XX", "1"), ("2", "B", "Office", "1", "1")])
    for given in ([one, two], [two, one]):
        found = plan(given)
        assert Named("post", "2") in found.steps
        assert [fault.reason.code for fault in found.faults] == ["half_twice"]


def test_a_department_is_the_same_under_the_name_of_its_files() -> None:
    """Its rows may call it otherwise from year to year: then its name changed, and nothing else."""
    rows = [("1", "Master", "Office", "XX", "1")]
    given = [
        read_half(f"harbour_office-{year}-03-31-senior.csv", senior(rows, name)).half
        for year, name in (("2011", "Harbour Office"), ("2012", "Office of Harbours"))
    ]
    found = plan([half for half in given if half])
    assert roles(found, "post", "1") == roles(found, "unit", "office") == [Role.ESTABLISH]
    assert found.steps[Named("unit", "")][1].fields["name"] == Worded("Office of Harbours")


def test_other_organisations_of_a_department_are_units_of_it() -> None:
    rows = [("1", "Master", "Office", "XX", "1"), ("2", "Chief", "Docks", "1", "1")]
    one, two = senior(rows[:1]), senior(rows[1:], "Dock Agency").split(b"\r\n", 1)[1]
    read = read_half("harbour_office-2011-03-31-senior.csv", one + two).half
    assert read
    found = plan([read])
    assert found.steps[Named("unit", "dock_agency\n")][0].fields["parent"] == Named("unit", "")
    docks = found.steps[Named("unit", "dock_agency\ndocks")][0].fields
    assert docks["parent"] == Named("unit", "dock_agency\n") and docks["name"] == Worded("Docks")
