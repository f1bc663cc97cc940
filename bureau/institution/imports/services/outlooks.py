"""Summaries of imports are computed by the worker and kept; a page only looks them up.

This is no act: it writes only what can be worked out at any time. People confirm what they read
there, so a summary is sealed by a key that lies outside the database. One with another seal is
computed again.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from bureau.institution.imports.models import UNDER_WAY, Import, KeptOutlook
from bureau.institution.imports.queries.kept import (
    basis_of,
    leaving_read,
    leaving_said,
    outlook_read,
    outlook_said,
    own_of,
    table_read_back,
    table_said,
)
from bureau.institution.imports.queries.leaving import leaving
from bureau.institution.imports.queries.outlook import Outlook, outlook
from bureau.institution.imports.queries.tables import TableOutlook, table_outlook
from bureau.record.clock.queries import state_of_task
from bureau.record.journal.queries import reading


@dataclass(frozen=True, slots=True)
class Sort[Content]:
    """A sort of summary: its name, how it is worked out, written down and read back."""

    name: str
    work_out: Callable[[Import], Content]
    said: Callable[[Content], dict[str, Any]]
    read: Callable[[Mapping[str, Any]], Content]


@dataclass(frozen=True, slots=True)
class Shown[Content]:
    """A summary as it was worked out `at`; not current where anything was recorded since that it
    may depend on."""

    content: Content
    at: datetime
    is_current: bool


OUTLOOK = Sort("outlook", lambda row: outlook(row.pk), outlook_said, outlook_read)
TABLE = Sort("table", table_outlook, table_said, table_read_back)
LEAVING = Sort("leaving", lambda row: leaving(row.pk), leaving_said, leaving_read)
SORTS: Mapping[str, Sort[Any]] = {sort.name: sort for sort in (OUTLOOK, TABLE, LEAVING)}
WAITING = frozenset({"ready", "leased"})


def outlook_of(number: int) -> Outlook:
    """What would come of an import, or has, as of now: worked out here. Not for pages."""
    return worked_out(OUTLOOK, number)


def table_outlook_of(number: int) -> TableOutlook:
    """The actions that a table would draft, as of now: worked out here. Not for pages."""
    return worked_out(TABLE, number)


def worked_out[Content](sort: Sort[Content], number: int) -> Content:
    """A summary as of now: what is kept, where nothing moved on since, else worked out and kept.

    What somebody did to the import meanwhile makes it another summary's: that is not kept.
    """
    with reading():
        row = Import.objects.get(pk=number)
        own, basis = own_of(row, sort.name), basis_of(row, sort.name)
        found = _kept(row, sort, own)
        if found is not None and found.basis == basis:
            return sort.read(found.content)
        content = sort.work_out(row)
    with transaction.atomic():
        if own_of(row, sort.name) == own:
            said = {"own": own, "basis": basis, "at": timezone.now()}
            text = json.dumps(sort.said(content))
            said["content"] = {"text": text, "seal": _seal(row.pk, sort.name, own, basis, text)}
            KeptOutlook.objects.update_or_create(taken_in=row, what=sort.name, defaults=said)
    return content


def looked_up[Content](sort: Sort[Content], row: Import) -> Shown[Content] | None:
    """What a page shows of an import: the summary last kept, None where there is none of the
    import as it is. Where that is not current, the worker is asked for another."""
    found = _kept(row, sort, own_of(row, sort.name))
    is_current = found is not None and found.basis == basis_of(row, sort.name)
    if not is_current:
        ask_worker(sort, row.pk)
    return Shown(sort.read(found.content), found.at, is_current) if found else None


def ask_worker(sort: Sort[Any], number: int) -> None:
    """Have a summary worked out, unless the worker has it to do already."""
    if state_of_task(work_out.module_path, number, sort.name) not in WAITING:
        work_out.enqueue(number, sort.name)


@task(queue_name="long")
def work_out(number: int, name: str) -> None:
    """Work out a summary and keep it; safe to run twice. An import under way has none."""
    if Import.objects.exclude(state__in=UNDER_WAY).filter(pk=number).exists():
        worked_out(SORTS[name], number)


def _kept(row: Import, sort: Sort[Any], own: str) -> KeptOutlook | None:
    """The summary that was kept, with its content as it was worked out; None where there is none,
    or somebody changed it in the database."""
    found = KeptOutlook.objects.filter(taken_in=row, what=sort.name, own=own).first()
    if found is None or not isinstance(found.content, dict):
        return None
    text, seal = (str(found.content.get(name)) for name in ("text", "seal"))
    if not constant_time_compare(seal, _seal(row.pk, sort.name, own, found.basis, text)):
        return None
    found.content = json.loads(text)
    return found


def _seal(*said: object) -> str:
    text = json.dumps(said)
    return salted_hmac("bureau.outlook", text, settings.SECRET_KEY, algorithm="sha256").hexdigest()
