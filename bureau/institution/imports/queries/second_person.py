"""Whether an import takes two persons, what was proposed of it, and whom its tables name."""

from collections.abc import Collection

from bureau.core.actors import Actor
from bureau.core.imports.names import key_of
from bureau.institution.governance.queries.opening import people_called
from bureau.institution.imports.models import Import, ImportProposal, StagedFile
from bureau.institution.imports.permissions import may_confirm_import, may_write_alone
from bureau.institution.imports.queries.pages import organisations_of
from bureau.institution.imports.store import matched_of
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect


def is_decided(organisations: Collection[int | None]) -> bool:
    """Whether anything stands there that was decided, and not only recorded as it stood."""
    decisions = Instrument.objects.exclude(kind="opening_record")
    effects = Effect.objects.filter(organisation__in=[one for one in organisations if one])
    return effects.filter(instrument__in=decisions).exists()


def takes_two(actor: Actor, row: Import) -> bool:
    """Whether somebody else must confirm what the actor would have written."""
    return not may_write_alone(actor, is_decided=is_decided(organisations_of(row)))


def proposal_of(row: Import) -> ImportProposal | None:
    """What is proposed of an import and not settled yet."""
    return ImportProposal.objects.filter(taken_in=row, settled_by__isnull=True).first()


def may_confirm(actor: Actor, row: Import, proposal: ImportProposal) -> bool:
    return may_confirm_import(actor, {row.person_id, proposal.proposed_by_id})


def gives_post_to(row: Import, person: int | None) -> bool:
    """Whether a table of holders names this person as one."""
    if row.kind != "holders" or person is None:
        return False
    called = {key_of(name) for name, found in people_called().items() if person in found}
    called.add(f"#{person}")
    for file in StagedFile.objects.filter(taken_in=row).select_related("taken_in"):
        place = matched_of(file).by_column.get("holder")
        rows = file.staged.values_list("reading", flat=True).iterator()
        if place is not None and any(_cell(reading["cells"], place) in called for reading in rows):
            return True
    return False


def _cell(cells: list[str], place: int) -> str:
    return key_of(cells[place]) if place < len(cells) else ""
