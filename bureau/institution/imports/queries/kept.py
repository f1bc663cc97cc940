"""Outlooks as they are kept: what each depends on, and how they are written down."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

from bureau.core.changes.actions import ActionKind
from bureau.core.imports.halves import Fault, Left
from bureau.core.imports.renames import Rename
from bureau.core.imports.tables import Misfit
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.institution.imports.models import Department, Import
from bureau.institution.imports.queries.leaving import Along, Leaving
from bureau.institution.imports.queries.outlook import ChangeLine, Outlook, Proposal
from bureau.institution.imports.queries.pages import ORGANOGRAM
from bureau.institution.imports.queries.tables import Change, TableOutlook
from bureau.record.journal.queries import head, last_entry_about, record_number_now

FORM = 6
"""Of what is written down: raised when it changes, so that what is kept from before is stale."""


def own_of(taken_in: Import, what: str) -> str:
    """What a summary is of, as one hash: the import as the last act about it left it."""
    own = [FORM, what, taken_in.pk, last_entry_about(Reference("import", taken_in.pk))]
    return sha256(json.dumps(own).encode()).hexdigest()


def basis_of(taken_in: Import, what: str) -> str:
    """All that an outlook of a sort depends on, as one hash.

    For organograms: how far the import is, what stands of the department's files, which renames
    are settled, and what is on record. Tables also name grades, places and people: of these it is
    the head of the journal.
    """
    departments = Department.objects.filter(files__taken_in=taken_in).distinct().order_by("pk")
    basis: list[Any] = [FORM, what, taken_in.pk, taken_in.state, taken_in.changes]
    basis.append(record_number_now())
    basis += departments.values_list("pk", "edition", "organisation")
    if taken_in.kind != ORGANOGRAM:
        basis.append(head().hash)
    return sha256(json.dumps(basis).encode()).hexdigest()


def outlook_said(found: Outlook) -> dict[str, Any]:
    said = asdict(replace(found, faults=(), proposals=()))
    said["faults"] = [
        [one.file, one.row, one.column, *_reason(one.reason), one.left] for one in found.faults
    ]
    said["proposals"] = [asdict(one) for one in found.proposals]
    return said


def outlook_read(said: Mapping[str, Any]) -> Outlook:
    faults = tuple(
        Fault(file, row, column, Reason(code, facts), Left(left))
        for file, row, column, code, facts, left in said["faults"]
    )
    proposals = tuple(
        Proposal(**{**one, "rename": Rename(**one["rename"])}) for one in said["proposals"]
    )
    lines = tuple(ChangeLine(**one) for one in said["lines"])
    return Outlook(**{**said, "faults": faults, "proposals": proposals, "lines": lines})


def table_said(found: TableOutlook) -> dict[str, Any]:
    return {
        "changes": [asdict(one) for one in found.changes],
        "misfits": [
            [one.row, one.column, *_reason(one.reason), one.is_row] for one in found.misfits
        ],
    }


def table_read_back(said: Mapping[str, Any]) -> TableOutlook:
    changes = (Change(**{**one, "kind": ActionKind(one["kind"])}) for one in said["changes"])
    misfits = (
        Misfit(row, column, Reason(code, facts), is_row)
        for row, column, code, facts, is_row in said["misfits"]
    )
    return TableOutlook(tuple(changes), tuple(misfits))


def leaving_said(found: Leaving) -> dict[str, Any]:
    return {**asdict(found), "gone": dict(found.gone)}


def leaving_read(said: Mapping[str, Any]) -> Leaving:
    along = tuple(Along(**one) for one in said["along"])
    held = tuple(Reference(*one) for one in said["held"])
    return Leaving(**{**said, "along": along, "held": held})


def _reason(reason: Reason) -> tuple[str, dict[str, Any]]:
    return reason.code, dict(reason.facts)
