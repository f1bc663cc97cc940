"""Edits of a live database, made past the application, are found and named by `verify`."""

from bureau.config.proving.edits import EDITS, Edit, edited
from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.wording import say_words
from bureau.config.references import leading_nowhere
from bureau.config.schema import schema_differing
from bureau.config.shell import actor_with_login
from bureau.institution.governance.queries import verification as governance
from bureau.institution.organisation.queries import verification as structure
from bureau.record.journal.queries import broken_links
from bureau.record.journal.queries.rows import rows_differing
from bureau.record.journal.services.exporting import open_contents


@promise("edits_found", asked=len(EDITS), quick=5, unit="edits", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    open_contents(actor_with_login("auditor"), reason="A content to be emptied")
    say_words()
    broken = [f"untouched: {how}" for how in (*guarded(), *unguarded())]
    few, without = trial.some(EDITS), 0
    for edit in few:
        with edited(edit):
            if not any(_names(edit, how) for how in guarded()):
                broken.append(f"{edit} was not found")
            without += any(unguarded())
    if without == len(few):
        broken.append("without the states of rows all was found, too: this shows nothing")
    if again := [*guarded()]:
        broken.append(f"after all of it: {again[0]}")
    return Outcome(len(few), broken, f"without the states of rows {without} would be found")


def guarded() -> list[str]:
    """What `verify` says of the journal, the rows, the seals and the structure."""
    links = [f"entry {place.sequence}: {place.how}" for place in broken_links()]
    return [*links, *rows_differing(), *schema_differing(), *structure.differing()]


def unguarded() -> list[str]:
    """What it says with what entries commit to of rows, and the seals, left out."""
    return [*structure.differing(), *governance.differing(), *leading_nowhere()]


def _names(edit: Edit, how: str) -> bool:
    is_of_journal = edit.table.startswith("journal_") and how.startswith("entry ")
    return edit.found in how and (edit.table in how or is_of_journal)
