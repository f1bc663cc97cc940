"""Deeds of imports: tables of changes and costs, and organograms."""

from collections.abc import Iterator
from functools import partial

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.proving.files import department
from bureau.config.shell import actor_with_login
from bureau.documents.halves import read_half
from bureau.institution.imports.models import StagedFile
from bureau.institution.imports.queries.outlook import outlook
from bureau.institution.imports.services import (
    applying,
    proposing,
    renames,
    running,
    staging,
    tables,
)
from bureau.institution.organisation.models import StandardCost


def deeds() -> Iterator[Deed]:
    """By the author of the example's drafts, who is the organisation's officer."""
    yield from changes_by_table()
    yield from costs_by_table()


def changes_by_table() -> Iterator[Deed]:
    """A table of posts by the author: staged, a heading explained, made a draft."""
    by, post = actor_with_login(acts.AUTHOR), next(iter(acts.as_it_is().posts()))
    number = tables.take_table(
        by,
        organisation=acts.the_organisation().pk,
        kind="posts",
        becomes="draft",
        day=acts.the_day(),
        name="posts.csv",
        rows=[(1, ["number", "Words"]), (2, [post.number, "Another title"])],
    )
    yield lambda: tables.match_columns(by, number=number, columns={"Words": "title"})
    yield lambda: tables.draft_from_table(by, number=number, reference="D-TABLE", title="Table")


def costs_by_table() -> Iterator[Deed]:
    """A table of standard costs in two pieces: proposed, put on record by another, taken back."""
    by, organisation = actor_with_login(acts.AUTHOR), acts.the_organisation().pk
    known = StandardCost.objects.filter(organisation=organisation).order_by("pk")[0]
    heading = (1, ["grade", "place", "amount", "currency", "valid_from", "last_day"])
    amounts = [
        (row, [known.grade, known.place, "1", known.currency, f"{year}-01-01", f"{year}-12-31"])
        for row, year in ((2, 1901), (3, 1902))
    ]
    number = tables.stage_table(
        by,
        organisation=organisation,
        kind="costs",
        becomes="record",
        day=acts.the_day(),
        name="costs.csv",
        rows=[heading, amounts[0]],
        count=2,
        identity="0" * 64,
        language="en",
    )
    file = StagedFile.objects.get(taken_in=number).pk
    yield lambda: tables.stage_cells(by, file=file, rows=[amounts[1]])
    yield lambda: staging.end_staging(by, number=number)
    yield lambda: proposing.propose_import(by, number=number)
    yield lambda: proposing.withdraw_import(by, number=number)
    yield lambda: proposing.propose_import(by, number=number)
    yield lambda: applying.apply_import(actor_with_login("administrator"), number)
    yield lambda: proposing.propose_import(by, number=number, undoes=True)
    yield lambda: applying.undo_import(actor_with_login("administrator"), number)


def last_deeds() -> Iterator[Deed]:
    """One call of each service of imports: begun and taken back for the worker too."""
    by = actor_with_login("administrator")
    files = department("Office of Deeds")
    cut = staging.begin_import(by, language="en", files=1)
    part = staging.stage_file(by, number=cut, read=read_half(*files[0]))
    yield partial(staging.stage_rows, by, file=part, lines=())
    number = staging.stage(by, [read_half(*file) for file in files])
    (proposal,) = outlook(number).proposals
    yield partial(
        renames.settle_rename,
        by,
        department=proposal.department,
        before=proposal.rename.before,
        after=proposal.rename.after,
        is_accepted=False,
    )
    yield partial(applying.apply_import, by, number)
    yield partial(applying.undo_import, by, number)
    yield partial(running.start_applying, by, number=number)
    yield partial(applying.apply_import, by, number)
    yield partial(running.start_undoing, by, number=number)
    yield partial(applying.undo_import, by, number)
