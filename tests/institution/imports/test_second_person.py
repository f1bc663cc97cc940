"""What a table puts on record takes two persons, and nobody gives themselves a post by one."""

from collections.abc import Sequence
from contextlib import nullcontext

import pytest
from django.test import Client

from bureau.core.reasons import Refused
from bureau.documents.halves import read_half
from bureau.institution.imports.models import Import, ImportProposal, State
from bureau.institution.imports.services import applying, running, staging
from bureau.institution.imports.services.outlooks import outlook_of
from bureau.institution.imports.services.proposing import propose_import, withdraw_import
from bureau.institution.imports.services.renames import settle_rename
from bureau.institution.imports.services.staging import stage
from bureau.institution.imports.services.tables import match_columns, take_table
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.services import roles
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import User
from bureau.record.journal.queries import rows as journal_rows
from tests.actors import administrator
from tests.institution.governance.visitors import visitor
from tests.institution.house import FORCE, OPENED, House
from tests.institution.imports.by_two import undo_by_two, write_by_two
from tests.institution.imports.departments import department
from tests.institution.imports.summaries import summed_up
from tests.institution.imports.test_imports import decide_grade
from tests.institution.imports.test_records import HOLDERS, POSTS, UNITS, staged, written

type Rows = Sequence[Sequence[str]]
pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]


def as_officer(house: House, name: str) -> None:
    """Let the post of this person be an organisation officer's too."""
    first, second = house.administrators
    post = house.actor(name).post or 0
    asked = roles.propose_role(first, post=post, role="organisation_officer", valid_from=OPENED)
    roles.settle_role(second, proposal=asked, is_confirmed=True)


def holders(house: House, *names: str, by: str = "Olga") -> int:
    rows: list[Sequence[str]] = [HOLDERS[0], *(("D1", name, "0.1", "") for name in names)]
    return take_table(
        house.actor(by),
        organisation=house.organisation,
        kind="holders",
        becomes="record",
        day=FORCE,
        name="holders.csv",
        rows=list(enumerate(rows, 1)),
    )


def test_an_officer_alone_writes_no_post_and_holds_none_by_a_table(house: House) -> None:
    before = Effect.objects.count()
    post, unit = [POSTS[0], ("X1", "Chief", "D.2", "TSB", "GVA", "")], UNITS[:2]
    numbers = [staged(house, "posts", post), staged(house, "units", unit), holders(house, "Olga")]
    for number in numbers:
        for alone in (applying.apply_import, lambda by, it: running.start_applying(by, number=it)):
            with pytest.raises(Refused, match="two_persons_needed|names_yourself"):
                alone(house.actor("Olga"), number)
    assert Effect.objects.count() == before


def test_who_proposed_or_read_it_in_does_not_confirm_and_another_does(house: House) -> None:
    as_officer(house, "Opal")
    number = staged(house, "posts", [POSTS[0], ("X1", "Chief", "D.2", "TSB", "GVA", "")])
    propose_import(house.actor("Opal"), number=number)
    for one in ("Olga", "Opal"):
        with pytest.raises(Refused, match="two_persons_needed"):
            applying.apply_import(house.actor(one), number)
    assert applying.apply_import(house.administrator, number) == 1
    told = ImportProposal.objects.get()
    assert (told.proposed_by_id, told.settled_by_id, told.is_confirmed) == (
        *(house.people["Opal"], house.administrator.person),
        True,
    )
    assert list(journal_rows.rows_differing()) == []


def test_nobody_confirms_or_writes_a_table_that_gives_them_a_post(house: House) -> None:
    as_officer(house, "Opal")
    accounts.create_user(
        house.administrator, person=house.people["Opal"], login="op", password=None
    )
    for name in ("Opal", "op", f"#{house.people['Opal']}"):
        number = holders(house, "Stray", name)
        propose_import(house.actor("Olga"), number=number)
        with pytest.raises(Refused, match="names_yourself"):
            applying.apply_import(house.actor("Opal"), number)
        withdraw_import(house.actor("Opal"), number=number)
    with pytest.raises(Refused, match="names_yourself"):
        applying.apply_import(house.administrator, holders(house, "Ada"))


LAB = [UNITS[0], ("LAB", "Laboratory", "section", "TSB", "")]


@pytest.mark.parametrize(
    ("left_out", "kind", "rows"),
    [
        ([], "posts", [POSTS[0], ("X1", "Chief", "D.2", "TSB", "GVA", "")]),
        ([POSTS[0], ("X1", "Chief", "D.2", "LAB", "GVA", "")], "units", LAB),
    ],
)
def test_nobody_confirms_what_lets_in_a_row_that_gives_them_a_post(
    house: House, left_out: Rows, kind: str, rows: Rows
) -> None:
    as_officer(house, "Opal")
    assert write_by_two(house, staged(house, "holders", [HOLDERS[0], ("X1", "Opal", "", "")])) == 0
    if left_out:
        assert write_by_two(house, staged(house, "posts", left_out)) == 0
    number = staged(house, kind, rows)
    outlook_of(number)
    propose_import(house.actor("Olga"), number=number)
    with pytest.raises(Refused, match="names_yourself"):
        applying.apply_import(house.actor("Opal"), number)
    assert applying.apply_import(house.actor("Otto"), number) >= 2


@pytest.mark.parametrize("confirms", ["Opal", "Otto"])
def test_nobody_confirms_what_lets_in_a_row_that_has_them_head_a_unit(
    house: House, confirms: str
) -> None:
    as_officer(house, "Opal")
    headed = [UNITS[0], ("NEW", "New", "section", "LAB", "OPS")]
    assert write_by_two(house, staged(house, "units", headed)) == 0
    number = staged(house, "units", LAB)
    outlook_of(number)
    propose_import(house.actor("Olga"), number=number)
    with nullcontext() if confirms == "Otto" else pytest.raises(Refused, match="own_post"):
        assert applying.apply_import(house.actor(confirms), number) == 2


def test_who_has_the_post_already_that_a_table_named_confirms_others(house: House) -> None:
    as_officer(house, "Opal")
    write_by_two(
        house, staged(house, "posts", [POSTS[0], ("X1", "Chief", "D.2", "TSB", "GVA", "")])
    )
    assert write_by_two(house, staged(house, "holders", [HOLDERS[0], ("X1", "Opal", "", "")]))
    number = staged(house, "units", LAB)
    outlook_of(number)
    propose_import(house.actor("Olga"), number=number)
    assert applying.apply_import(house.actor("Opal"), number)


def test_an_administrator_fills_alone_until_something_is_decided(house: House) -> None:
    from bureau.core.references import Reference

    by = house.administrator
    number = staged(house, "posts", [POSTS[0], ("X1", "Chief", "D.2", "TSB", "GVA", "")])
    assert applying.apply_import(by, number) == 1
    decide_grade(by, house.organisation, Reference("post", house.posts["ADV"]))
    more = staged(house, "posts", [POSTS[0], ("X2", "Chief", "D.2", "TSB", "GVA", "")])
    with pytest.raises(Refused, match="two_persons_needed"):
        applying.apply_import(by, more)
    with pytest.raises(Refused, match="two_persons_needed"):
        applying.undo_import(by, number)
    undo_by_two(house, number)
    with pytest.raises(Refused, match="two_persons_needed"):
        applying.apply_import(by, number)
    other = stage(by, [read_half(*file) for file in department().items()])
    assert applying.apply_import(by, other) > 20


def test_what_is_proposed_is_not_changed_until_it_is_withdrawn(house: House) -> None:
    by = house.actor("Olga")
    number = staged(house, "posts", POSTS)
    propose_import(by, number=number)
    with pytest.raises(Refused, match="import_is_past_that"):
        match_columns(by, number=number, columns={"title": ""})
    with pytest.raises(Refused, match="import_is_past_that"):
        propose_import(by, number=number)
    withdraw_import(by, number=number)
    assert Import.objects.get(pk=number).state == State.STAGED
    match_columns(by, number=number, columns={"title": ""})
    with pytest.raises(Refused, match="import_is_past_that"):
        withdraw_import(by, number=number)


def test_no_rows_or_renames_come_to_files_that_are_proposed(house: House) -> None:
    by = house.administrator
    number = stage(by, [read_half(*file) for file in department().items()])
    (proposal,) = outlook_of(number).proposals
    propose_import(by, number=number)
    file = Import.objects.get(pk=number).files.all()[0]
    with pytest.raises(Refused, match="import_is_past_that"):
        staging.stage_rows(by, file=file.pk, lines=())
    rename = proposal.rename
    said = {"before": rename.before, "after": rename.after, "is_accepted": True}
    with pytest.raises(Refused, match="import_is_past_that"):
        settle_rename(by, department=proposal.department, **said)
    with pytest.raises(Refused, match="two_persons_needed"):
        applying.apply_import(by, number)
    assert applying.apply_import(administrator("Alma"), number) > 20


def test_the_page_proposes_confirms_and_withdraws(house: House, olga: Client) -> None:
    number = staged(house, "units", UNITS)
    written(house, "posts", POSTS)
    address = f"/settings/imports/{number}/"
    shown = summed_up(olga, address)
    assert f'action="{address}proposal/"' in shown and "Write it" not in shown
    olga.post(f"{address}proposal/", {"key": "p1"})
    shown = summed_up(olga, address)
    assert "Olga proposed on" in " ".join(shown.split()).replace("<bdi>", "").replace("</bdi>", "")
    assert f'action="{address}application/"' not in shown
    as_officer(house, "Opal")
    accounts.create_user(
        house.administrator, person=house.people["Opal"], login="op", password=None
    )
    opal = Client()
    opal.force_login(User.objects.get(login="op"))
    assert f'action="{address}application/"' in summed_up(opal, address)
    olga.post(f"{address}proposal/", {"key": "p2", "withdraw": "1"})
    assert Import.objects.get(pk=number).state == State.STAGED
    summed_up(olga, address)
    olga.post(f"{address}proposal/", {"key": "p3"})
    opal.post(f"{address}application/", {"key": "p4"})
    assert Import.objects.get(pk=number).state == State.APPLYING


def test_the_page_offers_no_confirmation_of_a_table_that_changes_ones_own_post(
    house: House, olga: Client
) -> None:
    as_officer(house, "Opal")
    own = [POSTS[0], ("OPS", "Chief", "D.2", "OPD", "GVA", "")]
    number = staged(house, "posts", own)
    address = f"/settings/imports/{number}/"
    summed_up(olga, address)
    propose_import(house.actor("Olga"), number=number)
    shown = summed_up(visitor(house, "Opal"), address)
    assert f'action="{address}application/"' not in shown
    assert "The table changes a post that you hold" in shown
    assert f'action="{address}application/"' in summed_up(visitor(house, "Otto"), address)


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("posts", ("OPS", "Chief", "D.2", "OPD", "GVA", "")),
        ("posts", ("OPS", "Another title", "P.5", "OPD", "GVA", "")),
        ("posts", ("OPS", "", "", "TSP", "", "")),
        ("units", ("TSP", "Telecommunication Policy", "department", "TSB", "OPS")),
        ("units", ("OPD", "Operations", "department", "TSB", "CHIEF")),
        ("holders", ("OPS", "Stray", "0.1", "")),
    ],
)
def test_nobody_proposes_or_confirms_a_table_that_changes_their_own_post(
    house: House, kind: str, row: tuple[str, ...]
) -> None:
    as_officer(house, "Opal")
    number = staged(house, kind, [OF_KIND[kind], row])
    outlook_of(number)
    with pytest.raises(Refused, match="own_post"):
        propose_import(house.actor("Opal"), number=number)
    propose_import(house.actor("Olga"), number=number)
    with pytest.raises(Refused, match="own_post"):
        applying.apply_import(house.actor("Opal"), number)
    withdraw_import(house.actor("Olga"), number=number)


def test_a_table_that_says_of_ones_own_post_what_stands_is_confirmed(house: House) -> None:
    as_officer(house, "Opal")
    own = ("OPS", "Chief of Operations", "P.5", "OPD", "GVA", "")
    number = staged(house, "posts", [POSTS[0], own, ("X1", "Chief", "D.2", "TSB", "GVA", "")])
    propose_import(house.actor("Olga"), number=number)
    assert applying.apply_import(house.actor("Opal"), number) == 1


OF_KIND = {"posts": POSTS[0], "units": UNITS[0], "holders": HOLDERS[0]}


def test_what_is_on_record_whole_is_not_proposed_again(house: House) -> None:
    number = written(house, "posts", [POSTS[0], ("X1", "Chief", "D.2", "TSB", "GVA", "")])
    outlook_of(number)
    with pytest.raises(Refused, match="nothing_left_to_write"):
        propose_import(house.actor("Olga"), number=number)
    propose_import(house.actor("Olga"), number=number, undoes=True)
